"""docx: reads what a page shows out of the parts of a document, by a list of what is known to be shown (ECMA-376, 17)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bot.cleaning.model import Refusal, RefusedError
from bot.cleaning.package import Package
from bot.cleaning.pictures import rebuild_picture
from bot.cleaning.plain_xml import parse
from bot.cleaning.word_fields import Fields, is_kept
from bot.cleaning.word_model import Block, Pages, Paragraph, Picture, Piece, Table, Words
from bot.cleaning.word_numbering import Numbering, whole

DEEPEST = 12
"""Tables in tables, text boxes in text boxes: no office writes half of that."""

# Containers that show what they hold. What stands in none of these lists is left out: deletions (del, moveFrom),
# comments, properties, embedded files.
TRANSPARENT = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo", "oMath", "oMathPara"}
)
PLAIN_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
OFF = frozenset({"0", "false", "off", "none"})
LOST_PICTURE = Words("[🖼]")
"""Stands where a picture was that is no JPEG or PNG, or is broken."""
NAMING_PROPERTIES = ("creator", "lastModifiedBy", "Company", "Manager")


def read_word(package: Package) -> Pages:
    """Everything the pages of a document show.

    Raises:
        RefusedError: where a part is broken, too large or nested like a bomb.
    """
    notes = [
        block
        for kind in ("footnote", "endnote")
        for part in package.parts(package.main, f"{kind}s")
        for block in _Reader(package, part).notes(kind)
    ]
    body = _Reader(package, package.main).body()
    return Pages(headers=_margin(package, "header"), body=(*body, *notes), footers=_margin(package, "footer"))


def _margin(package: Package, kind: str) -> tuple[Block, ...]:
    parts = dict.fromkeys(package.parts(package.main, kind))
    return tuple(block for part in parts for block in _Reader(package, part).all())


class _Reader:
    """Reads one part of the document."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._root = parse(package.read(part))
        self._media = {bond.id: bond.part for bond in package.bonds(part) if bond.kind == "image"}
        self._rebuilt: dict[str, bytes | None] = {}
        self._numbering = Numbering(*(_root(package, kind) for kind in ("styles", "numbering")))
        self._fields = Fields()
        self._boxes: list[Block] = []
        self._depth = 0

    def body(self) -> tuple[Block, ...]:
        body = self._root.find("body")
        if body is None:
            raise RefusedError(Refusal.BROKEN)
        return self._blocks(body)

    def all(self) -> tuple[Block, ...]:
        return self._blocks(self._root)

    def notes(self, kind: str) -> Iterator[Block]:
        """The notes that are text, each with its number before it."""
        for note in self._root.findall(kind):
            if note.get("type", "normal") == "normal":
                yield Paragraph((Words(_note_mark(note)),))
                yield from self._blocks(note)

    def _blocks(self, parent: Element) -> tuple[Block, ...]:
        self._depth += 1
        if self._depth > DEEPEST:
            raise RefusedError(Refusal.BOMB)
        blocks = tuple(self._each_block(parent))
        self._depth -= 1
        return blocks

    def _each_block(self, parent: Element) -> Iterator[Block]:
        for child in _shown(parent):
            if child.tag == "p":
                # A text box may hold paragraphs with boxes of their own.
                outer, self._boxes = self._boxes, []
                yield self._paragraph(child)
                boxes, self._boxes = self._boxes, outer
                yield from boxes
            elif child.tag == "tbl":
                yield self._table(child)

    def _table(self, table: Element) -> Table:
        rows = [row for row in _shown(table) if row.tag == "tr" and row.find("trPr/del") is None]
        return Table(tuple(tuple(map(self._cell, _cells(row))) for row in rows))

    def _cell(self, cell: Element) -> tuple[Block, ...]:
        return self._blocks(cell)

    def _paragraph(self, paragraph: Element) -> Paragraph:
        label = self._numbering.label(paragraph.find("pPr"))
        pieces = tuple(self._pieces(paragraph))
        return Paragraph((Words(label), *pieces) if label else pieces)

    def _pieces(self, parent: Element) -> Iterator[Piece]:
        for child in _shown(parent):
            if child.tag == "r":
                yield from self._run(child)
            elif child.tag == "fldSimple" and is_kept(child.get("instr", "")):
                yield from self._pieces(child)

    def _run(self, run: Element) -> Iterator[Piece]:
        look = run.find("rPr")
        hidden = _is_on(look, "vanish")
        for child in run:
            if child.tag in ("fldChar", "instrText"):
                self._fields.meet(child)
            elif self._fields.shows and not hidden:
                yield from self._mark(child, look)

    def _mark(self, mark: Element, look: Element | None) -> Iterator[Piece]:
        match mark.tag:
            case "t":
                yield _words(mark.text or "", look)
            case "tab" | "br" | "cr" | "noBreakHyphen" | "ptab":
                yield _words(PLAIN_MARKS[mark.tag], look)
            case "footnoteReference" | "endnoteReference":
                yield Words(_note_mark(mark))
            case "drawing" | "pict" | "object":
                yield from self._drawing(mark)
            case "AlternateContent":
                # The choices show the same thing; the first is the newest.
                for drawing in next(iter(mark), ()):
                    yield from self._drawing(drawing)

    def _drawing(self, drawing: Element) -> Iterator[Piece]:
        width = drawing.find(".//extent")
        for element in drawing.iter():
            name = element.get("embed") if element.tag == "blip" else None
            name = element.get("id") if element.tag == "imagedata" else name
            if name is not None:
                yield self._picture(name, whole(width.get("cx"), 0) if width is not None else 0)
        for box in _outermost(drawing, "txbxContent"):
            blocks = self._blocks(box)
            self._boxes.extend(blocks)

    def _picture(self, name: str, width: int) -> Piece:
        if name not in self._rebuilt:
            self._rebuilt[name] = self._media_of(name)
        data = self._rebuilt[name]
        return LOST_PICTURE if data is None else Picture(data, width if width > 0 else None)

    def _media_of(self, name: str) -> bytes | None:
        part = self._media.get(name, "")
        if part not in self._package:
            return None
        data = self._package.read(part)
        try:
            return rebuild_picture(data).data
        except RefusedError:
            return None


def _root(package: Package, kind: str) -> Element | None:
    part = next(iter(package.parts(package.main, kind)), None)
    return parse(package.read(part)) if part else None


def _shown(parent: Element) -> Iterator[Element]:
    """The children of an element, those of transparent containers in their place."""
    for child in parent:
        if child.tag in TRANSPARENT:
            yield from _shown(child)
        elif child.tag == "sdt":
            if not _names_somebody(child):
                yield from _shown(child)
        else:
            yield child


def _names_somebody(control: Element) -> bool:
    """Whether a content control repeats a property that names the author or his office."""
    binding = control.find("sdtPr/dataBinding")
    return binding is not None and any(name in binding.get("xpath", "") for name in NAMING_PROPERTIES)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in _shown(row) if cell.tag == "tc" and cell.find("tcPr/cellDel") is None]


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from _outermost(child, tag)


def _note_mark(note: Element) -> str:
    return f"[{whole(note.get('id'), 0)}] "


def _words(text: str, look: Element | None) -> Words:
    return Words(text, _is_on(look, "b"), _is_on(look, "i"), _is_on(look, "u"))


def _is_on(look: Element | None, name: str) -> bool:
    mark = look.find(name) if look is not None else None
    return mark is not None and mark.get("val", "true") not in OFF
