"""One contract for every store of counts: the fake of the tests and SQLite."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.acts.model import Ref
from bot.counts.counts import Asked, Counts, Opinion, OpinionOfMatter, QuestionResult
from bot.language import Language
from bot.matters.model import MatterId
from bot.storage.people.counts import CountStore
from bot.storage.people.people import PeopleStore
from tests.fakes import FakeCounts

MONDAY = date(2026, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(params=["fake", "sqlite"])
async def counts(request: pytest.FixtureRequest) -> AsyncIterator[Counts]:
    if request.param == "fake":
        yield FakeCounts()
        return
    people = await PeopleStore.open(Path(":memory:"))
    yield CountStore(people.database)
    await people.close()


async def test_questions_are_counted_by_day_language_and_outcome(counts: Counts) -> None:
    for _ in range(3):
        await counts.count_question(TUESDAY, Language.RU, QuestionResult.ANSWERED)
    await counts.count_question(TUESDAY, Language.KK, QuestionResult.ANSWERED)
    await counts.count_question(MONDAY, Language.RU, QuestionResult.REFUSED)
    assert await counts.questions(MONDAY) == (
        Asked(MONDAY, Language.RU, QuestionResult.REFUSED, 1),
        Asked(TUESDAY, Language.KK, QuestionResult.ANSWERED, 1),
        Asked(TUESDAY, Language.RU, QuestionResult.ANSWERED, 3),
    )
    assert await counts.questions(TUESDAY + timedelta(days=1)) == ()


async def test_questions_counted_at_one_moment_are_all_counted_and_written_together(tmp_path: Path) -> None:
    people = await PeopleStore.open(tmp_path / "people.db")
    counts, asked = CountStore(people.database), [Language.KK, Language.RU] * 20
    before = await people.database.run(lambda connection: connection.total_changes)
    await asyncio.gather(*(counts.count_question(MONDAY, one, QuestionResult.ANSWERED) for one in asked))
    written = await people.database.run(lambda connection: connection.total_changes) - before
    assert [one.count for one in await counts.questions(MONDAY)] == [20, 20]
    assert written < 6
    await people.close()


async def test_what_could_not_be_counted_is_counted_with_the_next(tmp_path: Path) -> None:
    people = await PeopleStore.open(tmp_path / "people.db")
    counts = CountStore(people.database)
    await people.database.run(lambda connection: connection.execute("ALTER TABLE asked RENAME TO away"))
    with pytest.raises(sqlite3.OperationalError):
        await counts.count_question(MONDAY, Language.KK, QuestionResult.ANSWERED)
    await people.database.run(lambda connection: connection.execute("ALTER TABLE away RENAME TO asked"))
    await counts.count_question(MONDAY, Language.KK, QuestionResult.ANSWERED)
    assert [one.count for one in await counts.questions(MONDAY)] == [2]
    await people.close()


async def test_opinions_are_counted_by_day_and_ref(counts: Counts) -> None:
    await counts.count_opinion(MONDAY, Ref("14"), helpful=True)
    await counts.count_opinion(MONDAY, Ref("14"), helpful=False)
    await counts.count_opinion(MONDAY, Ref("14"), helpful=True)
    await counts.count_opinion(TUESDAY, Ref("3.12"), helpful=False)
    assert await counts.opinions(MONDAY) == (
        Opinion(MONDAY, Ref("14"), 2, 1),
        Opinion(TUESDAY, Ref("3.12"), 0, 1),
    )
    assert await counts.opinions(TUESDAY) == (Opinion(TUESDAY, Ref("3.12"), 0, 1),)


async def test_opinions_are_counted_by_matter_too_where_it_is_known(counts: Counts) -> None:
    gifts, leave = MatterId("gifts"), MatterId("annual_leave")
    await counts.count_opinion(MONDAY, Ref("14"), helpful=False, matter=gifts)
    await counts.count_opinion(MONDAY, Ref("14"), helpful=False, matter=gifts)
    await counts.count_opinion(MONDAY, Ref("3.12"), helpful=True, matter=leave)
    await counts.count_opinion(MONDAY, Ref("3.12"), helpful=True)
    assert await counts.opinions_of_matters(MONDAY) == (
        OpinionOfMatter(MONDAY, leave, 1, 0),
        OpinionOfMatter(MONDAY, gifts, 0, 2),
    )
    later = MONDAY + timedelta(days=401)
    await counts.count_opinion(later, Ref("14"), helpful=True)
    assert await counts.opinions_of_matters(date.min) == ()


async def test_after_four_hundred_days_a_count_is_gone(counts: Counts) -> None:
    await counts.count_question(MONDAY, Language.KK, QuestionResult.ANSWERED)
    await counts.count_opinion(MONDAY, Ref("14"), helpful=True)
    last = MONDAY + timedelta(days=400)
    await counts.count_question(last, Language.KK, QuestionResult.ANSWERED)
    await counts.count_opinion(last, Ref("14"), helpful=True)
    assert len(await counts.questions(date.min)) == len(await counts.opinions(date.min)) == 2
    await counts.count_question(last + timedelta(days=1), Language.KK, QuestionResult.ANSWERED)
    await counts.count_opinion(last + timedelta(days=1), Ref("14"), helpful=True)
    assert [asked.day for asked in await counts.questions(date.min)] == [last, last + timedelta(days=1)]
    assert [opinion.day for opinion in await counts.opinions(date.min)] == [last, last + timedelta(days=1)]
