"""Reminders as somebody sets them, and the letters made of those that are due."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot import logs
from bot.clock import Clock
from bot.reminders.schedule import Schedule
from bot.reminders.wishes import Plan, Subscription, Wish

PAUSE = timedelta(days=7)
PAGE = 2000
"""Reminders planned in one transaction: some hundredths of a second, in which no answer can read the database."""


class Subscriptions(Protocol):
    """Where subscriptions are kept."""

    async def get(self, chat: int) -> Subscription | None:
        """The subscription of a chat, running or not."""

    async def put(self, subscription: Subscription) -> None:
        """Remember a subscription in the place of the chat's last one."""

    async def first_due(self, now: datetime) -> Plan | None:
        """The plan of the reminder that has been due longest; None where none is."""

    async def put_out(
        self, plan: Plan, now: datetime, following: datetime, window: timedelta, page: int
    ) -> tuple[int, int]:
        """Make letters of a page of due reminders of a plan, next due at `following`; how many, and how many were late."""

    async def put_later(self, chat: int, card: str | None, due: datetime, until: datetime) -> bool:
        """Make a letter of a subscriber that is due then, with a card they got, or the next one; False where they are none."""


class Reminders:
    """Turns reminders on and off, and plans those that are due."""

    def __init__(self, store: Subscriptions, schedule: Schedule, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.schedule = schedule

    async def of(self, chat: int) -> Subscription | None:
        """The subscription of a chat; None where it never had one."""
        return await self._store.get(chat)

    async def turn_on(self, chat: int, wish: Wish) -> Subscription:
        """Let reminders come as wished from now on."""
        return await self._put(chat, wish, self._clock.now())

    async def change(self, subscription: Subscription, wish: Wish) -> Subscription:
        """Change the wish; one that is off stays off, and a pause goes on."""
        if subscription.due is None:
            changed = replace(subscription, wish=wish)
            await self._store.put(changed)
            return changed
        now = self._clock.now()
        pause = subscription.paused_until
        if pause and pause > now:
            return await self._put(subscription.chat, wish, pause, pause)
        return await self._put(subscription.chat, wish, now)

    async def turn_off(self, subscription: Subscription) -> Subscription:
        """Let nothing come any more; the wish and what was seen are kept for another time."""
        off = replace(subscription, due=None, paused_until=None)
        await self._store.put(off)
        return off

    async def pause(self, subscription: Subscription) -> Subscription:
        """Let nothing come for a week."""
        until = self._clock.now() + PAUSE
        return await self._put(subscription.chat, subscription.wish, until, until)

    async def later(self, chat: int, card: str | None = None) -> datetime | None:
        """Let a card that somebody got, or the next one, come in an hour; when it comes, None where they never subscribed."""
        due = self.schedule.in_an_hour(self._clock.now())
        return due if await self._store.put_later(chat, card, due, self.schedule.end_of(due)) else None

    def is_paused(self, subscription: Subscription) -> bool:
        """Whether a pause lasts."""
        return bool(subscription.paused_until and subscription.paused_until > self._clock.now())

    async def plan_due(self, stop: asyncio.Event) -> None:
        """Make letters of all reminders that are due, page after page."""
        planned = late = 0
        while not stop.is_set() and (plan := await self._store.first_due(self._clock.now())):
            now = self._clock.now()
            following, window = self.schedule.next(plan, now), self.schedule.window(plan)
            made, missed = await self._store.put_out(plan, now, following, window, PAGE)
            planned, late = planned + made, late + missed
        if planned:
            logs.event("REMINDERS_PLANNED", count=planned)
        if late:
            logs.event("PUSHES_LATE", count=late)

    async def _put(
        self, chat: int, wish: Wish, after: datetime, paused_until: datetime | None = None
    ) -> Subscription:
        due = self.schedule.next(wish.plan, after)
        subscription = Subscription(chat, wish, due, paused_until)
        await self._store.put(subscription)
        return subscription
