"""A town for each test: with a Telegram that is up, or that is still down."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from emulator.local_telegram import Limits, LocalTelegram
from tests.proofs.process.running import Town, free_port


@pytest.fixture
async def dark_town(tmp_path: Path) -> AsyncIterator[Town]:
    """Telegram is down until a test enters its server."""
    town = Town(LocalTelegram(SystemClock(), limits=Limits.none()), tmp_path, free_port())
    yield town
    for program in town.programs:
        await program.kill()


@pytest.fixture
async def town(dark_town: Town) -> AsyncIterator[Town]:
    async with dark_town.server():
        yield dark_town
