"""The audit of officials' acts: each row is bound to all before it, so that none can be changed or taken out unseen (T19)."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.tips.model import CaseNumber
from bot.tips.officials.file import OfficialId
from bot.tips.ports import Act

START = bytes(32)
COLUMNS = "place, at, official, act, number, hash"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many acts stand in the audit, and the first place where the chain is broken; None where it is whole.

    `last` is the hash at its end: kept elsewhere, it shows also whether rows were cut off the end.
    """

    count: int
    broken_at: int | None
    last: bytes


def write_act(connection: sqlite3.Connection, act: Act) -> None:
    """Add an act to the chain, within the transaction of the act itself."""
    row = connection.execute("SELECT place, hash FROM audit ORDER BY place DESC LIMIT 1").fetchone()
    place, before = (row[0] + 1, row[1]) if row else (1, START)
    values = (place, act.at.isoformat(), act.official, act.name, act.number)
    connection.execute(
        f"INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        (*values, _hash(before, values)),
    )


def verify(connection: sqlite3.Connection) -> Verdict:
    """Go through the whole chain."""
    before, place = START, 0
    for place, (number, *values, found) in enumerate(_rows(connection), start=1):
        if number != place or found != _hash(before, (number, *values)):
            return Verdict(place, place, before)
        before = found
    return Verdict(place, None, before)


def acts(connection: sqlite3.Connection) -> list[Act]:
    """Every act, oldest first."""
    return [
        Act(datetime.fromisoformat(at), OfficialId(official), name, CaseNumber(number))
        for _, at, official, name, number, _ in _rows(connection)
    ]


def _rows(connection: sqlite3.Connection) -> list[tuple[int, str, str, str, str, bytes]]:
    return connection.execute(f"SELECT {COLUMNS} FROM audit ORDER BY place").fetchall()


def _hash(before: bytes, values: tuple[object, ...]) -> bytes:
    return hashlib.sha256(before + json.dumps(values).encode("ascii")).digest()
