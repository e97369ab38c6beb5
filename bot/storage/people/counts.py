"""The counts of people.db: by day and language, by day and ref; nothing in them leads to a chat."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from bot.acts.model import Ref
from bot.counts.counts import KEPT_DAYS, Asked, Opinion, OpinionOfMatter, QuestionResult
from bot.language import Language
from bot.matters.model import MatterId
from bot.storage.database import Database


class CountStore:
    """Counts of questions and opinions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counted: Counter[tuple[date, Language, QuestionResult]] = Counter()
        self._writing = asyncio.Lock()

    async def count_question(self, day: date, language: Language, outcome: QuestionResult) -> None:
        """One more question; counts that are too old go. What is counted while another count is written is written together."""
        self._counted[day, language, outcome] += 1
        async with self._writing:
            counted, self._counted = self._counted, Counter()
            if not counted:
                return
            try:
                await self._database.run(partial(_add, counted, _oldest(day)))
            except Exception:
                self._counted.update(counted)
                raise

    async def count_opinion(
        self, day: date, ref: Ref, *, helpful: bool, matter: MatterId | None = None
    ) -> None:
        """One more opinion on a place, and on the matter it answered; counts that are too old go."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO opinion (day, ref, up, down) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET up = up + excluded.up, down = down + excluded.down",
                (day.isoformat(), str(ref), int(helpful), int(not helpful)),
            )
            connection.execute("DELETE FROM opinion WHERE day < ?", (_oldest(day),))
            if matter:
                connection.execute(
                    "INSERT INTO opinion_of_matter (day, matter, up, down) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET up = up + excluded.up, down = down + excluded.down",
                    (day.isoformat(), matter, int(helpful), int(not helpful)),
                )
            connection.execute("DELETE FROM opinion_of_matter WHERE day < ?", (_oldest(day),))

        await self._database.run(write)

    async def questions(self, since: date) -> tuple[Asked, ...]:
        """The questions from a day on, by day, language and outcome."""

        def look(connection: sqlite3.Connection) -> tuple[Asked, ...]:
            rows = connection.execute(
                "SELECT day, language, outcome, count FROM asked WHERE day >= ? ORDER BY day, language, outcome",
                (since.isoformat(),),
            )
            return tuple(
                Asked(date.fromisoformat(day), Language(language), QuestionResult(outcome), count)
                for day, language, outcome, count in rows
            )

        return await self._database.run(look)

    async def opinions(self, since: date) -> tuple[Opinion, ...]:
        """The opinions from a day on, by day and ref."""

        def look(connection: sqlite3.Connection) -> tuple[Opinion, ...]:
            rows = connection.execute(
                "SELECT day, ref, up, down FROM opinion WHERE day >= ? ORDER BY day, ref",
                (since.isoformat(),),
            )
            return tuple(Opinion(date.fromisoformat(day), Ref(ref), up, down) for day, ref, up, down in rows)

        return await self._database.run(look)

    async def opinions_of_matters(self, since: date) -> tuple[OpinionOfMatter, ...]:
        """The opinions from a day on, by day and matter."""

        def look(connection: sqlite3.Connection) -> tuple[OpinionOfMatter, ...]:
            rows = connection.execute(
                "SELECT day, matter, up, down FROM opinion_of_matter WHERE day >= ? ORDER BY day, matter",
                (since.isoformat(),),
            )
            return tuple(
                OpinionOfMatter(date.fromisoformat(day), MatterId(matter), up, down)
                for day, matter, up, down in rows
            )

        return await self._database.run(look)


def _add(
    counted: Mapping[tuple[date, Language, QuestionResult], int], oldest: str, connection: sqlite3.Connection
) -> None:
    connection.executemany(
        "INSERT INTO asked (day, language, outcome, count) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET count = count + excluded.count",
        [
            (day.isoformat(), language.value, outcome.value, count)
            for (day, language, outcome), count in counted.items()
        ],
    )
    connection.execute("DELETE FROM asked WHERE day < ?", (oldest,))


def _oldest(day: date) -> str:
    return (day - timedelta(days=KEPT_DAYS)).isoformat()
