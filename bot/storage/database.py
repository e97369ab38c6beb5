"""One SQLite file, opened safely and brought up to date."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Protocol, Self, TypeVar

import aiosqlite

from bot.privacy.database_schema import Schema

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

OVERWRITTEN = (
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "foreign_keys=ON",
)
"""What is changed or deleted is overwritten, in the file and in its journal; nothing goes to a temporary file."""

ERASED = ("journal_mode=PERSIST", *OVERWRITTEN[1:])
"""As OVERWRITTEN, but the journal keeps its blocks, so that they can be overwritten: by `scrub_journal`, after a destruction."""

WAL = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
"""What is changed is appended; what is forgotten is overwritten, not only let go."""

UNREACHABLE = "cannot be opened; check DATA_DIR and that this user may write there"


class StoreUnusableError(Exception):
    """A database cannot be used; it was left as it was."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Writes(Protocol):
    """Who wants to know whether the file takes what it is given; called from the file's own thread."""

    def written(self) -> None:
        """A transaction changed something, and it is kept."""

    def not_written(self) -> None:
        """The file could not be used."""


class Runs(Protocol):
    """Runs pieces of work on a file: each as a transaction of its own, or all within one that is open."""

    async def run(self, work: Work[T]) -> T:
        """Do a piece of work."""


class Unit:
    """A transaction that is open: pieces of work in it see each other, and are kept together or not at all."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def run(self, work: Work[T]) -> T:
        """Do a piece of work within the transaction."""
        raw = self._connection._conn  # noqa: SLF001 - as in Database.run
        return await self._connection._execute(work, raw)  # type: ignore[no-any-return,no-untyped-call]  # noqa: SLF001 - as above


class Database:
    """A connection of its own thread; every piece of work is one transaction and one hop into that thread.

    What must be one transaction and needs several steps is done within `transaction`; everybody else waits meanwhile.
    A file with a log of writes has a second connection, which only reads: see `look`.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._reader: sqlite3.Connection | None = None
        self._alone = asyncio.Lock()
        self._writes: Writes | None = None

    @classmethod
    async def open(cls, path: Path, migrations: Sequence[str], pragmas: Sequence[str] = WAL) -> Self:
        """Open the file, or make it, and run the migrations it has not had; `pragmas` say how it is written.

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
            for pragma in pragmas:
                await database._connection.execute(f"PRAGMA {pragma}")
            await database._migrate(migrations)
            database._reader = _reader_of(path) if pragmas is WAL else None
        except sqlite3.DatabaseError as error:
            await database.close()
            raise StoreUnusableError(path, f"cannot be used ({type(error).__name__})") from None
        return database

    async def close(self) -> None:
        """Close the file and end its thread."""
        if self._reader:
            self._reader.close()
            self._reader = None
        await self._connection.close()

    async def schema(self) -> Schema:
        """Every table and its columns, as the file itself tells."""

        def look(connection: sqlite3.Connection) -> Schema:
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
            ).fetchall()
            columns = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
            return {
                table: tuple(name for (name,) in connection.execute(columns, (table,))) for (table,) in names
            }

        return await self.run(look)

    def report_to(self, writes: Writes) -> None:
        """Tell from now on of every transaction that wrote, or could not."""
        self._writes = writes

    async def look(self, work: Work[T]) -> T:
        """Do a piece of work that reads a row or two, in this very thread where the file has a log of writes.

        There a reader waits for no writer, and a hop into another thread takes longer than the reading.
        """
        if self._reader:
            # Now and then even a reader is turned away; the thread may wait.
            with suppress(sqlite3.OperationalError):
                return work(self._reader)
        return await self.run(work)

    async def run(self, work: Work[T]) -> T:
        """Do a piece of work in one transaction; what it raises undoes it."""

        def transaction() -> T:
            raw = self._connection._conn  # noqa: SLF001 - aiosqlite has no public way to hand it a whole transaction
            before = raw.total_changes
            try:
                raw.execute("BEGIN IMMEDIATE")
                result = work(raw)
                raw.execute("COMMIT")
            except BaseException as error:
                # SQLite itself has rolled back after some faults, a full disk among them.
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                # Of what can go wrong this is the file's fault: a full or broken disk, a lock held too long.
                if self._writes and isinstance(error, sqlite3.OperationalError):
                    self._writes.not_written()
                raise
            if self._writes and raw.total_changes != before:
                self._writes.written()
            return result

        async with self._alone:
            return await self._connection._execute(transaction)  # type: ignore[no-any-return,no-untyped-call]  # noqa: SLF001 - as above

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Unit]:
        """Several steps as one transaction: kept when the block ends, undone where it raises."""
        async with self._alone:
            unit = Unit(self._connection)
            before = await unit.run(_begin)
            try:
                yield unit
                changed = await self._commit(unit, before)
            except BaseException as error:
                await unit.run(_roll_back)
                if self._writes and isinstance(error, sqlite3.OperationalError):
                    self._writes.not_written()
                raise
            if self._writes and changed:
                self._writes.written()

    @staticmethod
    async def _commit(unit: Unit, before: int) -> bool:
        """Keep what was done; whether anything was."""

        def commit(connection: sqlite3.Connection) -> bool:
            connection.execute("COMMIT")
            return connection.total_changes != before

        return await unit.run(commit)

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


def _begin(connection: sqlite3.Connection) -> int:
    connection.execute("BEGIN IMMEDIATE")
    return connection.total_changes


def _roll_back(connection: sqlite3.Connection) -> None:
    # SQLite itself has rolled back after some faults, a full disk among them.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _prepare(path: Path, newest: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        _look(path, newest)


def _reader_of(path: Path) -> sqlite3.Connection | None:
    """A connection that reads and waits for nobody; None where there is no file."""
    if not path.exists():
        return None
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=0, isolation_level=None, uri=True)


def _as_it_lies(path: Path) -> str:
    # Without a log of writes beside it a file is read as it lies; else SQLite would put an empty one there.
    return "mode=ro" if path.with_name(f"{path.name}-wal").exists() else "mode=ro&immutable=1"


def _look(path: Path, newest: int) -> None:
    """Look at a file without touching it."""
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{_as_it_lies(path)}", uri=True)
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            begun = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0
        finally:
            connection.close()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        raise StoreUnusableError(path, "is damaged or no database; put a backup in its place") from None
    if not sound:
        raise StoreUnusableError(path, "is damaged; put a backup in its place")
    if begun and version == 0:
        raise StoreUnusableError(path, "belongs to another program; give DATA_DIR a folder of its own")
    if version > newest:
        raise StoreUnusableError(
            path, "was made by a newer Adep; start that one, or put an older backup in its place"
        )
