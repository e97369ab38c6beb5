"""people.db: who wishes to be reminded, of what and when, and which cards they have seen."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.language import Language
from bot.outbox.letter import REMINDER
from bot.reminders.wishes import Every, Plan, Subscription, What, Wish
from bot.storage.database import Database
from bot.storage.people.letters import count

COLUMNS = "chat, thread, every, weekdays, hour, minute, what, language, paused_until, due"

OF_A_CHAT = {"reminder": "chat = :chat", "seen": "chat = :chat"}
"""As in people.py."""


class SubscriptionStore:
    """Subscriptions, and the letters that are made of those that are due."""

    def __init__(self, database: Database, seed: Callable[[], int]) -> None:
        """`seed` gives a new subscriber the number that their order of cards follows from; at most 63 bits."""
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
            plan.minute,
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
                f"INSERT INTO reminder ({COLUMNS}, seed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (chat) DO UPDATE SET thread = excluded.thread, every = excluded.every,"
                " weekdays = excluded.weekdays, hour = excluded.hour, minute = excluded.minute, what = excluded.what,"
                " language = excluded.language, paused_until = excluded.paused_until, due = excluded.due",
                row,
            )

        await self._database.run(write)

    async def first_due(self, now: datetime) -> Plan | None:
        """The plan of the reminder that has been due longest; None where none is."""

        def look(connection: sqlite3.Connection) -> Plan | None:
            row = connection.execute(
                "SELECT every, weekdays, hour, minute FROM reminder WHERE due <= ? ORDER BY due, chat LIMIT 1",
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
        due = (
            "SELECT chat FROM reminder WHERE due <= ? AND every = ? AND weekdays = ? AND hour = ? AND minute = ?"
            " ORDER BY due, chat LIMIT ?"
        )
        chosen = (at, plan.every.value, _weekdays(plan), plan.hour, plan.minute, page)

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

    async def put_later(self, chat: int, card: str | None, due: datetime, until: datetime) -> bool:
        """Make a letter of a subscriber that is due then, with a card they got, or the next one; False where they are none.

        It takes the place of one that waits. One that is being sent just now stays as it is.
        """
        moments = int(due.timestamp()), int(until.timestamp())

        def write(connection: sqlite3.Connection) -> bool:
            seen = connection.execute(
                "SELECT round FROM seen WHERE chat = ? AND card = ?", (chat, card)
            ).fetchone()
            made = connection.execute(
                "INSERT INTO outbox (announcement, chat, thread, language, card, round, due, until)"
                " SELECT 0, chat, thread, language, ?, ?, ?, ? FROM reminder WHERE chat = ?"
                " ON CONFLICT (announcement, chat) DO UPDATE SET card = excluded.card, round = excluded.round,"
                " due = excluded.due, until = excluded.until WHERE state = 'waiting'",
                (card, seen[0] if seen else 1, *moments, chat),
            ).rowcount
            if made and card:
                # Shown again, it is no turn of its own.
                connection.execute("UPDATE reminder SET turn = turn - 1 WHERE chat = ?", (chat,))
            return bool(made)

        return await self._database.run(write)


def _subscription(
    row: tuple[int, int | None, str, str, int, int, str, str, int | None, int | None],
) -> Subscription:
    chat, thread, every, weekdays, hour, minute, what, language, paused_until, due = row
    wish = Wish(_plan(every, weekdays, hour, minute), What(what), Language(language), thread)
    return Subscription(chat, wish, _moment(due), _moment(paused_until))


def _plan(every: str, weekdays: str, hour: int, minute: int) -> Plan:
    return Plan(Every(every), frozenset(map(int, weekdays)), hour, minute)


def _weekdays(plan: Plan) -> str:
    return "".join(map(str, sorted(plan.weekdays)))


def _seconds(moment: datetime | None) -> int | None:
    return int(moment.timestamp()) if moment else None


def _moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None
