"""A correction is what it takes back and what it puts in its place."""

import pytest

from bot.acts.model import Rulebook
from bot.conversation.correcting import CorrectingWords, correction_of, takes_back
from bot.language import Language
from bot.words.skeleton import skeleton

Words = dict[Language, CorrectingWords]


@pytest.fixture(scope="module")
def words(rulebook: Rulebook) -> Words:
    return {language: CorrectingWords.of(put) for language, put in rulebook.follow_ups.corrects.items()}


@pytest.mark.parametrize(
    ("language", "text", "denied", "named", "is_new"),
    [
        (Language.RU, "он не начальник, а коллега", ["начальник"], "коллега", False),
        (Language.KK, "бастық емес әріптесім", ["бастық"], "әріптесім", False),
        (Language.RU, "нет, я не про подарок, а про служебную машину", ["подарок"], "служебную машину", True),
        (Language.KK, "мен көлік емес, сыйлық туралы айттым", ["көлік"], "сыйлық", True),
        (Language.RU, "вы не поняли, я спрашивал про отпуск", [], "отпуск", True),
        (Language.KK, "жоқ, мен туысымды жұмысқа алу жайлы сұрадым", [], "туысымды жұмысқа алу", True),
        (Language.RU, "нет, он бьёт меня", [], "он бьёт меня", False),
        (Language.RU, "нет, я не про пункт 3.17, а про пункт 3.19", ["пункт", "3.17"], "пункт 3.19", True),
        (Language.KK, "жоқ, 3.19-тармақ туралы сұрадым", [], "3.19-тармақ", True),
    ],
)
def test_what_is_taken_back_and_what_is_named_are_told_apart(
    words: Words, language: Language, text: str, denied: list[str], named: str, *, is_new: bool
) -> None:
    correction = correction_of(text, words[language])
    assert correction
    assert correction.denied == frozenset(map(skeleton, denied))
    assert (correction.named, correction.is_new) == (named, is_new)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.RU, "а если он не отдаёт деньги?"),
        (Language.RU, "не знаю"),
        (Language.KK, "жоқ"),
        (Language.KK, "ол емес"),
        (Language.KK, "маған не болады"),
        (Language.RU, "можно ли взять подарок?"),
        (Language.RU, "?!"),
    ],
)
def test_what_puts_nothing_in_the_place_of_anything_is_no_correction(
    words: Words, language: Language, text: str
) -> None:
    assert correction_of(text, words[language]) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (Language.RU, "нет, я про подарок", True),
        (Language.RU, "он не начальник, а коллега", True),
        (Language.KK, "жоқ, мен сыйлық туралы сұрадым", True),
        (Language.KK, "маған не болады", False),
    ],
)
def test_what_takes_back_is_seen_in_its_own_language(
    words: Words, language: Language, text: str, *, expected: bool
) -> None:
    assert takes_back(text, words[language]) is expected


def test_what_is_taken_back_leaves_what_was_said_in_whatever_form_it_stands(words: Words) -> None:
    correction = correction_of("это был не начальник, а коллега", words[Language.RU])
    assert correction
    assert correction.without_denied(("на меня орал начальник отдела", "начальнику всё равно")) == (
        "на меня орал отдела",
        "всё равно",
    )
    assert correction.without_denied(("начальники",)) == ()
