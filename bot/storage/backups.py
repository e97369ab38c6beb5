"""Copies of the databases that age with them: what is destroyed in the live file is destroyed in its copies too (T21)."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.storage.database import OVERWRITTEN
from bot.storage.tips.cases import destroy_cases
from bot.tips.model import CaseNumber

KEPT = timedelta(days=90)
STAMP = "%Y%m%d-%H%M%S"
NUMBERS = "SELECT number FROM tip_case"
DESTROYED = "SELECT number FROM destroyed"


def back_up(source: Path, folder: Path, now: datetime) -> Path:
    """Copy a database while it may be in use; the copy is for its owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{source.stem}-{now.strftime(STAMP)}.db"
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return target


def age_backups(folder: Path, live: Path, now: datetime) -> int:
    """Destroy in every copy of tips.db the cases that were destroyed in the live file, and copies older than 90 days; how
    many copies changed or went. Where the live file was lost and begun anew, its copies stay as they are.
    """
    if not folder.is_dir():
        return 0
    old = [path for path in folder.glob("*.db") if _taken_at(path) < now - KEPT]
    for path in old:
        path.unlink()
    gone = set(_numbers(live, DESTROYED)) if live.exists() else set()
    return len(old) + sum(_destroy(path, gone) for path in folder.glob(f"{live.stem}-*.db"))


def _destroy(path: Path, destroyed: set[CaseNumber]) -> bool:
    gone = [number for number in _numbers(path, NUMBERS) if number in destroyed]
    if not gone:
        return False
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        for pragma in OVERWRITTEN:
            copy.execute(f"PRAGMA {pragma}")
        copy.execute("BEGIN IMMEDIATE")
        destroy_cases(copy, gone)
        copy.execute("COMMIT")
    return True


def _numbers(path: Path, query: str) -> list[CaseNumber]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return [CaseNumber(row[0]) for row in connection.execute(query)]


def _taken_at(path: Path) -> datetime:
    """When a copy was made, as its name says; the file's own time would be that of its last ageing."""
    stamp = "-".join(path.stem.split("-")[-2:])
    return datetime.strptime(f"{stamp}+0000", f"{STAMP}%z")
