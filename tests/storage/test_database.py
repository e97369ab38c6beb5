"""A database is made, brought up to date, and never touched where it cannot be understood."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database import Database, StoreUnusableError

FIRST = "CREATE TABLE word (text TEXT NOT NULL UNIQUE) STRICT"
SECOND = "ALTER TABLE word ADD COLUMN weight INTEGER NOT NULL DEFAULT 1"


async def insert(database: Database, *words: str) -> None:
    def write(connection: sqlite3.Connection) -> None:
        for word in words:
            connection.execute("INSERT INTO word (text) VALUES (?)", (word,))

    await database.run(write)


async def stored(database: Database) -> list[str]:
    return await database.run(
        lambda connection: [row[0] for row in connection.execute("SELECT text FROM word ORDER BY text")]
    )


async def test_the_folder_and_the_file_are_made(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "new" / "words.db", [FIRST])
    await insert(database, "әдеп")
    assert await stored(database) == ["әдеп"]
    await database.close()


async def test_what_was_written_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    database = await Database.open(path, [FIRST])
    await insert(database, "әдеп")
    await database.close()
    database = await Database.open(path, [FIRST])
    assert await stored(database) == ["әдеп"]
    await database.close()


async def test_an_older_file_is_brought_up_to_date_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    database = await Database.open(path, [FIRST])
    await insert(database, "әдеп")
    await database.close()
    database = await Database.open(path, [FIRST, SECOND])
    rows = await database.run(
        lambda connection: connection.execute("SELECT text, weight FROM word").fetchall()
    )
    assert rows == [("әдеп", 1)]
    await database.close()


async def test_a_piece_of_work_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "words.db", [FIRST])
    with pytest.raises(sqlite3.IntegrityError):
        await insert(database, "бір", "бір")
    assert await stored(database) == []
    await insert(database, "бір")
    assert await stored(database) == ["бір"]
    await database.close()


def first_word(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT text FROM word").fetchone()[0])


async def test_a_look_waits_for_no_writer_and_sees_what_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    database = await Database.open(path, [FIRST])
    await insert(database, "бір")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE word SET text = 'екі'")
        assert await database.look(first_word) == "бір"
        other.execute("COMMIT")
    assert await database.look(first_word) == "екі"
    await database.close()


async def test_a_look_into_memory_and_one_that_is_turned_away_is_a_piece_of_work_like_others(
    tmp_path: Path,
) -> None:
    for path in (Path(":memory:"), tmp_path / "words.db"):
        database = await Database.open(path, [FIRST])
        await insert(database, "бір")
        refused = [sqlite3.OperationalError("database is locked")] * (path != Path(":memory:"))

        def work(connection: sqlite3.Connection, refused: list[sqlite3.OperationalError] = refused) -> str:
            if refused:
                raise refused.pop()
            return first_word(connection)

        assert await database.look(work) == "бір"
        assert not refused
        await database.close()


async def test_a_commit_that_fails_leaves_the_database_usable(tmp_path: Path) -> None:
    deferred = (
        "CREATE TABLE owner (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE word (text TEXT,"
        " owner INTEGER REFERENCES owner (id) DEFERRABLE INITIALLY DEFERRED) STRICT"
    )
    database = await Database.open(tmp_path / "words.db", [deferred])

    def orphan(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO word VALUES ('жетім', 7)")

    with pytest.raises(sqlite3.IntegrityError):
        await database.run(orphan)
    await database.run(lambda connection: connection.execute("INSERT INTO word VALUES ('бар', NULL)").close())
    assert await stored(database) == ["бар"]
    await database.close()


@pytest.mark.parametrize(
    "content", [b"no database at all, but a text " * 100, b"SQLite format 3\0" + b"\xff" * 4096]
)
async def test_a_damaged_file_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "words.db"
    path.write_bytes(content)
    with pytest.raises(StoreUnusableError, match="backup"):
        await Database.open(path, [FIRST])
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["words.db"]  # noqa: PTH208 - the names are all that counts


async def test_a_file_of_a_newer_adep_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    database = await Database.open(path, [FIRST, SECOND])
    await database.close()
    before = path.read_bytes()
    with pytest.raises(StoreUnusableError, match="newer"):
        await Database.open(path, [FIRST])
    assert path.read_bytes() == before


async def test_a_step_that_fails_leaves_the_earlier_version(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    database = await Database.open(path, [FIRST])
    await insert(database, "әдеп")
    await database.close()
    with pytest.raises(StoreUnusableError):
        await Database.open(path, [FIRST, "CREATE TABLE other (x TEXT) STRICT; THIS IS NO SQL"])
    database = await Database.open(path, [FIRST])
    assert await stored(database) == ["әдеп"]
    await database.close()


@pytest.mark.parametrize("place", ["a-file/words.db", "a-folder"])
async def test_a_place_where_no_file_can_be_is_named(tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").write_text("no folder", encoding="utf-8")
    (tmp_path / "a-folder").mkdir()
    with pytest.raises(StoreUnusableError, match="DATA_DIR"):
        await Database.open(tmp_path / place, [FIRST])


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_a_newer_file_left_by_a_crash_is_refused_with_its_wal_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    newer = await Database.open(tmp_path / "live" / "words.db", [FIRST, SECOND])
    await insert(newer, "әдеп")
    shutil.copytree(tmp_path / "live", tmp_path / "crashed")
    await newer.close()
    before = content(tmp_path / "crashed")
    assert before["words.db-wal"]
    with pytest.raises(StoreUnusableError, match="newer"):
        await Database.open(tmp_path / "crashed" / "words.db", [FIRST])
    after = content(tmp_path / "crashed")
    # The index of the log is made anew by whoever reads; it holds nothing of its own.
    assert {name: after[name] for name in ("words.db", "words.db-wal")} == {
        name: before[name] for name in ("words.db", "words.db-wal")
    }


async def test_the_file_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE invoice (total INTEGER)")
    before = content(tmp_path)
    with pytest.raises(StoreUnusableError, match="another program"):
        await Database.open(path, [FIRST])
    assert content(tmp_path) == before


async def test_half_a_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    database = await Database.open(path, [FIRST])
    await insert(database, *(f"{number}" * 50 for number in range(2000)))
    await database.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    before = content(tmp_path)
    with pytest.raises(StoreUnusableError, match="backup"):
        await Database.open(path, [FIRST])
    assert content(tmp_path) == before


async def test_what_was_deleted_is_overwritten_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "words.db"
    database = await Database.open(path, [FIRST])
    await insert(database, "қызғылтқоқиқаз")
    await database.close()
    assert "қызғылтқоқиқаз".encode() in path.read_bytes()
    database = await Database.open(path, [FIRST])
    await database.run(lambda connection: connection.execute("DELETE FROM word").close())
    await database.close()
    assert "қызғылтқоқиқаз".encode() not in path.read_bytes()
