"""Copies of the databases that age with them: what is destroyed in the live file is destroyed in its copies too (T21, T30)."""

import os
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot import logs
from bot.machine.disk import destroy, sync_folder
from bot.storage.database import ERASED
from bot.storage.tips.rows import destroy_cases
from bot.tips.model import CaseNumber

KEPT = timedelta(days=90)
MOST_AT_ONCE = 3
"""Old copies destroyed in one turn, at most: if something is wrong with the days, somebody sees it before all are gone."""

STAMP = "%Y%m%d-%H%M%S"
COPY = re.compile(r"(?P<database>[a-z]+)-\d{8}-\d{6}\.db")
NUMBERS = "SELECT number FROM tip_case"
DESTROYED = "SELECT number FROM destroyed WHERE day < ?"
"""A case goes from the copies on a later day than from the live file, so that one fault does not take both."""


def back_up(source: Path, folder: Path, now: datetime) -> Path:
    """Copy a database while it may be in use; the copy is for its owner alone, and is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{source.stem}-{now.strftime(STAMP)}.db"
    if target.exists():
        raise FileExistsError(target)
    draft = target.with_name(f"{target.name}.new")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(draft)) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
    except BaseException:
        destroy(draft)
        raise
    draft.replace(target)
    sync_folder(folder)
    return target


def age_backups(folder: Path, live: Path, now: datetime) -> int:
    """Destroy in every copy of tips.db the cases that were destroyed in the live file before today, and copies older than 90
    days; how many copies changed or went. Where the live file was lost and begun anew, its copies stay as they are. A file that
    is no copy keeps the others from nothing. `now` is told in the zone whose days the cases keep.
    """
    if not folder.is_dir():
        return 0
    old = list(_old(folder, now))[:MOST_AT_ONCE]
    for path in old:
        destroy(path)
    gone = set(case_numbers(live, DESTROYED, now.date().isoformat())) if live.exists() else set()
    return len(old) + sum(_age(path, gone) for path in sorted(folder.glob(f"{live.stem}-*.db")))


def newest_copies(folder: Path) -> dict[str, tuple[Path, datetime]]:
    """For each database that was ever copied its newest copy, and when that was made."""
    found: dict[str, tuple[Path, datetime]] = {}
    for path in sorted(folder.glob("*.db")) if folder.is_dir() else ():
        database, taken_at = database_of(path), taken_at_of(path)
        if database and taken_at:
            found[database] = (path, taken_at)
    return found


def database_of(copy: Path) -> str | None:
    """The name of the database that a file is a copy of, by its own name; None for any other file."""
    name = COPY.fullmatch(copy.name)
    return f"{name['database']}.db" if name else None


def _old(folder: Path, now: datetime) -> Iterator[Path]:
    for path in sorted(folder.glob("*.db")):
        taken_at = taken_at_of(path)
        if taken_at is not None and taken_at < now - KEPT:
            yield path


def _age(path: Path, gone: set[CaseNumber]) -> bool:
    try:
        return destroy_in(path, gone)
    except (sqlite3.Error, OSError) as error:
        logs.event("COPY_NOT_AGED", error=type(error).__name__)
        return False


def destroy_in(path: Path, destroyed: Collection[CaseNumber]) -> bool:
    """Destroy these cases in a copy; whether any of them was in it."""
    gone = [number for number in case_numbers(path, NUMBERS) if number in destroyed]
    if not gone:
        return False
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        for pragma in ERASED:
            copy.execute(f"PRAGMA {pragma}")
        copy.execute("BEGIN IMMEDIATE")
        destroy_cases(copy, gone)
        copy.execute("COMMIT")
    destroy(path.with_name(f"{path.name}-journal"))
    return True


def case_numbers(path: Path, query: str, *values: str) -> list[CaseNumber]:
    """The numbers that a query finds in a file, which is not touched."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return [CaseNumber(row[0]) for row in connection.execute(query, values)]


def taken_at_of(path: Path) -> datetime | None:
    """When a copy was made, as its name says; the file's own time would be that of its last ageing. None for any other file."""
    stamp = "-".join(path.stem.split("-")[-2:])
    try:
        return datetime.strptime(f"{stamp}+0000", f"{STAMP}%z")
    except ValueError:
        return None
