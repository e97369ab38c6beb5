"""What the watch is told of the desk: once a day, whoever reports what meanwhile."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.health.desk_watch import DeskWatch, OpenCase
from bot.health.pulse import Pulse, Trouble
from bot.tips.casework.deadlines import Deadlines
from bot.tips.officials.file import OfficialId
from bot.workdays.working_days import WorkingDays
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.bureau import CHIEF, EVERYBODY, officials
from tests.tips.town import MONDAY

ZONE = ZoneInfo("Asia/Almaty")
TODAY = MONDAY.astimezone(ZONE).date()


@dataclass
class Shelf:
    """A desk that is made up."""

    cases: list[OpenCase] = field(default_factory=list)
    reachable: dict[OfficialId, bool] = field(default_factory=lambda: dict.fromkeys(EVERYBODY, True))

    async def open_cases(self) -> list[OpenCase]:
        return self.cases

    async def is_reachable(self) -> Mapping[OfficialId, bool]:
        return self.reachable


@dataclass
class Watched:
    """The watch over a shelf, and what it tells."""

    shelf: Shelf
    clock: SteppedClock
    pulse: Pulse
    watch: DeskWatch

    async def troubles(self) -> set[Trouble]:
        """What it tells now."""
        await self.watch.look(asyncio.Event())
        return set(self.pulse.condition().troubles) - {Trouble.STARTING}


@pytest.fixture
def watched() -> Watched:
    shelf, clock, days = Shelf(), SteppedClock(MONDAY), WorkingDays(ZONE)
    pulse = Pulse(clock)
    watch = DeskWatch(shelf, officials(), Deadlines(days, ZONE), days, pulse, clock)
    return Watched(shelf, clock, pulse, watch)


async def test_a_desk_whose_officials_all_can_be_reached_and_that_has_no_case_is_no_trouble(
    watched: Watched,
) -> None:
    assert await watched.troubles() == set()


@pytest.mark.parametrize("how", [False, None])
async def test_an_official_who_blocked_the_bot_or_never_started_it_is_a_trouble(
    watched: Watched, *, how: bool | None
) -> None:
    watched.shelf.reachable.pop(CHIEF)
    if how is not None:
        watched.shelf.reachable[CHIEF] = how
    assert await watched.troubles() == {Trouble.OFFICIALS}


@pytest.mark.parametrize(
    ("received", "is_opened", "is_overdue"),
    [
        (date(2026, 2, 19), False, False),  # the seventh working day after it is today
        (date(2026, 2, 18), False, True),
        (date(2026, 2, 18), True, False),
        (date(2026, 2, 2), True, False),  # its month ends today
        (date(2026, 2, 1), True, True),
    ],
)
async def test_a_case_that_nobody_opened_in_seven_working_days_or_decided_in_a_month_is_overdue(
    watched: Watched, *, received: date, is_opened: bool, is_overdue: bool
) -> None:
    assert date(2026, 3, 2) == TODAY
    watched.shelf.cases = [OpenCase(TODAY, is_opened=False), OpenCase(received, is_opened=is_opened)]
    assert (await watched.troubles() == {Trouble.OVERDUE}) == is_overdue


async def test_what_changes_by_day_is_told_on_the_next_morning(watched: Watched) -> None:
    assert await watched.troubles() == set()
    watched.shelf.reachable[CHIEF] = False
    watched.shelf.cases = [OpenCase(date(2026, 1, 5), is_opened=False)]
    watched.clock.step(hours=20)
    assert await watched.troubles() == set()
    watched.clock.step(hours=4)
    assert await watched.troubles() == {Trouble.OFFICIALS, Trouble.OVERDUE}
