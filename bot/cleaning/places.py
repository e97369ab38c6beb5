"""Whose file is next: everybody has a turn before anybody has a second one, and small files go before large ones."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass

MOST_PASSED = 20
"""Files that may go before a large one that waits; then it is its turn."""


@dataclass(slots=True, eq=False)
class _Waiting:
    owner: Hashable
    size: int
    turn: asyncio.Future[None]
    passed: int = 0


class Places:
    """So many files at a time. Where there are several places, one owner never holds them all; files of nobody may."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._at_work: Counter[Hashable] = Counter()
        self._waiting: list[_Waiting] = []

    @asynccontextmanager
    async def of(self, owner: Hashable, size: int) -> AsyncIterator[None]:
        """A place for a file of so many bytes, once it is its turn."""
        waiting = _Waiting(owner, size, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._call()
        try:
            await waiting.turn
        except asyncio.CancelledError:
            if waiting in self._waiting:
                self._waiting.remove(waiting)
            else:
                self._leave(owner)
            raise
        try:
            yield
        finally:
            self._leave(owner)

    @property
    def owners(self) -> int:
        """How many people have a file here, at work or waiting."""
        return len({waiting.owner for waiting in self._waiting} | self._at_work.keys())

    def _leave(self, owner: Hashable) -> None:
        self._at_work[owner] -= 1
        if not self._at_work[owner]:
            del self._at_work[owner]
        self._call()

    def _call(self) -> None:
        """Let in whoever is next, as long as there are places."""
        while self._at_work.total() < self._most and (
            may := [one for one in self._waiting if self._may_come(one)]
        ):
            first = min(may, key=self._turn)
            self._waiting.remove(first)
            for other in self._waiting:
                other.passed += other in may
            self._at_work[first.owner] += 1
            first.turn.set_result(None)

    def _may_come(self, waiting: _Waiting) -> bool:
        if waiting.turn.cancelled():
            return False
        return waiting.owner is None or self._at_work[waiting.owner] < max(1, self._most - 1)

    def _turn(self, waiting: _Waiting) -> tuple[int, int, int]:
        if waiting.passed >= MOST_PASSED:  # among such files, whoever came first
            return -waiting.passed, 0, 0
        own = self._at_work[waiting.owner] if waiting.owner is not None else 0
        return 0, own, waiting.size
