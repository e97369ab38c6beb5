"""Whatever is done to the audit of officials' acts afterwards is found (T19)."""

import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.language import Language
from bot.storage.tips.audit import START, acts, rechain
from bot.storage.tips.cases import TipStore
from bot.texts.texts import Say
from bot.tips.model import CaseNumber
from bot.tips.officials.file import OfficialId
from bot.tips.ports import AuditRow
from tests.tips.town import MONDAY, City

COUNT = 6
KEY = bytes(range(32))
ACTS = [
    AuditRow(MONDAY + timedelta(seconds=step), OfficialId("first"), f"act {step}", CaseNumber("4821-7730"))
    for step in range(COUNT)
]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[TipStore]:
    store = await TipStore.open(tmp_path / "tips.db")
    store.use_chain_key(KEY)
    async with store.transaction() as unit:
        for act in ACTS:
            await unit.log(act)
    yield store
    await store.close()


async def broken_at(store: TipStore, *statements: str) -> int | None:
    """Where the chain is broken after somebody has been at the file."""

    def meddle(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    await store.database.run(meddle)
    return (await store.verify()).broken_at


async def test_a_chain_that_nobody_touched_is_whole_and_tells_every_act_with_its_time(
    store: TipStore,
) -> None:
    verdict = await store.verify()
    assert (verdict.count, verdict.broken_at) == (COUNT, None)
    assert await store.database.run(acts) == ACTS


@pytest.mark.parametrize("place", range(1, COUNT + 1))
@pytest.mark.parametrize(
    "change",
    [
        "at = '2026-03-02T05:00:09+00:00'",
        "official = 'second'",
        "act = 'open'",
        "number = '0000-0000'",
        "hash = zeroblob(32)",
    ],
)
async def test_a_changed_act_is_found_at_its_place(store: TipStore, place: int, change: str) -> None:
    statement = f"UPDATE audit SET {change} WHERE place = {place}"  # noqa: S608 - made here
    assert await broken_at(store, statement) == place


@pytest.mark.parametrize("place", range(1, COUNT))
async def test_an_act_taken_out_is_found_also_where_the_others_close_up(store: TipStore, place: int) -> None:
    gone = f"DELETE FROM audit WHERE place = {place}"  # noqa: S608 - made here
    closed_up = [
        f"UPDATE audit SET place = {at - 1} WHERE place = {at}"  # noqa: S608 - as above
        for at in range(place + 1, COUNT + 1)
    ]
    assert await broken_at(store, gone) == place
    assert await broken_at(store, *closed_up) == place


async def test_acts_cut_off_the_end_show_in_the_last_hash(store: TipStore) -> None:
    before = await store.verify()
    assert await broken_at(store, f"DELETE FROM audit WHERE place = {COUNT}") is None  # noqa: S608 - made here
    after = await store.verify()
    assert (after.count, after.last) != (before.count, before.last)


@pytest.mark.parametrize("place", range(1, COUNT))
async def test_two_acts_in_each_other_s_place_are_found(store: TipStore, place: int) -> None:
    swapped = (
        f"UPDATE audit SET place = 99 WHERE place = {place}",  # noqa: S608 - made here
        f"UPDATE audit SET place = {place} WHERE place = {place + 1}",  # noqa: S608 - as above
        f"UPDATE audit SET place = {place + 1} WHERE place = 99",  # noqa: S608 - as above
    )
    assert await broken_at(store, *swapped) == place


async def test_an_act_put_in_between_is_found(store: TipStore) -> None:
    moved = [f"UPDATE audit SET place = {at + 1} WHERE place = {at}" for at in range(COUNT, 2, -1)]  # noqa: S608 - made here
    added = "INSERT INTO audit VALUES (3, '2026-03-02', 'first', 'open', '4821-7730', zeroblob(32))"
    assert await broken_at(store, *moved, added) == 3


async def test_what_an_official_does_is_noted_and_what_the_reporter_reads_is_not(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file()
    await city.wait(hours=2)
    second = city.officials["second"]
    await second.press(next(second.last.every_button()).label)
    await second.press(city.house.services.texts(Language.RU, Say.BUTTON_TAKE))
    await reporter.come_back()
    noted = await city.supplies.store.database.run(acts)
    assert {act.at for act in noted if act.number} == {city.house.clock.now()}
    assert [(act.official, act.name) for act in noted if act.number] == [
        ("first", "given"),
        ("second", "given"),
        ("second", "card"),
        ("second", "open"),
        ("second", "take"),
    ]


def chained_without_a_key(connection: sqlite3.Connection) -> None:
    """The audit as an earlier version left it."""
    before = START
    rows = connection.execute("SELECT place, at, official, act, number FROM audit ORDER BY place").fetchall()
    for row in rows:
        before = hashlib.sha256(before + json.dumps(row).encode("ascii")).digest()
        connection.execute("UPDATE audit SET hash = ? WHERE place = ?", (before, row[0]))


async def test_who_has_the_database_alone_cannot_chain_a_changed_act_anew(store: TipStore) -> None:
    await store.database.run(chained_without_a_key)
    assert (await store.verify()).broken_at == 1


async def test_an_audit_of_an_earlier_version_is_chained_with_the_key_once(store: TipStore) -> None:
    await store.database.run(chained_without_a_key)
    await store.database.run(lambda connection: rechain(connection, KEY))
    verdict = await store.verify()
    assert (verdict.count, verdict.broken_at) == (COUNT, None)
    assert await store.database.run(acts) == ACTS


async def test_an_audit_that_was_broken_before_the_update_stays_broken_there(store: TipStore) -> None:
    await store.database.run(chained_without_a_key)
    await store.database.run(
        lambda connection: connection.execute("UPDATE audit SET act = 'open' WHERE place = 3")
    )
    await store.database.run(lambda connection: rechain(connection, KEY))
    assert (await store.verify()).broken_at == 3
