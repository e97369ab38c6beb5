"""Updates taken in: each done once, those of one chat in order, and confirmed only when done."""

import asyncio
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
from handlers.telegram.shapes import is_sound

Raw = dict[str, Any]
Ahead = Callable[[Raw], Awaitable[None]]
"""Does what cannot wait with an update that waits for its turn in a chat."""

AHEAD = "ahead"
"""The lane beside that of a chat, for what cannot wait its turn."""

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
        self._tasks: dict[int, asyncio.Task[None]] = {}
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

    async def finish(self, raw: Raw) -> None:
        """Process an update, or wait for it where it is in hand, or let it go where it is done."""
        self._take(raw)
        task = self._tasks.get(raw["update_id"])
        if task is not None:
            await asyncio.wait([task])

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

    def _take(self, raw: Raw) -> bool:
        number = int(raw["update_id"])
        if not self._ledger.begin(number):
            return False
        chat = chat_of(raw)
        if self._lanes.is_busy(chat):
            self._lanes.put((AHEAD, chat), lambda: self._ahead(raw))
        task = self._lanes.put(chat, lambda: self._process(raw, number))
        self._tasks[number] = task
        task.add_done_callback(lambda _: self._tasks.pop(number, None))
        return True

    async def _ahead(self, raw: Raw) -> None:
        if is_sound(raw):
            await self._work.ahead(raw)

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
