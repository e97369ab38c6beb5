"""The documents inside an act: the adopting act, what it approves, and annexes; and the refs that follow from them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.acts.importing.letters import fold
from bot.acts.importing.lines import Line
from bot.acts.importing.model import Kind

_ANNEX = re.compile(r"приложени[ея]|қосымша")
_NUMBER = re.compile(r"приложени[ея]\W*(?:№|n)?\s*(\d+(?:-\d+)?)|(\d+(?:-\d+)?)\W*(?:-\s?)?қосымша")
_TO_ADOPTING = re.compile(
    r"\bк\s+(настоящ\w+ )?(совместн\w+ )?(приказ|постановлен|указ|решени|закон|распоряжен|кодекс)|"
    r"(бұйрығына|бұйрыққа|қаулысына|қаулыға|жарлығына|шешіміне|шешімге|заңына|заңға|өкіміне|кодексіне)"
)
_FORM = re.compile(r"(?<!\w)(форма|нысаны?)(?!\w)")
_FILLED_BY_HAND = re.compile(r"_{3,}")
_FEWEST_BLANKS = 3


class Place(Enum):
    """What a document is to the whole."""

    MAIN = auto()
    APPROVED = auto()
    ANNEX_TO_ACT = auto()
    ANNEX_TO_RULES = auto()


@dataclass(slots=True)
class Draft:
    """A unit while it grows; `ref` is within its part."""

    ref: str
    kind: Kind
    headings: tuple[str, ...]
    at: str
    parts: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """One document of the act."""

    place: Place
    number: str = ""
    corner: str = ""
    title: list[str] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    loose: list[Line] = field(default_factory=list)
    """Lines of an annex before any numbered unit."""
    notes: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    """All lines in their order, for an annex that is kept whole."""

    @property
    def numbered(self) -> bool:
        """It holds a unit with a number of its own."""
        return any(draft.kind not in {Kind.PREAMBLE, Kind.SECTION} for draft in self.drafts)

    @property
    def is_form(self) -> bool:
        """It is a form to fill in, not rules."""
        blanks = sum(1 for line in self.lines if _FILLED_BY_HAND.search(line.text))
        if blanks >= _FEWEST_BLANKS:
            return True
        title = fold(" ".join(self.title))
        named = _FORM.search(title) is not None or _FORM.search(fold(self.corner)) is not None
        return named or any(_FORM.fullmatch(fold(line.text).strip(' "«»')) for line in self.lines[:4])


def part_of(corner: str) -> Part:
    """The part that a corner head opens."""
    folded = fold(corner)
    if not _ANNEX.search(folded):
        return Part(Place.APPROVED, corner=corner)
    found = _NUMBER.search(folded)
    number = (found[1] or found[2]) if found else ""
    place = Place.ANNEX_TO_ACT if _TO_ADOPTING.search(folded) else Place.ANNEX_TO_RULES
    return Part(place, number, corner)


def prefixes(parts: Sequence[Part]) -> list[str]:
    """The prefix of the refs of each part, "" for the act's own rules.

    The document that an act approves has bare refs and the act itself `resolution.`; where an act brings several
    with numbers of their own, each is an annex.
    """
    adopted = [part for part in parts if part.place in {Place.APPROVED, Place.ANNEX_TO_ACT} and _counts(part)]
    approved = [part for part in adopted if part.place is Place.APPROVED]
    approves = adopted or any(part.place is Place.APPROVED for part in parts)
    bare = adopted[0] if len(adopted) == 1 else (approved[0] if approved else None)
    taken: set[str] = set()
    found: list[str] = []
    under = ""
    for part in parts:
        if part.place is Place.MAIN:
            prefix = "resolution." if approves else ""
        elif part is bare:
            prefix = ""
        else:
            inside = under if part.place is Place.ANNEX_TO_RULES else ""
            prefix = _free(f"{inside}annex{part.number or _next(taken, inside)}", taken) + "."
        taken.add(prefix.rstrip("."))
        found.append(prefix)
        if part.place in {Place.APPROVED, Place.ANNEX_TO_ACT}:
            under = prefix
    return found


def _counts(part: Part) -> bool:
    return part.numbered and (part.place is Place.APPROVED or not part.is_form)


def _next(taken: set[str], inside: str) -> int:
    return next(number for number in range(1, 1000) if f"{inside}annex{number}" not in taken)


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}/{again}" for again in range(2, 1000) if f"{name}/{again}" not in taken)
