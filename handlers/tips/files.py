"""What a reporter sends, told apart: words, a file to be rebuilt, or something that is not taken (T11, T12)."""

import unicodedata
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from random import Random

from telegram import Document, Message, PhotoSize, Voice
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.cleaning import LONGEST_VOICE, Cleaned, Cleaner, Places, Refusal, Refused
from bot.texts.texts import Say
from bot.tips.reporting.evidence import Evidence
from bot.tips.secrecy.vault import new_file_name
from handlers.telegram.sending import seconds_of, trying_once

SEEN = frozenset("LNPS")
"""Classes of signs that show something: letters, digits, points, pictures. Blanks, and what only steers others, are none."""

BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
"""Letters by their class, and blank to the eye."""

LONGEST_NAME = 40
"""Signs of a file's name that are shown."""

LEAST_WORDS = 3
"""Words that may tell something by themselves: who takes what."""

LARGEST = 20 * 1024 * 1024
"""Bytes: more than this Telegram gives to no bot."""

FILES_AT_ONCE = 3
"""Files in hand of all drafts; each draft has one of them at most, so that nobody waits behind ten of another."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text, or what stands under a file."""

    text: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Something a tip does not take, and why."""

    reason: Say


Sent = Document | PhotoSize | Voice
"""What can be fetched and made anew."""

Part = Words | Sent | NotTaken

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
    """What a message is for a tip; the words under it are looked at apart."""
    if message.forward_origin:
        return NotTaken(Say.TIP_NOT_FORWARDED)
    if message.text is not None:
        return Words(message.text) if has_words(message.text) else NotTaken(Say.TIP_EMPTY)
    if message.photo:
        return message.photo[-1]
    if message.document and not message.animation:
        return message.document
    if message.voice:
        return message.voice
    return NotTaken(Say.TIP_NOT_THIS)


def caption_of(message: Message) -> str:
    """The words under what was sent; those under something forwarded are another's."""
    words = message.caption or ""
    return words if has_words(words) and not message.forward_origin else ""


def has_words(text: str) -> bool:
    """Whether a text shows anything: signs that nobody sees are no words."""
    return any(unicodedata.category(sign)[0] in SEEN and sign not in BLANK_LETTERS for sign in text)


def is_more_than_digits(message: Message) -> bool:
    """Whether a message is anything but digits and signs: words, a file, or what is not taken."""
    return message.text is None or any(map(str.isalpha, message.text))


def says_something(message: Message) -> bool:
    """Whether a message brings a file, something to be refused, or words that may tell something: more than digits or «ready»."""
    if message.text is None:
        return True
    return sum(any(map(str.isalpha, word)) for word in message.text.split()) >= LEAST_WORDS


def name_of(message: Message) -> str:
    """How the reporter knows what they sent; empty for what has no name."""
    return (message.document.file_name or "")[:LONGEST_NAME] if message.document else ""


def is_too_long(voice: Voice) -> bool:
    """Whether a voice is longer than can be disguised whole: the rest of it would be lost without a word."""
    return seconds_of(voice.duration) > LONGEST_VOICE


def is_too_large(file: Sent) -> bool:
    """Whether a message itself says that its file is more than can be fetched."""
    return (file.file_size or 0) > LARGEST


class Rebuilding:
    """Makes files anew: those of one draft one after another, those of different people in turn, 20 MB each."""

    def __init__(self, cleaner: Cleaner, chance: Random) -> None:
        """`chance` makes each disguise of a voice another one."""
        self.cleaner = cleaner
        self._chance = chance
        self._places = Places(FILES_AT_ONCE)

    async def rebuilt(self, file: Sent, owner: Hashable = None) -> Evidence | NotTaken | None:
        """The file, fetched and made anew under a random name; None where Telegram cannot be reached now.

        `owner` stands for the account that sent it.
        """
        async with self._places.of(owner, file.file_size or 0):
            return await self._rebuilt(file, owner)

    def seconds_for(self, sizes: Iterable[int]) -> int:
        """About how many seconds it takes until files of somebody are done, of so many bytes each."""
        return self.cleaner.seconds_for(sizes, self._places.owners)

    async def _rebuilt(self, file: Sent, owner: Hashable) -> Evidence | NotTaken | None:
        try:
            with trying_once():
                data = bytes(await (await file.get_file()).download_as_bytearray())
        except BadRequest as error:
            return NotTaken(Say.TIP_NOT_SIZE if "too big" in error.message else Say.TIP_NOT_FETCHED)
        except (NetworkError, RetryAfter):
            return None
        except TelegramError:
            return NotTaken(Say.TIP_NOT_FETCHED)
        is_voice = isinstance(file, Voice)
        work = (
            self.cleaner.disguise(data, owner, self._chance) if is_voice else self.cleaner.clean(data, owner)
        )
        match await work:
            case Cleaned() as cleaned:
                return Evidence(new_file_name(cleaned.kind), cleaned)
            case Refused(reason):
                return NotTaken(REASONS.get(reason, Say.TIP_NOT_SIZE))
