"""Answers for the shell: the same words as on Telegram, without markup."""

import pytest

from bot.acts.model import Ref
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
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId
from bot.shell.plain_text import act_text, answer_text
from bot.texts.texts import Say
from tests.answers.test_page_layout import lay, said
from tests.questions import unsettled

both_languages = pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)


def text(services: Knowledge, language: Language, content: Content) -> str:
    return answer_text(Answer(language, content), services)


@both_languages
def test_a_paragraph_comes_whole_with_its_citation_its_note_and_its_status(
    services: Knowledge, language: Language
) -> None:
    for paragraph in services.rulebook:
        shown = text(services, language, FoundParagraph(paragraph, "сыйлық подарок"))
        sheet = lay(services, paragraph.ref, "сыйлық подарок", language)
        assert shown.startswith(f"{sheet.place}\n{sheet.title}\n")
        for words in (*said(sheet), *sheet.notes, *sheet.item_notes, *sheet.status):
            assert words in shown, str(paragraph.ref)


@both_languages
def test_whom_to_call_comes_before_an_answer_that_warns(services: Knowledge, language: Language) -> None:
    calm = text(services, language, NotUnderstood())
    warned = answer_text(Answer(language, NotUnderstood(), warns=True), services)
    assert warned == f"{services.texts(language, Say.WARNING)}\n\n{calm}"


@both_languages
def test_the_parts_of_a_paragraph_are_named(services: Knowledge, language: Language) -> None:
    lines = text(services, language, FoundParagraph(services.rulebook.paragraphs[Ref("11")], "")).splitlines()
    for number, part in enumerate(services.rulebook.paragraphs[Ref("11")].texts[language].parts, start=1):
        assert f"{services.citations.part(number, language)}. {part}" in lines


@both_languages
def test_choices_are_numbered_with_their_titles_and_places(services: Knowledge, language: Language) -> None:
    refs = (Ref("14"), Ref("3.12"))
    first, *lines = text(services, language, Choices(refs)).splitlines()
    assert first == services.texts(language, Say.UNSURE)
    assert len(lines) == len(refs)
    for number, (ref, line) in enumerate(zip(refs, lines, strict=True), start=1):
        assert line.startswith(f"{number}. {services.rulebook.title(ref, language)}")
        assert line.endswith(services.citations.place(ref, language))


@both_languages
def test_where_the_rules_are_silent_it_says_where_to_look_and_whom_to_ask(
    services: Knowledge, language: Language
) -> None:
    officer = services.texts(language, Say.ETHICS_OFFICER)
    unknown = services.texts(language, Say.NOT_UNDERSTOOD)
    assert text(services, language, NotUnderstood()) == unknown
    near = text(services, language, NotUnderstood(tuple(services.rulebook.paragraphs)[:1]))
    assert near.startswith(services.texts(language, Say.NOT_UNDERSTOOD_NEAR))
    for talk in services.rulebook.talks.values():
        assert text(services, language, IntentReply(talk)) == talk.replies[language]
    for matter in unsettled(services.rulebook):
        assert matter.elsewhere
        shown = text(services, language, SettledElsewhere(matter, matter.elsewhere))
        assert matter.elsewhere.sentences[language] in shown
        assert shown.endswith(officer)


@both_languages
def test_a_question_without_words_is_told_so(services: Knowledge, language: Language) -> None:
    assert text(services, language, NoWords()) == services.texts(language, Say.NO_WORDS)


@both_languages
def test_the_whole_act_is_printed_from_its_preamble_to_its_notes_and_signatures(
    services: Knowledge, language: Language
) -> None:
    act = services.rulebook.act
    standing = services.citations.standing(act, language).words
    shown = act_text(services.rulebook, act, standing, language)
    assert shown.startswith(f"{act.titles[language]}\n\n{standing}\n")
    assert (act.unofficial_lines[language] in shown) == (language is not act.authentic)
    texts = [paragraph.texts[language] for paragraph in services.rulebook]
    sections = [titles[language] for titles in act.sections.values()]
    resolution = [act.preambles[language], act.preamble_notes[language], *act.signatures[language]]
    for words in (*sections, *resolution, *(text.whole for text in texts), *(text.note for text in texts)):
        assert words in shown


@both_languages
def test_plain_words_on_the_matter_stand_before_the_words_of_the_act_without_markup(
    services: Knowledge, language: Language
) -> None:
    matter = services.rulebook.matters[MatterId("gifts")]
    assert matter.guidance
    found = FoundParagraph(services.rulebook.paragraphs[Ref("14")], "", matter.id)
    shown = text(services, language, found)
    order = [
        shown.index(words)
        for words in (
            services.citations.place(Ref("14"), language),
            matter.guidance.short[language],
            matter.guidance.now[language],
            services.rulebook.paragraphs[Ref("14")].text(language).whole,
        )
    ]
    assert order == sorted(order)
    assert "<" not in shown
