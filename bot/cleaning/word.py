"""docx: a new document is written from what the old one shows."""

from collections.abc import Iterable
from io import BytesIO
from typing import Protocol

from docx import Document
from docx.document import Document as DocxDocument
from docx.shared import Emu
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from bot.cleaning.archive import without_traces
from bot.cleaning.package import Package
from bot.cleaning.word_model import EMU_PER_PIXEL, Block, Paragraph, Picture, Piece, Table, Words
from bot.cleaning.word_reading import read_word

WIDEST = 5_400_000
"""Of a picture, in EMU: 15 cm, the width of the text on the page."""
MOST_COLUMNS = 63
"""Word's own limit."""


class Place(Protocol):
    """Where paragraphs and tables can be added: a document or a cell."""

    def add_paragraph(self, text: str = "") -> DocxParagraph: ...

    def add_table(self, rows: int, cols: int) -> DocxTable: ...


def rebuild_word(package: Package) -> bytes:
    """Words with their weight, lists as text, tables, pictures; no properties, comments, revisions, fields.

    Raises:
        RefusedError: where the document is broken, too large or a bomb.
    """
    pages = read_word(package)
    document = _empty_document()
    section = document.sections[0]
    section.header.paragraphs[0].text = _as_text(pages.headers)
    section.footer.paragraphs[0].text = _as_text(pages.footers)
    _write(document, pages.body)
    target = BytesIO()
    document.save(target)
    return without_traces(target.getvalue())


def _empty_document() -> DocxDocument:
    """The template of python-docx without the thumbnail and the custom XML it carries."""
    document = Document()
    for holder in (document.part.package, document.part):
        for name, bond in list(holder.rels.items()):
            if bond.reltype.rpartition("/")[2] in ("thumbnail", "customXml"):
                del holder.rels[name]
    return document


def _write(place: Place, blocks: Iterable[Block]) -> None:
    for block in blocks:
        match block:
            case Paragraph(pieces):
                _write_pieces(place.add_paragraph(), pieces)
            case Table(rows):
                _write_table(place, rows)


def _write_table(place: Place, rows: tuple[tuple[tuple[Block, ...], ...], ...]) -> None:
    width = min(max(map(len, rows), default=0), MOST_COLUMNS)
    if not width:
        return
    table = place.add_table(len(rows), width)
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        for target, blocks in zip(row.cells, cells, strict=False):
            _write_cell(target, blocks)


def _write_cell(cell: _Cell, blocks: tuple[Block, ...]) -> None:
    _write(cell, blocks)
    if blocks and isinstance(blocks[-1], Paragraph):
        # A new cell holds an empty paragraph, and needs it only where it would end with a table.
        empty = cell.paragraphs[0]._p  # noqa: SLF001 - python-docx has no public way to take a paragraph out
        empty.getparent().remove(empty)


def _write_pieces(paragraph: DocxParagraph, pieces: Iterable[Piece]) -> None:
    for piece in pieces:
        match piece:
            case Words(text, bold, italic, underline):
                run = paragraph.add_run(text)
                run.bold, run.italic, run.underline = bold or None, italic or None, underline or None
            case Picture(data, width):
                _write_picture(paragraph, data, width)


def _write_picture(paragraph: DocxParagraph, data: bytes, width: int | None) -> None:
    picture = paragraph.add_run().add_picture(BytesIO(data))
    wanted = min(width or picture.width, WIDEST)
    picture.height = Emu(max(EMU_PER_PIXEL, picture.height * wanted // picture.width))
    picture.width = Emu(wanted)


def _as_text(blocks: Iterable[Block]) -> str:
    lines = [
        "".join(piece.text for piece in block.pieces if isinstance(piece, Words))
        for block in blocks
        if isinstance(block, Paragraph)
    ]
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))
