"""By when what is owed: to the reporter, to the officials, to the law (T17, T21). All days are days in Almaty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from bot.tips.model import NoticeKind
from bot.workdays.working_days import WorkingDays

PERSON = 3
"""Working days in which a person has looked at a new case."""

NUDGES = (1, 3, 5)
"""Working days after receipt on which officials are reminded of a case that nobody has opened."""

BACKUP = 7
"""Working days after receipt on which the backup is called to a case that nobody has opened."""

DECISION = relativedelta(months=1)
"""Paragraph 11 of the Rules: measures within one month of the receipt."""

BEFORE_DECISION = (7, 3, 1)
KEPT = timedelta(days=90)
"""How long a closed case stays open to its reporter; then it is destroyed."""

LONGEST = timedelta(days=365)
BEFORE_END = (30, 7, 1)
AGAIN_URGENT = timedelta(hours=1)
"""After what time an urgent case that nobody has opened is told of again, and to the backup too."""

CORRECTABLE = timedelta(minutes=15)
"""How long an official can correct a reply: for so long its reporter does not see it. When they read it is noted nowhere."""

MORNING = time(9)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Due:
    """A notice and its moment (UTC)."""

    kind: NoticeKind
    at: datetime


class Deadlines:
    """Reckons dates from the day a case was received."""

    def __init__(self, days: WorkingDays, zone: ZoneInfo) -> None:
        self._days = days
        self._zone = zone

    def day_of(self, moment: datetime) -> date:
        """The day in Almaty."""
        return self._days.day_of(moment)

    def person_by(self, received: date) -> date:
        """By when a person looks at the case."""
        return self._days.after(received, PERSON)

    def decision_by(self, received: date) -> date:
        """By when it is decided."""
        return received + DECISION

    def time_of(self, moment: datetime) -> time:
        """The time of a moment in Almaty, to the minute."""
        return moment.astimezone(self._zone).time().replace(second=0, microsecond=0)

    def destroyed_on(self, received: date, closed: date | None) -> date:
        """When the case is destroyed."""
        return (closed + KEPT) if closed else (received + LONGEST)

    def next_for_reporter(self, received: date, *, is_opened: bool) -> date:
        """The next date on which the reporter may expect something."""
        return self.decision_by(received) if is_opened else self.person_by(received)

    def notices(self, received: date) -> Iterator[Due]:
        """Every notice of a case after the first, with its morning; each falls away when its reason does.

        Those before a date come on a working day: a warning read on Monday of what was due on Sunday is none.
        """
        for count in NUDGES:
            yield Due(NoticeKind.STILL_NEW, self._morning(self._days.after(received, count)))
        yield Due(NoticeKind.BACKUP, self._morning(self._days.after(received, BACKUP)))
        yield from self._before(self.decision_by(received), BEFORE_DECISION, NoticeKind.DECIDE)
        yield from self._before(received + LONGEST, BEFORE_END, NoticeKind.EXPIRES)

    def day_from_morning(self, moment: datetime) -> date:
        """The day in Almaty, where a day begins with its morning: what is done once a day wakes nobody."""
        return self.day_of(moment - timedelta(hours=MORNING.hour))

    def next_morning(self, now: datetime) -> datetime:
        """The morning of the day after a moment (UTC)."""
        return self._morning(self.day_of(now) + timedelta(days=1))

    def _before(self, day: date, spans: tuple[int, ...], kind: NoticeKind) -> Iterator[Due]:
        mornings = {self._days.before_or_on(day - timedelta(days=span)) for span in spans}
        return (Due(kind, self._morning(morning)) for morning in sorted(mornings))

    def _morning(self, day: date) -> datetime:
        return datetime.combine(day, MORNING, self._zone).astimezone(UTC)


def quarter_after(moment: datetime) -> datetime:
    """The full quarter of an hour at or after a moment: no time that is kept is finer (T6)."""
    start = moment.replace(minute=0, second=0, microsecond=0)
    quarters = -(-(moment - start) // QUARTER)
    return start + quarters * QUARTER
