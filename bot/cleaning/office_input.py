"""What LibreOffice is given to draw: the file without what it would draw although a reader does not see it.

It shows deleted text, writes white on a black marker, prints the page headers of sheets, and fills fields in anew, with
today's date or a name of its own finding.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from bot.cleaning.archive import Archive
from bot.cleaning.model import Kind, Refusal, RefusedError
from bot.cleaning.package import Package
from bot.cleaning.plain_xml import parse
from bot.cleaning.word_fields import names_somebody

OPEN = ("content.xml", "styles.xml")
UNDRAWN = ("[Content_Types]", "customXml/", "docProps/")
CHANGED_IN_SHEETS = (b"headerFooter", b"omment")
"""Only parts of a workbook that hold one of these are worth the reading."""
GONE = frozenset({"del", "moveFrom", "headerFooter", "comment", "threadedComment"})
TRACKED = frozenset({"del", "ins", "moveFrom", "moveTo"})
"""Without content they mark the end of a paragraph, and a bar would be drawn beside it."""
FLOATING = frozenset({"anchor", "pict"})
NAMES = ("creator", "lastModifiedBy", "Company", "Manager")
OPEN_NAMING = re.compile(
    r"(?:author|sender|editing|modification|print|creation)-|(?:initial-)?creator$|file-name|user-defined|printed-by|template-name"
)
OPEN_GONE = frozenset(
    {"tracked-changes", "change", "change-start", "change-end", "annotation", "annotation-end"}
)
"""Deleted text and comments, and the marks of where they stood."""
OPEN_MOVING = frozenset({"date", "time"})
BLOCK = "█"


def prepared(data: bytes, *, bare: bool = False) -> bytes | None:
    """The file to be drawn, or None where a drawing would name the author, the file, or when it was saved.

    `bare` leaves out all that floats over the text of a Word document.

    Raises:
        RefusedError: where it is broken or a bomb.
    """
    archive = Archive(data)
    parts = {name: archive.read(name) for name in archive.names()}
    kind = Package(archive).kind if "[Content_Types].xml" in archive else None
    try:
        for name, part in parts.items():
            change = _change_for(name, part, kind)
            if change is not None:
                parts[name] = _changed(part, change, bare=bare)
    except _NamesSomebodyError:
        return None
    except etree.XMLSyntaxError:
        raise RefusedError(Refusal.BROKEN) from None
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return target.getvalue()


class _NamesSomebodyError(Exception):
    """Raised where a field would name somebody."""


def _change_for(name: str, part: bytes, kind: Kind | None) -> Callable[[Any], None] | None:
    """By the kind of the whole: writers put the parts of a document into folders of any name."""
    if not name.lower().endswith(".xml") or name.startswith(UNDRAWN):
        return None
    match kind:
        case Kind.DOCX:
            return _change_words
        case Kind.XLSX:
            return _change_sheet if any(mark in part for mark in CHANGED_IN_SHEETS) else None
        case _:
            return _change_open if name in OPEN else None


def _changed(part: bytes, change: Callable[[Any], None], *, bare: bool) -> bytes:
    # What is parsed here without harm is free of entities.
    parse(part)
    root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    change(root)
    for element in [element for element in _elements(root) if bare and _local(element) in FLOATING]:
        _remove(element)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _change_words(root: Any) -> None:
    instructions = [
        "".join(_texts(root, "instrText")),
        *_texts(root, "instrText"),
        *_attributes(root, "fldSimple", "instr"),
    ]
    bindings = _attributes(root, "dataBinding", "xpath")
    if any(map(names_somebody, instructions)) or any(name in path for path in bindings for name in NAMES):
        raise _NamesSomebodyError
    for element in list(_elements(root)):
        tag = _local(element)
        if (
            (tag in GONE and len(element))
            or (tag in TRACKED and not len(element) and _is_in(element, "rPr"))
            or tag.endswith("PrChange")
            or (tag == "tr" and _inside(element, "trPr", "hidden", "del"))
            or tag in ("fldChar", "instrText")
        ):
            _remove(element)
        elif tag in ("fldSimple", "ins", "moveTo") and len(element):
            _unwrap(element)
        elif tag == "highlight" and "black" in element.attrib.values():
            _black_out(element)


def _change_sheet(root: Any) -> None:
    for element in list(_elements(root)):
        if _local(element) in GONE:
            _remove(element)


def _change_open(root: Any) -> None:
    for element in list(_elements(root)):
        tag = _local(element)
        if OPEN_NAMING.match(tag):
            element.text = ""
            _unwrap(element)
        elif tag in OPEN_MOVING:
            _unwrap(element)
        elif tag in OPEN_GONE:
            _remove(element)


def _black_out(marker: Any) -> None:
    run = next((parent for parent in marker.iterancestors() if _local(parent) == "r"), None)
    if run is None:
        # A style with a black marker: what uses it cannot be told from here.
        raise _NamesSomebodyError
    for text in (child for child in run if _local(child) == "t"):
        text.text = BLOCK * len(text.text or "")


def _elements(root: Any) -> Iterator[Any]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _texts(root: Any, tag: str) -> list[str]:
    return [element.text or "" for element in _elements(root) if _local(element) == tag]


def _attributes(root: Any, tag: str, name: str) -> list[str]:
    found = (element.attrib for element in _elements(root) if _local(element) == tag)
    return [
        said for attributes in found for key, said in attributes.items() if key.rpartition("}")[2] == name
    ]


def _inside(element: Any, holder: str, *names: str) -> bool:
    held = (child for child in element if _local(child) == holder)
    return any(_local(mark) in names for child in held for mark in child)


def _is_in(element: Any, holder: str) -> bool:
    parent = element.getparent()
    return parent is not None and _local(parent) == holder


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        _keep_tail(element)
        parent.remove(element)


def _unwrap(element: Any) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    if element.text:
        _add_text(parent, place, element.text)
    for child in reversed(list(element)):
        parent.insert(place, child)
    _remove(element)


def _keep_tail(element: Any) -> None:
    if element.tail:
        parent = element.getparent()
        _add_text(parent, parent.index(element), element.tail)
        element.tail = None


def _add_text(parent: Any, place: int, text: str) -> None:
    """Text before the child at a place."""
    if place == 0:
        parent.text = (parent.text or "") + text
    else:
        before = parent[place - 1]
        before.tail = (before.tail or "") + text
