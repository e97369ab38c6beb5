"""DrawingML: pictures, boxes and charts in the order they are painted, and what covers what (ECMA-376, 20.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

LEAVES = frozenset({"pic", "sp", "wsp", "graphicFrame", "cxnSp"})
GROUPS = frozenset({"grpSp", "wgp", "wpc"})
FILLS = ("solidFill", "gradFill", "pattFill", "blipFill", "grpFill")
EXTENSIONS = frozenset(
    [
        "a14",
        "a16",
        "aink",
        "am3d",
        "asvg",
        "c14",
        "c15",
        "c16",
        "cx",
        "cx1",
        "cx2",
        "cx3",
        "cx4",
        "cx5",
        "cx6",
        "cx7",
        "cx8",
        "dsp",
        "dgm14",
        "o",
        "oel",
        "p14",
        "p15",
        "sle15",
        "tsle",
        "v",
        "wne",
        "w14",
        "w15",
        "w16",
        "w16cex",
        "w16cid",
        "w16du",
        "w16sdtdh",
        "w16sdtfl",
        "w16se",
        "wp14",
        "wp15",
        "wpc",
        "wpg",
        "wpi",
        "wps",
        "x12ac",
        "x14",
        "x14ac",
        "x15",
        "x16r2",
        "xdr14",
        "xdr16",
        "xr",
        "xr2",
        "xr3",
    ]
)
"""The usual prefixes of Microsoft's extensions."""
LINE_LIKE = (
    "line",
    "straightConnector",
    "bentConnector",
    "curvedConnector",
    "arc",
    "leftBracket",
    "rightBracket",
)
WHITE, NOTHING, UNKNOWN = "FFFFFF", "", "unknown"
"""What words on a shape stand on, beside colours of six hexadecimal digits."""
NAMED = {"bg1": WHITE, "lt1": WHITE, "white": WHITE, "tx1": "000000", "dk1": "000000", "black": "000000"}
NEAR = 10
"""Of 255: colours no further apart look the same."""
SMALLEST = 200
"""Hundredths of a point: smaller letters nobody reads."""
SEE_THROUGH = 90_000
"""Of 100 000: a fill of less opacity covers nothing."""
FAINT = 10_000
"""Of 100 000: a picture of less opacity nobody sees."""
BLEACHED = 95_000
"""Of 100 000: a picture made brighter or darker by as much is one colour."""
NEVER_BLACK = 1_000
"""Of 100 000: no pixel is darker, so that a picture parted there into black and white is white."""
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


def choices_of(alternatives: Element) -> list[Element]:
    """The ways to say one thing that may be shown, the newest first (part 3, 10.2).

    No program shows a way that it does not know while there is one that it knows.
    """
    known = [choice for choice in alternatives if set(choice.get("Requires", "").split()) <= EXTENSIONS]
    return known or list(alternatives)


def leaves(parent: Element, group: int = 0, depth: int = 0) -> Iterator[Leaf]:
    """What is painted, lowest first; hidden things are passed over, of alternatives the first is taken."""
    for child in parent if depth <= DEEPEST else ():
        if child.tag == "AlternateContent":
            found = (list(leaves(choice, group, depth + 1)) for choice in choices_of(child))
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
    picture = shape.find("blipFill/blip")
    return picture is not None and _is_one_colour(picture)


def _is_one_colour(picture: Element) -> bool:
    """Whether a picture is shown so faint, so bright, or in so few colours that nothing of it is seen."""
    faint, bleached, halved, inked = (
        picture.find(name) for name in ("alphaModFix", "lum", "biLevel", "duotone")
    )
    if bleached is not None and abs(_share(bleached.get("bright"))) >= BLEACHED:
        return True
    if halved is not None and not NEVER_BLACK < _share(halved.get("thresh")) < THOUSANDTHS:
        return True
    if inked is not None and len({mark.get("val") for mark in inked}) == 1:
        return True
    return faint is not None and _share(faint.get("amt")) < FAINT


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
    return all(_share(alpha.get("val")) >= SEE_THROUGH for alpha in fill.iter("alpha"))


