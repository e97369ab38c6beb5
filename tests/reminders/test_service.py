"""Reminders turned on and off, paused and planned, over a store in a dictionary."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.language import Language
from bot.reminders.schedule import Schedule
from bot.reminders.service import PAGE, PAUSE, Reminders
from bot.reminders.wishes import Plan, Subscription, What, Wish
from bot.workdays.working_days import WorkingDays
from tests.emulator.local_telegram.support import SteppedClock

ALMATY = ZoneInfo("Asia/Almaty")
WISH = Wish(Plan(), What.RULES, Language.KK)
OTHER = replace(WISH, language=Language.RU)


@dataclass
class Kept:
    """Subscriptions by chat; pages of due reminders as they are told beforehand."""

    subscriptions: dict[int, Subscription] = field(default_factory=dict)
    pages: list[tuple[int, int]] = field(default_factory=list)
    asked: list[tuple[datetime, datetime, timedelta, int]] = field(default_factory=list)
    later: list[tuple[int, str | None, datetime, datetime]] = field(default_factory=list)

    async def get(self, chat: int) -> Subscription | None:
        return self.subscriptions.get(chat)

    async def put(self, subscription: Subscription) -> None:
        self.subscriptions[subscription.chat] = subscription

    async def first_due(self, now: datetime) -> Plan | None:
        return WISH.plan if self.pages else None

    async def put_out(
        self, plan: Plan, now: datetime, following: datetime, window: timedelta, page: int
    ) -> tuple[int, int]:
        self.asked.append((now, following, window, page))
        return self.pages.pop(0)

    async def put_later(self, chat: int, card: str | None, due: datetime, until: datetime) -> bool:
        self.later.append((chat, card, due, until))
        return chat in self.subscriptions


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def reminders(kept: Kept, clock: SteppedClock) -> Reminders:
    return Reminders(kept, Schedule(ALMATY, WorkingDays(ALMATY)), clock)


def next_after(reminders: Reminders, moment: datetime) -> datetime:
    return reminders.schedule.next(WISH.plan, moment)


async def test_what_is_turned_on_is_due_next_and_kept(
    reminders: Reminders, kept: Kept, clock: SteppedClock
) -> None:
    on = await reminders.turn_on(7, WISH)
    assert on == Subscription(7, WISH, next_after(reminders, clock.now()), None)
    assert await reminders.of(7) == on == kept.subscriptions[7]
    assert await reminders.of(8) is None


async def test_what_is_off_stays_off_when_the_wish_changes(reminders: Reminders) -> None:
    off = await reminders.turn_off(await reminders.turn_on(7, WISH))
    assert (off.due, off.paused_until, off.wish) == (None, None, WISH)
    changed = await reminders.change(off, OTHER)
    assert changed == replace(off, wish=OTHER) == await reminders.of(7)


async def test_a_pause_lasts_a_week_and_goes_on_when_the_wish_changes(
    reminders: Reminders, clock: SteppedClock
) -> None:
    assert timedelta(days=7) == PAUSE
    end = clock.now() + PAUSE
    paused = await reminders.pause(await reminders.turn_on(7, WISH))
    assert (paused.paused_until, paused.due) == (end, next_after(reminders, end))
    assert reminders.is_paused(paused)
    clock.step(days=2)
    changed = await reminders.change(paused, OTHER)
    assert changed == replace(paused, wish=OTHER)
    clock.step(days=5)
    assert not reminders.is_paused(changed)
    after = await reminders.change(changed, WISH)
    assert (after.paused_until, after.due) == (None, next_after(reminders, clock.now()))


async def test_what_runs_is_not_paused(reminders: Reminders, clock: SteppedClock) -> None:
    assert not reminders.is_paused(await reminders.turn_on(7, WISH))
    paused = await reminders.pause(await reminders.turn_on(7, WISH))
    clock.step(days=8)
    assert not reminders.is_paused(paused)


async def test_what_is_put_off_comes_in_an_hour_to_those_who_subscribed_and_to_nobody_else(
    reminders: Reminders, kept: Kept, clock: SteppedClock
) -> None:
    due = reminders.schedule.in_an_hour(clock.now())
    assert await reminders.later(7, "r:14") is None
    await reminders.turn_on(7, WISH)
    assert await reminders.later(7, "r:14") == due
    assert kept.later == [(7, "r:14", due, reminders.schedule.end_of(due))] * 2


async def test_what_is_due_is_planned_page_after_page_and_counted(
    reminders: Reminders, kept: Kept, clock: SteppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    kept.pages = [(3, 1), (2, 0), (0, 4)]
    with caplog.at_level("INFO"):
        await reminders.plan_due(asyncio.Event())
    now = clock.now()
    asked = (now, next_after(reminders, now), reminders.schedule.window(WISH.plan), PAGE)
    assert kept.asked == [asked] * 3
    told = [(record.message, record.__dict__["adep"]["count"]) for record in caplog.records]
    assert told == [("REMINDERS_PLANNED", 5), ("PUSHES_LATE", 5)]


async def test_where_nothing_is_due_nothing_is_logged(
    reminders: Reminders, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        await reminders.plan_due(asyncio.Event())
    assert caplog.records == []


async def test_a_stop_ends_the_planning_before_the_next_page(reminders: Reminders, kept: Kept) -> None:
    stop = asyncio.Event()
    stop.set()
    kept.pages = [(1, 0)]
    await reminders.plan_due(stop)
    assert kept.asked == []
