"""`restore`: a copy put back, or only tried, as docs/operations.md tells."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.backups import STAMP
from bot.storage.data_folder import claimed
from tests.shell.test_tip_desk import LONG_AGO, WORDS, Office, office

__all__ = ["office"]


@pytest.fixture
def copy(office: Office) -> Path:
    """A copy of tips.db with one case, a day old."""
    office.file()
    office.said("backup")
    [made] = office.copies
    stamp = (datetime.now(UTC) - timedelta(days=1)).strftime(STAMP)
    return made.rename(made.with_name(f"tips-{stamp}.db"))


def bytes_of(office: Office) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(office.folder.rglob("*")) if path.is_file()}


def test_a_rehearsal_says_how_old_a_copy_is_and_what_is_in_it_and_changes_nothing(
    office: Office, copy: Path
) -> None:
    before = bytes_of(office)
    for words in ((), (str(copy),)):
        said = office.said("restore", "--rehearse", *words)
        assert (
            said
            == "tips.db: 24 hours old: 1 cases, 0 acts in the audit. It opens, and nothing was changed.\n"
        )
    assert bytes_of(office) == before


def test_without_a_copy_there_is_nothing_to_rehearse_or_to_restore(office: Office) -> None:
    result = office.run("restore", "--rehearse")
    assert (result.exit_code, "there is no copy in " in result.stderr) == (1, True)
    assert office.run("restore").exit_code == 2


def test_a_copy_put_back_is_the_database_and_what_stood_there_is_kept(office: Office, copy: Path) -> None:
    [old] = office.cases()
    young = office.file()
    said = office.said("restore", str(copy))
    assert "It is in its place." in said
    assert office.cases() == [old]
    assert office.read(old) == WORDS
    kept = next(path for path in office.copies if path != copy)
    assert str(kept.relative_to(office.folder)) in said
    assert sorted(office.cases(kept)) == sorted([old, young])
    assert office.live.stat().st_mode & 0o777 == 0o600


def test_a_damaged_database_is_replaced_and_kept_as_it_lies(office: Office, copy: Path) -> None:
    office.live.write_bytes(b"no database at all " * 1000)
    office.said("restore", str(copy))
    assert len(office.cases()) == 1
    [kept] = (office.folder / "data" / "backups").glob("damaged.tips-*.db")
    assert kept.read_bytes().startswith(b"no database")


def test_a_lost_database_is_put_back(office: Office, copy: Path) -> None:
    for path in office.live.parent.glob("tips.db*"):
        path.unlink()
    office.said("restore", str(copy))
    assert len(office.cases()) == 1


def test_a_case_that_was_destroyed_since_stays_destroyed(office: Office) -> None:
    old, young = office.file(LONG_AGO, closed=True), office.file()
    office.said("backup")
    stamp = (datetime.now(UTC) - timedelta(days=1)).strftime(STAMP)
    elsewhere = office.copies[0].rename(office.folder / f"tips-{stamp}.db")
    assert old in office.said("purge")
    for _ in range(2):  # the file that was put back knows it too, when a copy as old is put back after it
        office.said("restore", str(elsewhere))
        assert office.cases() == [young]
        for path in office.copies:
            path.unlink()


def test_while_the_bot_runs_nothing_is_put_back(office: Office, copy: Path) -> None:
    before = bytes_of(office)
    with claimed(office.folder / "data"):
        result = office.run("restore", str(copy))
    assert (result.exit_code, "stop it first" in result.stderr) == (1, True)
    assert bytes_of(office) == before


def spoil(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize(
    ("spoiling", "complaint"),
    [
        ("UPDATE tip_case SET received = '2020-01-01'", "no key opens these cases, or they were changed"),
        ("UPDATE key_mark SET mark = x'00'", "made under other keys"),
        ("PRAGMA user_version=999", "was made by a newer Adep"),
    ],
)
def test_a_copy_that_would_not_serve_is_refused_before_anything_is_touched(
    office: Office, copy: Path, spoiling: str, complaint: str
) -> None:
    spoil(copy, spoiling)
    before = bytes_of(office)
    for words in (("--rehearse", str(copy)), (str(copy),)):
        result = office.run("restore", *words)
        assert result.exit_code == 1
        assert complaint in result.stderr
    assert bytes_of(office) == before


def test_a_copy_whose_bytes_are_damaged_is_refused(office: Office, copy: Path) -> None:
    copy.write_bytes(b"no database at all " * 1000)
    assert "is damaged" in office.run("restore", "--rehearse").stderr


def test_what_is_no_copy_by_its_name_is_refused(office: Office, copy: Path) -> None:
    strange = shutil.copy(copy, office.folder / "something.db")
    assert "is no copy of tips.db or people.db" in office.run("restore", str(strange)).stderr
