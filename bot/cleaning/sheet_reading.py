"""One sheet of a workbook, read cell by cell without holding its XML (ECMA-376, 18.3)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.cleaning.model import Refusal, RefusedError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
FLAT, NARROW = 1.5, 0.3
"""Points and letters: rows and columns of less show nothing."""
PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is written: `kind` is the letter that says what its value is, `row` and `column` count from 0."""

    row: int
    column: int
    kind: str
    value: str | None
    formula: str | None
    style: int


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


@dataclass(frozen=True, slots=True)
class Width:
    """The width of some columns in letters, or None where it is the usual one."""

    first: int
    last: int
    letters: float | None
    hidden: bool


@dataclass(slots=True)
class Grid:
    """All that a sheet says about its cells."""

    cells: list[Cell] = field(default_factory=list)
    widths: list[Width] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[Span] = field(default_factory=list)


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


class SheetFollower:
    """Gathers the cells of a sheet, at most `most` of them.

    Raises:
        RefusedError: where there are more.
    """

    def __init__(self, most: int) -> None:
        self.grid = Grid()
        self._left = most
        self._row, self._column = -1, -1
        self._cell: Mapping[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._gathering: list[str] | None = None
        self._skipped = 0
        self._inside = False
        self._all_hidden = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element that begins."""
        meet = self._meetings.get(tag)
        if meet is not None:
            meet(self, attributes)
        elif tag == "rPh":
            self._skipped += 1
        elif self._inside and tag in ("v", "f", "t") and not self._skipped:
            self._gathering = self._texts.setdefault(tag, [])

    def text(self, text: str) -> None:
        """Take note of characters."""
        if self._gathering is not None:
            self._gathering.append(text)

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        if tag == "c" and self._inside:
            self._inside = False
            self._close_cell()
        elif tag == "rPh":
            self._skipped -= 1
        elif tag in ("v", "f", "t"):
            self._gathering = None

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r", "")
        self._row = int(number) - 1 if number.isdecimal() and len(number) < 8 else self._row + 1
        self._column = -1
        height = _number(attributes.get("ht"))
        if height is not None and attributes.get("customHeight") in ("1", "true"):
            self.grid.heights[self._row] = height
        said = attributes.get("hidden")
        if (
            said in ("1", "true")
            or (said is None and self._all_hidden)
            or (height is not None and height < FLAT)
        ):
            self.grid.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self._row, self._column = place or (self._row, self._column + 1)
        self._cell, self._texts, self._inside = attributes, {}, True

    def _close_cell(self) -> None:
        value, formula = self._text("v"), self._text("f")
        if value is None:
            value = self._text("t")
        if value is None and formula is None and "f" not in self._texts:
            return
        self._left -= 1
        if self._left < 0 or self._row >= LAST_ROW or self._column >= LAST_COLUMN:
            raise RefusedError(Refusal.TOO_LARGE)
        style = self._cell.get("s", "0")
        self.grid.cells.append(
            Cell(
                max(self._row, 0),
                self._column,
                self._cell.get("t", "n"),
                value,
                formula,
                int(style) if style.isdecimal() and len(style) < 7 else 0,
            )
        )

    def _text(self, tag: str) -> str | None:
        return "".join(self._texts[tag]) if tag in self._texts else None

    def _column_widths(self, attributes: Mapping[str, str]) -> None:
        first, last = _number(attributes.get("min")), _number(attributes.get("max"))
        if first is None or last is None or not 1 <= first <= last:
            return
        width = _number(attributes.get("width"))
        hidden = attributes.get("hidden") in ("1", "true") or (width is not None and width < NARROW)
        self.grid.widths.append(Width(int(first) - 1, min(int(last), LAST_COLUMN) - 1, width, hidden))

    def _merge(self, attributes: Mapping[str, str]) -> None:
        span = span_of(attributes.get("ref", ""))
        if span is not None:
            self.grid.merges.append(span)

    def _usual_rows(self, attributes: Mapping[str, str]) -> None:
        self._all_hidden = attributes.get("zeroHeight") in ("1", "true")

    _meetings: Mapping[str, Callable[["SheetFollower", Mapping[str, str]], None]] = {
        "row": _begin_row,
        "c": _begin_cell,
        "col": _column_widths,
        "mergeCell": _merge,
        "sheetFormatPr": _usual_rows,
    }


class StringsFollower:
    """Gathers the texts that cells share, without the readings of Japanese words."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._skipped = 0
        self._in_text = False

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        """Take note of an element that begins."""
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._skipped += 1
        elif tag == "t":
            self._in_text = not self._skipped

    def text(self, text: str) -> None:
        """Take note of characters."""
        if self._in_text:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        if tag == "si":
            self.strings.append("".join(self._pieces))
        elif tag == "rPh":
            self._skipped -= 1
        elif tag == "t":
            self._in_text = False


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"\d{1,9}(?:\.\d{1,20})?", text) else None
