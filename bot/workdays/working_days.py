"""Kazakhstan's working days, moved ones too: as the `holidays` library knows them, and as knowledge/workdays.yaml corrects it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.workdays import kazakhstan
from bot.workdays.own_days import OwnDays

DAY = timedelta(days=1)


class WorkingDays:
    """Tells working days apart in one time zone. Days are dates there; moments are aware."""

    def __init__(self, zone: ZoneInfo, own: Callable[[], OwnDays] = OwnDays) -> None:
        """`own` gives the days that are known to be otherwise than the library says; it is asked each time, as they may be read anew."""
        self._zone = zone
        self._holidays = kazakhstan.calendar()
        self._own = own

    def day_of(self, moment: datetime) -> date:
        """The date on the wall at a moment."""
        return moment.astimezone(self._zone).date()

    def is_working(self, day: date) -> bool:
        """Whether people work on a day: no holiday, and no weekend but where work was moved to it."""
        own = self._own()
        if day in own.working:
            return True
        return day not in own.off and self._holidays.is_working_day(day)

    def after(self, day: date, count: int) -> date:
        """The working day that comes `count` working days after a day; of 0, the day itself or the next working one."""
        if count == 0:
            return day if self.is_working(day) else self.after(day, 1)
        for _ in range(count):
            day = self._next(day, DAY)
        return day

    def before_or_on(self, day: date) -> date:
        """The day itself where people work on it, else the last working day before."""
        return day if self.is_working(day) else self._next(day, -DAY)

    def _next(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_working(day):
            day += step
        return day
