"""What comes out of the cleaning: a file made anew, or the reason why there is none."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of file that is taken; the value is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JPG = "jpg"
    PNG = "png"


class Refusal(StrEnum):
    """Why a file is not taken."""

    UNKNOWN_KIND = "unknown_kind"
    """By its content it is none of the kinds, whatever its name says."""
    BROKEN = "broken"
    """It cannot be read to its end."""
    TOO_LARGE = "too_large"
    """It has more bytes, pages, pixels or cells than are taken."""
    BOMB = "bomb"
    """It unpacks, or nests, as no honest document does."""
    LOCKED = "locked"
    """It opens with a password only."""
    TOO_SLOW = "too_slow"
    """Reading it takes longer than is granted."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file made anew from what the old one shows."""

    data: bytes
    kind: Kind


@dataclass(frozen=True, slots=True)
class Refused:
    """No file, and why."""

    reason: Refusal


Outcome = Cleaned | Refused


class RefusedError(Exception):
    """Raised at the place that sees why a file cannot be taken."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
