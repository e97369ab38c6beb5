"""people.db: questions handed over; a row has the words and the day, and nothing that leads to a chat."""

import sqlite3
from datetime import date

from bot.lost_questions.lost_questions import LostQuestion
from bot.storage.database import Database


class LostQuestionRows:
    """Questions handed over, in SQLite."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, question: LostQuestion) -> None:
        """Keep one; the same words on the same day are kept once."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR IGNORE INTO lost_question (day, text) VALUES (?, ?)",
                (question.day.isoformat(), question.text),
            )

        await self._database.run(write)

    async def all(self) -> tuple[LostQuestion, ...]:
        """Every one that is kept, by day, then by its words."""

        def look(connection: sqlite3.Connection) -> tuple[LostQuestion, ...]:
            rows = connection.execute("SELECT day, text FROM lost_question ORDER BY day, text")
            return tuple(LostQuestion(date.fromisoformat(day), text) for day, text in rows)

        return await self._database.run(look)

    async def drop_before(self, day: date) -> None:
        """Delete what is older than a day."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM lost_question WHERE day <= ?", (day.isoformat(),))

        await self._database.run(write)
