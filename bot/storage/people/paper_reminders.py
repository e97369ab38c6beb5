"""people.db: the day on which a chat is reminded of a paper; what the paper is stands nowhere."""

import sqlite3

from bot.language import Language
from bot.storage.database import Database

OF_A_CHAT = {"paper_reminder": "chat = :chat"}
"""As in people.py."""


class PaperReminderRows:
    """Days, and the letters that are made of those that have come."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, chat: int, language: Language, due: int) -> None:
        """Keep the day of a chat in the place of another."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO paper_reminder (chat, language, due) VALUES (?, ?, ?)",
                (chat, language.value, due),
            )

        await self._database.run(write)

    async def drop(self, chat: int) -> None:
        """Forget the day of a chat, and the letter that was made of it and waits."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM paper_reminder WHERE chat = ?", (chat,))
            connection.execute(
                "DELETE FROM outbox WHERE announcement = -1 AND chat = ? AND state = 'waiting'", (chat,)
            )

        await self._database.run(write)

    async def put_out(self, now: int, window: int, page: int) -> int:
        """Make letters of a page of days that have come, and forget the days; how many."""
        due = "SELECT chat FROM paper_reminder WHERE due <= ? ORDER BY due, chat LIMIT ?"

        def write(connection: sqlite3.Connection) -> int:
            # Where a letter of an older day still waits, one is enough.
            connection.execute(
                "INSERT OR IGNORE INTO outbox (announcement, chat, language, due, until)"
                f" SELECT -1, chat, language, due, ? FROM paper_reminder WHERE chat IN ({due})",
                (now + window, now, page),
            )
            return connection.execute(
                f"DELETE FROM paper_reminder WHERE chat IN ({due})", (now, page)
            ).rowcount

        return await self._database.run(write)
