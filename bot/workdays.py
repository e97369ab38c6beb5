"""Kazakhstan's working days, moved ones too, as the `holidays` library knows them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import holidays


class WorkingDays:
    """Tells working days apart in one time zone. Days are dates there; moments are aware."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._holidays = holidays.country_holidays("KZ")

    def day_of(self, moment: datetime) -> date:
        """The date on the wall at a moment."""
        return moment.astimezone(self._zone).date()

    def is_working(self, day: date) -> bool:
        """Whether people work on a day: no holiday, and no weekend but where work was moved to it."""
        return self._holidays.is_working_day(day)

    def after(self, day: date, count: int) -> date:
        """The working day that comes `count` working days after a day; of 0, the day itself or the next working one."""
        if count == 0:
            return day if self.is_working(day) else self.after(day, 1)
        return self._holidays.get_nth_working_day(day, count)

    def before_or_on(self, day: date) -> date:
        """The day itself where people work on it, else the last working day before."""
        return day if self.is_working(day) else self._holidays.get_nth_working_day(day, -1)
