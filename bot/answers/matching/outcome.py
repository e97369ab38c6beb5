"""What the matcher makes of a question."""

from dataclasses import dataclass

from bot.acts.model import Ref


@dataclass(frozen=True, slots=True)
class Match:
    """A ref that may govern the question; `score` runs from 0 to 1."""

    ref: Ref
    score: float


Matches = tuple[Match, ...]
"""Best first, at most five, scores never rising."""


@dataclass(frozen=True, slots=True)
class Found:
    """The first match governs the question."""

    matches: Matches


@dataclass(frozen=True, slots=True)
class Unsure:
    """One of the first three matches may govern the question."""

    matches: Matches


@dataclass(frozen=True, slots=True)
class Unknown:
    """The Rules do not settle the question; `topic` is the id of the outside topic it belongs to, where known."""

    matches: Matches
    topic: str | None = None


Outcome = Found | Unsure | Unknown
