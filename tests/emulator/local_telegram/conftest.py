"""A local Telegram without pace, a person who has started the bot, and both fronts."""

from collections.abc import AsyncIterator

import pytest

from emulator.local_telegram import Limits, LocalTelegram, Person
from tests.emulator.local_telegram.support import Api, Front, SteppedClock, http_front, memory_front


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def telegram(clock: SteppedClock) -> LocalTelegram:
    return LocalTelegram(clock, limits=Limits.none())


@pytest.fixture
def api(telegram: LocalTelegram) -> Api:
    return Api(telegram)


@pytest.fixture
async def aigul(telegram: LocalTelegram) -> Person:
    person = telegram.person("Айгүл")
    await person.start()
    return person


@pytest.fixture(params=["memory", "http"])
async def front(request: pytest.FixtureRequest, telegram: LocalTelegram) -> AsyncIterator[Front]:
    opened = memory_front if request.param == "memory" else http_front
    async with opened(telegram) as front:
        yield front
