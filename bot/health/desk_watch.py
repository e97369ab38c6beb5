"""What a watch may know of the tip desk: looked at once a day, so that no figure moves at the moment of a tip."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.clock import Clock
from bot.health.pulse import Pulse, Trouble
from bot.tips.casework.deadlines import BACKUP, Deadlines
from bot.tips.officials.file import OfficialId, Officials
from bot.workdays.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Of a case that has not ended: the day of its receipt, and whether an official has opened it."""

    received: date
    is_opened: bool


class Desk(Protocol):
    """What is asked of tips.db."""

    async def open_cases(self) -> Sequence[OpenCase]:
        """Every case that has not ended."""

    async def is_reachable(self) -> Mapping[OfficialId, bool]:
        """Which officials have started the bot, and whether they can still be reached."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How many of the officials in the file can be written to."""

    count: int
    of: int

    @property
    def is_everybody(self) -> bool:
        """Whether each of them can."""
        return self.count == self.of

    def __str__(self) -> str:
        return f"{self.count}/{self.of}"


async def reached(desk: Desk, officials: Officials) -> Reached:
    """How many officials can be written to now."""
    known = await desk.is_reachable()
    count = sum(bool(known.get(official.id)) for official in officials.officials)
    return Reached(count, len(officials.officials))


class DeskWatch:
    """Each morning, and at the start, sees whether officials can be reached and whether a case waits too long."""

    def __init__(  # noqa: PLR0913, PLR0917 - built in one place, bot/app/tip_desk.py
        self,
        desk: Desk,
        officials: Officials,
        deadlines: Deadlines,
        days: WorkingDays,
        pulse: Pulse,
        clock: Clock,
    ) -> None:
        self._desk = desk
        self._officials = officials
        self._deadlines = deadlines
        self._days = days
        self._pulse = pulse
        self._clock = clock
        self._looked: date | None = None

    async def look(self, _: asyncio.Event) -> None:
        """Look, unless that was done since this morning."""
        today = self._deadlines.day_from_morning(self._clock.now())
        if today == self._looked:
            return
        everybody = await reached(self._desk, self._officials)
        cases = await self._desk.open_cases()
        self._pulse.set(Trouble.OFFICIALS, lasts=not everybody.is_everybody)
        self._pulse.set(Trouble.OVERDUE, lasts=any(self._is_overdue(case, today) for case in cases))
        self._looked = today

    def _is_overdue(self, case: OpenCase, today: date) -> bool:
        """Whether the day on which the backup is called, or that of the decision, is over."""
        if not case.is_opened and self._days.after(case.received, BACKUP) < today:
            return True
        return self._deadlines.decision_by(case.received) < today
