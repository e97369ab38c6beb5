"""The queue of updates: long polling, confirmation by offset, one reader at a time."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from emulator.local_telegram.activity import Activity
from emulator.local_telegram.errors import second_poller
from emulator.local_telegram.model import Json

_KEPT = timedelta(hours=24)
_MOST = 100
_ONLY_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_FIRST_ID = 700_000_001


@dataclass(slots=True)
class _Entry:
    update: Json
    at: datetime
    again: bool = False
    """Delivered whatever the offset, once: what a lost confirmation looks like to a bot."""
    delivered: bool = False

    @property
    def id(self) -> int:
        return int(self.update["update_id"])


@dataclass(slots=True)
class _Poll:
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    is_superseded: bool = False


class UpdateQueue:
    """What happened and the bot has not confirmed yet.

    An update leaves the queue when getUpdates asks with a higher offset, when the webhook answered 2xx, or 24 hours later.
    """

    def __init__(self, clock: Clock, activity: Activity) -> None:
        self._clock = clock
        self._activity = activity
        self._next_id = _FIRST_ID
        self._entries: list[_Entry] = []
        self._history: dict[int, Json] = {}
        self._allowed: frozenset[str] | None = None
        self._poll: _Poll | None = None
        self._is_closed = False

    def put(self, kind: str, payload: Json) -> int | None:
        """Queue an update of the kind; its id, or None where the bot did not ask for such updates."""
        if not self._wanted(kind):
            return None
        update_id, self._next_id = self._next_id, self._next_id + 1
        self._history[update_id] = {"update_id": update_id, kind: payload}
        self._append(_Entry(self._history[update_id], self._clock.now()))
        return update_id

    def inject(self, update: Json) -> None:
        """Queue an update as it is, under its own number, whatever the bot asked for; later ones are numbered above it."""
        self._next_id = max(self._next_id, int(update["update_id"]) + 1)
        self._history[int(update["update_id"])] = update
        self._append(_Entry(update, self._clock.now()))

    def forget(self) -> None:
        """Forget what was confirmed: it can be repeated no more."""
        waiting = {entry.id for entry in self._live()}
        self._history = {number: one for number, one in self._history.items() if number in waiting}

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set allowed_updates for what happens from now on; None keeps the former choice, empty the default."""
        if kinds is not None:
            self._allowed = frozenset(map(str, kinds)) or None

    @property
    def allowed(self) -> list[str] | None:
        """The kinds asked for by name, if any."""
        return sorted(self._allowed) if self._allowed else None

    def repeat(self, update_id: int) -> None:
        """Deliver a former update once more under its old id, confirmed or not; KeyError if there was none."""
        self._append(_Entry(self._history[update_id], self._clock.now(), again=True))

    @property
    def last_id(self) -> int:
        """The id of the newest update; KeyError if there was none."""
        if not self._history:
            raise KeyError
        return self._next_id - 1

    @property
    def pending(self) -> int:
        """How many updates wait to be confirmed."""
        return len(self._live())

    def first(self) -> Json | None:
        """The oldest update not confirmed, which a webhook delivers next."""
        entries = self._live()
        return entries[0].update if entries else None

    def confirm(self, update_id: int) -> None:
        """Drop the update: the webhook took it."""
        found = next((entry for entry in self._entries if entry.id == update_id), None)
        if found is not None:
            self._entries.remove(found)
        self._activity.stir()

    def clear(self) -> None:
        """Drop all that waits (drop_pending_updates)."""
        self._entries = []

    async def poll(self, offset: int, limit: int, wait_seconds: float) -> list[Json]:
        """GetUpdates: confirms below the offset, waits up to `wait_seconds` of real time; 409 for the older of two."""
        mine = self._take_over()
        self._confirm(offset)
        try:
            await self._wait(mine, offset, wait_seconds)
        finally:
            if self._poll is mine:
                self._poll = None
        if mine.is_superseded:
            raise second_poller()
        return self._deliver(offset, min(max(limit, 1), _MOST))

    def close(self) -> None:
        """End the poll under way with an empty answer, and every later one at once."""
        self._is_closed = True
        self._wake()

    def reopen(self) -> None:
        """Let polls wait again."""
        self._is_closed = False

    def _take_over(self) -> _Poll:
        if self._poll is not None:
            self._poll.is_superseded = True
            self._poll.wake.set()
        self._poll = _Poll()
        return self._poll

    async def _wait(self, mine: _Poll, offset: int, wait_seconds: float) -> None:
        if self._due(offset) or self._is_closed or wait_seconds <= 0:
            return
        try:
            async with asyncio.timeout(wait_seconds):
                await mine.wake.wait()
        except TimeoutError:
            return

    def _append(self, entry: _Entry) -> None:
        self._entries.append(entry)
        self._wake()

    def _wake(self) -> None:
        self._activity.stir()
        if self._poll is not None:
            self._poll.wake.set()

    def _wanted(self, kind: str) -> bool:
        return kind in self._allowed if self._allowed else kind not in _ONLY_ON_REQUEST

    def _live(self) -> list[_Entry]:
        oldest = self._clock.now() - _KEPT
        self._entries = [entry for entry in self._entries if entry.at >= oldest]
        return self._entries

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._entries = self._live()[offset:]
        self._entries = [entry for entry in self._live() if not _is_confirmed(entry, offset)]
        self._activity.stir()

    def _due(self, offset: int) -> list[_Entry]:
        return [entry for entry in self._live() if entry.again or entry.id >= offset]

    def _deliver(self, offset: int, limit: int) -> list[Json]:
        batch = self._due(offset)[:limit]
        for entry in batch:
            entry.delivered = True
        return [entry.update for entry in batch]


def _is_confirmed(entry: _Entry, offset: int) -> bool:
    return entry.delivered if entry.again else entry.id < offset
