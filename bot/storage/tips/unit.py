"""A transaction over the cases of tips.db."""

import secrets
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.storage.database import Runs
from bot.storage.tips import rows
from bot.storage.tips.audit import write_act
from bot.tips.casework.deadlines import Due
from bot.tips.casework.quarterly_figures import Fact
from bot.tips.model import NO_LOOK, CaseNumber, CaseRecord, EntryKind, NoticeKind
from bot.tips.officials.file import OfficialId
from bot.tips.ports import AuditRow, Delivery, KeptCase, SealedEntry

COPIES_KEPT = timedelta(days=91)
"""A day longer than any backup: so long it is known that a case was destroyed, and is not only missing from a file that
was lost or put back."""
LOOKUP = 16


class CaseUnit:
    """The reading and writing of cases within a transaction that somebody else ends; `chain` is the key of the audit."""

    def __init__(self, runs: Runs, chain: bytes) -> None:
        self._runs = runs
        self._chain = chain

    async def kept(self, number: CaseNumber) -> KeptCase | None:
        """A case with its record."""
        return await self._runs.run(lambda connection: rows.read_kept(connection, number))

    async def entries(self, number: CaseNumber) -> list[SealedEntry]:
        """What stands in a case, oldest first, without files."""
        return await self._runs.run(lambda connection: rows.read_entries(connection, number))

    async def attachments(self, number: CaseNumber) -> list[tuple[int, int, bytes]]:
        """All files of a case: place of the entry, place of the file, sealed."""
        return await self._all(
            "SELECT entry, place, sealed FROM attachment WHERE number = ? ORDER BY entry, place", number
        )

    async def count_files(self, number: CaseNumber) -> list[tuple[int, int]]:
        """How many files each entry of a case has: place of the entry, files."""
        return await self._all(
            "SELECT entry, count(*) FROM attachment WHERE number = ? GROUP BY entry ORDER BY entry", number
        )

    async def file(self, kept: KeptCase, entry: SealedEntry) -> None:
        """Keep a new case."""

        def write(connection: sqlite3.Connection) -> None:
            rows.add_case(connection, kept)
            rows.add_entry(connection, kept.record.head.number, entry)

        await self._runs.run(write)

    async def save(self, record: CaseRecord, bound: bytes) -> None:
        """Put a record in the place of the one that is kept. Who is no recipient any more keeps no notice and no button of it."""
        await self._runs.run(lambda connection: rows.save_record(connection, record, bound))

    async def add(self, number: CaseNumber, entry: SealedEntry) -> None:
        """Add an entry; its mark stands in the record too, which is saved apart."""
        await self._runs.run(lambda connection: rows.add_entry(connection, number, entry))

    async def replace_entry(self, number: CaseNumber, entry: SealedEntry) -> None:
        """Put an entry in the place of the one that stands there, with its files."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM entry WHERE number = ? AND place = ?", (number, entry.mark.place))
            rows.add_entry(connection, number, entry)

        await self._runs.run(write)

    async def bring_forward(self, number: CaseNumber, kinds: Collection[EntryKind], at: datetime) -> None:
        """Let entries of these kinds exist for the other side from a moment on, where they would later; the record is saved apart."""
        moment = at.isoformat()
        await self._write_many(
            "UPDATE entry SET since = ? WHERE number = ? AND kind = ? AND since > ?",
            [(moment, number, kind, moment) for kind in kinds],
        )

    async def deliver(self, deliveries: Sequence[Delivery]) -> None:
        """Note what is to be sent, and when."""
        await self._runs.run(lambda connection: rows.add_deliveries(connection, deliveries))

    async def awaited(self, number: CaseNumber) -> list[Delivery]:
        """What is still to be sent about a case."""
        found = await self._all(
            "SELECT official, kind, due FROM delivery WHERE number = ? ORDER BY id", number
        )
        return [
            Delivery(OfficialId(official), number, Due(NoticeKind(kind), datetime.fromisoformat(due)))
            for official, kind, due in found
        ]

    async def drop_notices(self, number: CaseNumber, kinds: Collection[NoticeKind]) -> None:
        """Send no more notices of these kinds about a case."""
        await self._write_many(
            "DELETE FROM delivery WHERE number = ? AND kind = ?", [(number, kind) for kind in kinds]
        )

    async def log(self, act: AuditRow) -> None:
        """Note an act in the audit."""
        await self._runs.run(lambda connection: write_act(connection, act, self._chain))

    async def last_act(self, official: OfficialId, number: CaseNumber) -> datetime | None:
        """When an official last did something themself with a case; an empty number stands for their list."""
        found = await self._all(
            "SELECT at FROM audit WHERE number = ? AND official = ?"
            f" AND act NOT IN ({', '.join('?' * len(NO_LOOK))}) ORDER BY place DESC LIMIT 1",
            *(number, official, *NO_LOOK),
        )
        return datetime.fromisoformat(found[0][0]) if found else None

    async def has_done(self, official: OfficialId, number: CaseNumber, names: Collection[str]) -> bool:
        """Whether an official has done one of these acts with a case."""
        found = await self._all(
            "SELECT act FROM audit WHERE number = ? AND official = ?", *(number, official)
        )
        return any(name in names for (name,) in found)

    async def count(self, officials: Collection[OfficialId], fact: Fact) -> None:
        """Keep the figures of a case that has ended, for each who received it."""
        figures = fact.quarter.isoformat(), fact.days_to_act, fact.days_to_end, fact.outcome
        await self._write_many(
            "INSERT INTO fact (official, quarter, days_to_act, days_to_end, outcome) VALUES (?, ?, ?, ?, ?)",
            [(official, *figures) for official in sorted(officials)],
        )

    async def uncount(self, officials: Collection[OfficialId], fact: Fact) -> None:
        """Take the figures of a case that was opened anew out again, once for each of them."""
        figures = fact.quarter.isoformat(), fact.days_to_act, fact.days_to_end, fact.outcome
        await self._write_many(
            "DELETE FROM fact WHERE rowid = (SELECT rowid FROM fact"
            " WHERE official = ? AND quarter = ? AND days_to_act = ? AND days_to_end = ? AND outcome = ? LIMIT 1)",
            [(official, *figures) for official in sorted(officials)],
        )

    async def inbox(self, official: OfficialId) -> list[KeptCase]:
        """The cases of an official that are not yet destroyed."""

        def look(connection: sqlite3.Connection) -> list[KeptCase]:
            numbers = connection.execute(
                "SELECT number FROM recipient WHERE official = ? ORDER BY number", (official,)
            ).fetchall()
            found = (rows.read_kept(connection, CaseNumber(number)) for (number,) in numbers)
            return [kept for kept in found if kept]

        return await self._runs.run(look)

    async def reachable(self) -> Mapping[OfficialId, bool]:
        """Which officials have started the bot, and whether they can still be reached."""
        found = await self._all("SELECT id, reachable FROM official")
        return {OfficialId(official): bool(reachable) for official, reachable in found}

    async def forget_code(self, number: CaseNumber) -> None:
        """Let the code of a case open nothing any more."""
        await self._write_many(
            "UPDATE tip_case SET lookup = ?, key_by_receipt = x'' WHERE number = ?",
            [(secrets.token_bytes(LOOKUP), number)],
        )

    async def empty(self, number: CaseNumber) -> None:
        """Destroy what stands in a case; how many entries and files it had remains until the case is destroyed."""
        for table in ("entry", "attachment"):
            await self._write_many(f"UPDATE {table} SET sealed = x'' WHERE number = ?", [(number,)])

    async def destroy(self, numbers: Collection[CaseNumber], day: date) -> None:
        """Destroy cases. Their numbers stay as long as there may be copies of them."""

        def write(connection: sqlite3.Connection) -> None:
            rows.destroy_cases(connection, numbers)
            connection.execute("DELETE FROM destroyed WHERE day < ?", ((day - COPIES_KEPT).isoformat(),))
            connection.executemany(
                "INSERT OR REPLACE INTO destroyed (number, day) VALUES (?, ?)",
                [(number, day.isoformat()) for number in numbers],
            )

        await self._runs.run(write)

    async def destroyed_on(self, day: date) -> int:
        """How many cases were destroyed on a day."""
        return int((await self._all("SELECT count(*) FROM destroyed WHERE day = ?", day.isoformat()))[0][0])

    async def _all(self, query: str, *values: str) -> list[tuple]:  # type: ignore[type-arg]  # rows of any shape
        return await self._runs.run(lambda connection: connection.execute(query, values).fetchall())

    async def _write_many(self, statement: str, values: Sequence[tuple[object, ...]]) -> None:
        await self._runs.run(lambda connection: connection.executemany(statement, values) and None)
