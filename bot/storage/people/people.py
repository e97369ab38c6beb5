"""people.db: the chats that are known, and the language and the body each chose."""

import sqlite3

from bot.acts.bodies import BodyId
from bot.language import Language
from bot.storage.own_file import OwnFile
from bot.storage.people.moving import move_chat

OF_A_CHAT = {"chat": "id = :chat"}
"""The tables here that hold the number of a chat or a person, and which rows are of one: /settings forgets by it."""

SUPERGROUPS_FROM = -1_000_000_000_000
"""Telegram numbers supergroups and channels downwards from here, small groups above."""

MIGRATIONS = [
    """
    CREATE TABLE chat (id INTEGER PRIMARY KEY, language TEXT NOT NULL CHECK (language IN ('kk', 'ru'))) STRICT;
    CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1), last_update INTEGER NOT NULL, ahead TEXT NOT NULL
    ) STRICT;
    """,
    """
    CREATE TABLE known (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL DEFAULT 'private' CHECK (kind IN ('private', 'group')),
        language TEXT CHECK (language IN ('kk', 'ru')),
        reachable INTEGER NOT NULL DEFAULT 1 CHECK (reachable IN (0, 1))
    ) STRICT;
    INSERT INTO known (id, kind, language) SELECT id, iif(id < 0, 'group', 'private'), language FROM chat;
    DROP TABLE chat;
    ALTER TABLE known RENAME TO chat;
    """,
    """
    CREATE TABLE asked (
        day TEXT NOT NULL,
        language TEXT NOT NULL CHECK (language IN ('kk', 'ru')),
        outcome TEXT NOT NULL CHECK (outcome IN ('answered', 'suggested', 'refused')),
        count INTEGER NOT NULL,
        PRIMARY KEY (day, language, outcome)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE opinion (
        day TEXT NOT NULL, ref TEXT NOT NULL, up INTEGER NOT NULL, down INTEGER NOT NULL, PRIMARY KEY (day, ref)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE reminder (
        chat INTEGER PRIMARY KEY,
        thread INTEGER,
        every TEXT NOT NULL CHECK (every IN ('working', 'chosen', 'weekly')),
        weekdays TEXT NOT NULL,
        hour INTEGER NOT NULL CHECK (hour BETWEEN 8 AND 19),
        what TEXT NOT NULL CHECK (what IN ('rules', 'dilemmas', 'both')),
        language TEXT NOT NULL CHECK (language IN ('kk', 'ru')),
        seed INTEGER NOT NULL,
        turn INTEGER NOT NULL DEFAULT 0,
        paused_until INTEGER,
        due INTEGER
    ) STRICT;
    CREATE INDEX reminder_due ON reminder (due, chat, every, weekdays, hour) WHERE due IS NOT NULL;
    CREATE TABLE seen (
        chat INTEGER NOT NULL, card TEXT NOT NULL, round INTEGER NOT NULL, PRIMARY KEY (chat, card)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE announcement (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        owner INTEGER NOT NULL,
        content TEXT NOT NULL,
        audience TEXT NOT NULL CHECK (audience IN ('all', 'kk', 'ru', 'groups')),
        state TEXT NOT NULL CHECK (state IN ('draft', 'filling', 'running', 'stopped', 'over')),
        up_to INTEGER,
        until INTEGER,
        progress INTEGER,
        recipients INTEGER NOT NULL DEFAULT 0,
        sent INTEGER NOT NULL DEFAULT 0,
        uncertain INTEGER NOT NULL DEFAULT 0,
        unreachable INTEGER NOT NULL DEFAULT 0,
        refused INTEGER NOT NULL DEFAULT 0,
        late INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX announcement_live ON announcement (state) WHERE state IN ('filling', 'running');
    CREATE TABLE outbox (
        id INTEGER PRIMARY KEY,
        announcement INTEGER NOT NULL,
        chat INTEGER NOT NULL,
        thread INTEGER,
        language TEXT NOT NULL CHECK (language IN ('kk', 'ru')),
        card TEXT,
        round INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'uncertain')),
        tries INTEGER NOT NULL DEFAULT 0,
        due INTEGER NOT NULL,
        until INTEGER NOT NULL,
        UNIQUE (announcement, chat)
    ) STRICT;
    CREATE INDEX outbox_next ON outbox (announcement, state, due, id);
    CREATE INDEX outbox_sending ON outbox (state) WHERE state = 'sending';
    CREATE INDEX outbox_chat ON outbox (chat);
    CREATE TABLE tally (outcome TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE quiz (
        poll TEXT PRIMARY KEY,
        dilemma TEXT NOT NULL,
        choices TEXT NOT NULL,
        language TEXT NOT NULL CHECK (language IN ('kk', 'ru')),
        counts TEXT NOT NULL,
        day INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE vote (
        dilemma TEXT NOT NULL, choice TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (dilemma, choice)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE voted (update_id INTEGER PRIMARY KEY, day INTEGER NOT NULL) STRICT;
    """,
    """
    DROP TABLE progress;
    """,
    """
    CREATE TABLE lost_question (
        day TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (day, text)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE paper_reminder (
        chat INTEGER PRIMARY KEY,
        language TEXT NOT NULL CHECK (language IN ('kk', 'ru')),
        due INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX paper_reminder_due ON paper_reminder (due);
    """,
    """
    ALTER TABLE chat ADD COLUMN body TEXT;
    """,
    """
    ALTER TABLE reminder ADD COLUMN minute INTEGER NOT NULL DEFAULT 0 CHECK (minute BETWEEN 0 AND 59);
    ALTER TABLE announcement ADD COLUMN due INTEGER;
    CREATE TABLE opinion_of_matter (
        day TEXT NOT NULL, matter TEXT NOT NULL, up INTEGER NOT NULL, down INTEGER NOT NULL, PRIMARY KEY (day, matter)
    ) STRICT, WITHOUT ROWID;
    """,
]


