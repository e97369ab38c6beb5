"""What lies over the cells of a sheet: pictures, charts, boxes with words, and boxes that cover (ECMA-376, 20.5)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.cleaning.charts import draw_chart, in_words, read_chart
from bot.cleaning.model import Dropped, Kind, RefusedError
from bot.cleaning.outlines import outline_of
from bot.cleaning.package import Package
from bot.cleaning.pictures import Rebuilt, redrawn
from bot.cleaning.plain_xml import parse
from bot.cleaning.shapes import Leaf, choices_of, covered_parts, crop_of, is_opaque, leaves, words_of
from bot.cleaning.sheet_spans import LAST_COLUMN, LAST_ROW, Span
from bot.cleaning.tally import Tally

EMU_PER_PIXEL = 9525
BY_CELLS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
USUAL_ROW, USUAL_COLUMN = 190_500, 609_600
"""EMU: the size of cells that nobody changed."""
MOST_PICTURES = 200


@dataclass(frozen=True, slots=True)
class Image:
    """A picture and where it lies; the width in pixels; what it says, where it is a chart."""

    row: int
    column: int
    rebuilt: Rebuilt
    width: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A box with words."""

    row: int
    column: int
    text: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Cover:
    """Cells that lie under something nobody can see through."""

    span: Span


Item = Image | Words | Cover


@dataclass(frozen=True, slots=True)
class _Placed:
    leaf: Leaf
    span: Span
    size: tuple[float, float]
    picture: Rebuilt | None
    inner: Span | None

    @property
    def covers(self) -> bool:
        if self.picture is not None:
            return self.picture.picture.mode == "RGB"
        return self.leaf.element.tag == "sp" and is_opaque(self.leaf.element)


class Drawing:
    """Reads the drawing of one sheet; `folded` says whether cells that it lies over are hidden, and it with them."""

    def __init__(self, package: Package, part: str, tally: Tally, folded: Callable[[Span], bool]) -> None:
        self._folded = folded
        self._package = package
        self._tally = tally
        self._root = parse(package.read(part))
        self._parts = {bond.id: bond.part for bond in package.bonds(part)}

    def items(self) -> Iterator[Item]:
        """What is to be put on the new sheet, and what is to be left out of it."""
        placed = list(self._placed())
        for number, thing in enumerate(placed):
            above = [other for other in placed[number + 1 :] if other.covers and _meet(thing, other)]
            yield from self._items(thing, above)

    def _items(self, thing: _Placed, above: list[_Placed]) -> Iterator[Item]:
        element, span = thing.leaf.element, thing.span
        width, height = thing.size
        if thing.picture is not None:
            parts = covered_parts(thing.leaf, [other.leaf for other in above])
            if parts is None:
                self._tally.add(Dropped.COVERED)
                return
            if parts:
                self._tally.add(Dropped.COVERED)
                thing.picture.blacken(parts)
            if thing.covers and thing.inner is not None:
                yield Cover(thing.inner)
            yield Image(span.top, span.left, thing.picture, width)
        elif element.tag == "sp":
            if thing.covers:
                yield Cover(span)
            words, unseen = words_of(element)
            self._tally.add(Dropped.HIDDEN_SHAPE, unseen)
            if words and not above:
                yield Words(span.top, span.left, words, width, height)
            elif words:
                self._tally.add(Dropped.COVERED)
        elif element.tag == "graphicFrame":
            yield from self._frame(element, span, thing.size)

    def _frame(self, element: Element, span: Span, size: tuple[float, float]) -> Iterator[Item]:
        mark = next((child for child in element.iter() if child.tag == "chart"), None)
        part = self._parts.get(mark.get("id", ""), "") if mark is not None else ""
        chart = read_chart(parse(self._package.read(part))) if part in self._package else None
        if chart is not None:
            self._tally.add(Dropped.CHART)
            picture = draw_chart(chart)
            width = min(size[0], size[1] * picture.width / picture.height)
            yield Image(span.top, span.left, Rebuilt(picture, Kind.PNG), width, in_words(chart))
        else:
            self._tally.add(Dropped.DIAGRAM if mark is None else Dropped.CHART)

    def _placed(self) -> Iterator[_Placed]:
        pictures = 0
        for anchor in self._anchors(self._root):
            span = _span(anchor)
            if anchor.tag == "twoCellAnchor" and self._folded(span):
                self._tally.add(Dropped.HIDDEN_SHAPE)
                continue
            for leaf in leaves(anchor):
                picture = None
                if leaf.element.tag == "pic":
                    pictures += 1
                    picture = self._picture(leaf.element) if pictures <= MOST_PICTURES else None
                    if picture is None:
                        self._tally.add(Dropped.PICTURE)
                        continue
                yield _Placed(leaf, span, _size(anchor, leaf, span), picture, _inner(anchor))

    def _anchors(self, parent: Element) -> Iterator[Element]:
        for child in parent:
            if child.tag in BY_CELLS:
                yield child
            elif child.tag == "AlternateContent":
                for choice in choices_of(child):
                    found = list(self._anchors(choice))
                    if found:
                        yield from found
                        break

    def _picture(self, element: Element) -> Rebuilt | None:
        blip = next(element.iter("blip"), None)
        part = self._parts.get(blip.get("embed", ""), "") if blip is not None else ""
        if part not in self._package:
            return None
        try:
            picture = redrawn(self._package.read(part), self._tally, crop_of(element))
            outline = outline_of(element, picture.picture.size)
            return picture.cut_to(outline) if outline else picture
        except RefusedError:
            return None


