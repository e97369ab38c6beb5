"""What every test of the cleaning stands on."""

import warnings
from collections.abc import Awaitable, Callable

import pytest

from bot.cleaning import Cleaned, Cleaner
from bot.cleaning import cleaner as cleaning
from bot.cleaning.model import Hidden, Outcome
from bot.cleaning.rebuilding import rebuild
from bot.cleaning.wire import understood, written
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


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are made anew in this process, whose libraries are loaded: what comes out is tested, and the child elsewhere."""

    async def rebuilt(data: bytes, hidden: Hidden) -> Outcome:
        with warnings.catch_warnings():
            # The child shows them to nobody.
            warnings.simplefilter("ignore")
            return understood(written(rebuild(data, hidden)))

    monkeypatch.setattr(cleaning, "_rebuilt", rebuilt)
