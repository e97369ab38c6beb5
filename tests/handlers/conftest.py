"""Adep at work, and two guests."""

from collections.abc import AsyncIterator

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.house import Guest, House, house_open, owned_house


@pytest.fixture
async def house(services: Knowledge) -> AsyncIterator[House]:
    async with house_open(services) as house:
        yield house


@pytest.fixture
async def guest(house: House, language: Language) -> Guest:
    return await house.guest(language)


@pytest.fixture
async def owned(services: Knowledge) -> AsyncIterator[House]:
    """A house whose first guest, OWNER, owns it."""
    async with owned_house(services) as house:
        yield house