def _meet(thing: _Placed, other: _Placed) -> bool:
    """Whether two things share a place: by their boxes where they stand in one measure, otherwise by their cells."""
    first, second = thing.leaf.box, other.leaf.box
    if thing.leaf.group == other.leaf.group and first is not None and second is not None:
        return first.meets(second)
    one, two = thing.span, other.span
    across = one.left <= two.right and two.left <= one.right
    return across and one.top <= two.bottom and two.top <= one.bottom


def _span(anchor: Element) -> Span:
    """The cells under an anchor; a cell it only touches at its far edge is not under it."""
    first, last = anchor.find("from"), anchor.find("to")
    top, left = _number(first, "row"), _number(first, "col")
    if last is not None:
        bottom = _number(last, "row") - (_number(last, "rowOff") == 0)
        right = _number(last, "col") - (_number(last, "colOff") == 0)
    else:
        size = anchor.find("ext")
        wide, high = (_whole(size.get(name)) for name in ("cx", "cy")) if size is not None else (0, 0)
        bottom, right = top + high // USUAL_ROW, left + wide // USUAL_COLUMN
    return Span(top, left, min(max(top, bottom), LAST_ROW), min(max(left, right), LAST_COLUMN))


def _size(anchor: Element, leaf: Leaf, span: Span) -> tuple[float, float]:
    """Width and height in pixels: its own, that of its anchor, or about that of the cells under it."""
    if leaf.box is not None:
        return (leaf.box.right - leaf.box.left) / EMU_PER_PIXEL, (
            leaf.box.bottom - leaf.box.top
        ) / EMU_PER_PIXEL
    size = anchor.find("ext")
    wide, high = (_whole(size.get(name)) for name in ("cx", "cy")) if size is not None else (0, 0)
    wide = wide or (span.right - span.left + 1) * USUAL_COLUMN
    high = high or (span.bottom - span.top + 1) * USUAL_ROW
    return wide / EMU_PER_PIXEL, high / EMU_PER_PIXEL


def _inner(anchor: Element) -> Span | None:
    """The cells that lie wholly under an anchor, as far as it says."""
    first, last = anchor.find("from"), anchor.find("to")
    if last is None:
        return None
    top = _number(first, "row") + (_number(first, "rowOff") > 0)
    left = _number(first, "col") + (_number(first, "colOff") > 0)
    bottom, right = _number(last, "row") - 1, _number(last, "col") - 1
    return Span(top, left, bottom, right) if top <= bottom and left <= right else None


def _number(corner: Element | None, name: str) -> int:
    return _whole(corner.findtext(name)) if corner is not None else 0


def _whole(text: str | None) -> int:
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"\d{1,10}", text) else 0
