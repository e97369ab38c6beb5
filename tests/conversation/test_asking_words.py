"""A question that names nothing is told from one that names a matter of its own."""

import pytest

from bot.conversation.asking_words import AskingWords

WORDS = AskingWords.of(["кому сказать об этом", "кімге айтамын", "куда писать"], ["а", "бұны"])


@pytest.mark.parametrize("text", ["а куда сказать?", "Бұны кімге айтамын", "кому писать"])
def test_words_of_such_questions_alone_name_nothing(text: str) -> None:
    assert WORDS.says_only(text)


@pytest.mark.parametrize("text", ["а про взятку кому сказать", "параны кімге айтамын", "?!", ""])
def test_one_more_word_names_something_and_no_word_asks_nothing(text: str) -> None:
    assert not WORDS.says_only(text)
