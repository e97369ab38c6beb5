"""Pictures, boxes, charts and diagrams in a Word document, and what they cover."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.cleaning.charts import draw_chart, in_words, read_chart
from bot.cleaning.model import Dropped, Kind, Refusal, RefusedError
from bot.cleaning.package import Package
from bot.cleaning.pictures import Rebuilt, redrawn
from bot.cleaning.plain_xml import parse
from bot.cleaning.shapes import (
    LEAVES,
    Box,
    Leaf,
    covered_parts,
    crop_of,
    is_hidden,
    is_opaque,
    is_round,
    leaves,
)
from bot.cleaning.tally import Tally
from bot.cleaning.word_model import Picture, Piece, Words
from bot.cleaning.word_numbering import whole

LOST_PICTURE, LOST_CHART = Words("[🖼]"), Words("[📊]")
"""Stand where a picture or chart was that cannot be made anew."""
THIN = 54_000
"""EMU, a millimetre and a half: what is thinner is a line and covers nothing."""
EMU_PER_POINT = 12_700
ONE_COLOUR = 24
"""Of 255: how far the colours of a picture may differ for it to be a mere patch."""
KEEPS_OFF = frozenset({"wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom"})
KEEPS_OFF_OLD = frozenset({"square", "tight", "through", "topAndBottom"})
OLD_SHAPES = frozenset({"shape", "rect", "roundrect", "oval"})
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}

Boxes = Callable[[Element], None]
"""Takes the content of a box with words."""


@dataclass(frozen=True, slots=True)
class _Painted:
    leaf: Leaf
    picture: Rebuilt | None

    @property
    def words(self) -> Element | None:
        return next(self.leaf.element.iter("txbxContent"), None)

    @property
    def has_words(self) -> bool:
        words = self.words
        return words is not None and any((piece.text or "").strip() for piece in words.iter("t"))

    @property
    def covers(self) -> bool:
        """Whether it is a mere patch that nobody can see through."""
        if self.picture is not None:
            return _is_patch(self.picture)
        return self.leaf.element.tag in ("sp", "wsp") and is_opaque(self.leaf.element) and not self.has_words


@dataclass(frozen=True, slots=True)
class _Float:
    """A picture that floats: what its place is measured from, where it is, and how high it lies."""

    frame: tuple[str, str]
    box: Box
    height: int
    opaque: bool


class Drawings:
    """Reads the drawings of one part of a document; gives boxes with words to `boxes`."""

    def __init__(self, package: Package, part: str, tally: Tally, boxes: Boxes) -> None:
        self._package = package
        self._tally = tally
        self._boxes = boxes
        self._parts = {bond.id: bond.part for bond in package.bonds(part)}
        self._floating: list[_Float] = []
        self._read: dict[tuple[str, tuple[float, ...]], Rebuilt | None] = {}

    def pieces(self, drawing: Element) -> Iterator[Piece]:
        """What a drawing puts into the line it stands in.

        Raises:
            RefusedError: where something lies over the text that nobody can see through.
        """
        if drawing.tag in ("pict", "object"):
            self._tally.add(Dropped.EMBEDDED, drawing.find("OLEObject") is not None)
            yield from self._old(drawing)
            return
        for holder in drawing:
            if is_hidden(holder):
                self._tally.add(Dropped.HIDDEN_SHAPE)
            elif holder.tag == "txbxContent":
                self._boxes(holder)
            elif any(child.tag in LEAVES for child in holder.iter()):
                yield from self._new(holder)
            else:
                yield from self._bare(holder)

    def _new(self, holder: Element) -> Iterator[Piece]:
        size = holder.find("extent")
        wide, high = (whole(size.get(side), 0) if size is not None else 0 for side in ("cx", "cy"))
        painted = [_Painted(leaf, self._picture_of(leaf)) for leaf in leaves(holder)]
        alone = not any(thing.has_words or (thing.picture and not thing.covers) for thing in painted)
        if _lies_over(holder) and min(wide, high) > THIN and alone and any(thing.covers for thing in painted):
            raise RefusedError(Refusal.COVERED)
        self._require_apart(holder, painted, wide, high)
        for number, thing in enumerate(painted):
            above = [other.leaf for other in painted[number + 1 :] if _hides(other, thing)]
            yield from self._shown(thing, above, wide if len(painted) == 1 else 0)
        yield from self._framed(holder)

    def next_paragraph(self) -> None:
        """What floats from here on hangs on another paragraph."""
        self._floating = []

    def _require_apart(self, holder: Element, painted: list[_Painted], wide: int, high: int) -> None:
        """Refuse pictures that hang on one paragraph and lie over one another."""
        pictures = [thing.picture for thing in painted if thing.picture]
        place = _place(holder)
        if not pictures or place is None:
            return
        box = Box(place[1], place[2], place[1] + wide, place[2] + high)
        own = _Float(
            place[0], box, whole(holder.get("relativeHeight"), 0), opaque=pictures[0].picture.mode == "RGB"
        )
        for other in self._floating:
            lower, upper = sorted((own, other), key=lambda thing: thing.height)
            if own.frame == other.frame and upper.opaque and upper.box.hides(lower.box):
                raise RefusedError(Refusal.COVERED)
        self._floating.append(own)

    def _bare(self, holder: Element) -> Iterator[Piece]:
        """What stands in no shape: charts, diagrams, and pictures as careless writers put them."""
        size = holder.find("extent")
        for blip in holder.iter("blip"):
            picture = self._redrawn(blip.get("embed", ""), crop_of(holder))
            if picture is None:
                self._tally.add(Dropped.PICTURE)
                yield LOST_PICTURE
            else:
                yield Picture(picture.file(), whole(size.get("cx"), 0) or None if size is not None else None)
        yield from self._framed(holder)

    def _shown(self, thing: _Painted, above: list[Leaf], width: int) -> Iterator[Piece]:
        if thing.leaf.element.tag == "pic":
            if thing.picture is None:
                self._tally.add(Dropped.PICTURE)
                yield LOST_PICTURE
                return
            parts = covered_parts(thing.leaf, above)
            if parts is None:
                self._tally.add(Dropped.COVERED)
                return
            yield Picture(self._file(thing.picture, parts), width or _width(thing.leaf))
        elif thing.words is not None:
            if above and thing.has_words:
                self._tally.add(Dropped.COVERED)
            else:
                self._boxes(thing.words)

    def _file(self, picture: Rebuilt, parts: list[Box]) -> bytes:
        if not parts:
            return picture.file()
        self._tally.add(Dropped.COVERED)
        copy = Rebuilt(picture.picture.copy(), picture.kind)
        copy.blacken(parts)
        return copy.file()

    def _framed(self, holder: Element) -> Iterator[Piece]:
        """Charts and diagrams, which stand in parts of their own."""
        for mark in holder.iter():
            if mark.tag == "chart" and mark.get("id"):
                yield self._chart(self._parts.get(mark.get("id", ""), ""))
            elif mark.tag == "relIds":
                yield from self._diagram(self._parts.get(mark.get("dm", ""), ""))

    def _chart(self, part: str) -> Piece:
        self._tally.add(Dropped.CHART)
        chart = read_chart(parse(self._package.read(part))) if part in self._package else None
        if chart is None:
            return LOST_CHART
        return Picture(Rebuilt(draw_chart(chart), Kind.PNG).file(), None, in_words(chart))

    def _diagram(self, part: str) -> Iterator[Piece]:
        self._tally.add(Dropped.DIAGRAM)
        if part in self._package:
            for point in parse(self._package.read(part)).iter("pt"):
                words = "".join(piece.text or "" for piece in point.iter("t"))
                if words.strip():
                    yield Words(f"{words}\n")

    def _picture_of(self, leaf: Leaf) -> Rebuilt | None:
        if leaf.element.tag != "pic":
            return None
        blip = next(leaf.element.iter("blip"), None)
        name = blip.get("embed", "") if blip is not None else ""
        picture = self._redrawn(name, crop_of(leaf.element))
        return picture.rounded() if picture is not None and is_round(leaf.element) else picture

    def _redrawn(self, name: str, crop: tuple[float, float, float, float]) -> Rebuilt | None:
        part = self._parts.get(name, "")
        key = (part, crop)
        if key not in self._read:
            self._read[key] = None
            if part in self._package:
                with suppress(RefusedError):
                    self._read[key] = redrawn(self._package.read(part), self._tally, crop)
        return self._read[key]

    def _old(self, holder: Element) -> Iterator[Piece]:
        """VML, which Word wrote before 2007 and still writes for older readers and for stamps across the page."""
        for shape in holder:
            style = _style(shape)
            if style.get("visibility") == "hidden":
                self._tally.add(Dropped.HIDDEN_SHAPE)
                continue
            if shape.tag == "group":
                yield from self._old(shape)
            elif shape.tag in OLD_SHAPES:
                yield from self._old_shape(shape, style)

    def _old_shape(self, shape: Element, style: dict[str, str]) -> Iterator[Piece]:
        image, path = shape.find("imagedata"), shape.find("textpath")
        words = next(shape.iter("txbxContent"), None)
        if image is not None:
            name = image.get("id") or image.get("relid") or ""
            picture = self._redrawn(name, _old_crop(image))
            if picture is None:
                self._tally.add(Dropped.PICTURE)
                yield LOST_PICTURE
            else:
                yield Picture(picture.file(), int(_points(style.get("width")) * EMU_PER_POINT) or None)
        if path is not None and path.get("string"):
            yield Words(path.get("string", ""))
        if words is not None:
            self._boxes(words)
        if image is None and path is None and not _says(words) and _old_covers(shape, style):
            raise RefusedError(Refusal.COVERED)


def _place(holder: Element) -> tuple[tuple[str, str], int, int] | None:
    """What a floating thing is placed from, across and down, and how far."""
    across, down = holder.find("positionH"), holder.find("positionV")
    if across is None or down is None:
        return None
    offsets = [mark.findtext("posOffset") for mark in (across, down)]
    if None in offsets:
        return None
    frame = (across.get("relativeFrom", ""), down.get("relativeFrom", ""))
    return frame, whole(offsets[0], 0), whole(offsets[1], 0)


def _lies_over(holder: Element) -> bool:
    if holder.tag != "anchor" or holder.get("behindDoc", "0") in ("1", "true"):
        return False
    return not any(child.tag in KEEPS_OFF for child in holder)


def _hides(other: _Painted, thing: _Painted) -> bool:
    """Whether one thing of a group lies over another one, as far as their boxes tell."""
    opaque = (
        other.picture.picture.mode == "RGB"
        if other.picture
        else other.leaf.element.tag == "wsp" and is_opaque(other.leaf.element)
    )
    if not opaque:
        return False
    if other.leaf.group != thing.leaf.group or other.leaf.box is None or thing.leaf.box is None:
        return other.covers
    return other.leaf.box.meets(thing.leaf.box)


def _is_patch(rebuilt: Rebuilt) -> bool:
    if rebuilt.picture.mode != "RGB":
        return False
    return all(int(high) - int(low) <= ONE_COLOUR for low, high in rebuilt.picture.getextrema())  # type: ignore[misc]  # three bands


def _width(leaf: Leaf) -> int | None:
    return int(leaf.box.right - leaf.box.left) if leaf.box is not None else None


def _style(shape: Element) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in shape.get("style", "").split(";"))
    return {name.strip().lower(): said.strip().lower() for name, _, said in pairs}


def _points(said: str | None) -> float:
    match = re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|px|)", said or "")
    return float(match[1]) * UNITS[match[2]] if match else 0.0


def _old_crop(image: Element) -> tuple[float, float, float, float]:
    left, top, right, bottom = (
        _share(image.get(f"crop{side}")) for side in ("left", "top", "right", "bottom")
    )
    return left, top, right, bottom


def _share(said: str | None) -> float:
    """A part of a side: 65536ths with an f after them, percent, or a plain fraction."""
    match = re.fullmatch(r"(-?\d{0,7}(?:\.\d{1,6})?)(f|%|)", said or "")
    if match is None or not match[1].strip("-."):
        return 0.0
    return max(0.0, float(match[1]) / {"f": 65536, "%": 100, "": 1}[match[2]])


def _says(words: Element | None) -> bool:
    return words is not None and any((piece.text or "").strip() for piece in words.iter("t"))


def _old_covers(shape: Element, style: dict[str, str]) -> bool:
    fill, wrap = shape.find("fill"), shape.find("wrap")
    if style.get("position") != "absolute" or style.get("z-index", "1").startswith("-"):
        return False
    if shape.get("filled", "t") in ("f", "false", "0") or shape.get("connectortype"):
        return False
    if wrap is not None and wrap.get("type") in KEEPS_OFF_OLD:
        return False
    if fill is not None and (fill.get("on") in ("f", "false") or _share(fill.get("opacity") or "1") < 0.9):
        return False
    return min(_points(style.get("width")), _points(style.get("height"))) * EMU_PER_POINT > THIN
