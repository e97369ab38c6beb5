"""A desk without Telegram, whose officials have all pressed Start."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.tips.bureau import Bureau, bureau_open


@pytest.fixture
async def bureau(tmp_path: Path) -> AsyncIterator[Bureau]:
    async with bureau_open(tmp_path) as bureau:
        await bureau.start()
        yield bureau
