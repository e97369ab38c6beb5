"""A correction is what it takes back and what it puts in its place."""

import pytest

from bot.acts.model import Rulebook
from bot.conversation.correcting import CorrectingWords, correction_of
from bot.words.skeleton import skeleton


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> CorrectingWords:
    put = rulebook.follow_ups.corrects
    return CorrectingWords.of(put.before, put.after, put.opens, put.names, put.around)


@pytest.mark.parametrize(
    ("text", "denied", "named", "is_new"),
    [
        ("он не начальник, а коллега", ["начальник"], "коллега", False),
        ("бастық емес әріптесім", ["бастық"], "әріптесім", False),
        ("нет, я не про подарок, а про служебную машину", ["подарок"], "служебную машину", True),
        ("мен көлік емес, сыйлық туралы айттым", ["көлік"], "сыйлық", True),
        ("вы не поняли, я спрашивал про отпуск", [], "отпуск", True),
        ("жоқ, мен туысымды жұмысқа алу жайлы сұрадым", [], "туысымды жұмысқа алу", True),
        ("нет, он бьёт меня", [], "он бьёт меня", False),
    ],
)
def test_what_is_taken_back_and_what_is_named_are_told_apart(
    words: CorrectingWords, text: str, denied: list[str], named: str, *, is_new: bool
) -> None:
    correction = correction_of(text, words)
    assert correction
    assert correction.denied == frozenset(map(skeleton, denied))
    assert (correction.named, correction.is_new) == (named, is_new)


@pytest.mark.parametrize(
    "text", ["а если он не отдаёт деньги?", "не знаю", "жоқ", "ол емес", "можно ли взять подарок?", "?!"]
)
def test_what_puts_nothing_in_the_place_of_anything_is_no_correction(
    words: CorrectingWords, text: str
) -> None:
    assert correction_of(text, words) is None


def test_what_is_taken_back_leaves_what_was_said_in_whatever_form_it_stands(words: CorrectingWords) -> None:
    correction = correction_of("это был не начальник, а коллега", words)
    assert correction
    assert correction.without_denied(("на меня орал начальник отдела", "начальнику всё равно")) == (
        "на меня орал отдела",
        "всё равно",
    )
    assert correction.without_denied(("начальники",)) == ()
