"""What somebody wishes to be reminded of, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.language import Language

FIRST_HOUR, QUIET_FROM = 8, 20
"""From the one hour to the other Adep may speak first; the rest of the day is quiet, always."""

HOURS = range(FIRST_HOUR, QUIET_FROM)
LAST_HOUR = HOURS[-1]
"""A reminder comes no later than at this full hour, so that it can still be tried for an hour."""

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
    """When: `weekdays` (ISO, at least one; of a weekly plan exactly one) say nothing where it is every working day.

    `hour` and `minute` are those of the clock on the wall, from 8:00 to 19:00.
    """

    every: Every = Every.WORKING_DAY
    weekdays: frozenset[int] = frozenset({1})
    hour: int = 10
    minute: int = 0


def is_time(hour: int, minute: int) -> bool:
    """Whether reminders may come at such a time."""
    return FIRST_HOUR <= hour <= LAST_HOUR and 0 <= minute < 60 and (hour < LAST_HOUR or minute == 0)


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
