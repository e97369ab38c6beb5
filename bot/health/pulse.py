"""How the program fares: signs of life, troubles, and how often what happened. Nothing about any person."""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot import logs
from bot.clock import Clock

STALE = timedelta(minutes=1)
"""Without a tick for so long the program is not ready."""

OLDEST_BACKUP = timedelta(days=2)
"""So old the newest backup may be: a day may fail, and be seen to on the next."""

DEAD = timedelta(minutes=5)
"""Without a tick for so long it will not come back by itself."""


class AddressTakenError(Exception):
    """The address for the page of health cannot be listened on."""


class Sign(StrEnum):
    """A sign of life."""

    UPDATE = "update"
    TICK = "tick"
    WRITE = "write"


class Trouble(StrEnum):
    """What is wrong."""

    STARTING = "starting"
    TELEGRAM = "telegram"
    DISK = "disk"
    DESK = "desk"
    TICKS = "ticks"
    STOPPING = "stopping"
    OFFICIALS = "officials"
    OVERDUE = "overdue"
    BACKUP = "backup"


FOR_PEOPLE = frozenset({Trouble.OFFICIALS, Trouble.OVERDUE, Trouble.BACKUP})
"""Troubles that a person mends while the program goes on: with these alone it is ready."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How the program fares at a moment; times are cut to the minute: who wrote when is nobody's matter."""

    lives: bool
    troubles: tuple[Trouble, ...]
    last: Mapping[Sign, datetime | None]
    last_backup: datetime | None = None

    @property
    def is_ready(self) -> bool:
        """Whether questions are answered and tips are taken."""
        return not set(self.troubles) - FOR_PEOPLE


class Pulse:
    """Notes signs of life and troubles; may be told from any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: dict[Sign, datetime] = {}
        self._troubles = {Trouble.STARTING}
        self._begun = clock.now()
        self._last_backup: datetime | None = None
        self.beats: Counter[Sign] = Counter()

    def beat(self, sign: Sign) -> None:
        """Note a sign of life."""
        self._last[sign] = self._clock.now()
        self.beats[sign] += 1

    def trouble(self, trouble: Trouble) -> None:
        """Note a trouble."""
        self._troubles.add(trouble)

    def over(self, trouble: Trouble) -> None:
        """Note the end of a trouble."""
        self._troubles.discard(trouble)

    def set(self, trouble: Trouble, *, lasts: bool) -> None:
        """Note whether a trouble lasts."""
        (self.trouble if lasts else self.over)(trouble)

    def backed_up(self, moment: datetime | None) -> None:
        """Note when the databases were last copied; None where they never were: that counts from the start on."""
        self._last_backup = moment
        self.set(Trouble.BACKUP, lasts=self._clock.now() - (moment or self._begun) > OLDEST_BACKUP)

    @property
    def now(self) -> datetime:
        """The moment, by the clock of the program."""
        return self._clock.now()

    def written(self) -> None:
        """Note that a database took what it was given."""
        self.over(Trouble.DISK)
        self.beat(Sign.WRITE)

    def not_written(self) -> None:
        """Note that a database did not."""
        self.trouble(Trouble.DISK)

    def condition(self) -> Condition:
        """How the program fares now."""
        tick = self._last.get(Sign.TICK)
        silence = self._clock.now() - tick if tick else timedelta()
        troubles = self._troubles | ({Trouble.TICKS} if silence > STALE else set())
        return Condition(
            lives=silence <= DEAD,
            troubles=tuple(sorted(troubles)),
            last={sign: _to_the_minute(self._last.get(sign)) for sign in Sign},
            last_backup=self._last_backup,
        )


class DeskFile:
    """Whether tips.db takes what it is given. Its writes are no signs of life: nobody learns from a figure that one came."""

    def __init__(self, pulse: Pulse) -> None:
        self._pulse = pulse

    def written(self) -> None:
        """Note that it did."""
        self._pulse.over(Trouble.DESK)

    def not_written(self) -> None:
        """Note that it did not."""
        self._pulse.trouble(Trouble.DESK)


class EventCounts(logging.Handler):
    """Counts the events of the log, at whatever level the log is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Count an event; what libraries log is none."""
        if record.name == logs.NAME and record.msg in logs.EVENTS:
            self.counts[record.msg] += 1


def _to_the_minute(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(second=0, microsecond=0)
