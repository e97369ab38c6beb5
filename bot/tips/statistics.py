"""Figures of ended cases by quarter, small cells hidden (T18)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles

from bot.tips.model import Outcome

LEAST = 5
"""A figure made of fewer cases than this is not shown: it would speak of single ones."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What is left of an ended case: no number, no day but the quarter's first."""

    quarter: date
    days_to_act: int
    days_to_end: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Spread:
    """Days, at the middle and at nine in ten."""

    median: float
    p90: float


@dataclass(frozen=True, slots=True)
class Quarter:
    """Figures of one quarter; None stands for a hidden one."""

    first_day: date
    ended: int | None
    to_act: Spread | None
    to_end: Spread | None
    outcomes: Mapping[Outcome, int | None]


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def by_quarter(facts: Iterable[Fact]) -> list[Quarter]:
    """The quarters that have facts, oldest first."""
    gathered: dict[date, list[Fact]] = {}
    for fact in facts:
        gathered.setdefault(fact.quarter, []).append(fact)
    return [_quarter(first_day, gathered[first_day]) for first_day in sorted(gathered)]


def hide_small(cells: Mapping[Outcome, int]) -> dict[Outcome, int | None]:
    """Hide every cell under five, and of the others as many, smallest first, as it takes that the hidden ones together
    are five or more: who subtracts the shown cells from the whole learns nothing of a small one.
    """
    hidden = {name for name, count in cells.items() if count < LEAST}
    shown = sorted((count, name) for name, count in cells.items() if count >= LEAST)
    while hidden and sum(cells[name] for name in hidden) < LEAST and shown:
        hidden.add(shown.pop(0)[1])
    return {name: None if name in hidden else count for name, count in cells.items()}


def _quarter(first_day: date, facts: list[Fact]) -> Quarter:
    if len(facts) < LEAST:
        return Quarter(first_day, None, None, None, dict.fromkeys(Outcome))
    counts = Counter(fact.outcome for fact in facts)
    return Quarter(
        first_day,
        len(facts),
        _spread([fact.days_to_act for fact in facts]),
        _spread([fact.days_to_end for fact in facts]),
        hide_small({outcome: counts[outcome] for outcome in Outcome}),
    )


def _spread(days: list[int]) -> Spread:
    return Spread(median(days), quantiles(days, n=10, method="inclusive")[-1])
