"""What every test of the cleaning stands on."""

from collections.abc import Awaitable, Callable

import pytest

from bot.cleaning import Cleaned, Cleaner
from tests.cleaning.canaries import Canaries

Clean = Callable[[bytes], Awaitable[Cleaned]]


@pytest.fixture
def canary() -> Canaries:
    return Canaries()


@pytest.fixture
def cleaner() -> Cleaner:
    return Cleaner()


@pytest.fixture
def cleaned(cleaner: Cleaner) -> Clean:
    """Clean a file that is to be taken."""

    async def clean(data: bytes) -> Cleaned:
        outcome = await cleaner.clean(data)
        assert isinstance(outcome, Cleaned), outcome
        return outcome

    return clean
