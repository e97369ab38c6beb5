"""A section is called what the act itself calls it."""

import pytest

from bot.acts.refs import ActId, Ref
from bot.acts.section_names import SectionKind, goes_by, in_figures, section_names
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.acts.second_act import GARDENS

SECTION, CHAPTER, SIGN = SectionKind


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Глава 3. Интересы и подарки", [(CHAPTER, "3")]),
        ("3-тарау. Мүдделер", [(CHAPTER, "3")]),
        ("ГЛАВА II. СБОРЫ", [(CHAPTER, "II")]),
        ("Глава 2. Порядок Параграф 1. Вход", [(CHAPTER, "2"), (SIGN, "1")]),
        ("2-тарау. Бару тәртібі 1-параграф. Кіру", [(CHAPTER, "2"), (SIGN, "1")]),
        ("Раздел 1. Общее Глава 4-1. Сады", [(SECTION, "1"), (CHAPTER, "4-1")]),
        ("Жалпы ережелер", [(SECTION, "7")]),
        ("2. Общие положения", [(SECTION, "2")]),
        ("О порядке, указанном в главе 3", [(SECTION, "7")]),
    ],
)
def test_a_title_tells_the_word_and_the_number_and_else_the_place_of_the_section_counts(
    title: str, names: list[tuple[SectionKind, str]]
) -> None:
    assert [(name.kind, name.number) for name in section_names("7", title)] == names


@pytest.mark.parametrize(
    ("roman", "figures"), [("IV", "4"), ("ІХ", "9"), ("vii", "7"), ("4-1", "4-1"), ("", "")]
)
def test_a_roman_number_is_one_of_ours(roman: str, figures: str) -> None:
    assert in_figures(roman) == figures


def test_a_section_goes_by_the_number_of_its_title_and_by_no_other() -> None:
    assert goes_by("4", "Глава III. Сады", "3")
    assert not goes_by("4", "Глава III. Сады", "4")
    assert goes_by("4", "Сады", "4")


def test_a_place_is_cited_and_found_by_the_word_of_its_own_act(two_acts: Knowledge) -> None:
    gift, own = Ref("14", GARDENS), Ref("14", ActId(""))
    cited = {language: two_acts.citations.place(gift, language) for language in Language}
    assert "глава 3, пункт 14" in cited[Language.RU]
    assert "3-тарау, 14-тармақ" in cited[Language.KK]
    assert two_acts.citations.place(own, Language.RU).startswith("раздел 3, ")
    found = two_acts.citations.by_place(cited[Language.RU])
    assert found is not None
    assert found.ref == gift
