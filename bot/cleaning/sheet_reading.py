"""One sheet of a workbook, read cell by cell without holding its XML (ECMA-376, 18.3)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.cleaning.model import Refusal, RefusedError
from bot.cleaning.sheet_conditions import MOST_RULES, Rule
from bot.cleaning.sheet_spans import LAST_COLUMN, LAST_ROW, Span, around, place_of, span_of
from bot.cleaning.sheet_texts import Run, TextFollower, plain

MOST_SPANS = 1_000
"""Of one rule."""
DEEPEST = 8
"""Marks in marks of what a rule changes."""
UNTOLD = ""
"""The kind of a rule of which nobody here can tell whether it holds."""
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
    """Conditional formats and where they hold."""
    far: dict[tuple[object, ...], tuple[Span, Rule]] = field(default_factory=dict)
    """Those that are too many, as rules of which nobody can tell whether they hold, each somewhere in a rectangle."""
    rows_hidden: bool = False
    """Whether the rows that are not named are hidden."""
    shown_rows: set[int] = field(default_factory=set)
    """The rows that are named and not hidden, where the others are."""
    from_right: bool = False
    columns_hidden: bool = False
    """Whether the columns that are not named in `widths` are hidden."""

    def hides_row(self, row: int) -> bool:
        """Whether a row is hidden, by itself or as all are that are not named."""
        return row in self.hidden_rows or (self.rows_hidden and row not in self.shown_rows)


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
        self._where: tuple[Span, ...] = ()
        self._rules: list[Rule] = []
        self._in_conditions, self._in_formula = False, False
        self._place: list[str] | None = None
        self._path: list[Element] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take note of an element that begins."""
        meet = self._meetings.get(tag)
        if self._path or (tag == "dxf" and self._rules):
            shallow = 0 < len(self._path) < DEEPEST
            said = dict(attributes)
            self._path.append(SubElement(self._path[-1], tag, said) if shallow else Element(tag, said))
        elif meet is not None:
            meet(self, attributes)
        elif self._inside and tag in ("v", "f"):
            self._gathering = self._texts.setdefault(tag, [])
        elif self._inside:
            self._words.start(tag, attributes)
        elif tag == "formula" and self._rules:
            self._rules[-1].formulas.append("")
            self._in_formula = True
        elif tag == "sqref" and self._in_conditions:
            self._place = []

    def text(self, text: str) -> None:
        """Take note of characters."""
        if self._gathering is not None:
            self._gathering.append(text)
        elif self._inside:
            self._words.text(text)
        elif self._in_formula:
            self._rules[-1].formulas[-1] += text
        elif self._place is not None:
            self._place.append(text)

    def end(self, tag: str) -> None:
        """Take note of an element that ends."""
        if self._path:
            ended = self._path.pop()
            if not self._path:
                self._rules[-1].look = ended
        elif tag == "c" and self._inside:
            self._inside = False
            self._close_cell()
        elif tag in ("v", "f"):
            self._gathering = None
        elif tag == "formula":
            self._in_formula = False
        elif tag == "sqref" and self._place is not None:
            self._where, self._place = _spans("".join(self._place)), None
        elif tag == "conditionalFormatting":
            self._close_conditions()
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
            or (said is None and self.grid.rows_hidden)
            or (height is not None and height < FLAT)
        ):
            self.grid.hidden_rows.add(self._row)
        elif self.grid.rows_hidden:
            self.grid.shown_rows.add(self._row)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = place_of(attributes.get("r", ""))
        self._row, self._column = place or (self._row, self._column + 1)
        self._cell, self._texts, self._inside = attributes, {}, True

    def _close_cell(self) -> None:
        value, formula = self._text("v"), self._text("f")
        # Taken in any case: what is left would stand in the next cell.
        words = self._words.taken()
        runs = () if isinstance(words, str) or value is not None else words
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
        self.grid.rows_hidden = attributes.get("zeroHeight") in ("1", "true") or flat
        self.grid.columns_hidden = width is not None and width < NARROW

    def _view(self, attributes: Mapping[str, str]) -> None:
        self.grid.from_right = attributes.get("rightToLeft") in ("1", "true")

    def _conditions(self, attributes: Mapping[str, str]) -> None:
        self._where, self._rules, self._in_conditions = _spans(attributes.get("sqref", "")), [], True

    def _rule(self, attributes: Mapping[str, str]) -> None:
        if self._in_conditions:
            change, priority = attributes.get("dxfId", ""), attributes.get("priority", "")
            # Those of the newer kind, whose places stand behind them, look at other sheets.
            rule = Rule(
                attributes.get("type", "") if self._where else UNTOLD,
                int(change) if change.isdecimal() and len(change) < 7 else None,
                attributes.get("operator", ""),
                attributes.get("text", ""),
                priority=int(priority) if priority.isdecimal() and len(priority) < 10 else 0,
                stops=attributes.get("stopIfTrue") in ("1", "true"),
            )
            self._rules.append(rule)

    def _bars(self, attributes: Mapping[str, str]) -> None:
        if self._rules:
            self._rules[-1].hides = attributes.get("showValue") in ("0", "false")

    def _close_conditions(self) -> None:
        for rule in self._rules:
            most = MOST_SPANS if len(self.grid.rules) < MOST_RULES else 0
            if self._where[:most]:
                self.grid.rules.append((self._where[:most], rule))
            if self._where[most:]:
                self._add_far(rule, self._where[most:])
        self._where, self._rules, self._in_conditions = (), [], False

    def _add_far(self, rule: Rule, spans: Sequence[Span]) -> None:
        look = tostring(rule.look) if rule.look is not None else b""
        key = (rule.change, rule.hides, rule.stops, look)
        known, least = self.grid.far.get(key, (spans[0], rule))
        if key not in self.grid.far and len(self.grid.far) >= MOST_RULES:
            raise RefusedError(Refusal.TOO_LARGE)
        priority = min(least.priority, rule.priority)
        self.grid.far[key] = around(known, *spans), replace(rule, kind=UNTOLD, priority=priority)

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


def _spans(places: str) -> tuple[Span, ...]:
    return tuple(filter(None, map(span_of, places.split())))


def _number(text: str | None) -> float | None:
    return float(text) if text and re.fullmatch(r"\d{1,9}(?:\.\d{1,20})?", text) else None
