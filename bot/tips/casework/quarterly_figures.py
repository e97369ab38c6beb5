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
    """Hide every cell under five; where the hidden ones could be reckoned from their sum, hide all.

    Whoever knows the whole and this rule knows the sum of the hidden cells. Under five it speaks of single cases, and
    one cell alone, or cells that are four each, have but one way to make it up.
    """
    small = [count for count in cells.values() if count < LEAST]
    is_open = LEAST <= sum(small) < len(small) * (LEAST - 1)
    if small and not is_open:
        return dict.fromkeys(cells)
    return {name: count if count >= LEAST else None for name, count in cells.items()}


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
