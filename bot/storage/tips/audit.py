"""The audit of officials' acts, as a chain: each row is bound to all before it, so nobody changes a row or takes it out unseen.

The chain has a key of the key file: nobody who has the database alone can make it anew (T19).
"""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.tips.model import CaseNumber
from bot.tips.officials.file import OfficialId
from bot.tips.ports import AuditRow

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


def write_act(connection: sqlite3.Connection, act: AuditRow, chain: bytes) -> None:
    """Add an act to the chain, within the transaction of the act itself; `chain` is the key of the audit."""
    row = connection.execute("SELECT place, hash FROM audit ORDER BY place DESC LIMIT 1").fetchone()
    place, before = (row[0] + 1, row[1]) if row else (1, START)
    values = (place, act.at.isoformat(), act.official, act.name, act.number)
    connection.execute(
        f"INSERT INTO audit ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
        (*values, _link(before, values, chain)),
    )


def verify(connection: sqlite3.Connection, chain: bytes) -> Verdict:
    """Go through the whole chain."""
    return _verify(connection, lambda before, values: _link(before, values, chain))


def rechain(connection: sqlite3.Connection, chain: bytes) -> None:
    """Chain with a key what an earlier version chained without one. Where that chain is broken, it stays broken there."""
    if verify(connection, chain).broken_at is None:
        return
    broken_at, before = _verify(connection, _keyless).broken_at, START
    for place, *values, _ in _rows(connection):
        if place == broken_at:
            return
        before = _link(before, (place, *values), chain)
        connection.execute("UPDATE audit SET hash = ? WHERE place = ?", (before, place))


def acts(connection: sqlite3.Connection) -> list[AuditRow]:
    """Every act, oldest first."""
    return [
        AuditRow(datetime.fromisoformat(at), OfficialId(official), name, CaseNumber(number))
        for _, at, official, name, number, _ in _rows(connection)
    ]


def _verify(connection: sqlite3.Connection, link: Callable[[bytes, tuple[object, ...]], bytes]) -> Verdict:
    before, place = START, 0
    for place, (number, *values, found) in enumerate(_rows(connection), start=1):
        if number != place or found != link(before, (number, *values)):
            return Verdict(place, place, before)
        before = found
    return Verdict(place, None, before)


def _rows(connection: sqlite3.Connection) -> list[tuple[int, str, str, str, str, bytes]]:
    return connection.execute(f"SELECT {COLUMNS} FROM audit ORDER BY place").fetchall()


def _link(before: bytes, values: tuple[object, ...], chain: bytes) -> bytes:
    return hmac.digest(chain, before + json.dumps(values).encode("ascii"), "sha256")


def _keyless(before: bytes, values: tuple[object, ...]) -> bytes:
    return hashlib.sha256(before + json.dumps(values).encode("ascii")).digest()
