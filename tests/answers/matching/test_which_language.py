"""The language of a question is told whatever its script."""

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language

KAZAKH = [
    "Сыйлық алуға бола ма?",
    "сыйлык алуга бола ма",
    "syilyq aluga bola ma",
    "bastygym meni sayajaiga jumsaidy",
    "жумыстан кейин не истеуге болмайды",
]
RUSSIAN = [
    "Можно ли принять подарок?",
    "mozhno li vzyat podarok",
    "начльник заставляет",
    "а если я в отпуске",
]


@pytest.mark.parametrize("question", KAZAKH)
def test_kazakh_is_kazakh_without_its_letters_and_in_latin_too(services: Knowledge, question: str) -> None:
    assert services.matcher.language_of(question) is Language.KK


@pytest.mark.parametrize("question", RUSSIAN)
def test_russian_is_russian(services: Knowledge, question: str) -> None:
    assert services.matcher.language_of(question) is Language.RU


@pytest.mark.parametrize("preferred", list(Language))
def test_what_is_in_neither_language_goes_by_the_choice_of_the_person(
    services: Knowledge, preferred: Language
) -> None:
    assert services.matcher.language_of("123 😀", preferred) is preferred


@pytest.mark.parametrize("preferred", list(Language))
@pytest.mark.parametrize("word", ["рахмет", "машина", "ok"])
def test_a_bare_word_that_both_languages_write_goes_by_the_choice_of_the_person(
    services: Knowledge, word: str, preferred: Language
) -> None:
    assert services.matcher.language_of(word, preferred) is preferred


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("сыйақы мөлшері", Language.KK),
        ("қызмет", Language.KK),
        ("взятка", Language.RU),
        ("спасибо", Language.RU),
    ],
)
def test_a_bare_word_of_one_language_is_answered_in_it_whatever_was_chosen(
    services: Knowledge, question: str, language: Language
) -> None:
    assert services.matcher.language_of(question, language.other) is language


def test_what_is_in_neither_language_and_chosen_by_nobody_is_answered_in_the_authentic_one(
    services: Knowledge,
) -> None:
    assert services.matcher.language_of("???") is Language.KK


def test_mixed_speech_goes_by_its_weightier_language(services: Knowledge) -> None:
    assert services.matcher.language_of("бастық айтты, конверт үстелде қалды, что делать") is Language.KK
    assert (
        services.matcher.language_of("начальник сказал оставить конверт на столе, жарайды ма") is Language.RU
    )
