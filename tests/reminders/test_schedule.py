"""When reminders come: over whole years, with Nauryz, New Year and days that were moved."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.schedule import Schedule
from bot.reminders.wishes import HOURS, WEEKDAYS, Every, Plan
from bot.workdays.working_days import WorkingDays

ALMATY = ZoneInfo("Asia/Almaty")
DAYS = WorkingDays(ALMATY)
SCHEDULE = Schedule(ALMATY, DAYS)

plans = st.builds(
    lambda every, weekdays, hour: Plan(
        every, weekdays if every is Every.CHOSEN else frozenset({min(weekdays)}), hour
    ),
    st.sampled_from(Every),
    st.frozensets(st.sampled_from(WEEKDAYS), min_size=1),
    st.sampled_from(HOURS),
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 11, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside


def days_of(plan: Plan, year: int) -> list[date]:
    """The days of a year on which a plan reminds."""
    moment, days = SCHEDULE.next(plan, datetime(year - 1, 12, 31, 23, 59, tzinfo=ALMATY)), []
    while SCHEDULE.local(moment).year == year:
        days.append(SCHEDULE.local(moment).date())
        moment = SCHEDULE.next(plan, moment)
    return days


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_every_working_day_is_each_working_day_of_the_year_and_no_other(year: int) -> None:
    first = date(year, 1, 1)
    working = [
        day
        for number in range(366)
        if (day := first + timedelta(number)).year == year and DAYS.is_working(day)
    ]
    assert days_of(Plan(), year) == working


def test_new_year_nauryz_and_moved_days_are_kept() -> None:
    days = days_of(Plan(), 2025)
    assert days[:4] == [date(2025, 1, 5), date(2025, 1, 6), date(2025, 1, 8), date(2025, 1, 9)]
    nauryz = [day for day in days_of(Plan(), 2026) if date(2026, 3, 19) <= day <= date(2026, 3, 27)]
    assert nauryz == [date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 26), date(2026, 3, 27)]


def test_chosen_weekdays_are_left_out_where_they_are_days_off() -> None:
    days = days_of(Plan(Every.CHOSEN, frozenset({1, 3})), 2026)
    march = [day.day for day in days if day.month == 3]
    # Monday 9 March stands in for Women's Day, 23 and 25 March are Nauryz.
    assert march == [2, 4, 11, 16, 18, 30]


def test_a_weekly_reminder_moves_to_the_next_working_day_and_comes_once_a_week() -> None:
    days = days_of(Plan(Every.WEEK, frozenset({1})), 2026)
    assert [day.day for day in days if day.month == 3] == [2, 10, 16, 26, 30]
    # The first week of January is the week of 29 December, whose Monday worked.
    assert len(days) == 52


@given(plans, moments)
def test_the_next_moment_is_later_at_the_hour_on_a_working_day_outside_the_quiet_hours(
    plan: Plan, after: datetime
) -> None:
    following = SCHEDULE.next(plan, after)
    local = SCHEDULE.local(following)
    assert following > after
    assert (local.hour, local.minute) == (plan.hour, 0)
    assert DAYS.is_working(local.date())
    assert not SCHEDULE.is_quiet(following)
    assert not SCHEDULE.is_quiet(following + SCHEDULE.window(plan) - timedelta(seconds=1))


@given(plans, moments, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_nothing_lies_between_a_moment_and_the_next_one(
    plan: Plan, after: datetime, later: timedelta
) -> None:
    following = SCHEDULE.next(plan, after)
    if after + later < following:
        assert SCHEDULE.next(plan, after + later) == following
    else:
        assert SCHEDULE.next(plan, after + later) > following


@pytest.mark.parametrize(
    ("hour", "is_quiet"), [(7, True), (8, False), (12, False), (19, False), (20, True), (23, True), (0, True)]
)
def test_it_is_quiet_from_eight_in_the_evening_to_eight_in_the_morning(hour: int, is_quiet: bool) -> None:  # noqa: FBT001 - a table
    assert SCHEDULE.is_quiet(datetime(2026, 3, 2, hour, 30, tzinfo=ALMATY)) is is_quiet


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 on the clock in Almaty; the 2nd is a Monday, the 9th a day off."""
    return datetime(2026, 3, day, hour, minute, tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (wall(2, 10, 30), wall(2, 11, 30)),
        (wall(2, 7), wall(2, 8)),
        (wall(2, 18, 59), wall(2, 19, 59)),
        (wall(2, 19), wall(3, 8)),  # at eight in the evening it is quiet
        (wall(2, 22, 59), wall(3, 8)),
        (wall(2, 23, 30), wall(3, 8)),  # an hour later it is the 3rd, a day of work
        (wall(2, 6, 59), wall(2, 8)),
        (wall(6, 19, 30), wall(10, 8)),  # Friday evening, before a long weekend
        (wall(7, 5), wall(10, 8)),
    ],
)
def test_in_an_hour_is_the_next_morning_of_work_where_it_would_be_quiet(now: datetime, due: datetime) -> None:
    assert SCHEDULE.in_an_hour(now) == due


@pytest.mark.parametrize(
    ("due", "end"),
    [(wall(2, 10), wall(2, 13)), (wall(2, 17), wall(2, 20)), (wall(2, 18, 30), wall(2, 20))],
)
def test_what_is_due_may_be_sent_for_three_hours_and_never_after_eight_in_the_evening(
    due: datetime, end: datetime
) -> None:
    assert SCHEDULE.end_of(due) == end
    assert SCHEDULE.window(Plan(hour=due.hour, minute=due.minute)) == end - due
