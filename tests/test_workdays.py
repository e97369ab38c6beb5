"""Working days of Kazakhstan, with Nauryz, moved days and the night in which one day becomes the next."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.workdays import WorkingDays


@pytest.fixture(scope="module")
def days() -> WorkingDays:
    return WorkingDays(ZoneInfo("Asia/Almaty"))


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 3, 20), True),
        (date(2026, 3, 21), False),  # Nauryz on a Saturday
        (date(2026, 3, 25), False),  # and moved on to Wednesday
        (date(2026, 3, 26), True),
        (date(2025, 1, 3), False),  # a Friday off
        (date(2025, 1, 5), True),  # that was worked on a Sunday
        (date(2026, 1, 7), False),
    ],
)
def test_holidays_and_moved_days_are_known(days: WorkingDays, day: date, is_working: bool) -> None:  # noqa: FBT001 - a table
    assert days.is_working(day) is is_working


def test_working_days_are_counted_over_nauryz(days: WorkingDays) -> None:
    assert days.after(date(2026, 3, 19), 3) == date(2026, 3, 27)


def test_no_working_day_on_is_the_day_itself_or_the_next_working_one(days: WorkingDays) -> None:
    assert days.after(date(2026, 3, 20), 0) == date(2026, 3, 20)
    assert days.after(date(2026, 3, 21), 0) == date(2026, 3, 26)


def test_a_day_begins_at_midnight_in_almaty(days: WorkingDays) -> None:
    assert days.day_of(datetime(2026, 3, 19, 18, 59, tzinfo=UTC)) == date(2026, 3, 19)
    assert days.day_of(datetime(2026, 3, 19, 19, 1, tzinfo=UTC)) == date(2026, 3, 20)
