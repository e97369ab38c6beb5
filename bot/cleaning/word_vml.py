"""VML, which Word wrote before 2007 and still writes for older readers and for stamps across the page (ECMA-376, part 4)."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bot.cleaning.model import Dropped, Refusal, RefusedError
from bot.cleaning.shapes import UNKNOWN
from bot.cleaning.tally import Tally
from bot.cleaning.word_model import LOST_PICTURE, THIN, Picture, Piece, Words
from bot.cleaning.word_pictures import Pictures

EMU_PER_POINT = 12_700
KEEPS_OFF = frozenset({"square", "tight", "through", "topAndBottom"})
SHAPES = frozenset({"shape", "rect", "roundrect", "oval"})
SIDES = (("left", "width"), ("top", "height"))
FAR, LARGEST = {"left": 200.0, "top": 1_600.0}, 1_600.0
"""Points: what lies farther left or above, or farther away than that, is on no page."""
UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}


class OldDrawings:
    """Reads shapes of VML; gives boxes with words to `boxes`."""

    def __init__(self, pictures: Pictures, tally: Tally, boxes: Callable[[Element, str], None]) -> None:
        self._pictures = pictures
        self._tally = tally
        self._boxes = boxes

    def pieces(self, holder: Element) -> Iterator[Piece]:
        """What the shapes put into the line they stand in.

        Raises:
            RefusedError: where one lies over the text and nobody can see through it.
        """
        for shape in holder:
            style = _style(shape)
            if style.get("visibility") == "hidden" or style.get("display") == "none" or _is_off(style):
                self._tally.add(Dropped.HIDDEN_SHAPE)
                continue
            if shape.tag == "group":
                yield from self.pieces(shape)
            elif shape.tag in SHAPES:
                yield from self._shape(shape, style)

    def _shape(self, shape: Element, style: dict[str, str]) -> Iterator[Piece]:
        image, path = shape.find("imagedata"), shape.find("textpath")
        words = next(shape.iter("txbxContent"), None)
        if image is not None:
            name = image.get("id") or image.get("relid") or ""
            picture = self._pictures.redrawn(name, _crop(image))
            if picture is None:
                self._tally.add(Dropped.PICTURE)
                yield LOST_PICTURE
            else:
                yield Picture(picture.file(), int(_points(style.get("width")) * EMU_PER_POINT) or None)
        if path is not None and path.get("string"):
            yield Words(path.get("string", ""))
        if words is not None:
            self._boxes(words, _ground(shape))
        if image is None and path is None and not _says(words) and _covers(shape, style):
            raise RefusedError(Refusal.COVERED)


def _style(shape: Element) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in shape.get("style", "").split(";"))
    return {name.strip().lower(): said.strip().lower() for name, _, said in pairs}


def _points(said: str | None) -> float:
    match = re.fullmatch(r"(-?\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|px|)", said or "")
    return float(match[1]) * UNITS[match[2]] if match else 0.0


def _crop(image: Element) -> tuple[float, float, float, float]:
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


def _ground(shape: Element) -> str:
    """The colour of a shape; white where nothing is said, unknown where another thing may lie under it."""
    if shape.get("filled", "t") in ("f", "false", "0") or shape.find("fill") is not None:
        return UNKNOWN
    said = next(iter(shape.get("fillcolor", "").lower().split()), "white")
    return "FFFFFF" if said == "white" else said.removeprefix("#").upper()


def _is_off(style: dict[str, str]) -> bool:
    """Whether a shape hangs beside any page."""
    if style.get("position") != "absolute":
        return False
    places = ((side, _points(style.get(f"margin-{side}")), _points(style.get(size))) for side, size in SIDES)
    return any(start + size < -FAR.get(side, 0) or start > LARGEST for side, start, size in places)


def _says(words: Element | None) -> bool:
    return words is not None and any((piece.text or "").strip() for piece in words.iter("t"))


def _covers(shape: Element, style: dict[str, str]) -> bool:
    fill, wrap = shape.find("fill"), shape.find("wrap")
    if style.get("position") != "absolute" or style.get("z-index", "1").startswith("-"):
        return False
    if shape.get("filled", "t") in ("f", "false", "0") or shape.get("connectortype"):
        return False
    if wrap is not None and wrap.get("type") in KEEPS_OFF:
        return False
    if fill is not None and (fill.get("on") in ("f", "false") or _share(fill.get("opacity") or "1") < 0.9):
        return False
    return min(_points(style.get("width")), _points(style.get("height"))) * EMU_PER_POINT > THIN
