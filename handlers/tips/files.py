"""What a reporter sends, told apart: words, a file to be rebuilt, or something that is not taken (T11, T12)."""

import asyncio
from dataclasses import dataclass

from telegram import Document, Message, PhotoSize
from telegram.error import TelegramError

from bot.cleaning import Cleaned, Cleaner, Refusal, Refused
from bot.texts.texts import Say
from bot.tips.model import Attachment
from bot.tips.secrecy.vault import new_file_name

LARGEST = 20 * 1024 * 1024
"""Bytes: more than this Telegram gives to no bot."""

FILES_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Words:
    """A text, or what stands under a file."""

    text: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something a tip does not take, and why."""

    reason: Say


Part = Words | Document | PhotoSize | NotTaken

REASONS = {
    Refusal.UNKNOWN_KIND: Say.TIP_NOT_KIND,
    Refusal.BROKEN: Say.TIP_NOT_BROKEN,
    Refusal.LOCKED: Say.TIP_NOT_LOCKED,
    Refusal.FONTS: Say.TIP_NOT_FONTS,
    Refusal.LIVE_FORM: Say.TIP_NOT_LIVE_FORM,
    Refusal.COVERED: Say.TIP_NOT_COVERED,
    Refusal.NEEDS_OFFICE: Say.TIP_NOT_OFFICE,
    Refusal.TOO_SLOW: Say.TIP_NOT_SLOW,
    Refusal.TOO_MANY: Say.TIP_NOT_NOW,
}
"""What a person can do something about; whatever else is wrong with a file, it is too large or unpacks to too much."""


def part_of(message: Message) -> Part:
    """What a message is for a tip; the text under a file is looked at apart."""
    if message.forward_origin:
        return NotTaken(Say.TIP_NOT_FORWARDED)
    if message.text is not None:
        return Words(message.text)
    if message.photo:
        return message.photo[-1]
    if message.document and not message.animation:
        return message.document
    return NotTaken(Say.TIP_NOT_THIS)


def is_too_large(file: Document | PhotoSize) -> bool:
    """Whether a message itself says that its file is more than can be fetched."""
    return (file.file_size or 0) > LARGEST


class Rebuilding:
    """Makes files anew: few at once, 20 MB each, before they are counted to a draft."""

    def __init__(self, cleaner: Cleaner) -> None:
        self.cleaner = cleaner
        self._fetching = asyncio.Semaphore(FILES_AT_ONCE)

    async def rebuilt(self, file: Document | PhotoSize, owner: int | None = None) -> Attachment | NotTaken:
        """The file, fetched and made anew under a random name; `owner` is the account that sent it."""
        async with self._fetching:
            return await self._rebuilt(file, owner)

    async def _rebuilt(self, file: Document | PhotoSize, owner: int | None) -> Attachment | NotTaken:
        try:
            data = bytes(await (await file.get_file()).download_as_bytearray())
        except TelegramError:
            return NotTaken(Say.TIP_NOT_FETCHED)
        match await self.cleaner.clean(data, owner):
            case Cleaned() as cleaned:
                return Attachment(
                    new_file_name(cleaned.kind),
                    cleaned.data,
                    cleaned.dropped,
                    pages=cleaned.pages,
                    drawn=cleaned.beside,
                )
            case Refused(reason):
                return NotTaken(REASONS.get(reason, Say.TIP_NOT_SIZE))
