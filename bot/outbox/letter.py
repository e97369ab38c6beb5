"""A letter, and all the ways its sending may end."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType

from bot.language import Language
from bot.reminders.order import Drawn
from bot.reminders.votes import Quiz

AnnouncementId = NewType("AnnouncementId", int)
REMINDER = AnnouncementId(0)
"""Stands in the place of an announcement where a letter is a reminder."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to come to one chat; after `until` it is not sent any more. A reminder's card is drawn at the sending."""

    id: int
    announcement: AnnouncementId
    chat: int
    thread: int | None
    language: Language
    card: Drawn | None
    tries: int
    until: datetime

    @property
    def is_reminder(self) -> bool:
        """Whether this is no announcement."""
        return self.announcement == REMINDER

    def with_card(self, card: Drawn | None) -> "Letter":
        """The same letter with its card."""
        return replace(self, card=card)


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took it."""

    quiz: Quiz | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The answer was lost: it may have been sent."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The network or Telegram failed before it was sent."""


@dataclass(frozen=True, slots=True)
class TooFast:
    """Telegram asks for a rest of so many seconds; it was not sent."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The chat is gone, or does not want Adep."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group lives under another number now."""

    chat: int


@dataclass(frozen=True, slots=True)
class TopicGone:
    """The group is there, its topic is not."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram does not take this message, and never will."""


Outcome = Sent | Unknown | Failed | TooFast | Unreachable | Moved | TopicGone | Refused
