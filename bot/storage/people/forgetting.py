"""Deleting all that is kept of one chat in people.db, whichever store keeps it."""

import sqlite3
from collections import Counter
from collections.abc import Mapping

from bot.storage.database import Database
from bot.storage.people import announcements, outbox, paper_reminders, people, reminders

OF_A_CHAT: Mapping[str, str] = {
    **people.OF_A_CHAT,
    **reminders.OF_A_CHAT,
    **paper_reminders.OF_A_CHAT,
    **outbox.OF_A_CHAT,
    **announcements.OF_A_CHAT,
}
"""Every table that holds the number of a chat or a person, and which rows are of one; in the order in which they go."""


class ForgettingStore:
    """Forgets chats."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def forget(self, chat: int) -> Mapping[str, int]:
        """Delete every row about a chat; the number of rows by table, for the tables that had some."""

        def write(connection: sqlite3.Connection) -> Counter[str]:
            deleted = Counter({"outbox": outbox.drop_letters(connection, chat)})
            for table, rows in OF_A_CHAT.items():
                found = connection.execute(
                    f"DELETE FROM {table} WHERE {rows}",
                    {"chat": chat},
                )
                deleted[table] += found.rowcount
            return deleted

        deleted = await self._database.run(write)
        return {table: count for table, count in deleted.items() if count}
