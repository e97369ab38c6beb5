"""people.db: announcements and how far each is."""

import sqlite3
from datetime import UTC, datetime

from bot.announcements.announcements import Announcement, Audience, Counts, Stage
from bot.outbox.letter import AnnouncementId
from bot.storage.database import Database

COLUMNS = "id, owner, content, audience, state, progress, due, recipients, sent, uncertain, unreachable, refused, late"
WHOM = {
    Audience.ALL: "",
    Audience.KK: " AND chat.language = 'kk'",
    Audience.RU: " AND chat.language = 'ru'",
    Audience.GROUPS: " AND chat.kind = 'group'",
}

OF_A_CHAT = {"announcement": "owner = :chat"}
"""As in people.py."""


class AnnouncementStore:
    """Announcements in SQLite; see bot/announcements/announcements.py for what each call promises."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, owner: int, content: str, due: datetime | None = None) -> AnnouncementId:
        """Keep a new draft; `due` is when it shall leave, None for at once."""
        seconds = int(due.timestamp()) if due else None

        def write(connection: sqlite3.Connection) -> AnnouncementId:
            row = connection.execute(
                "INSERT INTO announcement (owner, content, audience, state, due) VALUES (?, ?, 'all', 'draft', ?)"
                " RETURNING id",
                (owner, content, seconds),
            ).fetchone()
            return AnnouncementId(row[0])

        return await self._database.run(write)

    async def get(self, announcement: AnnouncementId) -> Announcement | None:
        """An announcement; None where there is none."""

        def look(connection: sqlite3.Connection) -> Announcement | None:
            row = connection.execute(
                f"SELECT {COLUMNS} FROM announcement WHERE id = ?",
                (announcement,),
            ).fetchone()
            return _announcement(row) if row else None

        return await self._database.run(look)

    async def content(self, announcement: AnnouncementId) -> str:
        """What it says; nothing where there is none."""
        found = await self.get(announcement)
        return found.content if found else ""

    async def count(self, audience: Audience) -> int:
        """How many can be reached."""

        def look(connection: sqlite3.Connection) -> int:
            query = f"SELECT count(*) FROM chat WHERE reachable = 1{WHOM[audience]}"
            return int(connection.execute(query).fetchone()[0])

        return await self._database.run(look)

    async def address(self, announcement: AnnouncementId, audience: Audience) -> bool:
        """Say to whom a draft goes."""
        return await self._change("audience = ?", "draft", announcement, audience.value)

    async def begin(self, announcement: AnnouncementId, until: datetime, progress: int) -> bool:
        """Let a draft be sent, once."""
        change = "state = 'filling', until = ?, progress = ?"
        return await self._change(change, "draft", announcement, int(until.timestamp()), progress)

    async def discard(self, announcement: AnnouncementId, now: datetime) -> bool:
        """Forget a draft, or what waits for its time."""

        def write(connection: sqlite3.Connection) -> bool:
            return bool(
                connection.execute(
                    "DELETE FROM announcement WHERE id = ? AND (state = 'draft' OR state = 'filling' AND due > ?)",
                    (announcement, int(now.timestamp())),
                ).rowcount
            )

        return await self._database.run(write)

    async def fill(self, announcement: AnnouncementId, now: datetime, page: int) -> int:
        """Make a page of letters, and let the sending run when none is left to make."""

        def write(connection: sqlite3.Connection) -> int:
            audience, up_to, until = connection.execute(
                "SELECT audience, up_to, until FROM announcement WHERE id = ?", (announcement,)
            ).fetchone()
            made = connection.execute(
                "INSERT OR IGNORE INTO outbox (announcement, chat, thread, language, due, until)"
                " SELECT ?, chat.id, reminder.thread, coalesce(chat.language, reminder.language, 'kk'), ?, ?"
                " FROM chat LEFT JOIN reminder ON reminder.chat = chat.id"
                f" WHERE chat.reachable = 1 AND (? IS NULL OR chat.id > ?){WHOM[Audience(audience)]}"
                " ORDER BY chat.id LIMIT ?",
                (announcement, int(now.timestamp()), until, up_to, up_to, page),
            ).rowcount
            connection.execute(
                "UPDATE announcement SET recipients = recipients + ?,"
                " up_to = (SELECT max(chat) FROM outbox WHERE announcement = ?),"
                " state = iif(? < ?, 'running', state) WHERE id = ?",
                (made, announcement, made, page, announcement),
            )
            return made if made == page else 0

        return await self._database.run(write)

    async def stop(self, announcement: AnnouncementId) -> bool:
        """Let a running one rest."""
        return await self._change("state = 'stopped'", "running", announcement)

    async def resume(self, announcement: AnnouncementId, until: datetime) -> bool:
        """Let one that rests run, with a new end of its window."""
        end = int(until.timestamp())

        def write(connection: sqlite3.Connection) -> bool:
            changed = connection.execute(
                "UPDATE announcement SET state = 'running', until = ? WHERE id = ? AND state = 'stopped'",
                (end, announcement),
            ).rowcount
            if changed:
                connection.execute("UPDATE outbox SET until = ? WHERE announcement = ?", (end, announcement))
            return bool(changed)

        return await self._database.run(write)

    async def live(self) -> list[Announcement]:
        """Those that are being filled or sent."""

        def look(connection: sqlite3.Connection) -> list[Announcement]:
            query = f"SELECT {COLUMNS} FROM announcement WHERE state IN ('filling', 'running') ORDER BY id"
            return [_announcement(row) for row in connection.execute(query).fetchall()]

        return await self._database.run(look)

    async def is_done(self, announcement: AnnouncementId) -> bool:
        """Whether no letter of a running one is left to be sent."""

        def look(connection: sqlite3.Connection) -> bool:
            row = connection.execute(
                "SELECT state = 'running' AND NOT EXISTS (SELECT 1 FROM outbox WHERE announcement = announcement.id"
                " AND state IN ('waiting', 'sending')) FROM announcement WHERE id = ?",
                (announcement,),
            ).fetchone()
            return bool(row and row[0])

        return await self._database.run(look)

    async def close(self, announcement: AnnouncementId) -> None:
        """Let it be over."""
        await self._change("state = 'over'", "running", announcement)

    async def _change(self, change: str, stage: str, announcement: AnnouncementId, *values: object) -> bool:
        def write(connection: sqlite3.Connection) -> bool:
            changed = connection.execute(
                f"UPDATE announcement SET {change} WHERE id = ? AND state = ?",
                (*values, announcement, stage),
            )
            return bool(changed.rowcount)

        return await self._database.run(write)


def _announcement(
    row: tuple[int, int, str, str, str, int | None, int | None, int, int, int, int, int, int],
) -> Announcement:
    number, owner, content, audience, state, progress, due, *counts = row
    return Announcement(
        AnnouncementId(number),
        owner,
        content,
        Audience(audience),
        Stage(state),
        progress,
        Counts(*counts),
        datetime.fromtimestamp(due, UTC) if due is not None else None,
    )
