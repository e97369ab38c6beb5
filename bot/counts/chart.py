"""Figures over time, as a picture for the screen of a phone."""

from dataclasses import dataclass
from enum import Enum, auto

Value = float | None
"""A figure; None is a cell that may not be shown."""


class Kind(Enum):
    """How the series stand to each other."""

    BARS = auto()
    STACKED = auto()
    LINES = auto()


@dataclass(frozen=True, slots=True)
class Series:
    """Figures under one name, one a period, none below 0."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What to draw; `hidden` explains the mark of a cell that may not be shown.

    Raises:
        ValueError: where there is nothing to draw, or a series does not fit the periods.
    """

    title: str
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    hidden: str
    kind: Kind = Kind.BARS

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if not self.periods or not self.series:
            raise ValueError("a chart needs a period and a series")
        if any(len(series.values) != len(self.periods) for series in self.series):
            raise ValueError("a series needs one value a period")

    @property
    def hides(self) -> bool:
        """Whether a cell may not be shown."""
        return any(value is None for series in self.series for value in series.values)

    @property
    def top(self) -> float:
        """The height of the highest column, at least 1; a hidden cell has none."""
        columns = zip(*(series.values for series in self.series), strict=True)
        heights = [[value or 0 for value in column] for column in columns]
        return max(1, *(sum(column) if self.kind is Kind.STACKED else max(column) for column in heights))
