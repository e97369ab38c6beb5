"""Jobs of one key in order, different keys side by side."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

Job = Callable[[], Awaitable[None]]

ABANDON = 1.0
"""Seconds a job broken off may still take for its own ending."""


@dataclass(slots=True)
class _Place:
    """The place of a running job among all; `aside` counts what waits in it and needs none."""

    places: asyncio.Semaphore
    aside: int = 0


_PLACE: ContextVar[_Place | None] = ContextVar("place", default=None)


def is_in_lane() -> bool:
    """Whether this runs as a job of a lane: whoever waits for it is the one whose job it is, and nobody else."""
    return _PLACE.get() is not None


@asynccontextmanager
async def standing_aside() -> AsyncIterator[None]:
    """While a job of a lane only waits, its place is another's. The jobs behind it in its own lane wait all the same."""
    place = _PLACE.get()
    if place is None:
        yield
        return
    place.aside += 1
    if place.aside == 1:
        place.places.release()
    try:
        yield
    finally:
        place.aside -= 1
        if place.aside == 0:
            await place.places.acquire()


class Lanes:
    """Runs jobs as they come: those of one key one after another, at most `most` of all keys at once.

    A job looks after its own failures: what it raises is handed to the event loop's exception handler.
    """

    def __init__(self, most: int = 64) -> None:
        self._tails: dict[Hashable, asyncio.Task[None]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(most)
        self._few = 0
        self._are_few = asyncio.Event()

    def put(self, key: Hashable, job: Job) -> asyncio.Task[None]:
        """Run a job after all earlier ones of its key; the task ends when the job has."""
        task = asyncio.create_task(self._run(job, self._tails.get(key)))
        self._tails[key] = task
        self._running.add(task)
        task.add_done_callback(lambda done: self._leave(key, done))
        return task

    def is_busy(self, key: Hashable) -> bool:
        """Whether a job of a key is running or waiting."""
        return key in self._tails

    def __len__(self) -> int:
        return len(self._running)

    async def drain(self, seconds: float) -> bool:
        """Wait for all jobs to end, those put meanwhile too; whether they did within the time."""
        try:
            async with asyncio.timeout(seconds):
                while self._running:
                    await asyncio.wait(self._running)
        except TimeoutError:
            return False
        return True

    async def abandon(self) -> None:
        """Break off all jobs."""
        for task in self._running:
            task.cancel()
        await self.drain(ABANDON)

    async def half_ended(self, seconds: float) -> None:
        """Wait until half of the jobs there are have ended, or the time is over; new ones are counted in."""
        self._few = len(self._running) // 2
        self._are_few.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._are_few.wait()

    async def _run(self, job: Job, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        async with self._places:
            _PLACE.set(_Place(self._places))
            await job()

    def _leave(self, key: Hashable, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if len(self._running) <= self._few:
            self._are_few.set()
        if self._tails.get(key) is task:
            del self._tails[key]
