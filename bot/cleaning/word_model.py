"""What is taken over from a Word document: words, their weight, lists as text, tables, pictures."""

from dataclasses import dataclass

EMU_PER_PIXEL = 9525
"""English Metric Units at 96 pixels to the inch."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look; line breaks and tabs stand in it as such."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A rebuilt picture; its width in EMU, or None where the document does not say."""

    data: bytes
    width: int | None


Piece = Words | Picture


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell is what stands in it."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Pages:
    """A whole document: what stands above, on and below its pages, notes included."""

    headers: tuple[Block, ...]
    body: tuple[Block, ...]
    footers: tuple[Block, ...]
