"""Text poured into columns: what stands on which page, where, in millimetres."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a block is, and so how it looks."""

    SECTION = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that is not divided; `number` stands before it."""

    kind: Kind
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Room for text."""

    page: int
    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place."""

    block: Block
    column: Column
    y: float


def pour(
    blocks: Sequence[Block],
    columns: Iterable[Column],
    height: Callable[[Block], float],
    gap: Callable[[Block], float],
) -> Iterator[Placed]:
    """Put blocks into columns, one under the other; a heading goes with what it heads, a note with what it is about.

    `gap` is the white above a block, left out at the top of a column.
    """
    rest = iter(columns)
    column = next(rest)
    y = column.top
    for group in _together(blocks):
        needed = sum(height(block) + gap(block) for block in group)
        if y > column.top and y + needed > column.bottom:
            column = next(rest)
            y = column.top
        for block in group:
            y += gap(block) if y > column.top else 0
            yield Placed(block, column, y)
            y += height(block)


def _together(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        follows = block.kind is Kind.NOTE
        if group and not follows and group[-1].kind is not Kind.SECTION:
            yield group
            group = []
        group.append(block)
    yield group
