"""progress.db: which of Telegram's updates are done, and nothing else.

A file of its own, overwritten in place: in people.db the journal would keep every number it ever held, those of a tip's
messages among them (T1).
"""

import json
import sqlite3

from bot.storage.database import OVERWRITTEN
from bot.storage.own_file import OwnFile
from bot.updates.done_updates import Mark

MIGRATIONS = [
    """
    CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1), last_update INTEGER NOT NULL, ahead TEXT NOT NULL
    ) STRICT;
    """,
]


class ProgressStore(OwnFile):
    """Remembers one mark."""

    MIGRATIONS = MIGRATIONS
    PRAGMAS = OVERWRITTEN

    async def load(self) -> Mark | None:
        """Which updates are done; None before the first."""

        def look(connection: sqlite3.Connection) -> Mark | None:
            row = connection.execute("SELECT last_update, ahead FROM progress").fetchone()
            return Mark(int(row[0]), frozenset(json.loads(row[1]))) if row else None

        return await self._database.run(look)

    async def save(self, mark: Mark) -> None:
        """Remember which updates are done."""
        row = (mark.last, json.dumps(sorted(mark.ahead)))

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO progress VALUES (1, ?, ?)"
                " ON CONFLICT (one) DO UPDATE SET last_update = excluded.last_update, ahead = excluded.ahead",
                row,
            )

        await self._database.run(write)
