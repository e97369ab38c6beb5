"""One contract for every store of people: the fake of the tests and SQLite."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest

from bot.language import Language
from bot.ledger import Mark
from bot.storage.people import PeopleStore
from bot.subscribers import LanguageStore
from handlers.intake import Progress
from tests.fakes import FakePeople


class Store(LanguageStore, Progress, Protocol):
    """What people.db is for."""


@pytest.fixture(params=["fake", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "fake":
        yield FakePeople()
        return
    people = await PeopleStore.open(tmp_path / "people.db")
    yield people
    await people.close()


async def test_a_chat_that_never_chose_has_no_language(store: Store) -> None:
    assert await store.language_of(7) is None


async def test_the_last_choice_of_a_chat_counts(store: Store) -> None:
    await store.choose(7, Language.RU)
    await store.choose(8, Language.RU)
    await store.choose(7, Language.KK)
    assert await store.language_of(7) is Language.KK
    assert await store.language_of(8) is Language.RU


async def test_there_is_no_mark_before_the_first(store: Store) -> None:
    assert await store.load() is None


async def test_the_last_mark_counts(store: Store) -> None:
    await store.save(Mark(10, frozenset({12, 15})))
    await store.save(Mark(11, frozenset({15})))
    assert await store.load() == Mark(11, frozenset({15}))


async def test_choices_and_the_mark_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    people = await PeopleStore.open(path)
    await people.choose(-100_123, Language.KK)
    await people.save(Mark(10, frozenset({12})))
    await people.close()
    people = await PeopleStore.open(path)
    assert await people.language_of(-100_123) is Language.KK
    assert await people.load() == Mark(10, frozenset({12}))
    await people.close()
