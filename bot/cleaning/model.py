"""What comes out of the cleaning: a file made anew and what it lacks, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """A kind of file that is handed on; the value is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JPG = "jpg"
    PNG = "png"
    OGG = "ogg"
    """A voice message, disguised; only where its reporter asks for it."""


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
    FONTS = "fonts"
    """It uses letters of a font that it does not carry and that is not here, so they would come out blank."""
    LIVE_FORM = "live_form"
    """Its pages are put together by Adobe Reader only (XFA)."""
    COVERED = "covered"
    """A shape lies over its content; only a drawing of the page would keep covered what it covers."""
    TOO_MANY = "too_many"
    """Its sender has used up what an hour grants them."""
    NEEDS_OFFICE = "needs_office"
    """It can be read by LibreOffice only, which this machine has not."""


class Dropped(StrEnum):
    """Kinds of content that the new file lacks, or shows in another way than the old one."""

    COMMENT = "comment"
    DELETION = "deletion"
    """Text that was deleted while changes were tracked."""
    HIDDEN_TEXT = "hidden_text"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_CELL = "hidden_cell"
    """A cell whose format or colour shows nothing of its value."""
    HIDDEN_SHAPE = "hidden_shape"
    COVERED = "covered"
    """Cells or pictures under a shape that lies over them."""
    CROPPED = "cropped"
    """A picture of which only the visible part is left."""
    TRANSPARENT = "transparent"
    """A picture with colours under full transparency."""
    NAMING_FIELD = "naming_field"
    """A field that would name the author, the file or the day of saving."""
    PICTURE = "picture"
    """A picture that cannot be made anew: broken, or of an unusual kind."""
    CHART = "chart"
    """A chart of which the figures are left, or nothing."""
    DIAGRAM = "diagram"
    """A drawing of which the words are left."""
    EMBEDDED = "embedded"
    """A file inside the file."""
    SYMBOL = "symbol"
    """A sign of a picture font that has no letter."""
    LINK = "link"
    FORMULA = "formula"
    """A formula of which the last value is left."""
    LAYOUT = "layout"
    """The layout of the pages: what is left are the words, tables and pictures."""
    TEXT = "text"
    """The text: what is left is a drawing of the pages."""
    MISSING_END = "missing_end"
    """The end of a picture that was cut off before it came here."""
    VOICE = "voice"
    """The voice of whoever speaks: it is another one now."""
    SHRUNK = "shrunk"
    """A picture with so many pixels that it was made smaller."""


class Hidden(StrEnum):
    """What becomes of the sheets, rows, columns and cells that a workbook hides."""

    LEFT_OUT = "left_out"
    SHOWN = "shown"


NOTHING: Mapping[Dropped, int] = MappingProxyType({})
HIDDEN_IN_WORKBOOK = frozenset(
    {Dropped.HIDDEN_ROW, Dropped.HIDDEN_COLUMN, Dropped.HIDDEN_SHEET, Dropped.HIDDEN_CELL}
)
"""What a workbook can hide and its reporter can decide to show."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file made anew from what the old one shows."""

    data: bytes
    kind: Kind
    pages: int | None = None
    """How many pages or sheets it has, or None where nobody can know without drawing it."""
    preview: bytes = b""
    """The first page as a JPEG, or nothing."""
    dropped: Mapping[Dropped, int] = field(default_factory=lambda: NOTHING)
    """How often each kind of content was left out or changed; kinds that were not met are absent."""
    beside: bytes = b""
    """A PDF of the pages as pictures, where the machine can draw them, or nothing."""
    shown: Mapping[Dropped, int] = field(default_factory=lambda: NOTHING)
    """How much of each kind the old file hid and this one shows, because its reporter wishes it."""
    revealed: "Cleaned | None" = None
    """The same workbook with what it hides shown, where it hides something; its reporter chooses one of the two."""

    @property
    def size(self) -> int:
        """Bytes of all that it holds."""
        own = len(self.data) + len(self.preview) + len(self.beside)
        return own + (self.revealed.size if self.revealed else 0)


@dataclass(frozen=True, slots=True)
class Refused:
    """No file, and why."""

    reason: Refusal


CleaningResult = Cleaned | Refused


class RefusedError(Exception):
    """Raised at the place that sees why a file cannot be taken."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason
