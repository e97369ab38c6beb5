"""progress.db: which of Telegram's updates are done, and nothing else.

A file of its own, overwritten in place: in people.db the journal would keep every number it ever held, those of a tip's
messages among them (tips.md, T1).
"""

import json
import sqlite3
from pathlib import Path
from typing import Self

from bot.ledger import Mark
from bot.storage.database import OVERWRITTEN, Database

MIGRATIONS = [
    """
    CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1), last_update INTEGER NOT NULL, ahead TEXT NOT NULL
    ) STRICT;
    """,
]


class ProgressStore:
    """Remembers one mark."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file.

        Raises:
            StoreUnusableError: where it cannot be used.
        """
        return cls(await Database.open(path, MIGRATIONS, OVERWRITTEN))

    @property
    def database(self) -> Database:
        """The file itself."""
        return self._database

    async def close(self) -> None:
        """Close the file."""
        await self._database.close()

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
