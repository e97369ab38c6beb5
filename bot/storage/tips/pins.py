"""PINs of officials: what shows that one is right, and how many wrong ones were typed."""

import sqlite3

from bot.storage.database import Database
from bot.tips.officials.file import OfficialId
from bot.tips.ports import KeptPin


class PinStore:
    """PINs, a row an official."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def pin(self, official: OfficialId) -> KeptPin | None:
        """What is kept of their PIN; None where they have none."""

        def look(connection: sqlite3.Connection) -> KeptPin | None:
            row = connection.execute("SELECT mark, wrong FROM pin WHERE official = ?", (official,)).fetchone()
            return KeptPin(*row) if row else None

        return await self._database.run(look)

    async def keep_pin(self, official: OfficialId, mark: bytes) -> None:
        """Keep a PIN; none was typed wrong since."""
        await self._do(
            "INSERT INTO pin (official, mark) VALUES (?, ?)"
            " ON CONFLICT (official) DO UPDATE SET mark = excluded.mark, wrong = 0, told = 0",
            *(official, mark),
        )

    async def count_wrong(self, official: OfficialId) -> int:
        """Count a wrong one; how many there are now."""

        def count(connection: sqlite3.Connection) -> int:
            connection.execute("UPDATE pin SET wrong = wrong + 1 WHERE official = ?", (official,))
            row = connection.execute("SELECT wrong FROM pin WHERE official = ?", (official,)).fetchone()
            return int(row[0]) if row else 0

        return await self._database.run(count)

    async def untold_locks(self, most: int) -> list[OfficialId]:
        """Who has so many wrong ones, and nobody was told."""

        def look(connection: sqlite3.Connection) -> list[OfficialId]:
            rows = connection.execute(
                "SELECT official FROM pin WHERE wrong >= ? AND NOT told ORDER BY official", (most,)
            )
            return [OfficialId(official) for (official,) in rows]

        return await self._database.run(look)

    async def told_of_lock(self, official: OfficialId) -> None:
        """Note that somebody was told."""
        await self._do("UPDATE pin SET told = 1 WHERE official = ?", official)

    async def forget(self, official: OfficialId) -> bool:
        """Forget a PIN, so that they set another one; False where there is none."""

        def delete(connection: sqlite3.Connection) -> bool:
            return connection.execute("DELETE FROM pin WHERE official = ?", (official,)).rowcount == 1

        return await self._database.run(delete)

    async def _do(self, statement: str, *values: object) -> None:
        await self._database.run(lambda connection: connection.execute(statement, values) and None)
