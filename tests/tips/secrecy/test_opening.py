"""No key is made where one is missing, a wrong one is named, and what is kept is bound to the right one (T29)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.storage.tips.cases import TipStore
from bot.tips.casework.casework import NotYoursError
from bot.tips.model import EntryKind
from bot.tips.secrecy.key_file import KeyFile, KeyFileFaultyError, KeyRing, fresh_keys
from bot.tips.secrecy.opening import open_keys, unsound_cases
from bot.tips.secrecy.vault import TamperedError
from tests.tips.bureau import CHIEF, FIRST, SECOND, Bureau, bureau_open


@pytest.fixture
async def bureau(tmp_path: Path) -> AsyncIterator[Bureau]:
    async with bureau_open(tmp_path) as bureau:
        await bureau.start()
        yield bureau


def key_file(folder: Path) -> KeyFile:
    return KeyFile(folder / "keys" / "tips.key")


async def opened(folder: Path) -> KeyRing:
    store = await TipStore.open(folder / "tips.db")
    try:
        return await open_keys(key_file(folder), store)
    finally:
        await store.close()


async def unsound(bureau: Bureau) -> int:
    return len(await unsound_cases(KeyRing(key_file(bureau.folder).load()), bureau.store))


async def meddle(bureau: Bureau, statement: str) -> None:
    await bureau.store.database.run(lambda connection: connection.execute(statement))


async def test_where_there_are_cases_a_missing_key_file_is_named_and_none_is_made(bureau: Bureau) -> None:
    await bureau.file()
    file = key_file(bureau.folder)
    file.path.rename(file.path.with_name("elsewhere"))
    with pytest.raises(KeyFileFaultyError, match="is missing, and tips"):
        await opened(bureau.folder)
    assert not file.path.exists()


async def test_where_only_the_audit_is_left_a_missing_key_file_is_named_too(bureau: Bureau) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    await bureau.desk.casework.read(FIRST, number)
    await bureau.desk.filing.withdraw(await bureau.enter(code))
    await bureau.wait(hours=2)
    assert await bureau.store.all_cases() == []
    key_file(bureau.folder).path.unlink()
    with pytest.raises(KeyFileFaultyError, match="is missing"):
        await opened(bureau.folder)


async def test_another_key_file_is_named_as_another(bureau: Bureau) -> None:
    await bureau.file()
    key_file(bureau.folder).save(fresh_keys())
    with pytest.raises(KeyFileFaultyError, match="is not the one"):
        await opened(bureau.folder)


async def test_a_copy_from_before_the_last_rotation_is_named_where_cases_need_the_newest_key(
    bureau: Bureau,
) -> None:
    file = key_file(bureau.folder)
    old = file.load()
    file.save(old.with_new_key())
    await bureau.file()
    file.save(old)
    with pytest.raises(KeyFileFaultyError, match="lacks 1 of the keys"):
        await opened(bureau.folder)


async def test_another_file_put_in_its_place_under_a_running_bot_files_nothing(bureau: Bureau) -> None:
    await bureau.file()
    file = key_file(bureau.folder)
    right = file.load()
    file.save(fresh_keys())
    with pytest.raises(KeyFileFaultyError, match="is another one than at the start"):
        await bureau.file()
    file.save(right)
    await bureau.file()
    assert len(await bureau.store.all_cases()) == 2


async def test_before_the_first_case_a_lost_key_file_is_made_anew(tmp_path: Path) -> None:
    first = await opened(tmp_path)
    key_file(tmp_path).path.unlink()
    second = await opened(tmp_path)
    assert first.keys.mark != second.keys.mark
    assert (await opened(tmp_path)).keys == second.keys


MEDDLING = {
    "a recipient more": "INSERT INTO recipient (number, official) SELECT number, 'chief' FROM tip_case",
    "a note shown to the reporter": "UPDATE entry SET kind = 'reply' WHERE kind = 'note'",
    "another day": "UPDATE entry SET day = '2026-01-01'",
    "an earlier sight": "UPDATE recipient SET since = '2026-01-01T00:00:00+00:00'",
    "an end": "UPDATE tip_case SET closed = '2026-01-01', state = 'closed', outcome = 'no_data'",
    "an entry less": "DELETE FROM entry WHERE kind = 'note'",
    "a recipient less": "DELETE FROM recipient WHERE official = 'second'",
    "no binding": "UPDATE tip_case SET bound = x''",
}


@pytest.mark.parametrize("statement", MEDDLING.values(), ids=MEDDLING.keys())
async def test_whatever_a_writer_without_the_key_changes_is_seen_at_the_next_reading_and_by_the_audit(
    bureau: Bureau, statement: str
) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    await bureau.write(FIRST, number, EntryKind.NOTE, "Между нами.")
    assert await unsound(bureau) == 0
    await meddle(bureau, statement)
    assert await unsound(bureau) == 1
    for official in (FIRST, SECOND, CHIEF):
        assert await bureau.desk.casework.inbox(official) == []
        with pytest.raises((TamperedError, NotYoursError)):
            await bureau.desk.casework.read(official, number)
    key = await bureau.enter(code)
    with pytest.raises(TamperedError):
        await bureau.desk.filing.view(key)
    assert await unsound_cases_after_a_start(bureau) == 1


async def unsound_cases_after_a_start(bureau: Bureau) -> int:
    """A start does not make good what was changed."""
    await open_keys(key_file(bureau.folder), bureau.store)
    return await unsound(bureau)


async def test_a_file_of_an_earlier_version_is_bound_once_with_its_audit(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    file = key_file(bureau.folder)
    file.save(replace(file.load(), audit=b"", is_bound=False))
    for statement in ("UPDATE tip_case SET bound = x''", "DELETE FROM key_mark", "DELETE FROM audit"):
        await meddle(bureau, statement)
    await open_keys(file, bureau.store)
    assert await unsound(bureau) == 0
    assert len(await bureau.desk.casework.read(FIRST, number)) == 1
    assert file.load().is_bound
    assert (await bureau.store.verify()).broken_at is None
    await meddle(bureau, "UPDATE tip_case SET bound = x''")
    assert await unsound_cases_after_a_start(bureau) == 1


async def test_a_start_that_dies_while_it_binds_is_made_good_by_the_next(bureau: Bureau) -> None:
    number = await bureau.told_case()
    other = await bureau.told_case()
    file = key_file(bureau.folder)
    file.save(replace(file.load(), is_bound=False))
    await meddle(bureau, f"UPDATE tip_case SET bound = x'' WHERE number = '{number}'")  # noqa: S608 - our own number
    await open_keys(file, bureau.store)
    assert await unsound(bureau) == 0
    assert {number, other} <= set(await bureau.store.all_cases())
    assert (await bureau.store.verify()).broken_at is None


async def test_what_is_kept_of_the_keys_says_nothing_of_them_and_outlives_a_rotation() -> None:
    keys = fresh_keys()
    assert keys.with_new_key().mark == keys.with_new_key().without_old().mark == keys.mark
    assert not [key for key in (keys.pepper, keys.audit, *keys.keys.values()) if keys.mark in key]
    assert fresh_keys().mark != keys.mark


def test_the_old_key_file_is_overwritten_on_the_disk_when_a_new_one_takes_its_place(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "tips.key")
    file.save(fresh_keys())
    # A second name of the old file shows what is left where it lay.
    (tmp_path / "blocks").hardlink_to(file.path)
    assert b"pepper" in (tmp_path / "blocks").read_bytes()
    file.save(file.load().with_new_key().without_old())
    assert set((tmp_path / "blocks").read_bytes()) == {0}
    assert len(file.load().keys) == 1


def test_a_leftover_of_a_save_that_died_does_not_lend_its_mode(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "tips.key")
    (tmp_path / "tips.key.new").touch(mode=0o644)
    file.save(fresh_keys())
    assert file.path.stat().st_mode & 0o777 == 0o600
