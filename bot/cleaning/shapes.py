"""DrawingML: pictures, boxes and charts in the order they are painted, and what covers what (ECMA-376, 20.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

LEAVES = frozenset({"pic", "sp", "wsp", "graphicFrame", "cxnSp"})
GROUPS = frozenset({"grpSp", "wgp", "wpc"})
FILLS = ("solidFill", "gradFill", "pattFill", "blipFill", "grpFill")
LINE_LIKE = (
    "line",
    "straightConnector",
    "bentConnector",
    "curvedConnector",
    "arc",
    "leftBracket",
    "rightBracket",
)
SEE_THROUGH = 90_000
"""Of 100 000: a fill of less opacity covers nothing."""
FAINT = 10_000
"""Of 100 000: a picture of less opacity nobody sees."""
DEEPEST = 16
THOUSANDTHS = 100_000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the measure of the group it stands in."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share a part."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0 and down > 0

    def hides(self, other: "Box") -> bool:
        """Whether it lies over a tenth of another one or more."""
        if not self.meets(other):
            return False
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down * 10 >= (other.right - other.left) * (other.bottom - other.top)

    def share_of(self, whole: "Box") -> "Box":
        """This box in shares of the sides of another one."""
        width, height = (whole.right - whole.left) or 1, (whole.bottom - whole.top) or 1
        return Box(
            (self.left - whole.left) / width,
            (self.top - whole.top) / height,
            (self.right - whole.left) / width,
            (self.bottom - whole.top) / height,
        )


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing that is painted; `group` tells apart the measures that boxes stand in."""

    element: Element
    group: int
    box: Box | None


def leaves(parent: Element, group: int = 0, depth: int = 0) -> Iterator[Leaf]:
    """What is painted, lowest first; hidden things are passed over, of alternatives the first is taken."""
    for child in parent if depth <= DEEPEST else ():
        if child.tag == "AlternateContent":
            found = (list(leaves(choice, group, depth + 1)) for choice in child)
            yield from next(filter(None, found), [])
        elif child.tag in ("graphic", "graphicData"):
            yield from leaves(child, group, depth + 1)
        elif child.tag in LEAVES | GROUPS and not is_hidden(child):
            leaf = Leaf(child, group, _box(child))
            yield from [leaf] if child.tag in LEAVES else leaves(child, id(child), depth + 1)


def is_hidden(shape: Element) -> bool:
    """Whether somebody switched it off, or made a picture so faint that nobody sees it."""
    marks = (mark for mark in shape.iter() if mark.tag in ("cNvPr", "docPr"))
    first = next(marks, None)
    if first is not None and first.get("hidden") in ("1", "true"):
        return True
    faint = shape.find("blipFill/blip/alphaModFix")
    return faint is not None and _whole(faint.get("amt")) < FAINT


def is_round(picture: Element) -> bool:
    """Whether a picture is cut to an ellipse."""
    geometry = picture.find("spPr/prstGeom")
    return geometry is not None and geometry.get("prst") == "ellipse"


def is_opaque(shape: Element) -> bool:
    """Whether nothing can be seen through it; of pictures their pixels tell."""
    properties = shape.find("spPr")
    if properties is None or properties.find("noFill") is not None:
        return False
    geometry = properties.find("prstGeom")
    if geometry is not None and geometry.get("prst", "").startswith(LINE_LIKE):
        return False
    fill = next((found for name in FILLS if (found := properties.find(name)) is not None), None)
    if fill is None:
        style = shape.find("style/fillRef")
        return style is not None and style.get("idx", "0") != "0"
    return all(_whole(alpha.get("val")) >= SEE_THROUGH for alpha in fill.iter("alpha"))


def crop_of(picture: Element) -> tuple[float, float, float, float]:
    """What is cut off a picture left, top, right and bottom, as shares of its sides."""
    mark = next(picture.iter("srcRect"), None)
    if mark is None:
        return (0.0, 0.0, 0.0, 0.0)
    left, top, right, bottom = (max(0, _whole(mark.get(side))) / THOUSANDTHS for side in "ltrb")
    return left, top, right, bottom


def words_of(shape: Element) -> str:
    """The text in a shape, a line for each of its paragraphs."""
    lines = ["".join(piece.text or "" for piece in line.iter("t")) for line in shape.iter("p")]
    return "\n".join(lines).strip("\n")


def covered_parts(leaf: Leaf, above: list[Leaf]) -> list[Box] | None:
    """The parts of a picture under what lies over it, in shares of its sides; None where nobody can tell which."""
    parts = []
    for cover in above:
        if cover.group != leaf.group or cover.box is None or leaf.box is None:
            return None
        if cover.box.meets(leaf.box):
            parts.append(cover.box.share_of(leaf.box))
    return parts


def _box(shape: Element) -> Box | None:
    frame = next((found for found in shape.iter() if found.tag == "xfrm"), None)
    place, size = (frame.find("off"), frame.find("ext")) if frame is not None else (None, None)
    if place is None or size is None:
        return None
    left, top = _whole(place.get("x")), _whole(place.get("y"))
    width, height = _whole(size.get("cx")), _whole(size.get("cy"))
    return Box(left, top, left + width, top + height) if width > 0 and height > 0 else None


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,12}", text) else 0
