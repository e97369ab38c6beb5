"""A chat that is forgotten is gone from every table, and all others stay."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.people.forgetting import OF_A_CHAT, ForgettingStore
from bot.storage.people.people import PeopleStore
from tests.storage.test_migrations import counted, fill

FILLED = 1
"""The number that `fill` gives to every chat and person."""


@pytest.fixture
async def people() -> AsyncIterator[PeopleStore]:
    """A store with a row in every table."""
    people = await PeopleStore.open(Path(":memory:"))
    await people.database.run(fill)
    yield people
    await people.close()


async def test_every_row_about_a_chat_goes_and_is_counted_and_what_names_nobody_stays(
    people: PeopleStore,
) -> None:
    deleted = await ForgettingStore(people.database).forget(FILLED)
    assert deleted == dict.fromkeys(OF_A_CHAT, 1)
    left = await people.database.run(counted)
    assert {table for table, count in left.items() if not count} == set(OF_A_CHAT)


async def test_of_another_chat_nothing_goes(people: PeopleStore) -> None:
    before = await people.database.run(counted)
    assert await ForgettingStore(people.database).forget(FILLED + 1) == {}
    assert await people.database.run(counted) == before
