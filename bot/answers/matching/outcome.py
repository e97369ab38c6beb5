"""What the matcher makes of a question."""

from dataclasses import dataclass

from bot.acts.model import Ref
from bot.acts.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.matters.model import MatterId


@dataclass(frozen=True, slots=True)
class Match:
    """A place of an act that may settle the question, and the matter that it is; `score` runs from 0 to 1."""

    ref: Ref
    score: float
    matter: MatterId | None = None


Matches = tuple[Match, ...]
"""Best first, at most five, scores never rising."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first match governs the question."""

    matches: Matches


@dataclass(frozen=True, slots=True)
class Unsure:
    """One of the first three matches may govern the question; where it is `named`, the question named each of them by number."""

    matches: Matches
    named: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """No act that is loaded settles the question; `topic` is the matter, or the small talk, that it is, where known.

    `named` is what the question named by number or by name instead of one place.
    """

    matches: Matches
    topic: MatterId | None = None
    named: NoSuchPlace | SectionNamed | OtherAct | None = None


Outcome = Found | Unsure | Unknown
