"""A Word document of plain paragraphs and tables as a PDF in our fonts, so that a paper has one source: its template.

What is kept of the looks of a paragraph: its place on the page, its indent, its size, its white, whether it is bold, and a new page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section
from docx.styles.style import BaseStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from bot.language import Language
from bot.printing.canvas import Canvas, Font

WIDTH, HEIGHT = 210.0, 297.0
MILLIMETRE = 36000
"""Word's units in a millimetre."""

GUTTER = 6.0
LEADING = 1.28
USUAL_SIZE = 12.0

Align = Literal["L", "C", "R"]
ALIGNS: dict[Any, Align] = {WD_ALIGN_PARAGRAPH.CENTER: "C", WD_ALIGN_PARAGRAPH.RIGHT: "R"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it is set; lengths in millimetres, the size in points."""

    text: str
    font: Font
    size: float
    align: Align
    indent: float
    above: float
    below: float
    turns: bool


Row = Sequence[Sequence[Block]]
"""Cells beside each other, each with its blocks."""


def print_word(word: bytes, language: Language, title: str, made: datetime) -> bytes:
    """The PDF of a Word document."""
    document = Document(BytesIO(word))
    with Canvas("A4", language) as canvas:
        pages = _Pages(canvas, document.sections[0])
        for content in document.iter_inner_content():
            for row in _rows(content):
                pages.set(row)
        return canvas.finished(title, made)


class _Pages:
    """Sets rows below each other, and turns the page."""

    def __init__(self, canvas: Canvas, section: Section) -> None:
        self._canvas = canvas
        self._left, self._right = _millimetres(section.left_margin), _millimetres(section.right_margin)
        self._top, self._bottom = (
            _millimetres(section.top_margin),
            HEIGHT - _millimetres(section.bottom_margin),
        )
        self._y = self._top
        canvas.turn()

    def set(self, row: Row) -> None:
        """Set a row; one that is higher than a page is parted."""
        width = (WIDTH - self._left - self._right - GUTTER * (len(row) - 1)) / len(row)
        turns = any(block.turns for cell in row for block in cell)
        height = max(self._height(cell, width) for cell in row)
        if height > self._bottom - self._top:
            for half in _parted(row):
                self.set(half)
            return
        if self._y > self._top and (turns or self._y + height > self._bottom):
            self._canvas.turn()
            self._y = self._top
        for number, cell in enumerate(row):
            self._cell(cell, self._left + number * (width + GUTTER), width)
        self._y += height

    def _height(self, cell: Sequence[Block], width: float) -> float:
        return sum(self._block_height(block, width) for block in cell)

    def _block_height(self, block: Block, width: float) -> float:
        text = self._canvas.known(block.text, block.font)
        height = self._canvas.height(text, block.font, block.size, width - block.indent, LEADING)
        return block.above + block.below + (height if text else 0)

    def _cell(self, cell: Sequence[Block], x: float, width: float) -> None:
        y = self._y
        for block in cell:
            text = self._canvas.known(block.text, block.font)
            if text:
                at = (x + block.indent, y + block.above)
                room = width - block.indent
                self._canvas.write(at, room, text, block.font, block.size, leading=LEADING, align=block.align)
            y += self._block_height(block, width)


def _rows(content: Paragraph | Table) -> Iterator[Row]:
    if isinstance(content, Paragraph):
        yield [[_block(content)]]
        return
    for row in content.rows:
        yield [[_block(paragraph) for paragraph in cell.paragraphs] for cell in row.cells]


def _block(paragraph: Paragraph) -> Block:
    looks, styles = paragraph.paragraph_format, list(_styles(paragraph.style))
    runs = [run for run in paragraph.runs if run.text.strip()]
    formats = [looks, *(style.paragraph_format for style in styles if hasattr(style, "paragraph_format"))]
    fonts = [style.font for style in styles if hasattr(style, "font")]
    is_bold = bool(runs) and all(_first([run.bold, *(font.bold for font in fonts)]) for run in runs)
    size = _first([*(run.font.size for run in runs[:1]), *(font.size for font in fonts)])
    alignment = _first([one.alignment for one in formats])
    return Block(
        text=paragraph.text.strip(),
        font=Font.BOLD if is_bold else Font.PLAIN,
        size=size.pt if size else USUAL_SIZE,
        align=ALIGNS.get(alignment, "L"),
        indent=_millimetres(_first([one.left_indent for one in formats])),
        above=_millimetres(_first([one.space_before for one in formats])),
        below=_millimetres(_first([one.space_after for one in formats])),
        turns=bool(looks.page_break_before),
    )


def _styles(style: BaseStyle | None) -> Iterator[Any]:
    """A style, and those that it is based on."""
    found: Any = style
    while found is not None:
        yield found
        found = found.base_style


def _first(values: Sequence[Any]) -> Any:
    """The nearest value that somebody gave."""
    return next((value for value in values if value is not None), None)


def _millimetres(length: int | None) -> float:
    return (length or 0) / MILLIMETRE


def _parted(row: Row) -> Iterator[Row]:
    """A row as two: each of its texts cut in the middle, between two words."""
    halves = [[(block, *_cut(block.text)) for block in cell] for cell in row]
    yield [[replace(block, text=first, below=0.0) for block, first, _ in cell] for cell in halves]
    yield [[replace(block, text=last, above=0.0, turns=False) for block, _, last in cell] for cell in halves]


def _cut(text: str) -> tuple[str, str]:
    middle = text.rfind(" ", 0, len(text) // 2 + 1)
    middle = middle if middle > 0 else len(text) // 2
    return text[:middle], text[middle:].strip()
