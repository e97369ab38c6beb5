"""What is destroyed is overwritten where it lay: in the file, in its journal, in its copies (T30)."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.backups import KEPT, MOST_AT_ONCE, STAMP, age_backups, back_up
from bot.storage.tips.cases import TipStore
from tests.tips.bureau import FIRST, Bureau, bureau_open

NOW = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
DAY = timedelta(days=1)


async def sealed_in(bureau: Bureau) -> list[bytes]:
    """What must not be left of the only case: its wrapped keys, its sealed words."""
    [number] = await bureau.store.all_cases()
    case = await bureau.store.case(number)
    assert case
    entries = await bureau.store.entries(number)
    return [case.by_file.sealed, case.by_receipt, case.sealed, *(entry.sealed for entry in entries)]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What stood in files on the disk in the moment they were cut: what their blocks hold for whoever gets them next."""
    found: list[bytes] = []
    truncate = os.ftruncate

    def watched(descriptor: int, length: int) -> None:
        found.append(Path(f"/proc/self/fd/{descriptor}").read_bytes())
        truncate(descriptor, length)

    monkeypatch.setattr(os, "ftruncate", watched)
    return found


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_the_journal_is_full_of_zeros_before_its_blocks_are_given_back(
    tmp_path: Path, cut: list[bytes]
) -> None:
    """The journal receives what a transaction overwrites, what it destroys too."""
    async with bureau_open(tmp_path) as bureau:
        await bureau.start()
        _, code = await bureau.file()
        pieces = await sealed_in(bureau)
        await bureau.desk.filing.withdraw(await bureau.enter(code))
    journals = [content for content in cut if content]
    assert journals
    assert all(set(content) == {0} for content in journals)
    assert not [piece for piece in pieces if piece in all_bytes(tmp_path)]
    assert not (tmp_path / "tips.db-journal").read_bytes()


async def copied(folder: Path, now: datetime) -> tuple[Path, list[bytes]]:
    """A copy of a case that is withdrawn afterwards, and what of the case must go from it."""
    async with bureau_open(folder) as bureau:
        await bureau.start()
        _, code = await bureau.file()
        pieces = await sealed_in(bureau)
        copy = back_up(folder / "tips.db", folder / "backups", now)
        assert all(piece in copy.read_bytes() for piece in pieces)
        await bureau.desk.filing.withdraw(await bureau.enter(code))
    return copy, pieces


async def test_a_destroyed_case_goes_from_the_copies_on_a_later_day(tmp_path: Path) -> None:
    day = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    copy, pieces = await copied(tmp_path, day)
    assert age_backups(tmp_path / "backups", tmp_path / "tips.db", day) == 0
    assert age_backups(tmp_path / "backups", tmp_path / "tips.db", day + DAY) == 1
    assert not [piece for piece in pieces if piece in copy.read_bytes()]
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [copy.name]


async def test_an_old_copy_is_overwritten_before_it_goes(tmp_path: Path, cut: list[bytes]) -> None:
    copy, _ = await copied(tmp_path, NOW)
    cut.clear()
    size = len(copy.read_bytes())
    assert age_backups(tmp_path / "backups", tmp_path / "nothing.db", NOW + KEPT + DAY) == 1
    assert cut == [bytes(size)]
    assert not all_bytes(tmp_path / "backups")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 torn", b"no database at all" * 100])
@pytest.mark.parametrize("name", ["tips-20260301-000000.db", "tips-before-update.db", "notes.db"])
async def test_one_stray_file_keeps_the_others_from_nothing(
    tmp_path: Path, name: str, content: bytes
) -> None:
    day = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    copy, pieces = await copied(tmp_path, day)
    (tmp_path / "backups" / name).write_bytes(content)
    assert age_backups(tmp_path / "backups", tmp_path / "tips.db", day + DAY) == 1
    assert not [piece for piece in pieces if piece in copy.read_bytes()]


async def test_old_copies_go_a_few_at_a_time(tmp_path: Path) -> None:
    copy, _ = await copied(tmp_path, NOW)
    for count in range(MOST_AT_ONCE + 1):
        stamp = (NOW + timedelta(seconds=count + 1)).strftime(STAMP)
        copy.with_name(f"tips-{stamp}.db").write_bytes(copy.read_bytes())
    later = NOW + KEPT + DAY
    assert age_backups(tmp_path / "backups", tmp_path / "nothing.db", later) == MOST_AT_ONCE
    assert age_backups(tmp_path / "backups", tmp_path / "nothing.db", later) == 2


async def test_a_copy_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await TipStore.open(tmp_path / "tips.db")
    await store.close()

    def full(*_: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(sqlite3.OperationalError):
        back_up(tmp_path / "tips.db", tmp_path / "backups", NOW)
    assert list((tmp_path / "backups").iterdir()) == []


async def test_a_copy_is_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    async with bureau_open(tmp_path) as bureau:
        await bureau.start()
        number = await bureau.told_case()
        copy = back_up(tmp_path / "tips.db", tmp_path / "backups", NOW)
        await bureau.desk.casework.read(FIRST, number)
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT number, state FROM tip_case").fetchall() == [(number, "received")]


async def test_a_database_in_memory_has_no_journal_to_overwrite() -> None:
    store = await TipStore.open(Path(":memory:"))
    await store.scrub()
    await store.close()
