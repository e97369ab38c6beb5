"""Whether an act binds anybody now: a value, not a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.language import Language


class AdoptingForm(StrEnum):
    """What kind of act adopted another."""

    RESOLUTION = "resolution"
    ORDER = "order"
    DECREE = "decree"
    DECISION = "decision"
    DIRECTIVE = "directive"


@dataclass(frozen=True, slots=True)
class Event:
    """An official step in the life of an act."""

    by: Mapping[Language, str]
    date: date
    number: str


@dataclass(frozen=True, slots=True)
class Successor:
    """The act that governs instead now, with the page of its text, and the day somebody checked that."""

    titles: Mapping[Language, str]
    short_titles: Mapping[Language, str]
    in_force: date
    checked: date
    links: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class InForce:
    """The act binds, and nobody changed its text; `since` is unknown where the publication does not say."""

    since: date | None


@dataclass(frozen=True, slots=True)
class Amended:
    """The act binds in another wording than its first one; `last` is the day of the last change known."""

    since: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Repealed:
    """The act binds nobody any more."""

    event: Event
    successor: Successor | None


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Nobody has said yet whether the act binds."""


Standing = InForce | Amended | Repealed | Unchecked


def binds(standing: Standing) -> bool:
    """Whether somebody may be shown the act as law that is in force."""
    return isinstance(standing, InForce | Amended)
