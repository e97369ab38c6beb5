"""What many tests stand on: the real knowledge, read once; and a city for the tip desk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import handlers as _telegram_edge  # noqa: F401 - sets how PTB gives spans of time
from bot.acts.model import Rulebook
from bot.knowledge.whole import Services, build_services
from bot.language import Language
from tests.tips.town import City, Reporter, city_open

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"


@pytest.fixture(scope="session")
def services() -> Services:
    return build_services(KNOWLEDGE)


@pytest.fixture(scope="session")
def rulebook(services: Services) -> Rulebook:
    return services.rulebook


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
def language(request: pytest.FixtureRequest) -> Language:
    chosen = request.param
    assert isinstance(chosen, Language)
    return chosen


@pytest.fixture
async def city(services: Services, tmp_path: Path) -> AsyncIterator[City]:
    async with city_open(services, tmp_path) as city:
        yield city


@pytest.fixture
async def reporter(city: City, language: Language) -> Reporter:
    return await city.reporter(language)
