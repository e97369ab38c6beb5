"""What an owner announces, read out of one message: a place, or words in one language or both, a picture or a file, and a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape

from telegram import Message
from telegram.constants import MessageLimit

from bot.acts.model import Ref
from bot.announcements.announcements import Announcements
from bot.announcements.notice import Attachment, Kind, Notice
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.reminders.deck import RULE
from bot.texts.texts import Say
from handlers.telegram.paging import units
from handlers.telegram.words import command_in, html_between, words_of

TIME = re.compile(
    r"@\s*(?:(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?:\.(?P<year>\d{4}))?\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?=\s|$)\s*"
)
PART = re.compile(r"^[ \t]*(?P<code>kk|қаз|каз|ru|рус)[ \t]*:\s*", re.IGNORECASE | re.MULTILINE)
LANGUAGES = {"kk": Language.KK, "қаз": Language.KK, "каз": Language.KK, "ru": Language.RU, "рус": Language.RU}
HEADING = "#"
PLACE = re.compile(
    r"(?=.*\d)(?:[a-z0-9-]+/)?(?:(?:раздел|пункт|подпункт|пп?|статья|ст|бөлім|тармақша|тармақ|бап)\b\.?|[\d.)-]+|[\s,])+",
    re.IGNORECASE,
)
"""Words that can only be meant as the number of a place."""

TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is announced, as it is kept, and when; None where that is at once."""

    content: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why nothing can be announced, in the bot's words; `most` is what a text may hold where it is too long."""

    said: Say
    most: int = 0


def read_draft(message: Message, knowledge: Knowledge, announcements: Announcements) -> Draft | Fault:
    """The draft in a message that begins with the command."""
    text = words_of(message)
    command = command_in(text)
    start = len(text) - len(command.rest) if command else 0
    at, time = None, TIME.match(text, start)
    if time:
        at, start = announcements.moment(time.groupdict()), time.end()
        if at is None:
            return Fault(Say.ANNOUNCE_BAD_TIME)
    if message.media_group_id:
        return Fault(Say.ANNOUNCE_ONE_FILE)
    attachment, words = _attached(message), text[start:].strip()
    if attachment is None and message.effective_attachment:
        return Fault(Say.ANNOUNCE_ONE_FILE)
    if not words and attachment is None:
        return Fault(Say.ANNOUNCE_HOW)
    place = _place(words, knowledge) if attachment is None else None
    if place is None:
        place = _written(message, start, attachment)
    return place if isinstance(place, Fault) else Draft(place, at)


def _place(words: str, knowledge: Knowledge) -> str | Fault | None:
    """The place that the words name alone; a fault where there is none of that number, None where they say something."""
    if not PLACE.fullmatch(words):
        return f"{RULE}{words}" if words and knowledge.asking.open(Ref.read(words)) else None
    cited = knowledge.citations.find(words)
    ref = cited.ref if cited else Ref.read(words)
    return f"{RULE}{ref}" if knowledge.asking.open(ref) else Fault(Say.ANNOUNCE_NO_SUCH)


def _written(message: Message, start: int, attachment: Attachment | None) -> str | Fault:
    texts = {language: _html(message, *span) for language, span in _parts(words_of(message), start)}
    most = MessageLimit.CAPTION_LENGTH if attachment else MessageLimit.MAX_TEXT_LENGTH
    if any(units(unescape(TAG.sub("", text))) > most for text in texts.values()):
        return Fault(Say.ANNOUNCE_TOO_LONG, most)
    if not any(texts.values()) and attachment is None:
        return Fault(Say.ANNOUNCE_HOW)
    return Notice({language: text for language, text in texts.items() if text}, attachment).encode()


def _parts(text: str, start: int) -> Iterator[tuple[Language, tuple[int, int]]]:
    """Where the words of each language stand; words before the first name of a language are those of both."""
    words = text[start:]
    found = list(PART.finditer(words))
    if not found or words[: found[0].start()].strip():
        yield from ((language, (start, len(text))) for language in Language)
        return
    ends = [*(part.start() for part in found[1:]), len(words)]
    for part, end in zip(found, ends, strict=True):
        yield LANGUAGES[part["code"].lower()], (start + part.end(), start + end)


def _html(message: Message, start: int, end: int) -> str:
    """The words of a span with what the owner marked in them; a first line after «#» is the heading."""
    text = words_of(message)[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    if not text.startswith(HEADING):
        return html_between(message, start, end)
    heading, _, _ = text.partition("\n")
    body = html_between(message, start + len(heading), end).strip()
    title = f"📢 <b>{escape(heading.lstrip(HEADING).strip())}</b>"
    return f"{title}\n\n{body}" if body else title


def _attached(message: Message) -> Attachment | None:
    if message.photo:
        return Attachment(Kind.PICTURE, message.photo[-1].file_id)
    return Attachment(Kind.FILE, message.document.file_id) if message.document else None
