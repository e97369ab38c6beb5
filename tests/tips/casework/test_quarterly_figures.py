"""Figures of ended cases: right where they are shown, and small ones not to be had by any reckoning (T18)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tips.casework.quarterly_figures import LEAST, Fact, Spread, by_quarter, hide_small, quarter_of
from bot.tips.model import Outcome

SPRING = date(2026, 4, 1)
Counts = tuple[int, ...]

counts = st.lists(st.integers(0, 40), min_size=len(Outcome), max_size=len(Outcome)).map(tuple)


def cells(numbers: Counts) -> dict[Outcome, int]:
    return dict(zip(Outcome, numbers, strict=True))


def facts(numbers: Counts, quarter: date = SPRING) -> list[Fact]:
    return [Fact(quarter, 2, 20, outcome) for outcome, count in cells(numbers).items() for _ in range(count)]


@given(counts)
def test_no_cell_under_five_is_shown(numbers: Counts) -> None:
    shown = hide_small(cells(numbers))
    assert set(shown) == set(Outcome)
    assert all(count is None or count >= LEAST for count in shown.values())


@given(counts)
def test_what_is_shown_is_right(numbers: Counts) -> None:
    shown = hide_small(cells(numbers))
    assert all(count in {None, cells(numbers)[outcome]} for outcome, count in shown.items())


@given(counts)
def test_where_every_cell_is_large_every_cell_is_shown(numbers: Counts) -> None:
    large = tuple(count + LEAST for count in numbers)
    assert hide_small(cells(large)) == cells(large)


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((5, 20), (5, 20)),
        ((4, 20), (None, None)),  # one hidden cell is what is missing to the sum
        ((4, 4, 20), (None, None, None)),  # eight of two cells that are under five is four and four
        ((3, 3, 20), (None, None, 20)),
        ((4, 1, 20), (None, None, 20)),
        ((4, 0, 20), (None, None, None)),  # four cases in all
    ],
)
def test_small_cells_are_hidden_alone_only_where_their_sum_can_be_made_up_in_two_ways(
    numbers: Counts, shown: tuple[int | None, ...]
) -> None:
    assert tuple(hide_small(dict(zip(Outcome, numbers, strict=False))).values()) == shown


def test_from_what_is_shown_no_cell_under_five_can_be_reckoned() -> None:
    """Who knows the rule itself, and puts every set of cases through it, finds no hidden small cell that has one value."""
    by_what_is_shown: defaultdict[tuple[int | None, ...], list[Counts]] = defaultdict(list)
    for numbers in every_quarter(most=8):
        (quarter,) = by_quarter(facts(numbers))
        by_what_is_shown[quarter.ended, *quarter.outcomes.values()].append(numbers)
    for (_, *outcomes), possible in by_what_is_shown.items():
        for place, count in enumerate(outcomes):
            values = {numbers[place] for numbers in possible}
            assert count is not None or len(values) > 1, possible


def every_quarter(most: int) -> Iterator[Counts]:
    """Every set of up to so many cases an outcome."""
    return (numbers for numbers in product(range(most + 1), repeat=len(Outcome)) if any(numbers))


@given(st.integers(1, LEAST - 1))
def test_a_quarter_of_fewer_than_five_cases_says_only_that_it_was(count: int) -> None:
    (quarter,) = by_quarter(facts((count, 0, 0, 0, 0)))
    assert (quarter.ended, quarter.to_act, quarter.to_end) == (None, None, None)
    assert set(quarter.outcomes.values()) == {None}


def test_median_and_ninetieth_percentile_of_days() -> None:
    days = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    (quarter,) = by_quarter([Fact(SPRING, day, day * 2, Outcome.CONFIRMED) for day in days])
    assert quarter.ended == 11
    assert quarter.to_act == Spread(6, 10)
    assert quarter.to_end == Spread(12, 20)


def test_quarters_stand_in_the_order_of_time_each_for_itself() -> None:
    winter = date(2026, 1, 1)
    shown = by_quarter([*facts((6, 0, 0, 0, 0)), *facts((0, 9, 0, 0, 0), winter)])
    assert [(quarter.first_day, quarter.ended) for quarter in shown] == [(winter, 9), (SPRING, 6)]
    assert by_quarter([]) == []


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 6, 30), SPRING),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_a_day_belongs_to_its_quarter(day: date, first: date) -> None:
    assert quarter_of(day) == first
