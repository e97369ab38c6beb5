"""Updates taken in: each done once, those of one chat in order, and confirmed only when done."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import Update
from telegram.error import TelegramError

from bot import logs
from bot.health.pulse import Pulse, Sign
from bot.updates.done_updates import Ledger, Mark
from bot.updates.lanes import Lanes
from handlers.telegram.context import AdepApplication
from handlers.telegram.heeding import Heeding
from handlers.telegram.shapes import is_sound, without_halves

Raw = dict[str, Any]
Ahead = Callable[[Raw], None]
"""Sees to it that what cannot wait is done with an update that waits for its turn in a chat, and returns at once."""

TooMany = Callable[[int], Awaitable[None]]
"""Tells a private chat that what was written there was too much at once."""

MOST_OF_ONE = 100
"""Updates of one chat that may wait for their turn: as many as Telegram shows at once. Whatever comes above is not answered, and its
writer is told so.
"""

FEW = 10
"""Updates of one chat that are no flood."""

PATIENCE = 1.0
"""Seconds in hand after which an update may be confirmed before it is done, where all that Telegram shows is in hand."""

MAY_BE_LEFT = frozenset({"message", "edited_message", "callback_query", "inline_query"})
"""What is left out where there is too much of it. What else there is says who is where, or is a vote: little, and never by the way."""

UNREADABLE = (TelegramError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, OSError)
"""What PTB raises at an update of an unknown shape; OSError at a date no clock knows."""


class Progress(Protocol):
    """Where it is kept which updates are done: their numbers, and nothing else of an update."""

    async def load(self) -> Mark | None:
        """The last mark saved; None before the first."""

    async def save(self, mark: Mark) -> None:
        """Remember a mark in the place of the last."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with an update that is heeded, and the sign of life that is given for each."""

    application: AdepApplication
    pulse: Pulse
    ahead: Ahead
    heeding: Heeding
    too_many: TooMany


@dataclass(slots=True)
class _InHand:
    """An update that is not done: its chat, since when (seconds of the event loop), and whether it was confirmed all the same."""

    chat: int
    task: asyncio.Task[None]
    since: float
    is_confirmed: bool = False


