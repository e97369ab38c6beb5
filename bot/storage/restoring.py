"""A copy of a database put back: tried first in a place of its own, then put where the live file was."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from bot.machine.disk import destroy, sync_folder
from bot.storage.backups import STAMP, back_up, destroy_in
from bot.storage.database import Database, Work
from bot.storage.schemas import FILES
from bot.tips.model import CaseNumber

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, by the end of its name."""

DAMAGED = "damaged."
EVERY_DESTROYED = "SELECT number, day FROM destroyed"
NOTE_DESTROYED = "INSERT OR IGNORE INTO destroyed (number, day) VALUES (?, ?)"


@contextmanager
def laid_out(copy: Path, database: str) -> Iterator[Path]:
    """A copy of the copy under the name of its database, in a private place that is overwritten and taken away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="adep-"))
    try:
        place = folder / database
        _copy(copy, place)
        yield place
    finally:
        for path in folder.iterdir():
            destroy(path)
        folder.rmdir()


async def rows_in(path: Path) -> Mapping[str, int]:
    """The rows of every table that has any, after the migrations of this version were run on the file.

    Raises:
        StoreUnusableError: where it is damaged, or newer than this program.
    """
    database = await Database.open(path, FILES[path.name])
    try:
        tables = await database.schema()
        counted = {table: await database.run(_counting(table)) for table in tables}
    finally:
        await database.close()
    return {table: count for table, count in counted.items() if count}


def put_back(copy: Path, live: Path, folder: Path, now: datetime) -> Path | None:
    """Put a copy in the place of the live file, which no program uses; where the former file is kept now, if there was one.

    A case that was destroyed since the copy was made is destroyed in it before it is put back, and stays known to be so: an older
    copy may be put back after this one.
    """
    draft = live.with_name(f"{live.name}.new")
    draft.unlink(missing_ok=True)
    _copy(copy, draft)
    gone = _destroyed_in(live)
    if gone:
        destroy_in(draft, gone)
        _note_destroyed(draft, gone)
    kept = _set_aside(live, folder, now) if live.exists() else None
    # A journal of the former file must never be read into the new one.
    for path in (live.with_name(f"{live.name}{end}") for end in BESIDE):
        if path.exists():
            destroy(path)
    draft.replace(live)
    sync_folder(live.parent)
    return kept


def _copy(source: Path, target: Path) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, source.open("rb") as content:
        shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def _set_aside(live: Path, folder: Path, now: datetime) -> Path:
    """A sound copy of the former file; where it is damaged, the file itself. Both go with the other copies after 90 days."""
    try:
        return back_up(live, folder, now)
    except sqlite3.DatabaseError:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = folder / f"{DAMAGED}{live.stem}-{now.strftime(STAMP)}.db"
        live.replace(kept)
        kept.chmod(0o600)
        return kept


def _note_destroyed(draft: Path, gone: Mapping[CaseNumber, str]) -> None:
    with closing(sqlite3.connect(draft)) as connection, connection:
        connection.executemany(NOTE_DESTROYED, gone.items())


def _destroyed_in(live: Path) -> Mapping[CaseNumber, str]:
    """The cases that the live file knows to be destroyed, and on which day; none where it is no file of cases, or cannot be read."""
    if not live.exists():
        return {}
    try:
        with closing(sqlite3.connect(f"{live.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return {CaseNumber(number): day for number, day in connection.execute(EVERY_DESTROYED)}
    except sqlite3.DatabaseError:
        return {}


def _counting(table: str) -> Work[int]:
    def count(connection: sqlite3.Connection) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    return count
