"""Working days of Kazakhstan, with Nauryz, moved days and the night in which one day becomes the next."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest

from bot.acts.loader import KnowledgeFaultyError
from bot.workdays import kazakhstan
from bot.workdays.own_days import OwnDays, load_own_days
from bot.workdays.working_days import WorkingDays

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture(scope="module")
def days() -> WorkingDays:
    return WorkingDays(ALMATY)


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


def test_the_calendar_loaded_alone_is_that_of_the_library() -> None:
    years = range(2024, 2032)
    alone, whole = kazakhstan.calendar(), holidays.country_holidays("KZ", years=years)
    first, last = date(2024, 1, 1), date(2031, 12, 31)
    every = [first + timedelta(days=day) for day in range((last - first).days + 1)]
    assert [(day, alone.get(day)) for day in every if day in alone] == sorted(whole.items())
    assert [alone.is_working_day(day) for day in every] == [whole.is_working_day(day) for day in every]


def test_working_days_are_counted_over_nauryz(days: WorkingDays) -> None:
    assert days.after(date(2026, 3, 19), 3) == date(2026, 3, 27)


def test_no_working_day_on_is_the_day_itself_or_the_next_working_one(days: WorkingDays) -> None:
    assert days.after(date(2026, 3, 20), 0) == date(2026, 3, 20)
    assert days.after(date(2026, 3, 21), 0) == date(2026, 3, 26)


def test_a_day_begins_at_midnight_in_almaty(days: WorkingDays) -> None:
    assert days.day_of(datetime(2026, 3, 19, 18, 59, tzinfo=UTC)) == date(2026, 3, 19)
    assert days.day_of(datetime(2026, 3, 19, 19, 1, tzinfo=UTC)) == date(2026, 3, 20)


FILE = """\
off:
  - 2027-05-04
working:
  - 2027-05-08
"""


def test_days_of_ones_own_correct_the_library(tmp_path: Path) -> None:
    (tmp_path / "workdays.yaml").write_text(FILE, encoding="utf-8")
    own = load_own_days(tmp_path)
    days, library = WorkingDays(ALMATY, lambda: own), WorkingDays(ALMATY)
    off, working = date(2027, 5, 4), date(2027, 5, 8)
    assert (library.is_working(off), library.is_working(working)) == (True, False)
    assert (days.is_working(off), days.is_working(working)) == (False, True)
    assert days.after(date(2027, 4, 30), 1) == date(2027, 5, 5)
    assert days.before_or_on(off) == date(2027, 4, 30)
    assert days.before_or_on(date(2027, 5, 9)) == working


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    assert load_own_days(tmp_path) == OwnDays()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("off:\n  - 2027-05-04\n  - tomorrow\n", "workdays.yaml:3: "),
        ("closed:\n  - 2027-05-04\n", "workdays.yaml:1: closed: unknown key"),
        ("off:\n  - 2027-05-04\nworking:\n  - 2027-05-04\n", "stands under «off» as well"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "workdays.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeFaultyError) as raised:
        load_own_days(tmp_path)
    assert place in str(raised.value)
