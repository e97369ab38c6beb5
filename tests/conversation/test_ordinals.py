"""Words and figures pick one of a list, and nothing else does."""

import pytest

from bot.acts.model import Rulebook
from bot.conversation.ordinals import OrdinalWords


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> OrdinalWords:
    return OrdinalWords.of(rulebook.follow_ups.ordinals, rulebook.follow_ups.beside)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 1), ("№2", 1), ("2.", 1), ("вариант 2", 1), ("второй", 1), ("второе пожалуйста", 1), ("да, первое", 0),
        ("екіншісі", 1), ("екинши", 1), ("үшіншісін ашшы", 2), ("birinshisi", 0), ("давай третий вариант", 2), ("екі", 1),
    ],
)  # fmt: skip
def test_a_number_in_either_language_and_any_spelling_picks_its_place(
    words: OrdinalWords, text: str, place: int
) -> None:
    assert words.picked(text, 3) == place


@pytest.mark.parametrize(
    "text",
    ["", "4", "0", "21", "первый и второй", "вторая работа", "бірінші басшы кім", "взял 2 раза", "пункт 14", "два коллеги ругаются в коридоре"],
)  # fmt: skip
def test_what_says_more_or_names_no_place_of_the_list_picks_nothing(words: OrdinalWords, text: str) -> None:
    assert words.picked(text, 3) is None


def test_a_place_beyond_the_list_is_not_picked(words: OrdinalWords) -> None:
    assert words.picked("3", 2) is None
