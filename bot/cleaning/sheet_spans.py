"""Places of a sheet: cells and rectangles of them, counted from 0 (ECMA-376, 18.18.7)."""

import re
from dataclasses import dataclass

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell stands in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a reference like B7."""
    match = PLACE.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row - 1, column - 1) if 0 < row <= LAST_ROW and column <= LAST_COLUMN else None


def span_of(reference: str) -> Span | None:
    """The rectangle of a reference like A1:C3."""
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    if start is None or end is None:
        return None
    return Span(min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))


def around(*spans: Span) -> Span:
    """The smallest rectangle that holds some others."""
    return Span(
        min(span.top for span in spans),
        min(span.left for span in spans),
        max(span.bottom for span in spans),
        max(span.right for span in spans),
    )
