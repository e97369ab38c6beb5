"""A database of every earlier version is brought up to date with all its rows; and the way back leads over a copy."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.language import Language
from bot.reminders.wishes import HOURS, Every, What
from bot.storage.backups import back_up
from bot.storage.database import Database, StoreUnusableError
from bot.storage.people.people import MIGRATIONS, PeopleStore
from bot.storage.restoring import laid_out, put_back, rows_in
from bot.storage.tips.schema import MIGRATIONS as TIPS
from tests.emulator.local_telegram.support import SteppedClock

CHOICE = r"\b{column} IN \('([^']+)'"
RANGE = r"\b{column} BETWEEN (\d+)"
EXACT = r"\b{column} = (\d+)"


def allowed(sql: str, column: str, kind: str) -> object:
    """A value that the table takes in a column, by its own CHECKs."""
    if choice := re.search(CHOICE.format(column=column), sql):
        return choice[1]
    for pattern in (RANGE, EXACT):
        if number := re.search(pattern.format(column=column), sql):
            return int(number[1])
    return 1 if kind == "INTEGER" else "[]"


def tables(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    yield from connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()


def fill(connection: sqlite3.Connection) -> None:
    """A row in every table."""
    for table, sql in tables(connection):
        columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
        values = [allowed(sql, name, kind) for name, kind in columns]
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - our own names


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    """The rows of every table."""
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        for table, _ in tables(connection)
    }


def built(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Everything a database consists of, as SQLite sees it."""
    things = connection.execute(
        "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"
    ).fetchall()
    columns = connection.execute(
        'SELECT m.name, c.cid, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m'
        " JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY 1, 2"
    ).fetchall()
    return [*things, *columns]


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("earlier", range(len(MIGRATIONS)))
async def test_an_earlier_version_becomes_the_newest_and_loses_no_row(earlier: int, tmp_path: Path) -> None:
    old = await Database.open(tmp_path / "people.db", MIGRATIONS[:earlier])
    assert await old.run(version) == earlier
    await old.run(fill)
    before = await old.run(counted)
    # The mark of updates done has moved to progress.db; without it Telegram's own count of what is confirmed holds.
    before.pop("progress", None)
    await old.close()

    fresh = await PeopleStore.open(tmp_path / "fresh.db")
    people = await PeopleStore.open(tmp_path / "people.db")
    after = await people.database.run(counted)
    assert {table: after[table] for table in before} == before
    assert await people.database.run(version) == len(MIGRATIONS)
    assert await people.database.run(built) == await fresh.database.run(built)
    for check in ("integrity_check", "foreign_key_check"):
        found = await people.database.run(
            lambda connection, check=check: connection.execute(f"PRAGMA {check}").fetchall()  # type: ignore[misc]  # bound at once
        )
        assert found in ([], [("ok",)])
    await people.close()
    await fresh.close()


async def test_every_table_of_every_version_is_filled_by_this_test(tmp_path: Path) -> None:
    for number in range(1, len(MIGRATIONS) + 1):
        database = await Database.open(tmp_path / f"{number}.db", MIGRATIONS[:number])
        await database.run(fill)
        assert set((await database.run(counted)).values()) == {1}
        await database.close()


ROW = {
    "people.db": "INSERT INTO chat (id, language) VALUES (7, 'kk')",
    "tips.db": "INSERT INTO official VALUES ('first', 1)",
}


@pytest.mark.parametrize(
    ("name", "newest"), [("people.db", MIGRATIONS), ("tips.db", TIPS)], ids=["people", "tips"]
)
async def test_an_update_is_rehearsed_on_a_copy_and_taken_back_by_one(
    tmp_path: Path, name: str, newest: list[str]
) -> None:
    live, before = tmp_path / name, newest[:-1]
    old = await Database.open(live, before)
    await old.run(lambda connection: connection.execute(ROW[name]).close())
    await old.close()
    copy = back_up(live, tmp_path / "backups", SteppedClock().now())
    kept = copy.read_bytes()

    # There: the new version opens a copy of the copy, and leaves both as they were.
    with laid_out(copy, name) as place:
        assert set((await rows_in(place)).values()) == {1}
    assert (copy.read_bytes(), live.exists()) == (kept, True)
    await (await Database.open(live, newest)).close()

    # And back: what the new version has touched the old one refuses, until the copy is in its place.
    with pytest.raises(StoreUnusableError, match="newer Adep"):
        await Database.open(live, before)
    clock = SteppedClock()
    clock.step(minutes=5)
    put_back(copy, live, tmp_path / "backups", clock.now())
    old = await Database.open(live, before)
    assert await old.run(version) == len(before)
    assert sum((await old.run(counted)).values()) == 1
    await old.close()


async def test_what_the_tables_take_is_what_the_program_has(tmp_path: Path) -> None:
    people = await PeopleStore.open(tmp_path / "people.db")
    try:
        found = dict(await people.database.run(lambda connection: list(tables(connection))))
    finally:
        await people.close()
    hours = re.search(r"\bhour BETWEEN (\d+) AND (\d+)", found["reminder"])
    assert hours
    assert range(int(hours[1]), int(hours[2]) + 1) == HOURS
    kinds = {"language": Language, "every": Every, "what": What}
    taken = {
        (column, frozenset(re.findall("'(.+?)'", values)))
        for sql in found.values()
        for column, values in re.findall(r"\b(\w+) IN \((.+?)\)", sql)
        if column in kinds
    }
    assert taken == {(column, frozenset(kind)) for column, kind in kinds.items()}
