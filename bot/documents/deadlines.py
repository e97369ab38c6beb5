"""The days that a paper speaks of: a month, and the working days in it."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.clock import Clock
from bot.documents.papers import Month, Paper
from bot.workdays.working_days import WorkingDays

FIVE = 5
"""Working days after which one may ask what became of a paper, where no act names a time; and before a deadline to be reminded."""

HOUR = time(10)
"""When a reminder comes."""

_DATE = re.compile(r"(?P<day>\d{1,2})[./\- ](?P<month>\d{1,2})[./\- ](?P<year>\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Term:
    """A month from a day, as it looks today.

    `end` is its last day, `act_by` the last working day in it, `ask_from` the first working day after it; `days` and `working` are
    what is left, today not counted.
    """

    end: date
    act_by: date
    ask_from: date
    days: int
    working: int

    @property
    def is_over(self) -> bool:
        """Whether its last day is past."""
        return self.days < 0


class Calendar:
    """Reckons in one time zone, by Kazakhstan's working days."""

    def __init__(self, clock: Clock, zone: ZoneInfo, days: WorkingDays) -> None:
        self._clock = clock
        self._zone = zone
        self._days = days

    @property
    def now(self) -> datetime:
        """The present moment, aware."""
        return self._clock.now()

    @property
    def today(self) -> date:
        """The date on the wall."""
        return self._days.day_of(self._clock.now())

    @property
    def in_five_days(self) -> date:
        """The fifth working day from now."""
        return self._days.after(self.today, FIVE)

    def month_from(self, start: date) -> Term:
        """The month that begins with a day."""
        today, end = self.today, start + relativedelta(months=1)
        left = (end - today).days
        working = sum(self._days.is_working(today + timedelta(days=day)) for day in range(1, left + 1))
        after = self._days.after(end + timedelta(days=1), 0)
        return Term(end, self._days.before_or_on(end), after, left, working)

    def term(self, paper: Paper, found: date | None) -> Term | None:
        """The month of a paper; None where it has none, or its first day is not known."""
        if paper.month is None or (paper.dated_by and found is None):
            return None
        return self.month_from(found if paper.dated_by and found else self.today)

    def reminder(self, paper: Paper, found: date | None) -> date | None:
        """The day for a reminder: after the month of an answer, well before the end of one's own; None where it would be too late."""
        term = self.term(paper, found)
        if term is None:
            return None
        if paper.month is Month.ANSWER:
            return term.ask_from
        next_day = self._days.after(self.today, 1)
        if term.act_by < next_day:
            return None
        return max(next_day, self._days.before_or_on(self._back(term.act_by, FIVE)))

    def moment(self, day: date) -> datetime:
        """When on a day a reminder comes; aware."""
        return datetime.combine(day, HOUR, self._zone)

    def read_day(self, typed: str) -> date | None:
        """A day as people write it, «03.11.2026»; None where it is none, or is still to come."""
        found = _DATE.search(typed)
        if found is None:
            return None
        year = int(found["year"]) + (2000 if len(found["year"]) == len("26") else 0)
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            return None
        return day if day <= self.today else None

    def _back(self, day: date, count: int) -> date:
        for _ in range(count):
            day = self._days.before_or_on(day - timedelta(days=1))
        return day
