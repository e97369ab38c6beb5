"""What somebody wishes to be reminded of, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.language import Language

FIRST_HOUR, QUIET_FROM = 8, 20
"""From the one hour to the other Adep may speak first; the rest of the day is quiet, always."""

HOURS = range(FIRST_HOUR, QUIET_FROM)
WEEKDAYS = range(1, 6)
"""Monday to Friday, as ISO counts them."""


class Every(StrEnum):
    """How often."""

    WORKING_DAY = "working"
    CHOSEN = "chosen"
    WEEK = "weekly"


class What(StrEnum):
    """Of what."""

    RULES = "rules"
    DILEMMAS = "dilemmas"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Plan:
    """When: `weekdays` (ISO, at least one; of a weekly plan exactly one) say nothing where it is every working day."""

    every: Every = Every.WORKING_DAY
    weekdays: frozenset[int] = frozenset({1})
    hour: int = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """All that somebody chose; `thread` is the topic of a group that it comes to."""

    plan: Plan
    what: What
    language: Language
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """A wish as it stands: `due` is the next time, None where it is off; until `paused_until` nothing comes."""

    chat: int
    wish: Wish
    due: datetime | None
    paused_until: datetime | None = None
