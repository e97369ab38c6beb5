"""Every screen is one that Telegram takes, and shows the paragraph word for word with all that belongs to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape, unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.citations import Cited
from bot.acts.model import Ref
from bot.acts.standing_line import StandingLine
from bot.answers.content import (
    Answer,
    Choices,
    Content,
    FoundParagraph,
    IntentReply,
    NotUnderstood,
    NoWords,
    SettledElsewhere,
)
from bot.answers.page_layout import MOST_MARKS, Passage, Sheet
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import Intent
from bot.texts.texts import Say
from emulator.local_telegram import Limits, LocalTelegram
from emulator.local_telegram.markup import parse_html
from emulator.local_telegram.units import units
from handlers.acts.paragraph import BOOK, LONG, sheet_html
from handlers.answers.rendering import Renderer
from handlers.answers.short_answer import Brief
from handlers.telegram.screen import Screen
from tests.answers.test_page_layout import questions
from tests.emulator.local_telegram.support import Api, SteppedClock
from tests.house import TAG
from tests.questions import unsettled

LABEL = re.compile(r"<i>.*?</i> ")
QUOTE = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)
BOLD = re.compile(r"<b>(.*?)</b>")


@pytest.fixture(scope="module")
def renderer(services: Knowledge) -> Renderer:
    return Renderer.of(services)


def visible(html: str) -> str:
    """What a reader sees of it."""
    return unescape(TAG.sub("", html))


Screens = Mapping[Language, list[tuple[Ref, Screen]]]


@pytest.fixture(scope="module")
def screens(services: Knowledge, renderer: Renderer) -> Screens:
    """Every paragraph for every question, in both languages."""
    return {
        language: [
            (paragraph.ref, renderer.paragraph(FoundParagraph(paragraph, question), language))
            for paragraph in services.rulebook
            for question in questions(services.rulebook, paragraph.ref)
        ]
        for language in Language
    }


def other_screens(services: Knowledge, renderer: Renderer, language: Language) -> Iterator[Screen]:
    """The answers that are no paragraph."""
    refs = tuple(services.rulebook.paragraphs)
    contents: list[Content] = [NoWords(), NotUnderstood()]
    contents += [Choices(refs[at : at + 3]) for at in range(len(refs))]
    contents += [IntentReply(talk) for talk in services.rulebook.talks.values()]
    contents += [
        SettledElsewhere(matter, matter.elsewhere)
        for matter in unsettled(services.rulebook)
        if matter.elsewhere
    ]
    return (renderer.answer(Answer(language, content)) for content in contents)


def fits_telegram(screen: Screen) -> bool:
    """Whether a message may be so long, so marked, and so buttoned (Bot API: sendMessage, InlineKeyboardButton)."""
    parsed = parse_html(screen.html)
    assert parsed.text == visible(screen.html)
    rows = screen.buttons.inline_keyboard if screen.buttons else ()
    for button in (button for row in rows for button in row):
        assert button.text.strip()
        assert isinstance(button.callback_data or "", str)
        assert len(str(button.callback_data or "").encode()) <= 64
        assert button.copy_text is None or 1 <= len(button.copy_text.text) <= 256
        assert sum(one is not None for one in (button.callback_data, button.copy_text, button.url)) == 1
    return 1 <= units(parsed.text) <= 4096 and len(parsed.entities) <= 100


def test_every_screen_keeps_within_the_figures_of_telegram(
    services: Knowledge, renderer: Renderer, screens: Screens, language: Language
) -> None:
    for ref, screen in screens[language]:
        assert fits_telegram(screen), str(ref)
    assert all(map(fits_telegram, other_screens(services, renderer, language)))


async def test_telegram_takes_every_screen_as_it_is(
    services: Knowledge, renderer: Renderer, screens: Screens, language: Language
) -> None:
    telegram = LocalTelegram(SteppedClock(), limits=Limits.none())
    api, person = Api(telegram), telegram.person("Айгүл")
    await person.start()
    paragraphs = [screen for _, screen in screens[language]]
    for screen in (*paragraphs, *other_screens(services, renderer, language)):
        buttons = screen.buttons.to_json() if screen.buttons else '{"inline_keyboard": []}'
        sent = await api(
            "sendMessage", chat_id=person.id, text=screen.html, parse_mode="HTML", reply_markup=buttons
        )
        assert sent["text"] == visible(screen.html)


def test_a_screen_holds_every_word_of_the_paragraph_and_a_button_for_each_item_of_its_list(
    services: Knowledge, screens: Screens, language: Language
) -> None:
    for ref, screen in screens[language]:
        text = visible(screen.html)
        rulebook = services.rulebook
        for part in rulebook.paragraphs[ref].texts[language].parts:
            assert part in text, str(ref)
        assert screen.buttons
        offered = [button.callback_data for row in screen.buttons.inline_keyboard for button in row]
        for item in rulebook.children(ref):  # what is in the list of a paragraph is one press away
            assert f"an:ref:{item.ref}" in offered
        assert rulebook.lead_in(ref, language) in text
        assert rulebook.closing(ref, language) in text


def test_the_part_that_the_question_speaks_of_stands_open_and_the_others_fold(
    services: Knowledge, renderer: Renderer, language: Language
) -> None:
    paragraph = services.rulebook.paragraphs[Ref("11")]
    parts = paragraph.texts[language].parts
    for asked in parts:
        html = renderer.paragraph(FoundParagraph(paragraph, asked), language).html
        first, rest = QUOTE.findall(html)
        assert asked in visible(first)
        assert all((other in visible(rest)) is (other != asked) for other in parts)
        assert html.rindex("<blockquote") == html.rindex("<blockquote expandable>")


def test_what_fills_more_than_six_lines_is_folded_and_nothing_else(
    screens: Screens, language: Language
) -> None:
    for ref, screen in screens[language]:
        first, *rest = QUOTE.findall(screen.html)
        is_long = len(visible(LABEL.sub("", first)).replace("\n", "")) > LONG
        assert screen.html.count("expandable") == is_long + len(rest), str(ref)


def test_a_list_that_is_offered_as_buttons_asks_last_and_tells_nothing_of_items_that_are_not_shown(
    services: Knowledge, renderer: Renderer, language: Language
) -> None:
    asks = services.texts(language, Say.LIST_FOLDED)
    offered = [
        (paragraph, screen)
        for paragraph in services.rulebook
        if asks in (screen := renderer.paragraph(FoundParagraph(paragraph, ""), language)).html
    ]
    assert offered
    for paragraph, screen in offered:
        assert screen.html.endswith(asks)
        assert not any(f"{item.ref}:" in screen.html for item in services.rulebook.children(paragraph.ref))


def test_at_most_forty_words_are_bold_besides_the_citation(
    services: Knowledge, screens: Screens, language: Language
) -> None:
    counts = [len(BOLD.findall(screen.html)) - 1 for _, screen in screens[language]]
    assert max(counts) == MOST_MARKS
    assert min(counts) == 0


def test_a_screen_opens_with_its_citation_which_reads_back_to_the_ref(
    services: Knowledge, screens: Screens, language: Language
) -> None:
    for ref, screen in screens[language]:
        cited = services.citations.find(visible(screen.html).partition("\n")[0].removeprefix(BOOK))
        assert cited == Cited(ref, language)


def test_every_paragraph_comes_with_its_status_its_note_and_the_unofficial_line_if_translated(
    services: Knowledge, screens: Screens, language: Language
) -> None:
    act = services.rulebook.act
    for ref, screen in screens[language]:
        text = visible(screen.html)
        assert services.citations.standing(act, language).words in text
        assert services.rulebook.paragraphs[ref].texts[language].note in text
        assert (act.unofficial_lines[Language.RU] in text) is (language is Language.RU)


def test_a_paragraph_offers_the_other_language_its_citation_to_copy_three_related_ones_and_to_share_it(
    services: Knowledge, screens: Screens, language: Language
) -> None:
    for ref, screen in screens[language]:
        assert screen.buttons is not None
        rows = [row for row in screen.buttons.inline_keyboard if row[0].callback_data != "fb:1"]
        settled = services.rulebook.paragraphs[ref].settles
        if any(services.rulebook.matters[matter].report for matter in settled):
            assert (
                rows.pop(0)[0].callback_data == "tp:begin"
            )  # near corruption the way to the tip desk comes first
        papers = [f"nt:for:{paper.id}" for paper in services.papers.under(settled)]
        assert [rows.pop(0)[0].callback_data for _ in papers] == papers
        (switch, copy), *related, (share,) = rows
        assert switch.text == services.texts(language.other, Say.LANGUAGE_NAME)
        assert switch.callback_data == "an:lang"
        assert copy.copy_text is not None
        assert copy.copy_text.text == services.citations.full(ref, language)
        items = [item.ref for item in services.rulebook.children(ref)]
        assert [button.callback_data for (button,) in related] == [
            f"an:ref:{other}" for other in items or services.rulebook.related[ref][:3]
        ]
        assert share.callback_data == f"sh:{language}:{ref}"


def test_a_paragraph_can_be_rated_where_it_answers_a_question(
    services: Knowledge, renderer: Renderer, language: Language
) -> None:
    for paragraph in services.rulebook:
        rows = {
            question: renderer.paragraph(FoundParagraph(paragraph, question), language).buttons
            for question in ("", "Сыйлық алуға бола ма?")
        }
        offered = {
            question: buttons and [button.callback_data for button in buttons.inline_keyboard[-1]]
            for question, buttons in rows.items()
        }
        assert offered[""] != ["fb:1", "fb:0"]
        assert offered["Сыйлық алуға бола ма?"] == ["fb:1", "fb:0"]


def test_of_many_related_paragraphs_the_first_three_are_offered(
    services: Knowledge, language: Language
) -> None:
    refs = tuple(services.rulebook.paragraphs)
    rulebook = replace(services.rulebook, related=dict.fromkeys(refs, refs[:5]))
    renderer = Renderer(rulebook, services.texts, services.citations, services.sheets, services.papers)
    screen = renderer.paragraph(FoundParagraph(rulebook.paragraphs[refs[0]], ""), language)
    assert screen.buttons is not None
    related = [button.callback_data for (button,) in screen.buttons.inline_keyboard[1:-1]]
    assert related == [f"an:ref:{ref}" for ref in refs[:3]]


def test_where_the_rules_are_silent_the_screen_says_where_the_matter_is_settled(
    services: Knowledge, renderer: Renderer, language: Language
) -> None:
    for matter in unsettled(services.rulebook):
        assert matter.elsewhere
        screen = renderer.answer(Answer(language, SettledElsewhere(matter, matter.elsewhere)))
        text = visible(screen.html)
        assert matter.elsewhere.sentences[language] in text
        assert services.texts(language, Say.ETHICS_OFFICER) in text
        assert screen.buttons is not None
    for talk in services.rulebook.talks.values():
        screen = renderer.answer(Answer(language, IntentReply(talk)))
        assert visible(screen.html) == talk.replies[language]
        assert (screen.buttons is None) is (talk.intent is Intent.DANGER and not talk.report)


def test_whom_to_call_stands_above_an_answer_that_warns_of_danger(
    services: Knowledge, renderer: Renderer, language: Language
) -> None:
    content, warning = NotUnderstood(), services.texts(language, Say.WARNING)
    calm, warned = (renderer.answer(Answer(language, content, warns=warns)) for warns in (False, True))
    assert visible(warned.html) == f"{warning}\n\n{visible(calm.html)}"
    assert warned.buttons == calm.buttons
    short = Brief.of(services).answer(Answer(language, content, warns=True), "adep_bot")
    assert visible(short.html).startswith(warning)


@given(question=st.text(max_size=400), data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_question_gets_a_screen_that_telegram_takes(
    services: Knowledge, renderer: Renderer, question: str, data: st.DataObject
) -> None:
    assert fits_telegram(renderer.answer(services.asking.ask(question)))
    found = services.asking.open(data.draw(st.sampled_from(sorted(services.rulebook.paragraphs))), question)
    assert found is not None
    for language in Language:
        assert fits_telegram(renderer.paragraph(found, language))


SIGNS = st.text(st.sampled_from("<>&\"'/b ә😀"), min_size=1, max_size=60)


@given(title=SIGNS, text=SIGNS, note=SIGNS, mark=st.tuples(st.integers(0, 30), st.integers(31, 60)))
@settings(deadline=None)
def test_signs_of_markup_are_shown_as_they_are_marked_or_not(
    title: str, text: str, note: str, mark: tuple[int, int]
) -> None:
    passage = Passage(text, marks=(mark,))
    sheet = Sheet(
        Ref("1"),
        Language.KK,
        "1-тармақ",
        title,
        (passage,),
        (Passage(text),),
        (note,),
        (),
        StandingLine(note, note, "https://example.org/act?a=1&b=2"),
        (note,),
    )
    html = sheet_html(sheet)
    assert parse_html(html).text == f"📖 1-тармақ\n{title}\n{text}\n{text}\n{note}\n⚖️ {note}\n{note}"
    assert BOLD.findall(html)[1:] == [escape(text[slice(*mark)])]
