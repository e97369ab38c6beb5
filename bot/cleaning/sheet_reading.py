"""One sheet of a workbook, read cell by cell without holding its XML (ECMA-376, 18.3)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.cleaning.model import Refusal, RefusedError
from bot.cleaning.sheet_conditions import MOST_RULES, Rule
from bot.cleaning.sheet_spans import LAST_COLUMN, LAST_ROW, Span, place_of, span_of
from bot.cleaning.sheet_texts import Run, TextFollower, plain

MOST_SPANS = 1_000
FLAT, NARROW = 1.5, 0.3
"""Points and letters: rows and columns of less show nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is written: `kind` is the letter that says what its value is, `row` and `column` count from 0."""

    row: int
    column: int
    kind: str
    value: str | None
    formula: str | None
    style: int
    runs: tuple[Run, ...] = ()
    picture: int = 0
    """Which of the values with a picture it is, counted from 1."""


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
    rules: list[tuple[tuple[Span, ...], Rule]] = field(default_factory=list)
    """Conditional formats and where they hold, the weightiest first where they are sorted by that."""
    from_right: bool = False
    columns_hidden: bool = False
    """Whether the columns that are not named in `widths` are hidden."""


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
        self._words = TextFollower()
        self._inside = False
        self._all_hidden = False
        self._where: tuple[Span, ...] = ()
        self._in_formula = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element that begins."""
        meet = self._meetings.get(tag)
        if meet is not None:
            meet(self, attributes)
        elif self._inside and tag in ("v", "f"):
            self._gathering = self._texts.setdefault(tag, [])
        elif self._inside:
            self._words.start(tag, attributes)
        elif tag == "formula" and self._where and self.grid.rules:
            self.grid.rules[-1][1].formulas.append("")
            self._in_formula = True

    def text(self, text: str) -> None:
        """Take note of characters."""
        if self._gathering is not None:
            self._gathering.append(text)
        elif self._inside:
            self._words.text(text)
        elif self._in_formula:
            self.grid.rules[-1][1].formulas[-1] += text

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        if tag == "c" and self._inside:
            self._inside = False
            self._close_cell()
        elif tag in ("v", "f"):
            self._gathering = None
        elif tag == "formula":
            self._in_formula = False
        elif tag == "conditionalFormatting":
            self._where = ()
        elif self._inside:
            self._words.end(tag)

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
        words = self._words.taken() if value is None else ""
        runs = () if isinstance(words, str) else words
        if value is None:
            value = plain(words) or None
        if value is None and formula is None and "f" not in self._texts:
            return
        self._left -= 1
        if self._left < 0 or self._row >= LAST_ROW or self._column >= LAST_COLUMN:
            raise RefusedError(Refusal.TOO_LARGE)
        style, picture = self._cell.get("s", "0"), self._cell.get("vm", "0")
        self.grid.cells.append(
            Cell(
                max(self._row, 0),
                self._column,
                self._cell.get("t", "n"),
                value,
                formula,
                int(style) if style.isdecimal() and len(style) < 7 else 0,
                runs,
                int(picture) if picture.isdecimal() and len(picture) < 7 else 0,
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
        height, width = (_number(attributes.get(name)) for name in ("defaultRowHeight", "defaultColWidth"))
        flat = attributes.get("customHeight") in ("1", "true") and height is not None and height < FLAT
        self._all_hidden = attributes.get("zeroHeight") in ("1", "true") or flat
        self.grid.columns_hidden = width is not None and width < NARROW

    def _view(self, attributes: Mapping[str, str]) -> None:
        self.grid.from_right = attributes.get("rightToLeft") in ("1", "true")

    def _conditions(self, attributes: Mapping[str, str]) -> None:
        spans = (span_of(place) for place in attributes.get("sqref", "").split()[:MOST_SPANS])
        self._where = tuple(filter(None, spans))

    def _rule(self, attributes: Mapping[str, str]) -> None:
        if self._where and len(self.grid.rules) < MOST_RULES:
            change = attributes.get("dxfId", "")
            rule = Rule(
                attributes.get("type", ""),
                int(change) if change.isdecimal() and len(change) < 7 else None,
                attributes.get("operator", ""),
                attributes.get("text", ""),
            )
            self.grid.rules.append((self._where, rule))

    def _bars(self, attributes: Mapping[str, str]) -> None:
        if self._where and self.grid.rules:
            self.grid.rules[-1][1].hides = attributes.get("showValue") in ("0", "false")

    _meetings: Mapping[str, Callable[["SheetFollower", Mapping[str, str]], None]] = {
        "row": _begin_row,
        "c": _begin_cell,
        "col": _column_widths,
        "mergeCell": _merge,
        "sheetFormatPr": _usual_rows,
        "sheetView": _view,
        "conditionalFormatting": _conditions,
        "cfRule": _rule,
        "dataBar": _bars,
        "iconSet": _bars,
    }


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"\d{1,9}(?:\.\d{1,20})?", text) else None
