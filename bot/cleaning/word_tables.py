"""Tables of Word: which cells are joined, which rows are hidden, and where cells begin (ECMA-376, 17.4)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Protocol
from xml.etree.ElementTree import Element

from bot.cleaning.word_model import Block, Cell, Table
from bot.cleaning.word_numbering import value, whole

MOST_SPAN = 63
"""Columns of a table in Word."""
FLAT = 40
"""Twentieths of a point: a row of an exact height below that shows nothing."""
OFF = frozenset({"0", "false", "off"})

Children = Callable[[Element], Iterator[Element]]
Read = Callable[[Element], tuple[Block, ...]]


class ReadInRow(Protocol):
    """Reads a cell; `first` says whether it stands in the first row."""

    def __call__(self, cell: Element, *, first: bool) -> tuple[Block, ...]: ...


def read_table(table: Element, shown: Children, read: ReadInRow, hide: Callable[[Element], None]) -> Table:
    """A table as it is seen; `hide` is told of rows and cells whose content is not."""
    grid = table.find("tblGrid")
    widths = (
        tuple(whole(column.get("w"), 0) for column in grid.findall("gridCol")) if grid is not None else ()
    )
    turned = table.find("tblPr/bidiVisual") is not None
    rows: list[tuple[Cell, ...]] = []
    for row in shown(table):
        if row.tag != "tr" or row.find("trPr/del") is not None:
            continue
        if _is_hidden(row):
            hide(row)
            continue
        cells = tuple(_cells(row, shown, partial(read, first=not rows), hide))
        rows.append(cells[::-1] if turned else cells)
    return Table(tuple(rows), widths[::-1] if turned else widths)


def _is_hidden(row: Element) -> bool:
    mark, height = row.find("trPr/hidden"), row.find("trPr/trHeight")
    if mark is not None and mark.get("val", "1") not in OFF:
        return True
    return height is not None and height.get("hRule") == "exact" and whole(height.get("val"), FLAT) < FLAT


def _cells(row: Element, shown: Children, read: Read, hide: Callable[[Element], None]) -> Iterator[Cell]:
    before = _count(value(row, "trPr", "gridBefore"))
    if before:
        yield Cell((), before)
    last: Cell | None = None
    for cell in shown(row):
        if cell.tag != "tc" or cell.find("tcPr/cellDel") is not None:
            continue
        span = max(1, _count(value(cell, "tcPr", "gridSpan")))
        merged = cell.find("tcPr/hMerge")
        if merged is not None and merged.get("val") != "restart" and last is not None:
            hide(cell)
            last = replace(last, span=last.span + span)
            continue
        if last is not None:
            yield last
        down = cell.find("tcPr/vMerge")
        goes_on = down is not None and down.get("val") != "restart"
        if goes_on:
            hide(cell)
        last = Cell(() if goes_on else read(cell), span, goes_on, begins=down is not None and not goes_on)
    if last is not None:
        yield last
    after = _count(value(row, "trPr", "gridAfter"))
    if after:
        yield Cell((), after)


def _count(said: str | None) -> int:
    return min(max(whole(said, 0), 0), MOST_SPAN)
