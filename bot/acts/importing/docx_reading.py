"""Reads DOCX: the export of adilet and papers typed in Word, with their automatic numbers worked out."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from lxml.etree import LxmlError, _Element

from bot.acts.importing.docx_numbering import Numbering, W, attribute
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import raised, tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.notes import is_amendment, is_editors
from bot.acts.importing.tables import table_lines

_LARGEST = 200_000_000
"""Bytes of a document when unpacked; an act of a thousand pages needs a tenth."""

_SIGNS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_GONE = frozenset(
    {W + "del", W + "moveFrom", W + "delText", W + "instrText", W + "pict", W + "drawing", W + "object"}
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RED = frozenset({"FF0000", "C00000", "RED"})


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool
    red: bool


def read_docx(content: bytes, name: str) -> Source:
    """The lines of the document's body; tables in their place.

    Raises:
        UnreadableActError: the file is no DOCX, or holds no text.
    """
    document = _opened(content, name)
    numbering = Numbering(_part(document, "styles"), _part(document, "numbering"))
    lines = tuple(_Body(document, numbering).lines())
    if not lines:
        raise UnreadableActError(name, "the document holds no text; perhaps it is made of pictures (a scan)")
    return Source(Frame(), (*lines, *_footnotes(document)))


def _opened(content: bytes, name: str) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
                raise UnreadableActError(name, "the document is too large when unpacked")
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, LxmlError) as error:
        raise UnreadableActError(name, "the file is not a Word document (DOCX) that can be opened") from error


def _footnotes(document: Document) -> Iterator[Line]:
    for part in ("footnotes", "endnotes"):
        root = _part(document, part)
        for number, note in enumerate(root.iterchildren() if root is not None else ()):
            said = tidy(" ".join(run.text for paragraph in note.iter(W + "p") for run in _runs(paragraph)))
            if said:
                yield Line(f"footnote {number}", said, Look.FOOTNOTE)


def _part(document: Document, kind: str) -> _Element | None:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            part = relation.target_part
            element: _Element | None = getattr(part, "element", None)
            return parse_xml(part.blob) if element is None else element
    return None


class _Body:
    def __init__(self, document: Document, numbering: Numbering) -> None:
        self._root = document.element.body
        self._numbering = numbering
        self._styles = {style.style_id: style for style in document.styles}
        self._count = 0

    def lines(self) -> Iterator[Line]:
        yield from self._blocks(self._root)

    def _blocks(self, parent: _Element) -> Iterator[Line]:
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                self._count += 1
                yield from table_lines(list(self._rows(child)), f"table after paragraph {self._count}")
            elif child.tag in {W + "sdt", W + "sdtContent", W + "ins", W + "smartTag", W + "customXml"}:
                yield from self._blocks(child)

    def _rows(self, table: _Element) -> Iterator[list[str]]:
        for row in table.iter(W + "tr"):
            if next(row.iterancestors(W + "tbl")) is table:
                yield [self._cell(cell) for cell in row.iterchildren(W + "tc", W + "sdt")]

    def _cell(self, cell: _Element) -> str:
        said = []
        for paragraph in cell.iter(W + "p"):
            label = self._numbering.label(paragraph.find(W + "pPr"))
            said.append(label + "".join(run.text for run in _runs(paragraph)))
        return "\n".join(said)

    def _paragraph(self, paragraph: _Element) -> Iterator[Line]:
        self._count += 1
        for boxed in paragraph.iter(W + "txbxContent"):
            if not any(above.tag == _FALLBACK for above in boxed.iterancestors()):
                yield from self._blocks(boxed)
        properties = paragraph.find(W + "pPr")
        runs = list(_runs(paragraph))
        if not tidy("".join(run.text for run in runs)):
            return
        text = self._numbering.label(properties) + "".join(run.text for run in runs)
        look = self._look(properties, runs)
        for piece in text.split("\n"):
            if said := tidy(piece):
                yield Line(f"paragraph {self._count}", said, _of_words(said, look))

    def _look(self, properties: _Element | None, runs: list[_Run]) -> Look:
        said = [run for run in runs if run.text.strip()]
        style = self._styles.get(attribute(properties, "pStyle") or "")
        name = (style.name or "").lower() if style is not None else ""
        if name == "disclaimer":
            return Look.CHROME
        if name.startswith("toc "):
            return Look.CHROME
        if name.startswith(("heading", "title", "заголов")):
            return Look.HEADING
        if said[0].red:
            return Look.EDITOR
        return Look.BOLD if all(run.bold for run in said) else Look.PLAIN


def _of_words(text: str, look: Look) -> Look:
    if look is Look.CHROME:
        return look
    if is_amendment(text):
        return Look.NOTE
    return Look.EDITOR if is_editors(text) else look


def _runs(parent: _Element) -> Iterator[_Run]:
    """The runs of one paragraph as they read when all changes are accepted, hidden text left out."""
    for child in parent:
        if child.tag == W + "r":
            properties = child.find(W + "rPr")
            if not _on(properties, "vanish"):
                text = "".join(_said(child))
                if attribute(properties, "vertAlign") == "superscript":
                    text = raised(text)
                yield _Run(text, _on(properties, "b"), (attribute(properties, "color") or "").upper() in _RED)
        elif child.tag not in _GONE:
            yield from _runs(child)


def _said(run: _Element) -> Iterator[str]:
    for child in run:
        if child.tag == W + "t":
            yield child.text or ""
        else:
            yield _SIGNS.get(child.tag, "")


def _on(properties: _Element | None, name: str) -> bool:
    found = properties.find(W + name) if properties is not None else None
    return found is not None and found.get(W + "val") not in {"0", "false", "off"}
