"""A word with a typo is read as the word it was meant to be."""

import pytest

from bot.answers.matching.spelling import Spelling
from bot.words.skeleton import skeleton

KNOWN = ["подарок", "начальник", "қызметтік", "мүдделер", "көлік", "взятка"]


@pytest.fixture
def spelling() -> Spelling:
    return Spelling.of({skeleton(word): 1 for word in KNOWN})


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


def test_what_is_too_long_for_a_word_is_not_mended() -> None:
    known, typed = "ка" * 21, "ко" + "ка" * 20
    assert Spelling.of({known: 1}).mend(typed) == typed
    assert Spelling.of({known[:40]: 1}).mend(typed[:40]) == known[:40]


@pytest.mark.parametrize("word", ["подарками", "начальнику", "жок", "2016", "электрификация"])
def test_a_known_beginning_a_short_word_a_number_and_a_stranger_stay_as_they_are(
    spelling: Spelling, word: str
) -> None:
    assert spelling.mend(skeleton(word)) == skeleton(word)
