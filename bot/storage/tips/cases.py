"""tips.db: cases, sealed, and who receives them."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bot.storage.database import OVERWRITTEN
from bot.storage.own_file import OwnFile
from bot.storage.tips.audit import write_act
from bot.storage.tips.schema import MIGRATIONS
from bot.tips.casework.quarterly_figures import Fact
from bot.tips.model import (
    UNOPENED_ONLY,
    CaseHead,
    CaseNumber,
    Deed,
    EntryKind,
    NoticeKind,
    Outcome,
    State,
    audited,
)
from bot.tips.officials.file import OfficialId
from bot.tips.ports import Act, Delivery, Move, SealedCase, SealedEntry
from bot.tips.secrecy.key_file import Wrapped

CASE = (
    "SELECT number, received, state, urgent, first_act, closed, outcome,"
    " lookup, key_id, key_by_file, key_by_receipt, sealed FROM tip_case"
)
COPIES_KEPT = timedelta(days=91)
"""A day longer than any backup: so long it is known that a case was destroyed, and is not only missing from a file that
was lost or put back."""


class TipStore(OwnFile):
    """Cases. Every method is one transaction; what stands in a case is sealed before it comes here."""

    MIGRATIONS = MIGRATIONS
    PRAGMAS = OVERWRITTEN

    async def file(
        self,
        case: SealedCase,
        entry: SealedEntry,
        recipients: Collection[OfficialId],
        deliveries: Sequence[Delivery],
    ) -> None:
        """Keep a new case."""
        head = case.head

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO tip_case (number, received, state, urgent, lookup, key_id, key_by_file, key_by_receipt, sealed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(head.number, head.received.isoformat(), head.state, head.is_urgent, case.lookup),
                    *(case.by_file.key_id, case.by_file.sealed, case.by_receipt, case.sealed),
                ),
            )
            _add_entry(connection, head.number, entry)
            _add_recipients(connection, head.number, recipients)
            add_deliveries(connection, deliveries)

        await self._database.run(write)

    async def find(self, lookup: bytes) -> SealedCase | None:
        """The case that a code stands for."""
        return await self._database.run(lambda connection: _case(connection, "lookup = ?", lookup))

    async def case(self, number: CaseNumber) -> SealedCase | None:
        """A case by its number."""
        return await self._database.run(lambda connection: _case(connection, "number = ?", number))

    async def open_cases(self) -> list[CaseNumber]:
        """All cases that have not ended."""
        return await self._numbers("SELECT number FROM tip_case WHERE closed IS NULL ORDER BY number", ())

    async def entries(self, number: CaseNumber) -> list[SealedEntry]:
        """What stands in a case, oldest first, without files."""

        def look(connection: sqlite3.Connection) -> list[SealedEntry]:
            rows = connection.execute(
                "SELECT place, kind, day, sealed FROM entry WHERE number = ? ORDER BY place", (number,)
            )
            return [
                SealedEntry(place, EntryKind(kind), date.fromisoformat(day), sealed)
                for place, kind, day, sealed in rows
            ]

        return await self._database.run(look)

    async def attachments(self, number: CaseNumber) -> list[tuple[int, int, bytes]]:
        """All files of a case: place of the entry, place of the file, sealed."""

        def look(connection: sqlite3.Connection) -> list[tuple[int, int, bytes]]:
            return connection.execute(
                "SELECT entry, place, sealed FROM attachment WHERE number = ? ORDER BY entry, place",
                (number,),
            ).fetchall()

        return await self._database.run(look)

    async def add(
        self, number: CaseNumber, entry: SealedEntry, deliveries: Sequence[Delivery], act: Act | None
    ) -> bool:
        """Add an entry; False where the place is taken or the case is gone."""

        def write(connection: sqlite3.Connection) -> None:
            _add_entry(connection, number, entry)
            add_deliveries(connection, deliveries)
            if act:
                write_act(connection, act)

        try:
            await self._database.run(write)
        except sqlite3.IntegrityError:
            return False
        return True

    async def recipients(self, number: CaseNumber) -> frozenset[OfficialId]:
        """Who receives a case."""

        def look(connection: sqlite3.Connection) -> frozenset[OfficialId]:
            rows = connection.execute("SELECT official FROM recipient WHERE number = ?", (number,))
            return frozenset(OfficialId(row[0]) for row in rows)

        return await self._database.run(look)

    async def recused(self, number: CaseNumber) -> frozenset[OfficialId]:
        """Who stepped back from a case, as the audit has it."""

        def look(connection: sqlite3.Connection) -> frozenset[OfficialId]:
            rows = connection.execute(
                "SELECT official FROM audit WHERE number = ? AND act = ?", (number, audited(Deed.RECUSE))
            )
            return frozenset(OfficialId(row[0]) for row in rows)

        return await self._database.run(look)

    async def inbox(self, official: OfficialId) -> list[CaseHead]:
        """The open cases of an official, and those that ended and are not yet destroyed."""

        def look(connection: sqlite3.Connection) -> list[CaseHead]:
            rows = connection.execute(
                f"{CASE} JOIN recipient USING (number) WHERE official = ? ORDER BY received, number",
                (official,),
            )
            return [read_head(row) for row in rows]

        return await self._database.run(look)

    async def move(self, act: Act, move: Move) -> None:
        """Change the state of a case."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE tip_case SET state = ?, first_act = coalesce(first_act, ?), closed = ?, outcome = ? WHERE number = ?",
                (
                    *(move.state, move.day.isoformat()),
                    *(move.day.isoformat() if move.outcome else None, move.outcome, act.number),
                ),
            )
            _drop_notices(connection, act.number, None if move.outcome else UNOPENED_ONLY)
            if move.fact:
                _count(connection, act.number, move.fact)
            write_act(connection, act)

        await self._database.run(write)

    async def log(self, act: Act) -> None:
        """Note an act that changes nothing."""
        await self._database.run(lambda connection: write_act(connection, act))

    async def is_muted(self, official: OfficialId, number: CaseNumber) -> bool:
        """Whether a recipient is not reminded of a case."""

        def look(connection: sqlite3.Connection) -> bool:
            row = connection.execute(
                "SELECT muted FROM recipient WHERE number = ? AND official = ?", (number, official)
            ).fetchone()
            return bool(row and row[0])

        return await self._database.run(look)

    async def mute(self, act: Act, *, is_muted: bool) -> None:
        """Take reminders of a case away from who does this, or let them come again."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE recipient SET muted = ? WHERE number = ? AND official = ?",
                (is_muted, act.number, act.official),
            )
            write_act(connection, act)

        await self._database.run(write)

    async def reassign(
        self,
        number: CaseNumber,
        removed: Collection[OfficialId],
        added: Collection[OfficialId],
        deliveries: Sequence[Delivery],
        act: Act | None,
    ) -> None:
        """Change who receives a case."""

        def write(connection: sqlite3.Connection) -> None:
            for official in removed:
                for table in ("recipient", "delivery", "button"):
                    connection.execute(
                        f"DELETE FROM {table} WHERE number = ? AND official = ?",
                        (number, official),
                    )
            _add_recipients(connection, number, added)
            add_deliveries(connection, deliveries)
            if act:
                write_act(connection, act)

        await self._database.run(write)

    async def destroy(
        self, numbers: Collection[CaseNumber], day: date, deliveries: Sequence[Delivery] = ()
    ) -> None:
        """Destroy cases: keys, contents, notices, buttons. Their numbers stay as long as there may be copies of them.

        Of the deliveries only those are kept whose official may have heard of the case: it is not told to others that there was one.
        """

        def write(connection: sqlite3.Connection) -> None:
            unaware = {who for number in numbers for who in _unaware(connection, number)}
            destroy_cases(connection, numbers)
            _note_destroyed(connection, numbers, day)
            add_deliveries(
                connection, [one for one in deliveries if (one.official, one.number) not in unaware]
            )

        await self._database.run(write)

    async def ended_before(self, closed: date, received: date) -> list[CaseNumber]:
        """Cases closed on or before a day, and those received on or before another."""
        return await self._numbers(
            "SELECT number FROM tip_case WHERE closed <= ? OR received <= ? ORDER BY number",
            (closed.isoformat(), received.isoformat()),
        )

    async def facts(self, official: OfficialId) -> list[Fact]:
        """What ended cases of an official left for the figures."""

        def look(connection: sqlite3.Connection) -> list[Fact]:
            rows = connection.execute(
                "SELECT quarter, days_to_act, days_to_end, outcome FROM fact WHERE official = ?", (official,)
            )
            return [
                Fact(date.fromisoformat(quarter), to_act, to_end, Outcome(outcome))
                for quarter, to_act, to_end, outcome in rows
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

    async def all_cases(self) -> list[CaseNumber]:
        """Every case that is kept."""
        return await self._numbers("SELECT number FROM tip_case ORDER BY number", ())

    async def _numbers(self, query: str, values: tuple[str, ...]) -> list[CaseNumber]:
        def look(connection: sqlite3.Connection) -> list[CaseNumber]:
            return [CaseNumber(row[0]) for row in connection.execute(query, values)]

        return await self._database.run(look)


def destroy_cases(connection: sqlite3.Connection, numbers: Collection[CaseNumber]) -> None:
    """Destroy cases in any copy of the file, a backup too."""
    for number in numbers:
        for table in ("tip_case", "delivery", "button"):
            connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))


def add_deliveries(connection: sqlite3.Connection, deliveries: Sequence[Delivery]) -> None:
    """Note what is to be sent, and when."""
    connection.executemany(
        "INSERT INTO delivery (official, number, kind, due) VALUES (?, ?, ?, ?)",
        [(one.official, one.number, one.due.kind, one.due.at.isoformat()) for one in deliveries],
    )


def read_head(row: tuple[str, ...]) -> CaseHead:
    """The head in a row that begins as CASE does."""
    number, received, state, urgent, first_act, closed, outcome = row[:7]
    return CaseHead(
        CaseNumber(number),
        date.fromisoformat(received),
        State(state),
        is_urgent=bool(urgent),
        first_act=date.fromisoformat(first_act) if first_act else None,
        closed=date.fromisoformat(closed) if closed else None,
        outcome=Outcome(outcome) if outcome else None,
    )


def _case(connection: sqlite3.Connection, condition: str, value: bytes | str) -> SealedCase | None:
    row = connection.execute(f"{CASE} WHERE {condition}", (value,)).fetchone()
    if row is None:
        return None
    lookup, key_id, by_file, by_receipt, sealed = row[7:]
    return SealedCase(read_head(row), lookup, Wrapped(key_id, by_file), by_receipt, sealed)


def _add_entry(connection: sqlite3.Connection, number: CaseNumber, entry: SealedEntry) -> None:
    connection.execute(
        "INSERT INTO entry (number, place, kind, day, sealed) VALUES (?, ?, ?, ?, ?)",
        (number, entry.place, entry.kind, entry.day.isoformat(), entry.sealed),
    )
    connection.executemany(
        "INSERT INTO attachment (number, entry, place, sealed) VALUES (?, ?, ?, ?)",
        [(number, entry.place, place, sealed) for place, sealed in enumerate(entry.files)],
    )


def _unaware(connection: sqlite3.Connection, number: CaseNumber) -> list[tuple[str, str]]:
    """Whose first notice of a case has not left yet, and who has not come upon it himself, each with the number."""
    return connection.execute(
        "SELECT official, number FROM delivery WHERE number = ? AND kind = ? AND attempt IS NULL"
        " AND official NOT IN (SELECT official FROM audit WHERE audit.number = delivery.number)",
        (number, NoticeKind.NEW),
    ).fetchall()


def _note_destroyed(connection: sqlite3.Connection, numbers: Collection[CaseNumber], day: date) -> None:
    connection.execute("DELETE FROM destroyed WHERE day < ?", ((day - COPIES_KEPT).isoformat(),))
    connection.executemany(
        "INSERT OR REPLACE INTO destroyed (number, day) VALUES (?, ?)",
        [(number, day.isoformat()) for number in numbers],
    )


def _add_recipients(
    connection: sqlite3.Connection, number: CaseNumber, recipients: Collection[OfficialId]
) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO recipient (number, official) VALUES (?, ?)",
        [(number, official) for official in sorted(recipients)],
    )


def _drop_notices(
    connection: sqlite3.Connection, number: CaseNumber, kinds: tuple[NoticeKind, ...] | None
) -> None:
    if kinds is None:
        connection.execute("DELETE FROM delivery WHERE number = ?", (number,))
    for kind in kinds or ():
        connection.execute("DELETE FROM delivery WHERE number = ? AND kind = ?", (number, kind))


def _count(connection: sqlite3.Connection, number: CaseNumber, fact: Fact) -> None:
    connection.execute(
        "INSERT INTO fact (official, quarter, days_to_act, days_to_end, outcome)"
        " SELECT official, ?, ?, ?, ? FROM recipient WHERE number = ?",
        (fact.quarter.isoformat(), fact.days_to_act, fact.days_to_end, fact.outcome, number),
    )
