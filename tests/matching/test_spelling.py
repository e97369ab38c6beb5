"""A word with a typo is read as the word it was meant to be."""

import pytest

from bot.matching.normalize import skeleton
from bot.matching.spelling import Spelling

KNOWN = ["подарок", "начальник", "қызметтік", "мүдделер", "көлік", "взятка"]


@pytest.fixture
def spelling() -> Spelling:
    return Spelling(skeleton(word) for word in KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("начльник", "начальник"),
        ("поадрок", "подарок"),
        ("взядка", "взятка"),
        ("мүделер", "мүдделер"),
        ("колк", "көлік"),
    ],
)
def test_a_typo_is_mended(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.mend(skeleton(typed)) == skeleton(meant)


@pytest.mark.parametrize("word", ["подарками", "начальнику", "жок", "2016", "электрификация"])
def test_a_known_beginning_a_short_word_a_number_and_a_stranger_stay_as_they_are(
    spelling: Spelling, word: str
) -> None:
    assert spelling.mend(skeleton(word)) == skeleton(word)
