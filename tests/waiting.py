"""Waits with a generous limit: a busy machine is no fault, and a wait that is given up says what it waited for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from tests.bot_process import PATIENCE


@asynccontextmanager
async def patient(what: str, seen: Callable[[], object] | None = None) -> AsyncIterator[None]:
    """Fails after `PATIENCE` seconds with what was waited for and, where `seen` is given, what was there instead."""
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except TimeoutError as late:
        instead = f"; seen: {seen()}" if seen else ""
        raise AssertionError(f"{what}: not within {PATIENCE:g} s{instead}") from late
