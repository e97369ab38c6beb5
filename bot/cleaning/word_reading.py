"""docx: reads what a page shows out of the parts of a document, by a list of what is known to be shown (ECMA-376, 17)."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from bot.cleaning.archive import Archive
from bot.cleaning.model import Dropped, Kind, Refusal, RefusedError
from bot.cleaning.package import Package
from bot.cleaning.plain_xml import parse
from bot.cleaning.shapes import UNKNOWN, WHITE, choices_of
from bot.cleaning.tally import Tally
from bot.cleaning.word_drawings import Drawings
from bot.cleaning.word_fields import Fields, mark_unended, names_somebody
from bot.cleaning.word_html import visible_text
from bot.cleaning.word_looks import Look, Looks, shading
from bot.cleaning.word_math import hides, in_a_line
from bot.cleaning.word_model import LOST_PICTURE, Block, PageBreak, Pages, Paragraph, Piece, Table, Words
from bot.cleaning.word_numbering import Numbering, in_letters, value
from bot.cleaning.word_places import EMU_PER_TWIP, Paper, floats, frame_off, table_off
from bot.cleaning.word_sections import has_columns, margins_of, page_ground, page_of, space_of
from bot.cleaning.word_symbols import LOST, sign
from bot.cleaning.word_symbols import in_letters as signs_in_letters
from bot.cleaning.word_tables import read_table

DEEPEST = 12
"""Tables in tables, text boxes in text boxes: no office writes half of that."""

# Containers that show what they hold. What stands in none of these lists is left out: comments, properties,
# embedded files.
TRANSPARENT = frozenset({"ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo"})
DELETED = frozenset({"del", "moveFrom"})
FORMULAS = frozenset({"oMath", "oMathPara"})
UNSEEN_ENDS = ("vanish", "del", "moveFrom")
"""Of the end of a paragraph: with nothing before it, there is no line and no number."""
DRAWN = frozenset({"drawing", "pict", "object"})
FIELD_MARKS = frozenset({"fldChar", "instrText", "delInstrText"})
PLAIN_MARKS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
NAMING_PROPERTIES = ("creator", "lastModifiedBy", "Company", "Manager")
ALIGNS = {"center": "center", "right": "right", "end": "right", "both": "both"}
BLACKED = "█"


def read_word(package: Package, tally: Tally) -> Pages:
    """Everything the pages of a document show; what they lack is counted.

    Raises:
        RefusedError: where a part is broken, too large or nested like a bomb, or something lies over its text.
    """
    return _Document(package, tally).pages()


class _Document:
    """What the parts of one document share."""

    def __init__(self, package: Package, tally: Tally, depth: int = 0) -> None:
        self.package = package
        self.tally = tally
        self.depth = depth
        styles = self._root("styles")
        self.looks = Looks(styles)
        self.numbering = Numbering(styles, self._root("numbering"))
        self.root = parse(package.read(package.main))
        self.ground = page_ground(self.root, self._root("settings")) or WHITE
        width, height = page_of(self.root)
        left, right, bottom = (space_of(self.root, side) for side in ("left", "right", "bottom"))
        sides = (width, height, left, right, bottom, width if has_columns(self.root) else left)
        self.paper = Paper(*(side * EMU_PER_TWIP for side in sides))
        self.notes: list[tuple[str, str]] = []

    def pages(self) -> Pages:
        """The whole document."""
        if self.depth > 2:
            raise RefusedError(Refusal.BOMB)
        reader = _Reader(self, self.package.main)
        body = reader.body()
        blocks = (*reader.blocks(body), *self._notes())
        margins = margins_of(body, self._root("settings"))
        parts = {bond.id: bond.part for bond in self.package.bonds(self.package.main)}
        headers, footers = (
            tuple(dict.fromkeys(block for name in names for block in self._margin(parts.get(name, ""))))
            for names in (margins.headers, margins.footers)
        )
        for comments in self.package.parts(self.package.main, "comments"):
            self.tally.add(
                Dropped.COMMENT, sum(1 for _ in parse(self.package.read(comments)).iter("comment"))
            )
        width, height = page_of(body)
        return Pages(headers, blocks, footers, width, height)

    def mark_of(self, kind: str, name: str) -> str:
        """The number of a note, counted from the first one that is referred to."""
        if (kind, name) not in self.notes:
            self.notes.append((kind, name))
        count = [known for known in self.notes if known[0] == kind].index((kind, name)) + 1
        return f"[{in_letters('lowerRoman', count) if kind == 'endnote' else count}] "

    def _margin(self, part: str) -> tuple[Block, ...]:
        return _Reader(self, part).all() if part in self.package else ()

    def _notes(self) -> Iterator[Block]:
        for kind in ("footnote", "endnote"):
            for part in self.package.parts(self.package.main, f"{kind}s"):
                reader = _Reader(self, part)
                for known, name in list(self.notes):
                    if known == kind:
                        yield from reader.note(kind, name, self.mark_of(kind, name))

    def _root(self, kind: str) -> Element | None:
        part = next(iter(self.package.parts(self.package.main, kind)), None)
        return parse(self.package.read(part)) if part else None


class _Reader:
    """Reads one part of the document."""

    def __init__(self, document: _Document, part: str) -> None:
        self._document = document
        self._tally = document.tally
        self._root = document.root if part == document.package.main else parse(document.package.read(part))
        mark_unended(self._root)
        self._parts = {bond.id: bond.part for bond in document.package.bonds(part)}
        self._drawings = Drawings(document.package, part, document.tally, self._box, document.paper)
        one_floats = sum(1 for _ in self._root.iter("anchor")) < 2
        self._below = document.ground if one_floats else UNKNOWN
        self._fields = Fields()
        self._found: list[Block] = []
        self._ground = document.ground
        self._table_style: str | None = None
        self._depth = 0

    def body(self) -> Element:
        """The body of the document."""
        body = self._root.find("body")
        if body is None:
            raise RefusedError(Refusal.BROKEN)
        return body

    def all(self) -> tuple[Block, ...]:
        """All that the part shows."""
        return self.blocks(self._root)

    def note(self, kind: str, name: str, mark: str) -> Iterator[Block]:
        """The note of that name, with its number before it."""
        for note in self._root.findall(kind):
            if note.get("id") == name and note.get("type", "normal") == "normal":
                yield Paragraph((Words(mark),))
                yield from self.blocks(note)

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The paragraphs and tables in an element."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise RefusedError(Refusal.BOMB)
        blocks = tuple(self._each_block(parent))
        self._depth -= 1
        return blocks

    def _each_block(self, parent: Element) -> Iterator[Block]:
        for child in self._shown(parent):
            match child.tag:
                case "p" if frame_off(child.find("pPr"), self._drawings.paper):
                    self._hide(child)
                case "tbl" if table_off(child, self._drawings.paper):
                    self._hide(child)
                case "p":
                    # A text box may hold paragraphs with boxes of their own.
                    outer, self._found = self._found, []
                    yield from self._paragraph(child)
                    boxes, self._found = self._found, outer
                    yield from boxes
                case "tbl":
                    yield self._table(child)
                case "altChunk":
                    yield from self._foreign(self._parts.get(child.get("id", ""), ""))
                case "AlternateContent":
                    found = (self.blocks(choice) for choice in choices_of(child))
                    yield from next(filter(None, found), ())
                case name if name in DELETED:
                    self._follow_fields(child)
                case name if name in FORMULAS:
                    yield Paragraph((self._formula(child),))

    def _table(self, table: Element) -> Table:
        outer = self._table_style
        self._table_style = value(table, "tblPr", "tblStyle")
        read = read_table(table, self._shown, self._cell, self._hide)
        self._table_style = outer
        return read

    def _cell(self, cell: Element, *, first: bool) -> tuple[Block, ...]:
        outer, paper = self._ground, self._drawings.paper
        # A cell may begin anywhere on the page, and what hangs in it is measured from there.
        self._drawings.paper = replace(paper, left=paper.width, column=paper.width)
        if self._document.looks.has_shading(self._table_style, first=first):
            self._ground = UNKNOWN
        self._ground = shading(cell.find("tcPr")) or self._ground
        blocks = self.blocks(cell)
        self._ground, self._drawings.paper = outer, paper
        return blocks

    def _hide(self, holder: Element) -> None:
        """Pass over something unseen; fields that begin or end in it still do."""
        self._tally.add(Dropped.HIDDEN_TEXT, any((text.text or "").strip() for text in holder.iter("t")))
        self._follow_fields(holder)

    def _follow_fields(self, holder: Element) -> None:
        for mark in holder.iter():
            if mark.tag in FIELD_MARKS:
                self._fields.meet(mark)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        properties = paragraph.find("pPr")
        self._drawings.next_paragraph()
        left_out = self._fields.left_out
        pieces = tuple(self._pieces(self._shown(paragraph), properties))
        self._tally.add(Dropped.NAMING_FIELD, self._fields.left_out - left_out)
        ends = properties.find("rPr") if properties is not None else None
        if ends is not None and not pieces and any(ends.find(mark) is not None for mark in UNSEEN_ENDS):
            return
        label = self._document.numbering.label(properties)
        align = ALIGNS.get(value(properties, "jc") or "", "")
        yield Paragraph((Words(label), *pieces) if label else pieces, align)

    def _pieces(
        self, children: Iterator[Element] | list[Element], paragraph: Element | None
    ) -> Iterator[Piece]:
        for child in children:
            if child.tag == "r":
                yield from self._run(child, paragraph)
            elif child.tag == "fldSimple":
                if names_somebody(child.get("instr", "")):
                    self._tally.add(Dropped.NAMING_FIELD)
                else:
                    yield from self._pieces(self._shown(child), paragraph)
            elif child.tag in DELETED:
                self._tally.add(Dropped.DELETION)
                self._follow_fields(child)
            elif child.tag in FORMULAS and self._fields.shows:
                yield self._formula(child)
            elif child.tag == "AlternateContent":
                found = (list(self._pieces(self._shown(choice), paragraph)) for choice in choices_of(child))
                yield from next(filter(None, found), [])

    def _run(self, run: Element, paragraph: Element | None) -> Iterator[Piece]:
        look = self._document.looks.of(run.find("rPr"), paragraph, self._ground, self._table_style)
        seen = False
        for child in run:
            if child.tag in FIELD_MARKS:
                text = self._fields.meet(child)
                if text and not (look.hidden or look.away):
                    yield Words(BLACKED * len(text)) if look.blacked else _words(text, look)
            elif not self._fields.shows:
                seen = seen or (self._fields.keeps and child.tag == "t" and bool(child.text))
            elif (
                look.hidden or (look.away and not floats(child)) or (look.blacked and child.tag not in DRAWN)
            ):
                seen = seen or bool(child.text and child.tag == "t") or child.tag in DRAWN
                if look.blacked and child.tag == "t":
                    yield Words(BLACKED * len(child.text or ""))
            else:
                yield from self._mark(child, look, paragraph)
        self._tally.add(Dropped.HIDDEN_TEXT, seen)

    def _formula(self, formula: Element) -> Words:
        self._tally.add(Dropped.HIDDEN_TEXT, hides(formula))
        return Words(in_a_line(formula))

    def _mark(self, mark: Element, look: Look, paragraph: Element | None) -> Iterator[Piece]:
        match mark.tag:
            case "t":
                yield _words(self._in_letters(look.font, mark.text or ""), look)
            case "br":
                yield PageBreak() if mark.get("type") == "page" else _words("\n", look)
            case "tab" | "cr" | "noBreakHyphen" | "ptab":
                yield _words(PLAIN_MARKS[mark.tag], look)
            case "sym" | "symEx":
                yield _words(self._counted(sign(mark.get("font", ""), _hexadecimal(mark.get("char")))), look)
            case "ruby":
                yield from self._ruby(mark, paragraph)
            case "footnoteReference" | "endnoteReference":
                kind = mark.tag.removesuffix("Reference")
                yield Words(self._document.mark_of(kind, mark.get("id", "")))
            case name if name in DRAWN:
                yield from self._drawings.pieces(mark)
            case "AlternateContent":
                yield from self._alternative(mark, look, paragraph)

    def _alternative(self, alternatives: Element, look: Look, paragraph: Element | None) -> Iterator[Piece]:
        """One of several choices that say the same thing: the newest one that is known here and shows anything.

        Where one is a sign of a certain font and another its text for older readers, the text is taken: every font has its letters.
        """
        newest_last = next(alternatives.iter("symEx"), None) is not None
        choices = choices_of(alternatives)
        for choice in reversed(choices) if newest_last else choices:
            boxes = len(self._found)
            pieces = [piece for child in choice for piece in self._mark(child, look, paragraph)]
            if pieces or len(self._found) > boxes:
                yield from pieces
                return

    def _ruby(self, ruby: Element, paragraph: Element | None) -> Iterator[Piece]:
        base, above = ruby.find("rubyBase"), ruby.find("rt")
        if base is not None:
            yield from self._pieces(list(base), paragraph)
        if above is not None:
            yield from (Words("("), *self._pieces(list(above), paragraph), Words(")"))

    def _box(self, content: Element, ground: str) -> None:
        """A text box stands after the paragraph it hangs on; its ground is its own, or what lies below."""
        outer, self._ground = self._ground, ground or self._below
        fields, self._fields = self._fields, Fields()
        blocks = self.blocks(content)
        self._ground, self._fields = outer, fields
        self._found.extend(blocks)

    def _foreign(self, part: str) -> Iterator[Block]:
        """A part in another format: a document of its own, a web page, or plain text."""
        data = self._document.package.read(part) if part in self._document.package else b""
        if data.startswith(b"PK\x03\x04"):
            package = Package(Archive(data))
            if package.kind is Kind.DOCX:
                yield from _Document(package, self._tally, self._document.depth + 1).pages().body
                return
        elif data and not data.lstrip().startswith(b"{\\rtf"):
            page = visible_text(data)
            yield from (Paragraph((Words(line),)) for line in page.lines)
            self._tally.add(Dropped.PICTURE, page.pictures)
            self._tally.add(Dropped.HIDDEN_TEXT, page.hides)
            self._tally.once(Dropped.LAYOUT)
            if page.pictures:
                yield Paragraph((LOST_PICTURE,))
            return
        if data:
            self._tally.add(Dropped.EMBEDDED)

    def _shown(self, parent: Element) -> Iterator[Element]:
        """The children of an element, those of transparent containers in their place."""
        for child in parent:
            if child.tag in TRANSPARENT:
                yield from self._shown(child)
            elif child.tag == "sdt":
                if _names_somebody(child):
                    self._tally.add(Dropped.NAMING_FIELD)
                    self._follow_fields(child)
                else:
                    yield from self._shown(child)
            else:
                yield child

    def _in_letters(self, font: str, text: str) -> str:
        return self._counted(signs_in_letters(font, text))

    def _counted(self, text: str) -> str:
        self._tally.add(Dropped.SYMBOL, text.count(LOST))
        return text


def _names_somebody(control: Element) -> bool:
    """Whether a content control repeats a property that names the author or their office."""
    binding = control.find("sdtPr/dataBinding")
    return binding is not None and any(name in binding.get("xpath", "") for name in NAMING_PROPERTIES)


def _hexadecimal(said: str | None) -> int:
    try:
        return int(said or "", 16)
    except ValueError:
        return 0


def _words(text: str, look: Look) -> Words:
    shown = text.upper() if look.capitals else text
    return Words(shown, look.bold, look.italic, look.underline, look.strike, look.rise)
