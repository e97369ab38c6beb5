"""Waiting that ends when the program is asked to stop."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def unless_stopped(step: Coroutine[Any, Any, object], stop: asyncio.Event) -> bool:
    """Do a step to its end, or break it off at the stop; whether it ended. What it raises is raised."""
    doing, stopping = asyncio.create_task(step), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((doing, stopping), return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            doing.result()
            return True
        return False
    finally:
        doing.cancel()
        stopping.cancel()
        await asyncio.gather(doing, stopping, return_exceptions=True)


async def rest(seconds: float, stop: asyncio.Event) -> None:
    """Wait so long, or until the stop."""
    await unless_stopped(asyncio.sleep(seconds), stop)
