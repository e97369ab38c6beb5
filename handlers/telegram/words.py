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


def html_behind_command(message: Message) -> str:
    """What stands behind the command of a message, as HTML, with what its writer marked."""
    text = words_of(message)
    command = command_in(text)
    rest = command.rest if command else text
    gone = units(text) - units(rest)
    marks = [
        MessageEntity(
            mark.type,
            max(0, mark.offset - gone),
            mark.offset + mark.length - max(gone, mark.offset),
            url=mark.url,
            user=mark.user,
            language=mark.language,
            custom_emoji_id=mark.custom_emoji_id,
        )
        for mark in marks_of(message)
        if mark.offset + mark.length > gone
    ]
    return Message(message.message_id, message.date, message.chat, text=rest, entities=marks).text_html


class _Words(filters.MessageFilter):
    """A message that says something."""

    def filter(self, message: Message) -> bool:
        return bool(words_of(message))


class _Command(filters.MessageFilter):
    """A text that begins with a command, whoever knows it."""

    def filter(self, message: Message) -> bool:
        return command_in(message.text or "") is not None


class _CaptionCommand(filters.MessageFilter):
    """A picture or a file under which a command stands."""

    def filter(self, message: Message) -> bool:
        return command_in(message.caption or "") is not None


class _OwnCard(filters.MessageFilter):
    """A message that came out of Adep's own inline mode; what another bot helped to write is the person's word."""

    def filter(self, message: Message) -> bool:
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


WORDS, OWN_CARD = _Words(), _OwnCard()
COMMAND, CAPTION_COMMAND = _Command(), _CaptionCommand()
