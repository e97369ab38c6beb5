"""An act as it was understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a unit is. A repealed unit's text is the line that says by what it was repealed: never law."""

    PREAMBLE = "preamble"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    ANNEX = "annex"
    STATUS = "status"
    REPEALED = "repealed"


class Standing(StrEnum):
    """Whether the act is in force, as far as the form tells."""

    IN_FORCE = "in force"
    AMENDED = "amended"
    REPEALED = "repealed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Registration:
    """Where a body of justice registered the act; `date` is ISO or ""."""

    by: str
    number: str
    date: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One citable unit: its headings from the outermost in, its parts before and after its own list, its notes."""

    ref: str
    kind: Kind
    headings: tuple[str, ...]
    parts: tuple[str, ...]
    closing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All parts, a line each: first those before the list, then those after it."""
        return "\n".join(self.parts + self.closing)

    @property
    def heading(self) -> str:
        """The headings the unit stands under, a line each."""
        return "\n".join(self.headings)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """What became no unit: where it stood, its text, and why."""

    at: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadAct:
    """A whole act in one language; `date` is ISO or "", the texts "" where the form does not tell."""

    title: str
    kind: str
    number: str
    date: str
    issuer: str
    registered: Registration | None
    standing: Standing
    standing_note: str
    language: str
    units: tuple[Unit, ...]
    unplaced: tuple[Unplaced, ...]

    def as_json(self) -> Mapping[str, Any]:
        """The values that `act read --json` prints."""
        return {
            "title": self.title,
            "kind": self.kind,
            "number": self.number,
            "date": self.date,
            "issuer": self.issuer,
            "registered": _registration(self.registered),
            "standing": self.standing.value,
            "standing_note": self.standing_note,
            "language": self.language,
            "units": [_unit(unit) for unit in self.units],
            "unplaced": [{"at": one.at, "text": one.text, "why": one.why} for one in self.unplaced],
        }


def _registration(registered: Registration | None) -> Mapping[str, str] | None:
    if registered is None:
        return None
    return {"by": registered.by, "number": registered.number, "date": registered.date}


def _unit(unit: Unit) -> Mapping[str, Any]:
    return {
        "ref": unit.ref,
        "kind": unit.kind.value,
        "heading": unit.heading,
        "text": unit.text,
        "notes": list(unit.notes),
    }
