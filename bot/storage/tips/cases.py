"""tips.db: cases, sealed, and who receives them."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Self

from bot.storage.database import ERASED, Database
from bot.storage.own_file import OwnFile
from bot.storage.tips import rows
from bot.storage.tips.audit import Verdict, rechain, verify
from bot.storage.tips.journal import scrub_journal
from bot.storage.tips.schema import MIGRATIONS
from bot.storage.tips.unit import CaseUnit
from bot.tips.casework.quarterly_figures import Fact
from bot.tips.model import CaseNumber, NoticeKind, Outcome
from bot.tips.officials.file import OfficialId
from bot.tips.ports import KeptCase, SealedCase, SealedEntry
from bot.tips.secrecy.key_file import Wrapped

DAY = 24 * 60 * 60
OPEN = "closed IS NULL AND withdrawn IS NULL"
UNTOLD = (NoticeKind.NEW, NoticeKind.MORE, NoticeKind.MORE_URGENT, NoticeKind.ENDED)
"""While one of these has not arrived, a case is not destroyed."""


class TipStore(OwnFile):
    """Cases; what stands in a case is sealed before it comes here. What writes is a transaction, see `transaction`."""

    MIGRATIONS = MIGRATIONS
    PRAGMAS = ERASED

    def __init__(self, database: Database, path: Path | None = None) -> None:
        super().__init__(database)
        self._chain = b""
        self._path = path

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, or make it; it and its folder are for their owner alone.

        Raises:
            StoreUnusableError: where it cannot be used.
        """
        is_file = str(path) != ":memory:"
        if is_file:
            _make_private(path)
        database = await Database.open(path, cls.MIGRATIONS, cls.PRAGMAS)
        return cls(database, path if is_file else None)

    def use_chain_key(self, key: bytes) -> None:
        """Chain the audit with a key from now on: who has only the file cannot make the chain anew."""
        self._chain = key

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[CaseUnit]:
        """One transaction: kept when the block ends, undone where it raises. The file's times do not tell when it was."""
        try:
            async with self._database.transaction() as unit:
                yield CaseUnit(unit, self._chain)
        finally:
            if self._path:
                _blur_times(self._path)

    async def find(self, lookup: bytes) -> SealedCase | None:
        """The case that a code stands for."""
        return await self._database.run(lambda connection: rows.read_case(connection, "lookup = ?", lookup))

    async def case(self, number: CaseNumber) -> SealedCase | None:
        """A case by its number."""
        return await self._database.run(lambda connection: rows.read_case(connection, "number = ?", number))

    async def kept(self, number: CaseNumber) -> KeptCase | None:
        """A case with its record."""
        return await self._database.run(lambda connection: rows.read_kept(connection, number))

    async def entries(self, number: CaseNumber) -> list[SealedEntry]:
        """What stands in a case, oldest first, without files."""
        return await self._database.run(lambda connection: rows.read_entries(connection, number))

    async def attachments(self, number: CaseNumber) -> list[tuple[int, int, bytes]]:
        """All files of a case: place of the entry, place of the file, sealed."""
        async with self.transaction() as unit:
            return await unit.attachments(number)

    async def recipients(self, number: CaseNumber) -> frozenset[OfficialId]:
        """Who receives a case."""
        kept = await self.kept(number)
        return frozenset(kept.record.recipients) if kept else frozenset()

    async def open_cases(self) -> list[CaseNumber]:
        """All cases that have not ended and were not withdrawn."""
        return await self._numbers(f"SELECT number FROM tip_case WHERE {OPEN} ORDER BY number")

    async def cases_of(self, official: OfficialId) -> list[CaseNumber]:
        """The open cases that an official receives, those too that do not exist for them yet."""
        return await self._numbers(
            f"SELECT number FROM tip_case JOIN recipient USING (number) WHERE official = ? AND {OPEN} ORDER BY number",
            official,
        )

    async def withdrawn_by(self, now: datetime) -> list[CaseNumber]:
        """The withdrawn cases whose moment has come."""
        return await self._numbers(
            "SELECT number FROM tip_case WHERE withdrawn <= ? ORDER BY number", now.isoformat()
        )

    async def over_by(self, closed: date, received: date, warned: date) -> list[CaseNumber]:
        """Cases that may be destroyed: closed on or before a day; or received, or opened anew, on or before one, and somebody was
        warned since, and by another.

        A case about which a notice is still to be sent, other than a reminder, is none of them.
        """
        return await self._numbers(
            "SELECT number FROM tip_case WHERE (closed <= ? OR (closed IS NULL AND coalesce(reopened, received) <= ?"
            " AND warned <= ? AND warned > coalesce(reopened, '')))"
            " AND withdrawn IS NULL AND NOT EXISTS ("
            "SELECT 1 FROM delivery WHERE delivery.number = tip_case.number"
            f" AND kind IN ({', '.join('?' * len(UNTOLD))})) ORDER BY number",
            *(closed.isoformat(), received.isoformat(), warned.isoformat(), *UNTOLD),
        )

    async def facts(self, official: OfficialId) -> list[Fact]:
        """What ended cases of an official left for the figures."""

        def look(connection: sqlite3.Connection) -> list[Fact]:
            found = connection.execute(
                "SELECT quarter, days_to_act, days_to_end, outcome FROM fact WHERE official = ?", (official,)
            )
            return [
                Fact(date.fromisoformat(quarter), to_act, to_end, Outcome(outcome))
                for quarter, to_act, to_end, outcome in found
            ]

        return await self._database.run(look)

    async def rewrap(self, number: CaseNumber, by_file: Wrapped) -> None:
        """Put the key of a case under another key of the file."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE tip_case SET key_id = ?, key_by_file = ? WHERE number = ?",
                (by_file.key_id, by_file.sealed, number),
            )

        await self._database.run(write)

    async def bind(self, number: CaseNumber, bound: bytes) -> None:
        """Bind the record of a case as it stands."""
        await self._database.run(
            lambda connection: (
                connection.execute("UPDATE tip_case SET bound = ? WHERE number = ?", (bound, number)) and None
            )
        )

    async def all_cases(self) -> list[CaseNumber]:
        """Every case that is kept."""
        return await self._numbers("SELECT number FROM tip_case ORDER BY number")

    async def scrub(self) -> None:
        """Overwrite what the file system still has of what was destroyed: call it after each destruction."""
        await self._database.run(scrub_journal)

    async def verify(self) -> Verdict:
        """Go through the whole audit."""
        return await self._database.run(lambda connection: verify(connection, self._chain))

    async def rechain(self) -> None:
        """Chain an audit anew that was chained without a key, as far as it is whole."""
        await self._database.run(lambda connection: rechain(connection, self._chain))

    async def is_used(self) -> bool:
        """Whether there is anything in the file that needs its key."""
        return await self._database.run(
            lambda connection: (
                connection.execute(
                    "SELECT EXISTS (SELECT 1 FROM tip_case) OR EXISTS (SELECT 1 FROM audit)"
                ).fetchone()[0]
                == 1
            )
        )

    async def key_ids(self) -> frozenset[str]:
        """The keys of the key file that cases need."""
        return frozenset(await self._numbers("SELECT DISTINCT key_id FROM tip_case"))

    async def pepper_names(self) -> frozenset[str]:
        """The peppers under which the codes of cases were given; an empty name stands for the only one there was once."""
        return frozenset(await self._numbers("SELECT DISTINCT pepper FROM tip_case"))

    async def name_pepper(self, name: str) -> None:
        """Note for the cases that do not say so under which pepper their codes were given."""
        await self._database.run(
            lambda connection: (
                connection.execute("UPDATE tip_case SET pepper = ? WHERE pepper = ''", (name,)) and None
            )
        )

    async def key_mark(self) -> bytes | None:
        """What shows which key file this file belongs to; None where that was never noted."""

        def look(connection: sqlite3.Connection) -> bytes | None:
            row = connection.execute("SELECT mark FROM key_mark").fetchone()
            return bytes(row[0]) if row else None

        return await self._database.run(look)

    async def set_key_mark(self, mark: bytes) -> None:
        """Note which key file this file belongs to."""
        await self._database.run(
            lambda connection: (
                connection.execute("INSERT OR REPLACE INTO key_mark VALUES (1, ?)", (mark,)) and None
            )
        )

    async def try_writing(self) -> None:
        """Write what stands there already: a disk that takes nothing is known before a tip is lost on it.

        It comes as often whether there are tips or not, so that no time of the file tells of one.
        """
        try:
            await self._database.run(
                lambda connection: connection.execute("UPDATE key_mark SET mark = mark").close()
            )
        finally:
            if self._path:
                _blur_times(self._path)

    async def _numbers(self, query: str, *values: str) -> list[CaseNumber]:
        def look(connection: sqlite3.Connection) -> list[CaseNumber]:
            return [CaseNumber(row[0]) for row in connection.execute(query, values)]

        return await self._database.run(look)


def _blur_times(path: Path) -> None:
    """Date a file and its journal to the beginning of their day: whoever may list the folder does not read the moment of a tip."""
    for one in (path, path.with_name(f"{path.name}-journal")):
        with suppress(FileNotFoundError):
            day = int(one.stat().st_mtime) // DAY * DAY
            os.utime(one, (day, day))


def _make_private(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(PermissionError):  # a folder that belongs to somebody else is theirs to close
        path.parent.chmod(0o700)
    path.touch(mode=0o600)
    path.chmod(0o600)
