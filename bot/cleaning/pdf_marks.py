"""Marks on a page of a PDF that carry no drawing of themselves and that pdfium does not draw: typed text, lines, polygons."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from PIL import ImageDraw, ImageFont

from bot.cleaning.typefaces import file_for

MOST_CORNERS = 10_000
LINES = frozenset({pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_POLYLINE, pdfium.FPDF_ANNOT_POLYGON})
LEVEL = 1.0
"""Points: ends of a line no farther apart across are on one level."""

OPAQUE = 230
"""Of 255: what is painted with more lets nothing through."""

Colour = tuple[int, int, int, int]
"""Red, green, blue, and how little shows through, each of 255; the pen of a picture has to know of the last."""
Place = Callable[[float, float], tuple[int, int]]
"""From points of a page to pixels of its picture."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Text in a box."""

    box: tuple[float, float, float, float]
    text: str

    def draw(self, pen: ImageDraw.ImageDraw, place: Place, scale: float) -> None:
        """Put it on the picture of its page."""
        left, bottom, right, top = self.box
        (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
        corner = min(x0, x1), min(y0, y1)
        font = ImageFont.truetype(str(file_for("")), max(6, round(10 * scale)))
        pen.rectangle((*corner, max(x0, x1), max(y0, y1)), outline="black")
        pen.multiline_text(
            (corner[0] + 2, corner[1] + 2), self.text.replace("\r", "\n"), fill="black", font=font
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line over some corners; a closed one may be filled. The width is in points."""

    corners: tuple[tuple[float, float], ...]
    width: float
    ink: Colour
    fill: Colour | None
    closed: bool

    def draw(self, pen: ImageDraw.ImageDraw, place: Place, scale: float) -> None:
        """Put it on the picture of its page."""
        corners = [place(*corner) for corner in self.corners]
        if self.closed and self.fill is not None:
            pen.polygon(corners, fill=self.fill)
        pen.line([*corners, *corners[: self.closed]], fill=self.ink, width=max(1, round(self.width * scale)))


Mark = Typed | Line


def undrawn(mark: pdfium.FPDF_ANNOTATION, kind: int) -> Mark | None:
    """What is to be drawn for a mark that carries no drawing, None where it has one or pdfium makes one."""
    box = pdfium.FS_RECTF()
    if _has_drawing(mark) or not pdfium.FPDFAnnot_GetRect(mark, box):
        return None
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return Typed((box.left, box.bottom, box.right, box.top), text_of(mark, b"Contents"))
    return _line(mark, kind, box) if kind in LINES else None


def text_of(mark: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    """A text that a mark holds."""
    size = pdfium.FPDFAnnot_GetStringValue(mark, key, None, 0)
    buffer = (ctypes.c_ushort * max(size // 2, 1))()
    pdfium.FPDFAnnot_GetStringValue(mark, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "ignore").rstrip("\0")


def _has_drawing(mark: pdfium.FPDF_ANNOTATION) -> bool:
    return bool(pdfium.FPDFAnnot_GetAP(mark, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2)


def _line(mark: pdfium.FPDF_ANNOTATION, kind: int, box: pdfium.FS_RECTF) -> Line | None:
    corners = _corners(mark, kind)
    if len(corners) < 2:
        return None
    across, down = ({round(corner[side] / LEVEL) for corner in corners} for side in (0, 1))
    # Nothing here tells how wide a line is; one that lies level is as wide as its box.
    level = kind == pdfium.FPDF_ANNOT_LINE and 1 in (len(across), len(down))
    width = min(abs(box.right - box.left), abs(box.top - box.bottom)) if level else 1.0
    fill = _colour(mark, pdfium.FPDFANNOT_COLORTYPE_InteriorColor, b"IC")
    ink = _colour(mark, pdfium.FPDFANNOT_COLORTYPE_Color, b"C") or fill or (0, 0, 0, 255)
    return Line(corners, max(1.0, width), ink, fill, closed=kind == pdfium.FPDF_ANNOT_POLYGON)


def _corners(mark: pdfium.FPDF_ANNOTATION, kind: int) -> tuple[tuple[float, float], ...]:
    if kind == pdfium.FPDF_ANNOT_LINE:
        start, end = pdfium.FS_POINTF(), pdfium.FS_POINTF()
        found = pdfium.FPDFAnnot_GetLine(mark, start, end)
        return ((start.x, start.y), (end.x, end.y)) if found else ()
    count = min(pdfium.FPDFAnnot_GetVertices(mark, None, 0), MOST_CORNERS)
    points = (pdfium.FS_POINTF * max(count, 1))()
    pdfium.FPDFAnnot_GetVertices(mark, points, count)
    return tuple((point.x, point.y) for point in points[:count])


def _colour(mark: pdfium.FPDF_ANNOTATION, which: int, key: bytes) -> Colour | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    known = pdfium.FPDFAnnot_HasKey(mark, key) and pdfium.FPDFAnnot_GetColor(mark, which, *parts)
    red, green, blue, cover = (part.value for part in parts)
    return (red, green, blue, 255 if cover > OPAQUE else cover) if known else None
