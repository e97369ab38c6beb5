"""Who asks in words for a screen gets that screen, and not only the name of a command."""

import pytest

from bot.language import Language
from handlers.answers.question import NAVIGATION
from tests.house import Guest

SAID = {
    "navigate_menu": {Language.KK: "мәзірді аш", Language.RU: "меню"},
    "navigate_language": {Language.KK: "тілді ауыстыр", Language.RU: "смени язык"},
    "navigate_settings": {Language.KK: "баптаулар", Language.RU: "настройки"},
    "navigate_reminders": {Language.KK: "күнделікті хабарлама", Language.RU: "напоминания"},
    "navigate_start": {Language.KK: "басынан бастайық", Language.RU: "начать сначала"},
    "navigate_cancel": {Language.KK: "болдырма", Language.RU: "отмена"},
    "navigate_quiz": {Language.KK: "викторина бастайық", Language.RU: "квиз"},
}
COMMANDS = {
    "navigate_menu": "/rules",
    "navigate_language": "/lang",
    "navigate_settings": "/settings",
    "navigate_reminders": "/remind",
    "navigate_start": "/start",
    "navigate_cancel": "/cancel",
}


@pytest.mark.parametrize("wish", COMMANDS)
async def test_the_words_open_what_the_command_opens(guest: Guest, language: Language, wish: str) -> None:
    by_command = await guest.say(COMMANDS[wish])
    by_words = await guest.say(SAID[wish][language])
    assert by_words.message_id > by_command.message_id
    assert (by_words.text, by_words.labels) == (by_command.text, by_command.labels)


def test_every_wish_has_its_words_here() -> None:
    assert SAID.keys() == NAVIGATION.keys()