class Intake:
    """Processes raw updates through the application.

    That an update is done is saved before Telegram is told, so that a kill loses no question, and one that was
    answered is not answered again.
    """

    def __init__(self, work: Work, lanes: Lanes, progress: Progress, *, in_order: bool) -> None:
        self._work = work
        self._lanes = lanes
        self._progress = progress
        self._in_order = in_order
        self._ledger = Ledger(None, in_order=in_order)
        self._tasks: dict[int, _InHand] = {}
        self._waiting: Counter[int] = Counter()
        self._flooding: set[int] = set()
        self._saved: Mark | None = None
        self._saving = asyncio.Lock()

    async def load(self) -> None:
        """Remember what was done before this start."""
        self._saved = await self._progress.load()
        self._ledger = Ledger(self._saved, in_order=self._in_order)

    @property
    def in_hand(self) -> int:
        """How many updates are being processed."""
        return len(self._tasks)

    @property
    def unconfirmed(self) -> int:
        """How many updates Telegram still holds for us."""
        return sum(not one.is_confirmed for one in self._tasks.values())

    @property
    def done(self) -> int | None:
        """The number up to which all updates are done; None before the first."""
        mark = self._ledger.mark
        return mark.last if mark else None

    def take_all(self, batch: list[Raw]) -> int:
        """Begin to process a whole answer of getUpdates; how many of its updates are new."""
        known = sorted(filter(is_numbered, batch), key=lambda raw: int(raw["update_id"]))
        if len(known) < len(batch):
            logs.event("UPDATE_UNREADABLE", count=len(batch) - len(known))
        fresh = sum(self._take(raw) for raw in known)
        self._ledger.advance()
        return fresh

    async def finish(self, raw: Raw, *, at_most: float | None = None) -> None:
        """Process an update, or wait for it where it is in hand, or let it go where it is done.

        After `at_most` seconds it is confirmed before it is done: see `make_way`.
        """
        self._take(raw)
        number = int(raw["update_id"])
        held = self._tasks.get(number)
        if held is None:
            return
        await asyncio.wait([held.task], timeout=at_most)
        if not held.task.done():
            self._confirm(number, held)
            await self.save()

    def make_way(self) -> None:
        """Confirm, though it is not done, what waits behind others of its chat, and what has been in hand for a while.

        Telegram shows the hundred oldest updates that are not confirmed, and no other: where these are of chats that write faster
        than they can be answered, nobody else is heard. What is confirmed is done all the same; only a process that is killed
        meanwhile forgets it. Of a chat with a few updates each is confirmed when it is done.
        """
        now, begun = _now(), set[int]()
        for number, held in self._tasks.items():
            waits = held.chat in begun and self._waiting[held.chat] > FEW
            begun.add(held.chat)
            if not held.is_confirmed and (waits or now - held.since >= PATIENCE):
                self._confirm(number, held)

    def _confirm(self, number: int, held: _InHand) -> None:
        held.is_confirmed = True
        self._ledger.finish(number)

    async def save(self) -> None:
        """Save what is done; call it before telling Telegram."""
        async with self._saving:
            mark = self._ledger.mark
            if mark is None or mark == self._saved:
                return
            try:
                await self._progress.save(mark)
            except Exception as error:  # noqa: BLE001 - a full disk must not end the answers: Telegram's own count still holds
                logs.event("PROGRESS_NOT_SAVED", error=type(error).__name__)
            else:
                self._saved = mark

    def _take(self, came: Raw) -> bool:
        number = int(came["update_id"])
        if not self._ledger.begin(number):
            return False
        raw: Raw = without_halves(came)
        chat = chat_of(raw)
        if self._waiting[chat] >= MOST_OF_ONE and not MAY_BE_LEFT.isdisjoint(raw):
            self._leave_out(raw, number, chat)
            return True
        if self._lanes.is_busy(chat):
            self._ahead(raw)
        self._waiting[chat] += 1
        task = self._lanes.put(chat, lambda: self._process(raw, number))
        self._tasks[number] = _InHand(chat, task, _now())
        task.add_done_callback(lambda _: self._forget(number, chat))
        return True

    def _forget(self, number: int, chat: int) -> None:
        self._tasks.pop(number, None)
        self._waiting[chat] -= 1
        if not self._waiting[chat]:
            del self._waiting[chat]

    def _leave_out(self, raw: Raw, number: int, chat: int) -> None:
        """Do nothing with an update but what cannot wait; its writer is told once, when their turn has come."""
        self._ahead(raw)
        self._ledger.finish(number)
        if chat > 0 and chat not in self._flooding:
            self._flooding.add(chat)
            self._lanes.put(chat, lambda: self._tell(chat))

    async def _tell(self, chat: int) -> None:
        self._flooding.discard(chat)
        try:
            await self._work.too_many(chat)
        except TelegramError as error:
            logs.event("APOLOGY_FAILED", error=type(error).__name__)

    def _ahead(self, raw: Raw) -> None:
        if is_sound(raw):
            self._work.ahead(raw)

    async def _process(self, raw: Raw, number: int) -> None:
        try:
            update = self._read(raw)
            if update is not None and self._work.heeding.is_heeded(update):
                await self._work.application.process_update(update)
        except Exception as error:  # noqa: BLE001 - one update must not end the intake; handlers/telegram/errors.py has had its turn
            logs.event("UPDATE_FAILED", error=type(error).__name__)
        self._work.pulse.beat(Sign.UPDATE)
        # A job broken off does not come here: it is not done, and Telegram will bring the update again.
        self._ledger.finish(number)
        held = self._tasks.get(number)
        if held is None or not held.is_confirmed:
            await self.save()

    def _read(self, raw: Raw) -> Update | None:
        if not is_sound(raw):
            logs.event("UPDATE_UNREADABLE")
            return None
        try:
            return Update.de_json(raw, self._work.application.bot)
        except UNREADABLE as error:
            logs.event("UPDATE_UNREADABLE", error=type(error).__name__)
            return None


def _now() -> float:
    return asyncio.get_running_loop().time()


def is_numbered(raw: object) -> bool:
    """Whether this can be an update at all."""
    return isinstance(raw, dict) and type(raw.get("update_id")) is int


def chat_of(raw: Raw) -> int:
    """The chat an update belongs to, or the person where it has none; updates of neither share one lane."""
    for content in raw.values():
        if isinstance(content, dict):
            message = content.get("message")
            holder = message if isinstance(message, dict) else content
            for owner in (holder.get("chat"), content.get("from"), content.get("user")):
                if isinstance(owner, dict) and isinstance(owner.get("id"), int):
                    return int(owner["id"])
    return 0
