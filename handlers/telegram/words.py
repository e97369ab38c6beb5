"""What a message says, wherever Telegram puts it: as its text, or under a picture or a file; and the command that it begins with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Message, MessageEntity
from telegram.ext import filters

from handlers.telegram.paging import units

UNSEEN = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
"""Signs that nobody sees; what is copied out of other programs often begins with one."""

_COMMAND = re.compile(
    rf"[\s{UNSEEN}]*/(?P<name>[A-Za-z0-9_]{{1,32}})(?:@(?P<bot>[A-Za-z0-9_]+))?(?![\w/@])\s*(?P<rest>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it was written; `bot` is the name it is addressed with, empty where there is none; both in small letters."""

    name: str
    bot: str
    rest: str

    def is_for(self, username: str) -> bool:
        """Whether it is not addressed to another bot."""
        return self.bot in {"", username.lower()}


def words_of(message: Message) -> str:
    """The text of a message, or what stands under its picture or file; empty where it says nothing."""
    return message.text or message.caption or ""


def marks_of(message: Message) -> Sequence[MessageEntity]:
    """What Telegram marked in these words."""
    return message.entities or message.caption_entities


def command_in(text: str) -> Command | None:
    """The command that a text begins with.

    What Telegram marks is not asked: a command that is bold, monospaced or pasted is one as well.
    """
    found = _COMMAND.fullmatch(text)
    return Command(found["name"].lower(), (found["bot"] or "").lower(), found["rest"]) if found else None


def html_between(message: Message, start: int, end: int) -> str:
    """A part of the words of a message, from one character to another, as HTML, with what its writer marked in it."""
    text = words_of(message)
    first, last = units(text[:start]), units(text[:end])
    marks = [
        MessageEntity(
            mark.type,
            max(first, mark.offset) - first,
            min(last, mark.offset + mark.length) - max(first, mark.offset),
            url=mark.url,
            user=mark.user,
            language=mark.language,
            custom_emoji_id=mark.custom_emoji_id,
        )
        for mark in marks_of(message)
        if mark.offset < last and mark.offset + mark.length > first
    ]
    part = Message(message.message_id, message.date, message.chat, text=text[start:end], entities=marks)
    return part.text_html


class _Words(filters.MessageFilter):
    """A message that says something."""

    def filter(self, message: Message) -> bool:
        return bool(words_of(message))


class _Command(filters.MessageFilter):
    """A text that begins with a command, whoever knows it."""

    def filter(self, message: Message) -> bool:
        return command_in(message.text or "") is not None


class CommandNamed(filters.MessageFilter):
    """A text that begins with one of these commands, however it is marked."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self._names = names

    def filter(self, message: Message) -> bool:
        """Whether it is one of these."""
        command = command_in(message.text or "")
        return command is not None and command.name in self._names


class _CaptionCommand(filters.MessageFilter):
    """A picture or a file under which a command stands."""

    def filter(self, message: Message) -> bool:
        return command_in(message.caption or "") is not None


class _BehindCommand(filters.MessageFilter):
    """A command with words behind it."""

    def filter(self, message: Message) -> bool:
        command = command_in(message.text or "")
        return command is not None and bool(command.rest.strip())


class _OwnCard(filters.MessageFilter):
    """A message that came out of Adep's own inline mode; what another bot helped to write is the person's word."""

    def filter(self, message: Message) -> bool:
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


WORDS, OWN_CARD = _Words(), _OwnCard()
COMMAND, CAPTION_COMMAND, BEHIND_COMMAND = _Command(), _CaptionCommand(), _BehindCommand()