class PeopleStore(OwnFile):
    """What is remembered of chats: their language, their body, and whether they can be reached."""

    MIGRATIONS = MIGRATIONS

    async def language_of(self, chat: int) -> Language | None:
        """The language a chat chose; None where it did not."""

        def look(connection: sqlite3.Connection) -> Language | None:
            row = connection.execute("SELECT language FROM chat WHERE id = ?", (chat,)).fetchone()
            return Language(row[0]) if row and row[0] else None

        return await self._database.look(look)

    async def choose(self, chat: int, language: Language | None) -> None:
        """Remember the language of a chat; None where none is to be preferred."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO chat (id, kind, language) VALUES (?, iif(? < 0, 'group', 'private'), ?)"
                " ON CONFLICT (id) DO UPDATE SET language = excluded.language",
                (chat, chat, language and language.value),
            )

        await self._database.run(write)

    async def body_of(self, chat: int) -> BodyId | None:
        """The body a chat chose; None where it did not."""

        def look(connection: sqlite3.Connection) -> BodyId | None:
            row = connection.execute("SELECT body FROM chat WHERE id = ?", (chat,)).fetchone()
            return BodyId(row[0]) if row and row[0] else None

        return await self._database.look(look)

    async def choose_body(self, chat: int, body: BodyId) -> None:
        """Remember the body of a chat."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO chat (id, kind, body) VALUES (?, iif(? < 0, 'group', 'private'), ?)"
                " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                (chat, chat, body),
            )

        await self._database.run(write)

    async def meet(self, chat: int) -> None:
        """Remember that a chat is there and can be reached."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO chat (id, kind) VALUES (?, iif(? < 0, 'group', 'private'))"
                " ON CONFLICT (id) DO UPDATE SET reachable = 1",
                (chat, chat),
            )

        await self._database.run(write)

    async def regain(self, chat: int) -> None:
        """Remember that a known chat can be reached again; of an unknown one nothing."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE chat SET reachable = 1 WHERE id = ?", (chat,))

        await self._database.run(write)

    async def lose(self, chat: int) -> None:
        """Remember that a known chat cannot be reached; of an unknown one nothing."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute("UPDATE chat SET reachable = 0 WHERE id = ?", (chat,))

        await self._database.run(write)

    async def move(self, chat: int, to: int) -> None:
        """Keep all that is known of a chat under its new id: its reminders, what it saw, what waits for it."""
        await self._database.run(lambda connection: move_chat(connection, chat, to))

    async def knows_a_small_group(self) -> bool:
        """Whether a group is known that may still become a supergroup."""

        def look(connection: sqlite3.Connection) -> bool:
            query = "SELECT EXISTS (SELECT 1 FROM chat WHERE kind = 'group' AND id > ?)"
            return bool(connection.execute(query, (SUPERGROUPS_FROM,)).fetchone()[0])

        return await self._database.run(look)
