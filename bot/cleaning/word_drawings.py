"""Pictures, boxes, charts and diagrams in a Word document, and what they cover."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.cleaning.charts import draw_chart, in_words, read_chart
from bot.cleaning.model import Dropped, Kind, Refusal, RefusedError
from bot.cleaning.outlines import outline_of
from bot.cleaning.package import Package
from bot.cleaning.pictures import Rebuilt
from bot.cleaning.plain_xml import parse
from bot.cleaning.shapes import (
    LEAVES,
    UNKNOWN,
    Box,
    Leaf,
    covered_parts,
    crop_of,
    ground_of,
    is_hidden,
    is_opaque,
    leaves,
)
from bot.cleaning.tally import Tally
from bot.cleaning.word_model import LOST_CHART, LOST_PICTURE, THIN, Picture, Piece, Words
from bot.cleaning.word_numbering import whole
from bot.cleaning.word_pictures import Pictures
from bot.cleaning.word_places import Paper, floats_off, has_no_size
from bot.cleaning.word_vml import OldDrawings

ONE_COLOUR = 24
"""Of 255: how far the colours of a picture may differ for it to be a mere patch."""
BELOW = ""
"""Stands for the colour of whatever lies under a shape that one looks through."""
KEEPS_OFF = frozenset({"wrapSquare", "wrapTight", "wrapThrough", "wrapTopAndBottom"})

Boxes = Callable[[Element, str], None]
"""Takes the content of a box with words and the colour that they stand on."""


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

    def __init__(self, package: Package, part: str, tally: Tally, boxes: Boxes, paper: Paper) -> None:
        self.paper = paper
        self._package = package
        self._tally = tally
        self._boxes = boxes
        self._pictures = Pictures(package, part, tally)
        self._old = OldDrawings(self._pictures, tally, boxes)
        self._floating: list[_Float] = []

    def pieces(self, drawing: Element) -> Iterator[Piece]:
        """What a drawing puts into the line it stands in.

        Raises:
            RefusedError: where something lies over the text that nobody can see through.
        """
        if drawing.tag in ("pict", "object"):
            self._tally.add(Dropped.EMBEDDED, drawing.find("OLEObject") is not None)
            yield from self._old.pieces(drawing)
            return
        for holder in drawing:
            if is_hidden(holder) or has_no_size(holder) or floats_off(holder, self.paper):
                self._tally.add(Dropped.HIDDEN_SHAPE)
            elif holder.tag == "txbxContent":
                self._boxes(holder, UNKNOWN)
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
            picture = self._pictures.redrawn(blip.get("embed", ""), crop_of(holder))
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
                self._boxes(thing.words, _ground(thing))

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
                yield self._chart(self._pictures.part(mark.get("id", "")))
            elif mark.tag == "relIds":
                yield from self._diagram(self._pictures.part(mark.get("dm", "")))

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
        picture = self._pictures.redrawn(name, crop_of(leaf.element))
        outline = outline_of(leaf.element, picture.picture.size) if picture is not None else ()
        return picture.cut_to(outline) if picture is not None and outline else picture


def _ground(thing: _Painted) -> str:
    """What the words of a shape stand on."""
    return ground_of(thing.leaf.element) or (UNKNOWN if thing.leaf.group else BELOW)


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
