"""What the tip desk does beside updates: an update is done once its message is taken, the rest is a job of the draft's own."""

import asyncio
from collections.abc import Coroutine
from contextvars import Context
from typing import Any

from bot import logs


class OwnJobs:
    """Jobs that belong to a chat and to no update; what the network keeps from being done is left to the next tick."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def put(self, job: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Do a job from now on; it looks after its own failures. It runs in no lane, whoever puts it."""
        task = asyncio.create_task(_done(job), context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done."""
        return bool(self._tasks)

    async def end(self) -> None:
        """Break off whatever is being done."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _done(job: Coroutine[Any, Any, None]) -> None:
    try:
        await job
    except Exception as error:  # noqa: BLE001 - a job's failure must end no other
        logs.event("TICK_FAILED", error=type(error).__name__)
