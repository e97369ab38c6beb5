"""One contract for every store of people: the fake of the tests and SQLite."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.acts.bodies import BodyId
from bot.language import Language
from bot.people.subscribers import ChatStore
from bot.storage.database import Database
from bot.storage.people.people import MIGRATIONS, PeopleStore
from tests.fakes import FakePeople


@pytest.fixture(params=["fake", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[ChatStore]:
    if request.param == "fake":
        yield FakePeople()
        return
    people = await PeopleStore.open(tmp_path / "people.db")
    yield people
    await people.close()


async def test_a_chat_that_never_chose_has_no_language(store: ChatStore) -> None:
    assert await store.language_of(7) is None


async def test_the_last_choice_of_a_chat_counts(store: ChatStore) -> None:
    await store.choose(7, Language.RU)
    await store.choose(8, Language.RU)
    await store.choose(7, Language.KK)
    assert await store.language_of(7) is Language.KK
    assert await store.language_of(8) is Language.RU


async def test_the_last_body_of_a_chat_counts_and_takes_no_language_away(store: ChatStore) -> None:
    assert await store.body_of(7) is None
    await store.choose(7, Language.RU)
    await store.choose_body(7, BodyId("parks"))
    await store.choose_body(7, BodyId("almaty"))
    assert (await store.body_of(7), await store.language_of(7)) == ("almaty", Language.RU)


async def test_choices_outlive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    people = await PeopleStore.open(path)
    await people.choose(-100_123, Language.KK)
    await people.close()
    people = await PeopleStore.open(path)
    assert await people.language_of(-100_123) is Language.KK
    await people.close()


async def test_the_languages_of_the_first_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "people.db"
    first = await Database.open(path, MIGRATIONS[:1])
    await first.run(
        lambda connection: connection.execute("INSERT INTO chat (id, language) VALUES (7, 'ru'), (-9, 'kk')")
    )
    await first.close()
    people = await PeopleStore.open(path)
    assert await people.language_of(7) is Language.RU
    assert await people.language_of(-9) is Language.KK
    rows = await people.database.run(
        lambda connection: connection.execute("SELECT id, kind, reachable FROM chat ORDER BY id").fetchall()
    )
    assert rows == [(-9, "group", 1), (7, "private", 1)]
    await people.close()


async def test_a_chat_that_was_lost_is_reachable_when_met_again_and_an_unknown_one_is_not_noted_when_lost() -> (
    None
):
    people = await PeopleStore.open(Path(":memory:"))

    async def known() -> list[tuple[int, int]]:
        return await people.database.run(
            lambda connection: connection.execute("SELECT id, reachable FROM chat").fetchall()
        )

    await people.lose(7)
    assert await known() == []
    await people.meet(7)
    await people.lose(7)
    assert await known() == [(7, 0)]
    await people.meet(7)
    assert await known() == [(7, 1)]
    assert await people.language_of(7) is None
    await people.close()


async def test_a_chat_that_moves_keeps_what_is_known_of_it(store: ChatStore) -> None:
    await store.choose(-7, Language.RU)
    await store.meet(-8)
    await store.move(-7, -8)
    assert await store.language_of(-8) is Language.RU
    assert await store.language_of(-7) is None
    await store.move(-9, -10)
    assert await store.language_of(-10) is None
