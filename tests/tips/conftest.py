"""A city for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.language import Language
from bot.services import Services
from tests.tips.town import City, Reporter, city_open


@pytest.fixture
async def city(services: Services, tmp_path: Path) -> AsyncIterator[City]:
    async with city_open(services, tmp_path) as city:
        yield city


@pytest.fixture
async def reporter(city: City, language: Language) -> Reporter:
    return await city.reporter(language)
