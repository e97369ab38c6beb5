"""When the next reminder is due: on working days of Kazakhstan, outside the quiet hours."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.wishes import FIRST_HOUR, QUIET_FROM, Every, Plan
from bot.workdays.working_days import WorkingDays

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LONGEST_WINDOW = timedelta(hours=3)
"""A reminder that could not be sent for so long is dropped: nobody wants three at once the next morning."""


class Schedule:
    """Reckons in one time zone.

    Nobody is reminded of work on a day off. Every working day follows the calendar, moved days too; chosen weekdays
    are left out where they are days off; a weekly one moves to the next working day, so that no week goes without.
    """

    def __init__(self, zone: ZoneInfo, days: WorkingDays) -> None:
        self._zone = zone
        self._days = days

    def next(self, plan: Plan, after: datetime) -> datetime:
        """The first moment of a plan later than `after`."""
        moments = (
            datetime.combine(day, time(plan.hour, plan.minute), self._zone)
            for day in self._occurrences(plan, self._days.day_of(after))
        )
        return next(moment for moment in moments if moment > after)

    def window(self, plan: Plan) -> timedelta:
        """How long after its moment a reminder may still be sent; it never reaches into the quiet hours."""
        return min(LONGEST_WINDOW, timedelta(hours=QUIET_FROM - plan.hour, minutes=-plan.minute))

    def in_an_hour(self, now: datetime) -> datetime:
        """An hour from now; where people are to be left in peace then, the first hour of the day of work that follows."""
        later = now + HOUR
        if not self.is_quiet(later):
            return later
        local = self.local(later)
        day = self._days.after(local.date(), 0 if local.hour < FIRST_HOUR else 1)
        return datetime.combine(day, time(FIRST_HOUR), self._zone)

    def end_of(self, moment: datetime) -> datetime:
        """Until when a message that is due at a moment may still be sent."""
        quiet = datetime.combine(self._days.day_of(moment), time(QUIET_FROM), self._zone)
        return min(moment + LONGEST_WINDOW, quiet)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether people are to be left in peace."""
        return not FIRST_HOUR <= moment.astimezone(self._zone).hour < QUIET_FROM

    def day_number(self, moment: datetime) -> int:
        """The day on the wall as a number that grows by one a day."""
        return self._days.day_of(moment).toordinal()

    def local(self, moment: datetime) -> datetime:
        """A moment as the clock on the wall shows it."""
        return moment.astimezone(self._zone)

    def _occurrences(self, plan: Plan, start: date) -> Iterator[date]:
        # A weekly day of last week may have moved to today or later.
        day = start - timedelta(days=7) if plan.every is Every.WEEK else start
        while True:
            if plan.every is Every.WEEK:
                if day.isoweekday() in plan.weekdays:
                    yield self._days.after(day, 0)
            elif self._days.is_working(day) and self._fits(plan, day):
                yield day
            day += DAY

    @staticmethod
    def _fits(plan: Plan, day: date) -> bool:
        return plan.every is Every.WORKING_DAY or day.isoweekday() in plan.weekdays
