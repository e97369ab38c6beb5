"""A city for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services import Services
from tests.tips.town import City, city_open


@pytest.fixture
async def city(services: Services, tmp_path: Path) -> AsyncIterator[City]:
    async with city_open(services, tmp_path) as city:
        yield city
