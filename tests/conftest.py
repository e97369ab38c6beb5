"""What many tests stand on: the real knowledge, read once."""

from pathlib import Path

import pytest

import handlers as _telegram_edge  # noqa: F401 - sets how PTB gives spans of time
from bot.language import Language
from bot.rulebook.model import Rulebook
from bot.services import Services, build_services

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
