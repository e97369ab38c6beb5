"""The sheet of a paragraph: all its words, the asked-for ones first, and every line that is owed to the reader."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.model import STATUS, Ref, Rulebook
from bot.acts.standing import Repealed
from bot.answers.content import FoundParagraph
from bot.answers.page_layout import MOST_MARKS, Sheet, whole_parts
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say

both_languages = pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)


def lay(services: Knowledge, ref: Ref, question: str, language: Language) -> Sheet:
    return services.sheets.lay(FoundParagraph(services.rulebook.paragraphs[ref], question), language)


def questions(rulebook: Rulebook, ref: Ref) -> Iterator[str]:
    """None, one of one word, one that speaks of much else, and all that the paragraph itself says."""
    yield from ("", "сыйлық", "подарок и обед за счёт подрядчика, а начальник молчит")
    for language in Language:
        texts = rulebook.paragraphs[ref].texts[language]
        yield rulebook.title(ref, language)
        yield from dict.fromkeys((texts.whole, *texts.parts))
        yield from (child.texts[language].whole for child in rulebook.children(ref))


@pytest.fixture(scope="module")
def sheets(services: Knowledge) -> Mapping[Language, list[Sheet]]:
    """Every paragraph for every question, in both languages."""
    return {
        language: [
            lay(services, paragraph.ref, question, language)
            for paragraph in services.rulebook
            for question in questions(services.rulebook, paragraph.ref)
        ]
        for language in Language
    }


def said(sheet: Sheet) -> list[str]:
    return [passage.text for passage in (*sheet.shown, *sheet.rest)]


def marked(sheet: Sheet) -> list[str]:
    return [p.text[start:end] for p in (*sheet.shown, *sheet.rest) for start, end in p.marks]


@both_languages
def test_a_sub_paragraph_stands_between_the_words_that_open_and_close_its_list(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]], language: Language
) -> None:
    for sheet in sheets[language]:
        ref, parent = sheet.ref, sheet.ref.parent
        if parent is None:
            continue
        over = services.rulebook.paragraphs[parent].texts[language]
        own = services.rulebook.paragraphs[ref].texts[language].whole
        texts = said(sheet)
        assert texts[:2] == [over.parts[-1], f"{ref.number}) {own}"], str(ref)
        assert texts[-1].endswith(over.closing), str(ref)
        assert len(texts) <= 3
        assert not sheet.rest, "nothing of it is on demand"


@both_languages
def test_all_parts_and_items_of_a_paragraph_are_there_word_for_word(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]], language: Language
) -> None:
    for sheet in sheets[language]:
        ref = sheet.ref
        if ref.parent:
            continue
        parts = services.rulebook.paragraphs[ref].texts[language].parts
        items = [
            f"{child.ref.number}) {child.texts[language].whole}" for child in services.rulebook.children(ref)
        ]
        assert sorted(said(sheet)) == sorted([*parts, *items]), str(ref)


@both_languages
def test_the_part_that_the_question_speaks_of_comes_first_and_the_others_follow_in_order(
    services: Knowledge, language: Language
) -> None:
    several = [p for p in services.rulebook if len(p.texts[language].parts) > 1 and p.ref != STATUS]
    assert several
    for paragraph in several:
        parts = paragraph.texts[language].parts
        for part in parts:
            sheet = lay(services, paragraph.ref, part, language)
            assert sheet.shown[0].text == part, str(paragraph.ref)
            others = [passage.text for passage in sheet.rest if passage.text in parts]
            assert others == [other for other in parts if other != part], str(paragraph.ref)


@both_languages
def test_a_list_shows_the_words_that_open_it_and_keeps_its_items_on_demand(
    services: Knowledge, language: Language
) -> None:
    ref = Ref("3")
    sheet = lay(services, ref, "", language)
    assert [passage.text for passage in sheet.shown] == list(
        services.rulebook.paragraphs[ref].texts[language].parts
    )
    assert len(sheet.rest) == len(services.rulebook.children(ref)) == 22


@both_languages
def test_items_stay_with_the_part_that_opens_their_list(services: Knowledge, language: Language) -> None:
    opening = services.rulebook.paragraphs[Ref("8")].texts[language].parts[-1]
    sheet = lay(services, Ref("8"), opening, language)
    assert [passage.text[:3] for passage in sheet.shown[1:]] == ["1) ", "2) ", "3) "]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (("Одежда опрятна:", "– рубашка;", "– пиджак."), ["Одежда опрятна:\n– рубашка;\n– пиджак."]),
        (
            ("Плата такова:", "№ | Размер", "1 | 10", "Плату меняют."),
            ["Плата такова:\n№ | Размер\n1 | 10", "Плату меняют."],
        ),
        (
            ("Решение принято, если:", "есть большинство;", "Есть две трети.", "Голос равен."),
            ["Решение принято, если:\nесть большинство;\nЕсть две трети.", "Голос равен."],
        ),
        (("Первая часть.", "Вторая часть."), ["Первая часть.", "Вторая часть."]),
        (
            ("Бала келеді.", "7 жасқа дейінгі бала ересекпен келеді."),
            ["Бала келеді.", "7 жасқа дейінгі бала ересекпен келеді."],
        ),
    ],
)
def test_lines_of_a_list_without_numbers_are_no_parts_of_their_own(
    lines: tuple[str, ...], parts: list[str]
) -> None:
    assert whole_parts(lines) == parts


@both_languages
def test_parts_are_numbered_as_in_the_act_where_there_are_several(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]], language: Language
) -> None:
    for sheet in sheets[language]:
        parts = services.rulebook.paragraphs[sheet.ref].texts[language].parts
        several = len(parts) > 1 and sheet.ref != STATUS
        for passage in (*sheet.shown, *sheet.rest):
            number = parts.index(passage.text) + 1 if several and passage.text in parts else 0
            assert passage.label == (services.citations.part(number, language) if number else "")


@both_languages
def test_at_most_forty_words_are_marked_and_each_mark_is_one_word(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]], language: Language
) -> None:
    for sheet in sheets[language]:
        assert len(marked(sheet)) <= MOST_MARKS
        assert all(word and not word[0].isspace() and not word[-1].isspace() for word in marked(sheet))
        for passage in (*sheet.shown, *sheet.rest):
            ends = [0, *(place for span in passage.marks for place in span), len(passage.text)]
            assert ends == sorted(ends)


@both_languages
def test_the_words_of_the_question_are_marked_and_without_a_question_none(
    services: Knowledge, language: Language
) -> None:
    for paragraph in services.rulebook:
        own = paragraph.texts[language].whole
        assert not marked(lay(services, paragraph.ref, "", language))
        assert set(marked(lay(services, paragraph.ref, own, language))) & set(
            own.replace(",", " ").split()
        ), str(paragraph.ref)


@both_languages
def test_a_note_is_shown_where_there_is_one_and_nowhere_else(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]], language: Language
) -> None:
    rulebook = services.rulebook
    for sheet in sheets[language]:
        own = rulebook.paragraphs[sheet.ref].texts[language].note
        below = [
            f"{child.ref}: {child.texts[language].note}"
            for child in rulebook.children(sheet.ref)
            if child.texts[language].note
        ]
        for shown, notes in ((sheet.notes, [own] if own else []), (sheet.item_notes, below)):
            assert list(shown) == [services.texts(language, Say.NOTE, note=note) for note in notes]


@both_languages
def test_every_sheet_says_first_what_became_of_the_rules(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]], language: Language
) -> None:
    for sheet in sheets[language]:
        assert services.citations.standing(services.rulebook.act, language).words == sheet.standing.words


def test_only_the_translation_says_that_it_is_unofficial(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]]
) -> None:
    for language in Language:
        for sheet in sheets[language]:
            unofficial = services.rulebook.act.unofficial_lines
            assert (unofficial[language] in sheet.status) is (language is Language.RU)
            assert unofficial[language.other] not in sheet.status


@both_languages
def test_the_sheet_on_the_status_names_what_governs_now_and_when_that_was_looked_up(
    services: Knowledge, language: Language
) -> None:
    standing = services.rulebook.act.standing
    assert isinstance(standing, Repealed)
    now = standing.successor
    assert now
    status = "\n".join(lay(services, STATUS, "", language).status)
    for words in (now.titles[language], str(now.in_force.year), str(now.checked.day), str(now.checked.year)):
        assert words in status


@both_languages
def test_a_sheet_is_headed_by_its_citation_and_title(
    services: Knowledge, sheets: Mapping[Language, list[Sheet]], language: Language
) -> None:
    for sheet in sheets[language]:
        assert sheet.place == services.citations.place(sheet.ref, language)
        assert sheet.title == services.rulebook.title(sheet.ref, language)


@given(question=st.text(max_size=300), data=st.data())
@settings(max_examples=150, deadline=None)
def test_no_question_changes_a_word_of_the_paragraph(
    services: Knowledge, question: str, data: st.DataObject
) -> None:
    ref = data.draw(st.sampled_from(sorted(services.rulebook.paragraphs)))
    for language in Language:
        sheet = lay(services, ref, question, language)
        assert sorted(said(sheet)) == sorted(said(lay(services, ref, "", language)))
        assert len(marked(sheet)) <= MOST_MARKS


def test_the_mark_of_a_list_is_the_one_the_act_uses(services: Knowledge) -> None:
    for language in Language:
        assert services.texts(language, Say.LIST_MARK, number=12) == "12) "
