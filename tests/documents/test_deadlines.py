"""The days that a paper speaks of, by Kazakhstan's calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.documents.papers import Month, Paper
from bot.knowledge.knowledge import Knowledge
from tests.documents.made_up import calendar


@pytest.fixture
def corruption(services: Knowledge) -> Paper:
    return next(paper for paper in services.papers.papers if paper.month is Month.ANSWER)


@pytest.fixture
def accusation(services: Knowledge) -> Paper:
    return next(paper for paper in services.papers.papers if paper.month is Month.DEADLINE)


def test_a_month_ends_on_the_same_day_and_one_may_ask_on_the_working_day_after() -> None:
    term = calendar().month_from(date(2026, 11, 30))
    assert (term.end, term.ask_from) == (date(2026, 12, 30), date(2026, 12, 31))
    assert (term.days, term.is_over) == (30, False)


def test_holidays_are_no_working_days_of_a_month() -> None:
    """The 16th of December is a holiday: 21 working days are left where there would be 22."""
    assert calendar().month_from(date(2026, 11, 30)).working == 21


def test_a_month_from_the_last_of_january_ends_with_february() -> None:
    moment = datetime(2026, 1, 31, 6, 0, tzinfo=UTC)
    assert calendar(moment).month_from(date(2026, 1, 31)).end == date(2026, 2, 28)


def test_one_acts_on_the_last_working_day_in_a_month_that_ends_on_a_day_off() -> None:
    """The 5th of December 2026 is a Saturday."""
    term = calendar().month_from(date(2026, 11, 5))
    assert (term.end, term.act_by, term.ask_from) == (date(2026, 12, 5), date(2026, 12, 4), date(2026, 12, 7))


def test_a_month_is_over_on_the_day_after_its_last() -> None:
    assert not calendar().month_from(date(2026, 10, 30)).is_over
    assert calendar().month_from(date(2026, 10, 29)).is_over


def test_the_month_of_an_answer_is_counted_from_today(corruption: Paper) -> None:
    term = calendar().term(corruption, None)
    assert term is not None
    assert term.end == date(2026, 12, 30)
    assert calendar().reminder(corruption, None) == term.ask_from


def test_ones_own_month_is_counted_from_the_day_that_was_told_and_from_no_other(accusation: Paper) -> None:
    assert calendar().term(accusation, None) is None
    assert calendar().reminder(accusation, None) is None


@pytest.mark.parametrize(
    ("found", "reminded"),
    [
        (date(2026, 11, 30), date(2026, 12, 23)),  # five working days before the 30th of December
        (date(2026, 11, 4), date(2026, 12, 1)),  # fewer are left: the next working day
        (date(2026, 10, 30), None),  # the last day is today
        (date(2026, 9, 1), None),
    ],
)
def test_one_is_reminded_five_working_days_before_the_end_or_tomorrow_and_never_too_late(
    accusation: Paper, found: date, reminded: date | None
) -> None:
    assert calendar().reminder(accusation, found) == reminded


def test_a_paper_without_a_month_has_no_term(corruption: Paper) -> None:
    assert calendar().term(replace(corruption, month=None), None) is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("03.11.2026", date(2026, 11, 3)),
        ("узнал 3.11.26 из газеты", date(2026, 11, 3)),
        ("30/11/2026", date(2026, 11, 30)),
        ("01.12.2026", None),
        ("31.02.2026", None),
        ("вчера", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it_and_none_that_is_to_come(typed: str, read: date | None) -> None:
    assert calendar().read_day(typed) == read
