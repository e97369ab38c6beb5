"""What is remembered of answers is bounded, and forgotten with its chat."""

from bot.language import Language
from handlers.answers.given import GivenAnswers

CHAT, OTHER = 11, 22


def test_the_oldest_is_forgotten_when_there_are_too_many() -> None:
    given = GivenAnswers(most=2)
    for question in (1, 2, 3):
        given.remember(CHAT, question, question + 100)
    assert [given.answer_to(CHAT, question) for question in (1, 2, 3)] == [None, 102, 103]


def test_a_look_at_the_oldest_does_not_keep_it() -> None:
    given = GivenAnswers(most=2)
    given.rate(CHAT, 1)
    given.rate(CHAT, 2)
    assert given.is_rated(CHAT, 1)
    given.rate(CHAT, 3)
    assert [given.is_rated(CHAT, answer) for answer in (1, 2, 3)] == [False, True, True]


def test_everything_about_one_chat_is_forgotten_and_nothing_of_another() -> None:
    given = GivenAnswers()
    for chat in (CHAT, OTHER):
        given.remember(chat, 1, 2)
        given.rate(chat, 2)
        given.switch(chat, 2, Language.RU)
    given.forget(CHAT)
    assert (given.answer_to(CHAT, 1), given.is_rated(CHAT, 2), given.switched_to(CHAT, 2)) == (
        None,
        False,
        None,
    )
    assert (given.answer_to(OTHER, 1), given.is_rated(OTHER, 2), given.switched_to(OTHER, 2)) == (
        2,
        True,
        Language.RU,
    )
