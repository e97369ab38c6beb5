"""What is taken over from a Word document: words with their looks, lists as text, tables, pictures."""

from dataclasses import dataclass
from enum import StrEnum

EMU_PER_PIXEL = 9525
"""English Metric Units at 96 pixels to the inch."""


class Rise(StrEnum):
    """Small letters above or below the line; the values are those of OOXML (vertAlign)."""

    ABOVE = "superscript"
    BELOW = "subscript"


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look; line breaks and tabs stand in it as such."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    rise: Rise | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A rebuilt picture; its width in EMU, or None where the document does not say; what it says, where it is a chart."""

    data: bytes
    width: int | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next page begins here."""


Piece = Words | Picture | PageBreak

LOST_PICTURE, LOST_CHART = Words("[🖼]"), Words("[📊]")
"""Stand where a picture or chart was that cannot be made anew."""
THIN = 54_000
"""EMU, a millimetre and a half: what is thinner is a line and covers nothing."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `align` is center, right, both, or empty for left."""

    pieces: tuple[Piece, ...]
    align: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, how many columns it takes, whether it goes on the one above, or is gone on with below."""

    blocks: tuple["Block", ...]
    span: int = 1
    goes_on: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the widths of the columns in twentieths of a point, as many as the document says."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole document: what stands above, on and below its pages, notes included; sizes in twentieths of a point."""

    headers: tuple[Block, ...]
    body: tuple[Block, ...]
    footers: tuple[Block, ...]
    width: int
    height: int


def lines_of(blocks: tuple[Block, ...]) -> list[str]:
    """The text of blocks, a line for each paragraph and each row of a table."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(pieces):
                lines += "".join(piece.text for piece in pieces if isinstance(piece, Words)).split("\n")
            case Table(rows):
                lines += [" | ".join(" ".join(lines_of(cell.blocks)) for cell in row) for row in rows]
    return lines
