"""people.db: letters that wait, and how many ended in which way."""

import sqlite3
from datetime import datetime

from bot.acts.bodies import BodyId
from bot.outbox.letter import OF_A_PAPER, REMINDER, AnnouncementId, Letter
from bot.reminders.deck import History
from bot.reminders.order import Drawn
from bot.reminders.votes import Quiz
from bot.reminders.wishes import What
from bot.storage.database import Database
from bot.storage.people.letters import LETTER, count, end_sent, end_uncertain, letter_of
from bot.storage.people.moving import move_chat

PAGE = 2000

OF_A_CHAT = {"outbox": "chat = :chat OR announcement IN (SELECT id FROM announcement WHERE owner = :chat)"}
"""As in people.py; the letters of an announcement go with its author."""


class OutboxStore:
    """The outbox in SQLite; see bot/outbox/ports.py for what each call promises."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def is_anything_due(self, now: datetime) -> bool:
        """Whether a reminder is to be planned or a letter to be sent."""
        at = int(now.timestamp())

        def look(connection: sqlite3.Connection) -> bool:
            row = connection.execute(
                "SELECT EXISTS (SELECT 1 FROM reminder WHERE due <= ?)"
                " OR EXISTS (SELECT 1 FROM outbox WHERE announcement IN (0, -1) AND state = 'waiting' AND due <= ?)"
                " OR EXISTS (SELECT 1 FROM paper_reminder WHERE due <= ?)"
                " OR EXISTS (SELECT 1 FROM announcement WHERE state IN ('filling', 'running') AND coalesce(due, 0) <= ?)",
                (at, at, at, at),
            ).fetchone()
            return bool(row[0])

        return await self._database.run(look)

    async def recover(self) -> int:
        """Settle the letters that were being sent when the program ended."""

        def write(connection: sqlite3.Connection) -> int:
            rows = connection.execute(f"SELECT {LETTER} FROM outbox WHERE state = 'sending'").fetchall()
            for row in rows:
                end_uncertain(connection, letter_of(row))
            return len(rows)

        return await self._database.run(write)

    async def next(self, now: datetime) -> Letter | None:
        """The letter that has waited longest among those that may be sent."""
        at = int(now.timestamp())

        def look(connection: sqlite3.Connection) -> Letter | None:
            running = connection.execute("SELECT id FROM announcement WHERE state = 'running'").fetchall()
            rows = [
                connection.execute(
                    f"SELECT {LETTER}, due FROM outbox WHERE announcement = ? AND state = 'waiting' AND due <= ?"
                    " ORDER BY due, id LIMIT 1",
                    (announcement, at),
                ).fetchone()
                for (announcement,) in [(REMINDER,), (OF_A_PAPER,), *running]
            ]
            due = sorted((row[-1], row[0], row[:-1]) for row in rows if row)
            return letter_of(due[0][2]) if due else None

        return await self._database.run(look)

    async def history(self, chat: int) -> History | None:
        """What decides on a subscriber's next card."""

        def look(connection: sqlite3.Connection) -> History | None:
            row = connection.execute(
                "SELECT what, seed, turn, (SELECT body FROM chat WHERE id = reminder.chat)"
                " FROM reminder WHERE chat = ?",
                (chat,),
            ).fetchone()
            if row is None:
                return None
            seen = connection.execute("SELECT card, round FROM seen WHERE chat = ?", (chat,)).fetchall()
            return History(What(row[0]), row[1], row[2], dict(seen), BodyId(row[3]) if row[3] else None)

        return await self._database.run(look)

    async def claim(self, letter: Letter, card: Drawn | None) -> None:
        """Note that a letter is being sent from now on."""
        drawn = (card.id, card.round) if card else (None, 0)

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE outbox SET state = 'sending', card = ?, round = ? WHERE id = ?", (*drawn, letter.id)
            )

        await self._database.run(write)

    async def sent(self, letter: Letter, quiz: Quiz | None, day: int) -> None:
        """Count a letter as sent and forget it."""

        def write(connection: sqlite3.Connection) -> None:
            end_sent(connection, letter, "sent")
            if quiz:
                connection.execute(
                    "INSERT INTO quiz VALUES (?, ?, ?, ?, '', ?)",
                    (quiz.poll, quiz.dilemma, quiz.choices, quiz.language.value, day),
                )

        await self._database.run(write)

    async def uncertain(self, letter: Letter) -> None:
        """A reminder counts as sent; an announcement is kept in the list of the uncertain."""
        await self._database.run(lambda connection: end_uncertain(connection, letter))

    async def put_off(self, letter: Letter, due: datetime) -> None:
        """Let a letter that was not sent wait until then."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE outbox SET state = 'waiting', tries = tries + 1, due = ? WHERE id = ?",
                (int(due.timestamp()), letter.id),
            )

        await self._database.run(write)

    async def refuse(self, letter: Letter) -> None:
        """Count a letter as refused and forget it."""

        def write(connection: sqlite3.Connection) -> None:
            count(connection, letter.announcement, "refused", 1)
            connection.execute("DELETE FROM outbox WHERE id = ?", (letter.id,))

        await self._database.run(write)

    async def drop_late(self, announcement: AnnouncementId, now: datetime) -> int:
        """Count a page of letters that are too late and forget them."""

        def write(connection: sqlite3.Connection) -> int:
            dropped = connection.execute(
                "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE announcement = ? AND state = 'waiting'"
                " AND until <= ? ORDER BY due, id LIMIT ?)",
                (announcement, int(now.timestamp()), PAGE),
            ).rowcount
            count(connection, announcement, "late", dropped)
            return dropped

        return await self._database.run(write)

    async def lose(self, chat: int) -> None:
        """Mark a chat unreachable, end its reminders, count and forget its letters."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE chat SET reachable = 0 WHERE id = ?", (chat,))
            connection.execute("UPDATE reminder SET due = NULL WHERE chat = ?", (chat,))
            connection.execute("DELETE FROM paper_reminder WHERE chat = ?", (chat,))
            drop_letters(connection, chat)

        await self._database.run(write)

    async def move(self, old: int, new: int) -> None:
        """Let everything that is known of a group stand under its new number."""
        await self._database.run(lambda connection: move_chat(connection, old, new))

    async def close_topic(self, letter: Letter) -> None:
        """End the reminders that came to a topic; count the letter as refused and forget it."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE reminder SET due = NULL, thread = NULL WHERE chat = ?", (letter.chat,))
            count(connection, letter.announcement, "refused", 1)
            connection.execute("DELETE FROM outbox WHERE id = ?", (letter.id,))

        await self._database.run(write)

    async def leave_topic(self, letter: Letter) -> None:
        """Let a letter wait again, for the group as a whole."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE outbox SET thread = NULL, state = 'waiting' WHERE id = ?", (letter.id,)
            )

        await self._database.run(write)


def drop_letters(connection: sqlite3.Connection, chat: int) -> int:
    """Count the letters of a chat as those of one that cannot be reached, and forget them; how many there were."""
    gone = connection.execute(
        "DELETE FROM outbox WHERE chat = ? AND state <> 'uncertain' RETURNING announcement", (chat,)
    ).fetchall()
    for (announcement,) in gone:
        count(connection, announcement, "unreachable", 1)
    return len(gone)
