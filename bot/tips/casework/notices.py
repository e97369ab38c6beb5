"""Notices on their way to officials: what is due is sent, what fails is sent again, whoever cannot be reached is replaced."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Protocol

from bot import logs
from bot.clock import Clock
from bot.outbox.delivery_result import (
    DeliveryResult,
    MaybeSent,
    Moved,
    NotSent,
    Refused,
    Sent,
    TooFast,
    TopicGone,
    Unreachable,
)
from bot.tips.casework.case_in_hand import NotYoursError
from bot.tips.casework.casework import Casework
from bot.tips.casework.deadlines import AGAIN_URGENT, Deadlines, Due
from bot.tips.casework.staffing import owner_place
from bot.tips.casework.withdrawing import Withdrawing
from bot.tips.model import CaseNumber, NoticeKind
from bot.tips.officials.file import Official, Officials
from bot.tips.ports import Batch, Delivery, DeliveryStore

AGAIN = timedelta(seconds=30)
"""After what time a notice that the network kept is sent again."""

AGAIN_REFUSED = timedelta(minutes=10)
"""After what time a notice that Telegram refused for itself is sent again: a new text may have mended it."""

QUICK_TRIES = 3
MOST_DOUBLINGS = 6
LONGEST_DOUBT = timedelta(minutes=10)
"""After what time a notice whose answer was lost is sent again: as above at first, after a few tries twice as long each time, never
longer than this. Each may have arrived.
"""

CALLS = frozenset({NoticeKind.BACKUP, NoticeKind.URGENT, NoticeKind.MORE_UNREAD})
"""Notices with which a backup comes to receive a case."""


NoticeResult = DeliveryResult[int]
"""What became of a notice; where it was sent it is this message now."""


class Messenger(Protocol):
    """Brings a batch to a phone: one message, one call, not repeated."""

    async def notify(self, official: Official, batch: Batch) -> NoticeResult:
        """Bring it to an official."""

    async def alarm(self, owner: int, batch: Batch) -> NoticeResult:
        """Tell an owner (by their place in OWNER_IDS) that cases have nobody who can be reached."""


class Notices:
    """Sends what is due. One that fails delays only itself."""

    def __init__(  # noqa: PLR0913, PLR0917 - the desk is put together in one place, bot/tips/desk.py
        self,
        store: DeliveryStore,
        messenger: Messenger,
        casework: Casework,
        withdrawing: Withdrawing,
        officials: Officials,
        deadlines: Deadlines,
        clock: Clock,
    ) -> None:
        self._store = store
        self._messenger = messenger
        self._casework = casework
        self._withdrawing = withdrawing
        self._officials = officials
        self._deadlines = deadlines
        self._clock = clock
        self._doubts = Counter[str]()
        self._has_come_back = False
        self._secured: date | None = None

    async def round(self, stop: asyncio.Event) -> None:
        """Send everything due now; asked to stop, it ends after the message in hand."""
        await self._withdrawing.settle()
        await self._look_after()
        for batch in await self._store.take_due(self._clock.now()):
            if stop.is_set():
                await self._store.put_off(batch, self._clock.now(), is_unsure=False)
                continue
            try:
                await self._send(batch)
            except Exception as error:  # noqa: BLE001 - what is wrong with one notice must not keep the others
                tries = await self._store.failed(batch, self._clock.now())
                logs.event("NOTICE_FAILED", error=type(error).__name__, count=tries)

    async def started(self, official: Official) -> None:
        """Note that an official has pressed Start and can be written to.

        A case that nobody has may be waiting for them: that is seen to in the next round, so that how long they wait for an
        answer tells them nothing of how many cases there are (T14).
        """
        self._has_come_back |= not (await self._store.is_reachable()).get(official.id)
        await self._store.set_reachable(official.id, is_reachable=True)

    async def lost(self, official: Official) -> None:
        """Note that an official cannot be written to any more, and call the backup to their open cases."""
        await self._store.set_reachable(official.id, is_reachable=False)
        await self._casework.call_backups(official.id)

    async def _look_after(self) -> None:
        """Every morning, and whenever somebody has come back, see to it that every open case has somebody, or an alarm."""
        today = self._deadlines.day_from_morning(self._clock.now())
        if self._has_come_back or self._secured != today:
            self._has_come_back, self._secured = False, today
            await self._casework.secure_all()

    async def _send(self, batch: Batch) -> None:
        now = self._clock.now()
        today = self._deadlines.day_of(now)
        if (
            owner_place(batch.official) is not None
            and await self._store.last_message(batch.official) == today
        ):
            # One alarm a day, however many cases: they are counted in the next one.
            await self._store.put_off(batch, self._deadlines.next_morning(now), is_unsure=False)
            return
        await self._prepare(batch)
        match await self._bring(batch):
            case Sent(message):
                await self._store.delivered(batch, message, today, tuple(self._following(batch, now)))
            case TooFast(seconds):
                await self._store.put_off(batch, now + timedelta(seconds=seconds), is_unsure=False)
            case NotSent():
                await self._store.put_off(batch, now + AGAIN, is_unsure=False)
            case MaybeSent():
                self._doubts[batch.attempt] += 1
                doublings = min(MOST_DOUBLINGS, max(0, self._doubts[batch.attempt] - QUICK_TRIES))
                rest = min(LONGEST_DOUBT, AGAIN * 2**doublings)
                await self._store.put_off(batch, now + rest, is_unsure=True)
                return
            case Refused() | Moved() | TopicGone():  # of these only the first can be said of a person's chat
                logs.event("NOTICE_REFUSED")
                await self._store.put_off(batch, now + AGAIN_REFUSED, is_unsure=False)
            case Unreachable():
                await self._replace(batch)
        self._doubts.pop(batch.attempt, None)

    async def _prepare(self, batch: Batch) -> None:
        """Make true what the notice will say: whoever it tells of a case receives the case, and the audit knows it."""
        for item in batch.items:
            if item.head and item.kind in CALLS:
                await self._casework.call(batch.official, item.number)
            if item.head and item.head.closed and item.kind in {NoticeKind.MORE, NoticeKind.MORE_URGENT}:
                await self._casework.reopen(item.number)
            if item.head and item.kind is NoticeKind.NEW:
                await self._casework.given(batch.official, item.number)

    @staticmethod
    def _following(batch: Batch, now: datetime) -> Iterator[Delivery]:
        """What tells of danger to life, and nobody has opened since, is told of every hour."""
        for item in batch.items:
            if item.kind is NoticeKind.URGENT and item.head and item.head.first_act is None:
                yield Delivery(batch.official, item.number, Due(NoticeKind.URGENT, now + AGAIN_URGENT))
            if item.kind is NoticeKind.MORE_UNREAD and item.head and item.head.closed is None:
                yield Delivery(batch.official, item.number, Due(NoticeKind.MORE_UNREAD, now + AGAIN_URGENT))

    async def _bring(self, batch: Batch) -> NoticeResult:
        owner = owner_place(batch.official)
        if owner is not None:
            return await self._messenger.alarm(owner, batch)
        official = self._officials.official(batch.official)
        return await self._messenger.notify(official, batch) if official else Unreachable()

    async def _replace(self, batch: Batch) -> None:
        """Call the backups first, then give the batch up: where the process dies in between, both are done again. Where the backup
        of one case cannot be called, only that case is tried again.
        """
        if owner_place(batch.official) is not None:
            await self._store.drop(batch)
            return
        await self._store.set_reachable(batch.official, is_reachable=False)
        told_of = {item.number for item in batch.items if item.kind is not NoticeKind.WITHDRAWN}
        faults: dict[CaseNumber, Exception] = {}
        for number in sorted(told_of):
            try:
                await self._casework.call_backup(batch.official, number)
            except NotYoursError:
                continue
            except Exception as error:  # noqa: BLE001 - raised again below, when the others have had their turn
                faults[number] = error
        await self._store.drop(batch, batch.cases - faults.keys())
        for fault in faults.values():
            raise fault
