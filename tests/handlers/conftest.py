"""Adep at work, and two guests."""

from collections.abc import AsyncIterator

import pytest

from bot.language import Language
from bot.services import Services
from tests.house import Guest, House, house_open


@pytest.fixture
async def house(services: Services) -> AsyncIterator[House]:
    async with house_open(services) as house:
        yield house


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest) -> Language:
    chosen = request.param
    assert isinstance(chosen, Language)
    return chosen


@pytest.fixture
async def guest(house: House, language: Language) -> Guest:
    return await house.guest(language)
