"""Notices on their way to officials: what is due is sent, what fails is sent again, whoever cannot be reached is replaced."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.tips.casework.casework import Casework
from bot.tips.casework.deadlines import Deadlines
from bot.tips.casework.staffing import owner_place
from bot.tips.model import NoticeKind
from bot.tips.officials.file import Official, Officials
from bot.tips.ports import Batch, DeliveryStore

AGAIN = timedelta(seconds=30)
"""After what time a notice whose answer was lost is sent again."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The notice is this message now."""

    message: int


@dataclass(frozen=True, slots=True)
class Later:
    """Telegram did not take it, and says when to come again."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unsure:
    """The answer was lost: it may have arrived."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The official has blocked the bot, or never started it."""


Passage = Arrived | Later | Unsure | Unreachable


class Messenger(Protocol):
    """Brings a batch to a phone: one message, one call, not repeated."""

    async def notify(self, official: Official, batch: Batch) -> Passage:
        """Bring it to an official."""

    async def alarm(self, owner: int, batch: Batch) -> Passage:
        """Tell an owner (by his place in OWNER_IDS) that cases have nobody who can be reached."""


class Notices:
    """Sends what is due."""

    def __init__(  # noqa: PLR0913, PLR0917 - the desk is put together in one place, app.py
        self,
        store: DeliveryStore,
        messenger: Messenger,
        casework: Casework,
        officials: Officials,
        deadlines: Deadlines,
        clock: Clock,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._casework = casework
        self._officials = officials
        self._deadlines = deadlines
        self._clock = clock
        self._has_come_back = False

    async def round(self, stop: asyncio.Event) -> None:
        """Send everything due now; asked to stop, it ends after the message in hand."""
        if self._has_come_back:
            self._has_come_back = False
            await self._casework.secure_all()
        for batch in await self._store.take_due(self._clock.now()):
            if stop.is_set():
                await self._store.put_off(batch, self._clock.now(), is_unsure=False)
                continue
            await self._send(batch)

    async def started(self, official: Official) -> None:
        """Note that an official has pressed Start and can be written to.

        A case that nobody has may be waiting for him: that is seen to in the next round, so that how long he waits for an answer
        tells him nothing of how many cases there are (T14).
        """
        self._has_come_back |= not (await self._store.is_reachable()).get(official.id)
        await self._store.set_reachable(official.id, is_reachable=True)

    async def lost(self, official: Official) -> None:
        """Note that an official cannot be written to any more, and call the backup to his open cases."""
        await self._store.set_reachable(official.id, is_reachable=False)
        for head in await self._casework.inbox(official.id):
            await self._casework.call_backup(official.id, head.number)

    async def _send(self, batch: Batch) -> None:
        now = self._clock.now()
        match await self._bring(batch):
            case Arrived(message):
                await self._store.delivered(batch, message, self._deadlines.day_of(now))
            case Later(seconds):
                await self._store.put_off(batch, now + timedelta(seconds=seconds), is_unsure=False)
            case Unsure():
                await self._store.put_off(batch, now + AGAIN, is_unsure=True)
            case Unreachable():
                await self._replace(batch)

    async def _bring(self, batch: Batch) -> Passage:
        owner = owner_place(batch.official)
        if owner is not None:
            return await self._messenger.alarm(owner, batch)
        official = self._officials.official(batch.official)
        return await self._messenger.notify(official, batch) if official else Unreachable()

    async def _replace(self, batch: Batch) -> None:
        """Call the backups first, then give the batch up: whatever is cut off here is done again."""
        if owner_place(batch.official) is None:
            await self._store.set_reachable(batch.official, is_reachable=False)
            for number in sorted(
                {item.number for item in batch.items if item.kind is not NoticeKind.WITHDRAWN}
            ):
                await self._casework.call_backup(batch.official, number)
        await self._store.drop(batch)
