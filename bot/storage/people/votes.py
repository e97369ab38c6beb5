"""people.db: polls that were sent, and how many chose what."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from bot.acts.model import DilemmaId
from bot.language import Language
from bot.reminders.votes import KEPT_POLLS, KEPT_UPDATES, Quiz
from bot.storage.database import Database


class VoteStore:
    """Votes in SQLite: a row for each choice of each dilemma, and none for a person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def quiz(self, poll: str) -> Quiz | None:
        """The quiz of a poll; None where it is not ours, or forgotten."""

        def look(connection: sqlite3.Connection) -> Quiz | None:
            row = connection.execute(
                "SELECT dilemma, choices, language FROM quiz WHERE poll = ?", (poll,)
            ).fetchone()
            return Quiz(poll, DilemmaId(row[0]), row[1], Language(row[2])) if row else None

        return await self._database.run(look)

    async def add(self, update: int, dilemma: DilemmaId, choice: str, day: int) -> None:
        """Count one vote, once for an update; what is too old to come again is forgotten."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM voted WHERE day < ?", (day - KEPT_UPDATES,))
            connection.execute("DELETE FROM quiz WHERE day < ?", (day - KEPT_POLLS,))
            if connection.execute("INSERT OR IGNORE INTO voted VALUES (?, ?)", (update, day)).rowcount:
                _raise(connection, dilemma, choice, 1)

        await self._database.run(write)

    async def raise_to(self, poll: str, counts: Sequence[int]) -> None:
        """Let the votes of a group's poll be so many for each choice, as shown; fewer than known are an old update."""

        def write(connection: sqlite3.Connection) -> None:
            row = connection.execute(
                "SELECT dilemma, choices, counts FROM quiz WHERE poll = ?", (poll,)
            ).fetchone()
            if row is None or len(row[1]) != len(counts):
                return
            known = json.loads(row[2]) if row[2] else [0] * len(counts)
            for choice, before, now in zip(row[1], known, counts, strict=True):
                _raise(connection, DilemmaId(row[0]), choice, max(0, now - before))
            most = [max(pair) for pair in zip(known, counts, strict=True)]
            connection.execute("UPDATE quiz SET counts = ? WHERE poll = ?", (json.dumps(most), poll))

        await self._database.run(write)

    async def votes(self, dilemma: DilemmaId) -> Mapping[str, int]:
        """How many chose each choice; those nobody chose may be missing."""

        def look(connection: sqlite3.Connection) -> dict[str, int]:
            return dict(
                connection.execute("SELECT choice, count FROM vote WHERE dilemma = ?", (dilemma,)).fetchall()
            )

        return await self._database.run(look)


def _raise(connection: sqlite3.Connection, dilemma: DilemmaId, choice: str, by: int) -> None:
    connection.execute(
        "INSERT INTO vote VALUES (?, ?, ?) ON CONFLICT (dilemma, choice) DO UPDATE SET count = count + excluded.count",
        (dilemma, choice, by),
    )
