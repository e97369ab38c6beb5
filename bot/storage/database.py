"""One SQLite file, opened safely and brought up to date."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self, TypeVar

import aiosqlite

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

UNREACHABLE = "cannot be opened; check DATA_DIR and that this user may write there"


class StoreUnusableError(Exception):
    """A database cannot be used; it was left as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Database:
    """A connection of its own thread; every piece of work is one transaction and one hop into that thread."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, path: Path, migrations: Sequence[str]) -> Self:
        """Open the file, or make it, and run the migrations it has not had.

        Raises:
            StoreUnusableError: where the file is no database, is newer than this program, or cannot be reached; it is then
                left untouched.
        """
        try:
            _prepare(path, len(migrations))
            database = cls(await aiosqlite.connect(path, isolation_level=None))
        except (OSError, sqlite3.OperationalError):
            raise StoreUnusableError(path, UNREACHABLE) from None
        try:
            await database._connection.execute("PRAGMA journal_mode=WAL")
            await database._connection.execute("PRAGMA synchronous=FULL")
            await database._connection.execute("PRAGMA foreign_keys=ON")
            await database._migrate(migrations)
        except sqlite3.DatabaseError as error:
            await database.close()
            raise StoreUnusableError(path, f"cannot be used ({type(error).__name__})") from None
        return database

    async def close(self) -> None:
        """Close the file and end its thread."""
        await self._connection.close()

    async def run(self, work: Work[T]) -> T:
        """Do a piece of work in one transaction; what it raises undoes it."""

        def transaction() -> T:
            raw = self._connection._conn  # noqa: SLF001 - aiosqlite has no public way to hand it a whole transaction
            raw.execute("BEGIN IMMEDIATE")
            try:
                result = work(raw)
                raw.execute("COMMIT")
            except BaseException:
                # SQLite itself has rolled back after some faults, a full disk among them.
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raise
            return result

        return await self._connection._execute(transaction)  # type: ignore[no-any-return,no-untyped-call]  # noqa: SLF001 - as above

    async def _migrate(self, migrations: Sequence[str]) -> None:
        def step(connection: sqlite3.Connection) -> bool:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version == len(migrations):
                return False
            for statement in filter(str.strip, migrations[version].split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={version + 1}")
            return True

        while await self.run(step):
            pass


def _prepare(path: Path, newest: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        _look(path, newest)


def _look(path: Path, newest: int) -> None:
    """Look at a file without touching it."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        finally:
            connection.close()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        raise StoreUnusableError(path, "is damaged or no database; put a backup in its place") from None
    if not sound:
        raise StoreUnusableError(path, "is damaged; put a backup in its place")
    if version > newest:
        raise StoreUnusableError(
            path, "was made by a newer Adep; start that one, or put an older backup in its place"
        )
