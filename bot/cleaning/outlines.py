"""The outlines that pictures are cut to: what lies outside of one is not seen (ECMA-376, 20.1.9)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, pi, sin
from xml.etree.ElementTree import Element

Point = tuple[float, float]
Outline = tuple[Point, ...]
"""The corners of an area, in shares of the sides of a picture; none for the whole of it."""

STEPS = 16
"""Corners that stand for a curve."""
WHOLE = frozenset({"rect", "flowChartProcess", "frame", "bevel", "foldedCorner"})
ROUNDED = frozenset(
    {
        "roundRect",
        "round1Rect",
        "round2SameRect",
        "round2DiagRect",
        "snip1Rect",
        "snip2SameRect",
        "snip2DiagRect",
    }
    | {"snipRoundRect", "plaque", "flowChartAlternateProcess"}
)
USUAL_ROUNDING = 16_667
"""Of 100 000: how much of the shorter side a round corner takes where nothing is said."""
STRAIGHT: dict[str, Outline] = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "hexagon": ((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)),
    "pentagon": ((0.5, 0), (1, 0.38), (0.81, 1), (0.19, 1), (0, 0.38)),
    "octagon": ((0.29, 0), (0.71, 0), (1, 0.29), (1, 0.71), (0.71, 1), (0.29, 1), (0, 0.71), (0, 0.29)),
}
ELLIPSE: Outline = tuple(
    (0.5 + cos(2 * pi * step / (4 * STEPS)) / 2, 0.5 + sin(2 * pi * step / (4 * STEPS)) / 2)
    for step in range(4 * STEPS)
)


def outline_of(picture: Element, size: tuple[int, int]) -> Outline:
    """The outline of a picture of so many pixels; one that is not known here is taken for an ellipse."""
    properties = picture.find("spPr")
    drawn, named = (
        properties.find(name) if properties is not None else None for name in ("custGeom", "prstGeom")
    )
    if drawn is not None:
        corners = tuple(_drawn(drawn))
        return corners if len(corners) > 2 else ELLIPSE
    name = named.get("prst", "rect") if named is not None else "rect"
    if name in WHOLE:
        return ()
    if named is not None and name in ROUNDED:
        return tuple(_rounded(named, name, size))
    moved = named is not None and next(named.iter("gd"), None) is not None
    return ELLIPSE if moved else STRAIGHT.get(name, ELLIPSE)


def _rounded(named: Element, name: str, size: tuple[int, int]) -> Iterator[Point]:
    """A rectangle with cut corners, all of them as large as its largest one.

    A snip is cut straight, a plaque inwards.
    """
    said = [re.fullmatch(r"val (\d{1,6})", guide.get("fmla", "")) for guide in named.iter("gd")]
    most = max((int(found[1]) for found in said if found), default=USUAL_ROUNDING)
    share = min(most, 50_000) / 100_000
    inwards = name == "plaque"
    steps = (0, STEPS) if inwards or name.startswith("snip") else range(STEPS + 1)
    across, down = (share * min(size) / side for side in size)
    for corner, (x, y) in enumerate(
        ((1 - across, 1 - down), (across, 1 - down), (across, down), (1 - across, down))
    ):
        for step in steps:
            if inwards and step:
                yield x, y
            angle = pi / 2 * (corner + step / STEPS)
            yield x + across * cos(angle), y + down * sin(angle)


def _drawn(geometry: Element) -> Iterator[Point]:
    """The first path of a drawn outline; nothing where it is worked out from guides or has arcs."""
    path = geometry.find("pathLst/path")
    if path is None:
        return
    wide, high = (float(path.get(side, "")) if path.get(side, "").isdecimal() else 0.0 for side in ("w", "h"))
    steps = [(step.tag, [_point(mark, wide, high) for mark in step.iter("pt")]) for step in path]
    if not wide or not high or any(tag == "arcTo" or None in points for tag, points in steps):
        return
    here: Point = (0, 0)
    for _, found in steps:
        points = [point for point in found if point is not None]
        if points:
            yield from _curve((here, *points))
            here = points[-1]


def _curve(points: Sequence[Point]) -> Iterator[Point]:
    """Points on the curve of Bézier that some points span, as far as its end."""
    if len(points) == 2:
        yield points[1]
        return
    for step in range(1, STEPS + 1):
        left = list(points)
        while len(left) > 1:
            left = [
                tuple(a + (b - a) * step / STEPS for a, b in zip(one, other, strict=True))  # type: ignore[misc]  # two stay two
                for one, other in pairwise(left)
            ]
        yield left[0]


def _point(mark: Element, wide: float, high: float) -> Point | None:
    x, y = mark.get("x", ""), mark.get("y", "")
    plain = re.fullmatch(r"-?\d{1,10}", x) and re.fullmatch(r"-?\d{1,10}", y) and wide and high
    return (int(x) / wide, int(y) / high) if plain else None
