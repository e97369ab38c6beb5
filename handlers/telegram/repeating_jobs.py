"""What is done of itself, without anybody asking: each job again and again while the application serves."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot import logs
from handlers.telegram.stopping import rest

Job = Callable[[asyncio.Event], Awaitable[None]]
"""Does what is due and returns. It is handed the stop: a job that takes long ends early, in order, once that is set."""

GRACE = 15.0
"""Seconds that a job in hand may still take after the stop."""


@dataclass(frozen=True, slots=True)
class _Kept:
    job: Job
    seconds: float
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)


class Ticks:
    """Jobs that keep to a pace. They keep no time of their own: what is due stands in a database."""

    def __init__(self) -> None:
        self._kept: list[_Kept] = []
        self._beginnings: list[Callable[[], Awaitable[None]]] = []
        self._farewells: list[Callable[[], Awaitable[None]]] = []

    def add(self, job: Job, seconds: float = 1.0) -> None:
        """Do a job again so many seconds after it ended, beside all others."""
        self._kept.append(_Kept(job, seconds))

    def at_the_start(self, beginning: Callable[[], Awaitable[None]]) -> None:
        """Do something once, before any job."""
        self._beginnings.append(beginning)

    def at_the_end(self, farewell: Callable[[], Awaitable[None]]) -> None:
        """Do something once no update and no job is in hand any more."""
        self._farewells.append(farewell)

    async def say_farewell(self) -> None:
        """Do what is to be done at the end, side by side: there is as much time for all as for one."""
        await asyncio.gather(
            *(self._turn(asyncio.wait_for(farewell(), GRACE)) for farewell in self._farewells)
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Do all jobs until the stop; one that outlasts the grace is broken off."""
        for beginning in self._beginnings:
            await self._turn(beginning())
        tasks = [asyncio.create_task(self._repeat(kept, stop)) for kept in self._kept]
        await stop.wait()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=GRACE)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def once(self) -> None:
        """Do every job one time, now: for whoever has put the clock forward."""
        for kept in self._kept:
            await self._do(kept, asyncio.Event())

    @staticmethod
    async def _turn(turn: Awaitable[None]) -> None:
        try:
            await turn
        except Exception as error:  # noqa: BLE001 - one that fails must not keep the others from their turn
            logs.event("TICK_FAILED", error=type(error).__name__)

    async def _repeat(self, kept: _Kept, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self._do(kept, stop)
            await rest(kept.seconds, stop)

    async def _do(self, kept: _Kept, stop: asyncio.Event) -> None:
        """Do a job that nobody else is doing: its turn of itself and one that is asked for may fall together."""
        try:
            async with kept.alone:
                await kept.job(stop)
        except Exception as error:  # noqa: BLE001 - one job's failure must end neither the others nor its own next turn
            logs.event("TICK_FAILED", error=type(error).__name__)
