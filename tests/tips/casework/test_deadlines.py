"""By when what is owed: Kazakhstan's working days, months of any length, quarters of an hour (T6, T17, T21)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tips.casework.deadlines import AGAIN_URGENT, CORRECTABLE, Deadlines, quarter_after
from bot.tips.model import NoticeKind
from bot.workdays.working_days import WorkingDays

ALMATY = ZoneInfo("Asia/Almaty")
DAYS = WorkingDays(ALMATY)
DEADLINES = Deadlines(DAYS, ALMATY)
days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def mornings(received: date, kind: NoticeKind) -> list[date]:
    return [due.at.astimezone(ALMATY).date() for due in DEADLINES.notices(received) if due.kind is kind]


@pytest.mark.parametrize(
    ("received", "by"),
    [
        (date(2026, 3, 2), date(2026, 3, 5)),
        (date(2026, 3, 6), date(2026, 3, 12)),  # Friday before Women's Day, whose Monday is free
        (
            date(2026, 3, 20),
            date(2026, 3, 30),
        ),  # Friday before Nauryz, with its three days and two moved ones
        (date(2026, 3, 21), date(2026, 3, 30)),
        (date(2026, 12, 31), date(2027, 1, 8)),
    ],
)
def test_a_person_looks_within_three_working_days(received: date, by: date) -> None:
    assert DEADLINES.person_by(received) == by


@pytest.mark.parametrize(
    ("received", "by"),
    [
        (date(2026, 3, 2), date(2026, 4, 2)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_decision_comes_within_one_calendar_month_whatever_the_month(received: date, by: date) -> None:
    assert DEADLINES.decision_by(received) == by


def test_reminders_of_an_unopened_case_come_on_working_days_1_3_5_and_the_backup_on_7() -> None:
    received = date(2026, 3, 2)
    assert mornings(received, NoticeKind.STILL_NEW) == [
        date(2026, 3, 3),
        date(2026, 3, 5),
        date(2026, 3, 10),  # the 8th is a Sunday, so the 9th is free
    ]
    assert mornings(received, NoticeKind.BACKUP) == [date(2026, 3, 12)]


def test_reminders_of_a_decision_come_7_3_and_1_days_before_or_on_the_last_working_day_before_that() -> None:
    assert mornings(date(2026, 2, 25), NoticeKind.DECIDE) == [
        date(2026, 3, 18),
        date(2026, 3, 20),  # three days before is the 22nd, one day before the 24th: Nauryz
    ]
    assert mornings(date(2026, 4, 3), NoticeKind.DECIDE) == [
        date(2026, 4, 24),  # the 26th is a Sunday
        date(2026, 4, 30),
    ]


def test_a_forgotten_case_is_spoken_of_30_7_and_1_days_before_its_end() -> None:
    assert mornings(date(2026, 3, 2), NoticeKind.EXPIRES) == [
        date(2027, 1, 29),  # the 31st is a Sunday
        date(2027, 2, 23),
        date(2027, 3, 1),
    ]


@given(days)
def test_every_notice_comes_at_nine_on_a_working_day_after_the_receipt_and_before_what_it_speaks_of(
    received: date,
) -> None:
    ends = {
        NoticeKind.DECIDE: DEADLINES.decision_by(received),
        NoticeKind.EXPIRES: DEADLINES.destroyed_on(received, None),
    }
    for due in DEADLINES.notices(received):
        at = due.at.astimezone(ALMATY)
        assert (at.hour, at.minute, at.second) == (9, 0, 0)
        assert DAYS.is_working(at.date())
        assert received < at.date() < ends.get(due.kind, date.max)


@given(days)
def test_no_two_notices_of_a_kind_come_on_one_morning(received: date) -> None:
    notices = list(DEADLINES.notices(received))
    assert len(notices) == len(set(notices))


@given(days)
def test_what_is_owed_first_comes_first(received: date) -> None:
    assert received < DEADLINES.person_by(received) < DEADLINES.decision_by(received)
    assert 28 <= (DEADLINES.decision_by(received) - received).days <= 31


@given(days, st.integers(0, 364))
def test_a_closed_case_is_kept_90_days_and_an_open_one_a_year(received: date, after: int) -> None:
    closed = received + timedelta(days=after)
    assert DEADLINES.destroyed_on(received, closed) == closed + timedelta(days=90)
    assert DEADLINES.destroyed_on(received, None) == received + timedelta(days=365)


def test_the_reporter_waits_for_a_person_and_then_for_a_decision() -> None:
    received = date(2026, 3, 2)
    assert DEADLINES.next_for_reporter(received, is_opened=False) == DEADLINES.person_by(received)
    assert DEADLINES.next_for_reporter(received, is_opened=True) == DEADLINES.decision_by(received)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 2, 18, 59, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 3, 2, 19, 0, tzinfo=UTC), date(2026, 3, 3)),
    ],
)
def test_a_day_begins_at_midnight_in_almaty(moment: datetime, day: date) -> None:
    assert DEADLINES.day_of(moment) == day


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001 - the zone is set below
def test_the_quarter_after_a_moment_is_full_and_the_next_one(moment: datetime) -> None:
    aware = moment.replace(tzinfo=UTC)
    quarter = quarter_after(aware)
    assert (quarter.minute % 15, quarter.second, quarter.microsecond) == (0, 0, 0)
    assert timedelta(0) <= quarter - aware < timedelta(minutes=15)


def test_a_reply_can_be_corrected_for_a_quarter_of_an_hour_and_danger_is_told_of_again_after_an_hour() -> (
    None
):
    assert (timedelta(minutes=15), timedelta(hours=1)) == (CORRECTABLE, AGAIN_URGENT)


def test_the_next_morning_is_at_nine_of_the_day_that_follows_in_almaty() -> None:
    evening = datetime(2026, 3, 31, 18, 59, tzinfo=UTC)
    assert DEADLINES.next_morning(evening) == datetime(2026, 4, 1, 4, 0, tzinfo=UTC)
    assert DEADLINES.next_morning(evening + timedelta(minutes=1)) == datetime(2026, 4, 2, 4, 0, tzinfo=UTC)


def test_a_time_is_told_to_the_minute_as_the_clock_in_almaty_shows_it() -> None:
    assert DEADLINES.time_of(datetime(2026, 3, 2, 6, 7, 8, 9, tzinfo=UTC)) == time(11, 7)


@pytest.mark.parametrize(("hour", "minute", "day"), [(0, 0, 1), (8, 59, 1), (9, 0, 2), (23, 59, 2)])
def test_what_is_done_once_a_day_waits_for_the_morning(hour: int, minute: int, day: int) -> None:
    moment = datetime(2026, 3, 2, hour, minute, tzinfo=ALMATY)
    assert DEADLINES.day_from_morning(moment) == date(2026, 3, day)
