"""people.db: who wishes to be reminded, of what and when, and which cards he has seen."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.language import Language
from bot.outbox.letter import REMINDER
from bot.reminders.wishes import Every, Plan, Subscription, What, Wish
from bot.storage.database import Database
from bot.storage.people.letters import count

COLUMNS = "chat, thread, every, weekdays, hour, what, language, paused_until, due"

OF_A_CHAT = {"reminder": "chat = :chat", "seen": "chat = :chat"}
"""As in people.py."""


class SubscriptionStore:
    """Subscriptions, and the letters that are made of those that are due."""

    def __init__(self, database: Database, seed: Callable[[], int]) -> None:
        """`seed` gives a new subscriber the number that his order of cards follows from; at most 63 bits."""
        self._database = database
        self._seed = seed

    async def get(self, chat: int) -> Subscription | None:
        """The subscription of a chat, running or not."""

        def look(connection: sqlite3.Connection) -> Subscription | None:
            row = connection.execute(f"SELECT {COLUMNS} FROM reminder WHERE chat = ?", (chat,)).fetchone()
            return _subscription(row) if row else None

        return await self._database.run(look)

    async def put(self, subscription: Subscription) -> None:
        """Remember a subscription in the place of the chat's last one; the seed and what was seen stay.

        A reminder that waits to be sent by the last one is forgotten: who has just said stop gets nothing more.
        """
        wish, plan = subscription.wish, subscription.wish.plan
        row = (
            subscription.chat,
            wish.thread,
            plan.every.value,
            _weekdays(plan),
            plan.hour,
            wish.what.value,
            wish.language.value,
            _seconds(subscription.paused_until),
            _seconds(subscription.due),
            self._seed(),
        )

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "DELETE FROM outbox WHERE announcement = 0 AND chat = ? AND state = 'waiting'",
                (subscription.chat,),
            )
            # One that is under way just now is not tried a second time.
            connection.execute(
                "UPDATE outbox SET until = 0 WHERE announcement = 0 AND chat = ?", (subscription.chat,)
            )
            # Whoever is reminded is there to be reached, by announcements too.
            connection.execute(
                "INSERT INTO chat (id, kind) VALUES (?, iif(? < 0, 'group', 'private'))"
                " ON CONFLICT (id) DO UPDATE SET reachable = 1",
                (subscription.chat, subscription.chat),
            )
            connection.execute(
                f"INSERT INTO reminder ({COLUMNS}, seed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (chat) DO UPDATE SET thread = excluded.thread, every = excluded.every,"
                " weekdays = excluded.weekdays, hour = excluded.hour, what = excluded.what,"
                " language = excluded.language, paused_until = excluded.paused_until, due = excluded.due",
                row,
            )

        await self._database.run(write)

    async def first_due(self, now: datetime) -> Plan | None:
        """The plan of the reminder that has been due longest; None where none is."""

        def look(connection: sqlite3.Connection) -> Plan | None:
            row = connection.execute(
                "SELECT every, weekdays, hour FROM reminder WHERE due <= ? ORDER BY due, chat LIMIT 1",
                (int(now.timestamp()),),
            ).fetchone()
            return _plan(*row) if row else None

        return await self._database.run(look)

    async def put_out(
        self, plan: Plan, now: datetime, following: datetime, window: timedelta, page: int
    ) -> tuple[int, int]:
        """Make letters of up to `page` due reminders of a plan; how many were planned, and how many too late for it.

        In the same transaction their next time becomes `following`: none is planned twice, none forgotten.
        """
        at, seconds = int(now.timestamp()), int(window.total_seconds())
        due = "SELECT chat FROM reminder WHERE due <= ? AND every = ? AND weekdays = ? AND hour = ? ORDER BY due, chat LIMIT ?"
        chosen = (at, plan.every.value, _weekdays(plan), plan.hour, page)

        def write(connection: sqlite3.Connection) -> tuple[int, int]:
            planned = connection.execute(
                "INSERT OR IGNORE INTO outbox (announcement, chat, thread, language, due, until)"
                f" SELECT 0, chat, thread, language, due, due + ? FROM reminder WHERE chat IN ({due}) AND due + ? > ?",
                (seconds, *chosen, seconds, at),
            ).rowcount
            moved = connection.execute(
                f"UPDATE reminder SET due = ?, paused_until = NULL WHERE chat IN ({due})",
                (int(following.timestamp()), *chosen),
            ).rowcount
            count(connection, REMINDER, "late", moved - planned)
            return planned, moved - planned

        return await self._database.run(write)


def _subscription(
    row: tuple[int, int | None, str, str, int, str, str, int | None, int | None],
) -> Subscription:
    chat, thread, every, weekdays, hour, what, language, paused_until, due = row
    wish = Wish(_plan(every, weekdays, hour), What(what), Language(language), thread)
    return Subscription(chat, wish, _moment(due), _moment(paused_until))


def _plan(every: str, weekdays: str, hour: int) -> Plan:
    return Plan(Every(every), frozenset(map(int, weekdays)), hour)


def _weekdays(plan: Plan) -> str:
    return "".join(map(str, sorted(plan.weekdays)))


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
