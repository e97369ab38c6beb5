"""Rows of tips.db read as values, and values written as rows."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime

from bot.tips.model import (
    CaseHead,
    CaseNumber,
    CaseRecord,
    Deed,
    EntryKind,
    EntryMark,
    Outcome,
    Proposal,
    Recipient,
    State,
    audited,
)
from bot.tips.officials.file import OfficialId
from bot.tips.ports import Delivery, KeptCase, SealedCase, SealedEntry
from bot.tips.secrecy.key_file import Wrapped

CASE = (
    "SELECT number, received, state, urgent, first_act, closed, outcome,"
    " lookup, key_id, key_by_file, key_by_receipt, sealed, proposed, proposed_by, withdrawn, bound, reopened, pepper FROM tip_case"
)


def read_head(row: Sequence[str]) -> CaseHead:
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
        reopened=date.fromisoformat(row[16]) if row[16] else None,
    )


def read_case(connection: sqlite3.Connection, condition: str, value: bytes | str) -> SealedCase | None:
    """The case that a condition names."""
    row = connection.execute(f"{CASE} WHERE {condition}", (value,)).fetchone()
    return _sealed_case(row) if row else None


def read_kept(connection: sqlite3.Connection, number: CaseNumber) -> KeptCase | None:
    """A case with its record."""
    row = connection.execute(f"{CASE} WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    proposed, proposed_by, withdrawn, bound = row[12:16]
    record = CaseRecord(
        read_head(row),
        _recipients(connection, number),
        _entry_marks(connection, number),
        recused_in(connection, number),
        Proposal(Outcome(proposed), OfficialId(proposed_by)) if proposed else None,
        datetime.fromisoformat(withdrawn) if withdrawn else None,
    )
    return KeptCase(_sealed_case(row), record, bound)


def read_entries(connection: sqlite3.Connection, number: CaseNumber) -> list[SealedEntry]:
    """What stands in a case, oldest first, without files."""
    rows = connection.execute(
        "SELECT place, kind, day, since, sealed FROM entry WHERE number = ? ORDER BY place", (number,)
    )
    return [SealedEntry(_mark(*mark), sealed) for *mark, sealed in rows]


def recused_in(connection: sqlite3.Connection, number: CaseNumber) -> frozenset[OfficialId]:
    """Who stepped back from a case, as the audit has it."""
    rows = connection.execute(
        "SELECT official FROM audit WHERE number = ? AND act = ?", (number, audited(Deed.RECUSE))
    )
    return frozenset(OfficialId(row[0]) for row in rows)


def add_case(connection: sqlite3.Connection, kept: KeptCase) -> None:
    """A new case, as yet without entries."""
    case, head = kept.case, kept.record.head
    connection.execute(
        "INSERT INTO tip_case (number, received, state, urgent, lookup, key_id, key_by_file, key_by_receipt, sealed, bound, pepper)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(head.number, head.received.isoformat(), head.state, head.is_urgent, case.lookup),
            *(
                case.by_file.key_id,
                case.by_file.sealed,
                case.by_receipt,
                case.sealed,
                kept.bound,
                case.pepper,
            ),
        ),
    )
    put_recipients(connection, kept.record)


def save_record(connection: sqlite3.Connection, record: CaseRecord, bound: bytes) -> None:
    """Put a record in the place of the one that is kept; its entries are added apart."""
    head, proposal = record.head, record.proposal
    connection.execute(
        "UPDATE tip_case SET state = ?, urgent = ?, first_act = ?, closed = ?, outcome = ?, reopened = ?,"
        " proposed = ?, proposed_by = ?, withdrawn = ?, bound = ? WHERE number = ?",
        (
            *(
                head.state,
                head.is_urgent,
                _day(head.first_act),
                _day(head.closed),
                head.outcome,
                _day(head.reopened),
            ),
            *(proposal and proposal.outcome, proposal and proposal.by),
            *(record.withdrawn and record.withdrawn.isoformat(), bound, head.number),
        ),
    )
    for official in _recipients(connection, head.number).keys() - record.recipients.keys():
        for table in ("recipient", "delivery", "button"):
            connection.execute(
                f"DELETE FROM {table} WHERE number = ? AND official = ?", (head.number, official)
            )
    put_recipients(connection, record)


def put_recipients(connection: sqlite3.Connection, record: CaseRecord) -> None:
    """Note who receives a case, and from when."""
    connection.executemany(
        "INSERT INTO recipient (number, official, muted, since) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (number, official) DO UPDATE SET muted = excluded.muted, since = excluded.since",
        [
            (record.head.number, official, one.is_muted, one.since.isoformat())
            for official, one in sorted(record.recipients.items())
        ],
    )


def add_entry(connection: sqlite3.Connection, number: CaseNumber, entry: SealedEntry) -> None:
    """An entry with its files."""
    mark = entry.mark
    connection.execute(
        "INSERT INTO entry (number, place, kind, day, since, sealed) VALUES (?, ?, ?, ?, ?, ?)",
        (number, mark.place, mark.kind, mark.day.isoformat(), mark.since.isoformat(), entry.sealed),
    )
    connection.executemany(
        "INSERT INTO attachment (number, entry, place, sealed) VALUES (?, ?, ?, ?)",
        [(number, mark.place, place, sealed) for place, sealed in enumerate(entry.files)],
    )


def add_deliveries(connection: sqlite3.Connection, deliveries: Collection[Delivery]) -> None:
    """Note what is to be sent, and when."""
    connection.executemany(
        "INSERT INTO delivery (official, number, kind, due) VALUES (?, ?, ?, ?)",
        [(one.official, one.number, one.due.kind, one.due.at.isoformat()) for one in deliveries],
    )


def destroy_cases(connection: sqlite3.Connection, numbers: Collection[CaseNumber]) -> None:
    """Destroy cases in any copy of the file, a backup too; what their officials are to be told of the end stays."""
    for number in numbers:
        connection.execute("DELETE FROM tip_case WHERE number = ?", (number,))
        connection.execute("DELETE FROM delivery WHERE number = ? AND kind <> 'withdrawn'", (number,))
        connection.execute("DELETE FROM button WHERE number = ?", (number,))


def _recipients(connection: sqlite3.Connection, number: CaseNumber) -> dict[OfficialId, Recipient]:
    rows = connection.execute("SELECT official, since, muted FROM recipient WHERE number = ?", (number,))
    return {
        OfficialId(official): Recipient(datetime.fromisoformat(since), bool(muted))
        for official, since, muted in rows
    }


def _entry_marks(connection: sqlite3.Connection, number: CaseNumber) -> tuple[EntryMark, ...]:
    rows = connection.execute(
        "SELECT place, kind, day, since FROM entry WHERE number = ? ORDER BY place", (number,)
    )
    return tuple(_mark(*row) for row in rows)


def _mark(place: int, kind: str, day: str, since: str) -> EntryMark:
    return EntryMark(place, EntryKind(kind), date.fromisoformat(day), datetime.fromisoformat(since))


def _sealed_case(row: Sequence[bytes]) -> SealedCase:
    lookup, key_id, by_file, by_receipt, sealed = row[7:12]
    return SealedCase(read_head(row), lookup, Wrapped(key_id, by_file), by_receipt, sealed, row[17])  # type: ignore[arg-type]  # a row of CASE


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