def ground_of(shape: Element) -> str:
    """The colour of a shape; NOTHING where one looks through it, UNKNOWN where nobody here can tell."""
    properties, style = shape.find("spPr"), shape.find("style/fillRef")
    fill = next(
        (found for name in FILLS if properties is not None and (found := properties.find(name)) is not None),
        None,
    )
    if fill is not None:
        return colour_of(fill) if fill.tag == "solidFill" else UNKNOWN
    if properties is not None and properties.find("noFill") is not None:
        return NOTHING
    return UNKNOWN if style is not None and style.get("idx", "0") != "0" else NOTHING


def colour_of(fill: Element) -> str:
    """The colour of a plain fill, UNKNOWN where it is worked out from a theme or mixed."""
    mark = next(iter(fill), None)
    if mark is None or len(mark):
        return UNKNOWN
    said = mark.get("lastClr") or mark.get("val") or ""
    return said.upper() if re.fullmatch(r"[0-9A-Fa-f]{6}", said) else NAMED.get(said, UNKNOWN)


def near(one: str, other: str) -> bool:
    """Whether two colours look the same; what is no colour looks like none."""
    if len(one) != 6 or len(other) != 6:
        return False
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= NEAR for at in (0, 2, 4))


def crop_of(picture: Element) -> tuple[float, float, float, float]:
    """What is cut off a picture left, top, right and bottom, as shares of its sides.

    One that is stretched beyond its frame is cut there, too.
    """
    cut, stretched = (_sides(next(picture.iter(name), None)) for name in ("srcRect", "fillRect"))
    left, top, right, bottom = (max(0.0, side) for side in cut)
    beyond = tuple(max(0.0, -side) for side in stretched)
    across, down = (
        (1 - near - far) / (1 + one + other)
        for near, far, one, other in (
            (left, right, beyond[0], beyond[2]),
            (top, bottom, beyond[1], beyond[3]),
        )
    )
    return (
        left + beyond[0] * across,
        top + beyond[1] * down,
        right + beyond[2] * across,
        bottom + beyond[3] * down,
    )


def _sides(mark: Element | None) -> tuple[float, ...]:
    return tuple(_share(mark.get(side)) / THOUSANDTHS if mark is not None else 0.0 for side in "ltrb")


def words_of(shape: Element) -> tuple[str, bool]:
    """The text that is seen in a shape, a line for each of its paragraphs, and whether there is some that is not."""
    ground = ground_of(shape) or WHITE
    lines, unseen = [], False
    for line in shape.iter("p"):
        usual = [
            mark
            for mark in (shape.find(".//lstStyle/lvl1pPr/defRPr"), line.find("pPr/defRPr"))
            if mark is not None
        ]
        words = ""
        for run in line:
            said = "".join(piece.text or "" for piece in run.iter("t"))
            properties = run.find("rPr")
            looks = [properties, *usual] if properties is not None else usual
            hides = bool(said.strip()) and _hides_words(looks, ground)
            unseen = unseen or hides
            words += "" if hides else "\n" if run.tag == "br" else said
        lines.append(words)
    return "\n".join(lines).strip("\n"), unseen


def _hides_words(looks: list[Element], ground: str) -> bool:
    """Whether words with such looks, the nearest first, cannot be read on that ground."""
    size = next((mark.get("sz") for mark in looks if mark.get("sz")), None)
    if size is not None and _whole(size) < SMALLEST:
        return True
    line = next((found for mark in looks if (found := mark.find("ln")) is not None), None)
    edge = line.find("solidFill") if line is not None else None
    if edge is not None and not _is_lost(edge, ground):
        return False
    for mark in looks:
        if mark.find("noFill") is not None:
            return True
        fill = mark.find("solidFill")
        if fill is not None:
            return _is_lost(fill, ground)
    return False


def _is_lost(fill: Element, ground: str) -> bool:
    """Whether a fill is clear, or has the colour of what it stands on."""
    clear = any(_share(alpha.get("val")) < THOUSANDTHS - SEE_THROUGH for alpha in fill.iter("alpha"))
    return clear or near(colour_of(fill), ground)


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


def _share(text: str | None) -> int:
    """A share in hundred thousandths; the strict edition writes percent."""
    if text and re.fullmatch(r"-?\d{1,4}(?:\.\d{1,9})?%", text):
        return round(float(text[:-1]) * THOUSANDTHS / 100)
    return _whole(text)
