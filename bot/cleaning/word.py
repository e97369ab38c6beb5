"""docx: a new document is written from what the old one shows."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any, Protocol

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from bot.cleaning.archive import without_traces
from bot.cleaning.model import Cleaned, Kind
from bot.cleaning.package import Package
from bot.cleaning.previews import preview_of_lines
from bot.cleaning.tally import Tally
from bot.cleaning.word_model import (
    EMU_PER_PIXEL,
    Block,
    Cell,
    PageBreak,
    Pages,
    Paragraph,
    Picture,
    Piece,
    Rise,
    Table,
    Words,
    lines_of,
)
from bot.cleaning.word_reading import read_word

EMU_PER_TWIP = 635
EDGE = 1_000
"""Twentieths of a point at the left and right of a page."""
MOST_COLUMNS = 63
"""Word's own limit."""
ALIGNS = {
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


class Place(Protocol):
    """Where paragraphs and tables can be added: a document, a cell, a header or a footer."""

    def add_paragraph(self, text: str = "") -> DocxParagraph: ...


def rebuild_word(package: Package) -> Cleaned:
    """Words with their looks, lists as text, tables, pictures; no properties, comments, revisions, fields.

    Raises:
        RefusedError: where the document is broken, too large or a bomb, or something lies over its text.
    """
    tally = Tally()
    pages = read_word(package, tally)
    target = BytesIO()
    _document(pages).save(target)
    lines = [line for part in (pages.headers, pages.body, pages.footers) for line in lines_of(part)]
    return Cleaned(
        without_traces(target.getvalue()), Kind.DOCX, None, preview_of_lines(lines), tally.result()
    )


def _document(pages: Pages) -> DocxDocument:
    document = _empty_document()
    section = document.sections[0]
    section.page_width, section.page_height = Twips(pages.width), Twips(pages.height)
    section.left_margin = section.right_margin = Twips(EDGE)
    if pages.width > pages.height:
        section.orientation = WD_ORIENT.LANDSCAPE
    writer = _Writer(pages.width - 2 * EDGE)
    for place, blocks in ((section.header, pages.headers), (section.footer, pages.footers)):
        if blocks:
            writer.fill(place, blocks)
    writer.write(document, pages.body)
    return document


def _empty_document() -> DocxDocument:
    """The template of python-docx without the thumbnail and the custom XML it carries."""
    document = Document()
    for holder in (document.part.package, document.part):
        for name, bond in list(holder.rels.items()):
            if bond.reltype.rpartition("/")[2] in ("thumbnail", "customXml"):
                del holder.rels[name]
    return document


class _Writer:
    """Writes blocks; `width` is that of the text on a page, in twentieths of a point."""

    def __init__(self, width: int) -> None:
        self._width = width

    def fill(self, place: Any, blocks: tuple[Block, ...]) -> None:
        """Write into something new, which holds one empty paragraph already."""
        empty = place.paragraphs[0]
        self.write(place, blocks)
        if isinstance(blocks[-1], Paragraph):
            # It is needed only where the place would end with a table.
            empty._p.getparent().remove(empty._p)  # noqa: SLF001 - python-docx has no public way to take a paragraph out

    def write(self, place: Any, blocks: Iterable[Block]) -> None:
        """Add blocks to a place."""
        for block in blocks:
            match block:
                case Paragraph(pieces, align):
                    paragraph = place.add_paragraph()
                    paragraph.alignment = ALIGNS.get(align)
                    self._write_pieces(paragraph, pieces)
                case Table(rows, widths):
                    self._write_table(place, rows, widths)

    def _write_table(self, place: Any, rows: tuple[tuple[Cell, ...], ...], widths: tuple[int, ...]) -> None:
        columns = min(max((sum(cell.span for cell in row) for row in rows), default=0), MOST_COLUMNS)
        if not columns:
            return
        table = place.add_paragraph()._p  # noqa: SLF001 - the table takes the place of a paragraph
        grid = _element("w:tbl", _element("w:tblPr", _valued("w:tblStyle", "TableGrid"), _borders()))
        grid.append(
            _element("w:tblGrid", *(_sized("w:gridCol", width) for width in self._fitting(widths, columns)))
        )
        table.addprevious(grid)
        for row in rows:
            line = _element("w:tr")
            grid.append(line)
            left = columns
            for cell in row:
                span = min(cell.span, left)
                left -= span
                if span:
                    self._write_cell(place, line, cell, span)
            if left:
                self._write_cell(place, line, Cell(()), left)
        # Two tables without a paragraph between them would grow together.
        self._write_pieces(DocxParagraph(table, place), ())

    def _fitting(self, widths: tuple[int, ...], columns: int) -> list[int]:
        known = [max(200, width) for width in widths[:columns]]
        usual = sum(known) // len(known) if known else self._width // columns
        known += [usual] * (columns - len(known))
        whole = sum(known)
        return [width * self._width // whole for width in known] if whole > self._width else known

    def _write_cell(self, place: Any, line: Any, cell: Cell, span: int) -> None:
        properties = _element("w:tcPr")
        if span > 1:
            properties.append(_valued("w:gridSpan", str(span)))
        if cell.goes_on:
            properties.append(_element("w:vMerge"))
        elif cell.begins:
            properties.append(_valued("w:vMerge", "restart"))
        target = _element("w:tc", properties, _element("w:p"))
        line.append(target)
        if cell.blocks:
            self.fill(_Cell(target, place), cell.blocks)

    def _write_pieces(self, paragraph: DocxParagraph, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            match piece:
                case Words():
                    _write_words(paragraph, piece)
                case Picture():
                    self._write_picture(paragraph, piece)
                case PageBreak():
                    paragraph.add_run().add_break(WD_BREAK.PAGE)

    def _write_picture(self, paragraph: DocxParagraph, piece: Picture) -> None:
        picture = paragraph.add_run().add_picture(BytesIO(piece.data))
        if piece.words:
            picture._inline.docPr.set("descr", piece.words)  # noqa: SLF001 - python-docx has no public way to describe a picture
        wanted = min(piece.width or picture.width, self._width * EMU_PER_TWIP)
        picture.height = Emu(max(EMU_PER_PIXEL, picture.height * wanted // picture.width))
        picture.width = Emu(wanted)


def _write_words(paragraph: DocxParagraph, words: Words) -> None:
    run = paragraph.add_run(words.text)
    run.bold, run.italic, run.underline = words.bold or None, words.italic or None, words.underline or None
    run.font.strike = words.strike or None
    run.font.superscript = words.rise is Rise.ABOVE or None
    if words.rise is Rise.BELOW:
        run.font.subscript = True


def _element(name: str, *children: Any) -> Any:
    element = OxmlElement(name)
    for child in children:
        element.append(child)
    return element


def _valued(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _sized(name: str, width: int) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:w"), str(width))
    return element


def _borders() -> Any:
    sides = []
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = _valued(f"w:{side}", "single")
        edge.set(qn("w:sz"), "4")
        sides.append(edge)
    return _element("w:tblBorders", *sides)
