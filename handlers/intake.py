"""Updates taken in: each done once, those of one chat in order, and confirmed only when done."""

import asyncio
from typing import Any, Protocol

from telegram import Update
from telegram.error import TelegramError

from bot import logs
from bot.lanes import Lanes
from handlers.context import AdepApplication

Raw = dict[str, Any]

NEW_COUNT = 1_000_000
"""An update so far below the last one done belongs to a new count."""


class Progress(Protocol):
    """Where the number of the last update done is kept: one number, and nothing else of an update."""

    async def load(self) -> int | None:
        """The last update done; None before the first."""

    async def save(self, update_id: int) -> None:
        """Remember the last update done."""


class Intake:
    """Processes raw updates through the application.

    `done` rises over updates that are finished without a gap. It is saved before Telegram is told, so that after a kill
    a question is neither lost nor, but for the last moment before the kill, answered twice.
    """

    def __init__(self, application: AdepApplication, lanes: Lanes, progress: Progress) -> None:
        self._application = application
        self._lanes = lanes
        self._progress = progress
        self._finished: set[int] = set()
        self._open: dict[int, asyncio.Task[None]] = {}
        self.done: int | None = None
        self._saved: int | None = None

    async def load(self) -> None:
        """Remember what was done before this start."""
        self.done = self._saved = await self._progress.load()

    @property
    def in_hand(self) -> int:
        """How many updates are being processed."""
        return len(self._open)

    def take(self, raw: Raw) -> bool:
        """Begin to process an update, unless it is in hand or done; whether it is new."""
        number = int(raw["update_id"])
        if number in self._open or number in self._finished or self._is_behind(number):
            return False
        if self.done is None or number < self.done:
            self.done = number - 1
        self._open[number] = self._lanes.put(_chat_of(raw), lambda: self._process(raw, number))
        return True

    async def finish(self, raw: Raw) -> None:
        """Process an update, or wait for it where it is in hand, or let it go where it is done."""
        self.take(raw)
        task = self._open.get(int(raw["update_id"]))
        if task is not None:
            await asyncio.wait([task])

    async def save(self) -> None:
        """Save how far everything is done; call it before telling Telegram."""
        if self.done is not None and self.done != self._saved:
            await self._progress.save(self.done)
            self._saved = self.done

    def _is_behind(self, number: int) -> bool:
        # After a week without updates Telegram begins anew at a random number: one far below is such a beginning.
        return self.done is not None and self.done - NEW_COUNT < number <= self.done

    async def _process(self, raw: Raw, number: int) -> None:
        try:
            update = self._read(raw)
            if update is not None:
                await self._application.process_update(update)
        except Exception as error:  # noqa: BLE001 - one update must not end the intake; handlers/errors.py has had its turn
            logs.event("UPDATE_FAILED", error=type(error).__name__)
        finally:
            self._open.pop(number, None)
            self._finished.add(number)
            self._advance()

    def _read(self, raw: Raw) -> Update | None:
        try:
            return Update.de_json(raw, self._application.bot)
        except (TelegramError, KeyError, TypeError, ValueError) as error:
            logs.event("UPDATE_UNREADABLE", error=type(error).__name__)
            return None

    def _advance(self) -> None:
        """Raise `done` to just below the oldest update still in hand, or to the newest finished one."""
        below = min(self._open) - 1 if self._open else max(self._finished)
        self.done = below if self.done is None else max(self.done, below)
        self._finished = {number for number in self._finished if number > self.done}


def _chat_of(raw: Raw) -> int:
    """The chat an update belongs to, or the person where it has none; updates of neither share one lane."""
    for content in raw.values():
        if isinstance(content, dict):
            message = content.get("message")
            holder = message if isinstance(message, dict) else content
            for owner in (holder.get("chat"), content.get("from"), content.get("user")):
                if isinstance(owner, dict) and isinstance(owner.get("id"), int):
                    return int(owner["id"])
    return 0
