"""The sections of a Word document: which headers and footers are switched on, and how large the pages are."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.cleaning.word_numbering import whole

USUAL = (11_906, 16_838)
"""A4 in twentieths of a point."""
USUAL_SPACE = 1_701
"""Three centimetres."""
SMALLEST, LARGEST = 4_000, 31_680
OFF = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class Margins:
    """The names of the parts that stand above and below the pages."""

    headers: tuple[str, ...]
    footers: tuple[str, ...]


def margins_of(body: Element, settings: Element | None) -> Margins:
    """The headers and footers that are shown: those of first and of even pages only where they are switched on."""
    even = _is_on(settings, "evenAndOddHeaders")
    found = list(_sections(body))
    named = {
        kind: tuple(dict.fromkeys(name for section in found for name in _shown(section, kind, even=even)))
        for kind in ("header", "footer")
    }
    return Margins(named["header"], named["footer"])


def page_of(body: Element) -> tuple[int, int]:
    """Width and height of the widest page."""
    sizes = []
    for section in _sections(body):
        page = section.find("pgSz")
        if page is not None:
            width, height = whole(page.get("w"), 0), whole(page.get("h"), 0)
            if SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST:
                sizes.append((width, height))
    return max(sizes, default=USUAL)


def page_ground(root: Element, settings: Element | None) -> str:
    """The colour of the pages as six hexadecimal digits, or nothing where it is the usual white."""
    mark = root.find("background")
    return mark.get("color", "") if mark is not None and _is_on(settings, "displayBackgroundShape") else ""


def space_of(body: Element, side: str) -> int:
    """The space on one side of the text, in twentieths of a point; the widest, where sections differ."""
    marks = (section.find("pgMar") for section in _sections(body))
    return max((abs(whole(mark.get(side), 0)) for mark in marks if mark is not None), default=USUAL_SPACE)


def has_columns(body: Element) -> bool:
    """Whether the text stands in several columns somewhere."""
    marks = (section.find("cols") for section in _sections(body))
    return any(whole(mark.get("num"), 1) > 1 or len(mark) > 1 for mark in marks if mark is not None)


def _sections(body: Element) -> Iterator[Element]:
    """The sections that are in force; those of tracked changes stand in other places."""
    for child in body.iter():
        if child.tag == "pPr":
            yield from child.findall("sectPr")
    yield from body.iterfind(".//body/sectPr") if body.tag == "document" else body.findall("sectPr")


def _shown(section: Element, kind: str, *, even: bool) -> Iterator[str]:
    on = {"default": True, "first": _is_on(section, "titlePg"), "even": even}
    for reference in section.findall(f"{kind}Reference"):
        if on.get(reference.get("type", "default"), False):
            yield reference.get("id", "")


def _is_on(parent: Element | None, name: str) -> bool:
    mark = parent.find(name) if parent is not None else None
    return mark is not None and mark.get("val", "1") not in OFF
