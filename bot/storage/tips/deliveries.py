"""What is to be sent to officials, and what stands on their phones."""

import secrets
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from bot.storage.database import Database, StoreUnusableError
from bot.storage.tips.rows import CASE, add_deliveries, read_head
from bot.tips.model import PAST_MUTE, CaseNumber, Deed, NoticeKind
from bot.tips.officials.file import OfficialId
from bot.tips.ports import Batch, Delivery, Item, OnScreen, Pressed

NOTICES_KEPT = timedelta(days=3)
"""How long it is remembered which message an attempt became: Telegram lets a bot delete for two days."""


REST = timedelta(seconds=30)
LONGEST_REST = timedelta(hours=6)
MOST_DOUBLINGS = 12
"""How long a notice that the bot itself cannot make rests: half a minute first, twice as long each time, never longer than this."""


class DeliveryStore:
    """Notices. A batch is begun before it is sent and ended after: what is found begun may have arrived."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take_due(self, now: datetime) -> list[Batch]:
        """Everything due, a batch an official, each noted as begun. What has failed before comes as a batch of its own."""
        marks = ", ".join("?" * len(PAST_MUTE))

        def take(connection: sqlite3.Connection) -> list[Batch]:
            rows = connection.execute(
                "SELECT delivery.official, attempt, CASE tries WHEN 0 THEN 0 ELSE id END, id, delivery.number, kind"
                " FROM delivery LEFT JOIN recipient USING (number, official)"
                f" WHERE due <= ? AND (muted IS NOT 1 OR kind IN ({marks}) OR attempt IS NOT NULL)"
                " ORDER BY delivery.official, attempt, 3, due, id",
                (now.isoformat(), *PAST_MUTE),
            ).fetchall()
            return [_begin(connection, list(rows)) for _, rows in groupby(rows, lambda row: row[:3])]

        return await self._database.run(take)

    async def delivered(
        self, batch: Batch, message: int, day: date, following: Sequence[Delivery] = ()
    ) -> None:
        """Note that a batch arrived, and what follows upon it; whoever gets one can be reached."""
        warned = [(day.isoformat(), item.number) for item in batch.items if item.kind is NoticeKind.EXPIRES]

        def write(connection: sqlite3.Connection) -> None:
            ended = connection.execute(
                "DELETE FROM delivery WHERE attempt = ? RETURNING number, kind", (batch.attempt,)
            ).fetchall()
            connection.execute(
                "INSERT INTO notice (attempt, official, message, day) VALUES (?, ?, ?, ?)",
                (batch.attempt, batch.official, message, day.isoformat()),
            )
            connection.execute("DELETE FROM notice WHERE day < ?", ((day - NOTICES_KEPT).isoformat(),))
            connection.execute("UPDATE official SET reachable = 1 WHERE id = ?", (batch.official,))
            connection.executemany(
                "UPDATE tip_case SET warned = ? WHERE number = ? AND (warned IS NULL OR warned <= reopened)",
                warned,
            )
            # A notice that was dropped while it was on its way, since somebody has opened the case, is followed by nothing.
            add_deliveries(connection, [one for one in following if (one.number, one.due.kind) in ended])

        await self._database.run(write)

    async def put_off(self, batch: Batch, until: datetime, *, is_unsure: bool) -> None:
        """Send a batch later; `is_unsure` where it may have arrived."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE delivery SET due = ?, attempt = ? WHERE attempt = ?",
                (until.isoformat(), batch.attempt if is_unsure or batch.is_repeat else None, batch.attempt),
            )

        await self._database.run(write)

    async def failed(self, batch: Batch, now: datetime) -> int:
        """Put a batch off that the bot itself could not make, longer each time; how often it has failed now."""

        def write(connection: sqlite3.Connection) -> int:
            (tries,) = connection.execute(
                "SELECT max(tries) + 1 FROM delivery WHERE attempt = ?", (batch.attempt,)
            ).fetchone()
            if tries is None:
                return 0
            until = now + min(LONGEST_REST, REST * 2 ** min(tries - 1, MOST_DOUBLINGS))
            connection.execute(
                "UPDATE delivery SET due = ?, tries = ?, attempt = NULL WHERE attempt = ?",
                (until.isoformat(), tries, batch.attempt),
            )
            return int(tries)

        return await self._database.run(write)

    async def drop(self, batch: Batch, numbers: Collection[CaseNumber] | None = None) -> None:
        """Give a batch up, or what it says of these cases."""
        given_up = {item.number for item in batch.items} if numbers is None else numbers

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "DELETE FROM delivery WHERE attempt = ? AND number = ?",
                [(batch.attempt, number) for number in given_up],
            )

        await self._database.run(write)

    async def last_message(self, official: OfficialId) -> date | None:
        """The day of the newest message that an official was sent in the last three days."""

        def look(connection: sqlite3.Connection) -> date | None:
            query = "SELECT max(day) FROM notice WHERE official = ?"
            (day,) = connection.execute(query, (official,)).fetchone()
            return date.fromisoformat(day) if day else None

        return await self._database.run(look)

    async def is_reachable(self) -> dict[OfficialId, bool]:
        """Which officials have started the bot, and whether they can still be reached."""

        def look(connection: sqlite3.Connection) -> dict[OfficialId, bool]:
            rows = connection.execute("SELECT id, reachable FROM official")
            return {OfficialId(official): bool(reachable) for official, reachable in rows}

        return await self._database.run(look)

    async def set_reachable(self, official: OfficialId, *, is_reachable: bool) -> None:
        """Note that an official can or cannot be reached."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO official VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET reachable = excluded.reachable",
                (official, is_reachable),
            )

        await self._database.run(write)


class ScreenStore:
    """Buttons and messages on officials' phones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def tokens(self, official: OfficialId, acts: Sequence[Pressed]) -> list[str]:
        """The random tokens for acts of an official, one each; the same one for the same act."""

        def find_or_make(connection: sqlite3.Connection) -> list[str]:
            return [_token(connection, official, pressed) for pressed in acts]

        return await self._database.run(find_or_make)

    async def pressed(self, official: OfficialId, token: str) -> Pressed | None:
        """What a token stands for, if it is this official's."""

        def look(connection: sqlite3.Connection) -> Pressed | None:
            row = connection.execute(
                "SELECT number, act, argument FROM button WHERE token = ? AND official = ?", (token, official)
            ).fetchone()
            # A button of another version may ask for what nobody does any more.
            if row is None or row[1] not in set(Deed):
                return None
            return Pressed(CaseNumber(row[0]), Deed(row[1]), row[2])

        return await self._database.run(look)

    async def twin(self, attempt: str, message: int) -> int | None:
        """Another message with the notices of an attempt than the one that turned up; it is forgotten with this."""

        def take(connection: sqlite3.Connection) -> int | None:
            row = connection.execute(
                "SELECT message FROM notice WHERE attempt = ? AND message <> ?", (attempt, message)
            ).fetchone()
            connection.execute("UPDATE notice SET message = ? WHERE attempt = ?", (message, attempt))
            return int(row[0]) if row else None

        return await self._database.run(take)

    async def show(self, on_screen: OnScreen, until: datetime) -> None:
        """Note what will have to go from a phone."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO shown (official, message, number, is_file, until) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (official, message) DO UPDATE SET number = excluded.number, until = excluded.until",
                (
                    *(on_screen.official, on_screen.message, on_screen.number),
                    *(on_screen.is_file, until.isoformat()),
                ),
            )

        await self._database.run(write)

    async def take_faded(self, now: datetime) -> list[OnScreen]:
        """What has to go now."""

        def look(connection: sqlite3.Connection) -> list[OnScreen]:
            rows = connection.execute(
                "SELECT official, message, number, is_file FROM shown WHERE until <= ? ORDER BY until, message",
                (now.isoformat(),),
            )
            return [
                OnScreen(OfficialId(official), message, CaseNumber(number), is_file=bool(is_file))
                for official, message, number, is_file in rows
            ]

        return await self._database.run(look)

    async def gone(self, on_screen: OnScreen) -> None:
        """Note that it went."""

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "DELETE FROM shown WHERE official = ? AND message = ?",
                (on_screen.official, on_screen.message),
            )

        await self._database.run(write)


def started_in(path: Path) -> frozenset[OfficialId]:
    """Which officials have started the bot and can still be reached; the file is looked at and not touched.

    Raises:
        StoreUnusableError: where it cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute("SELECT id FROM official WHERE reachable").fetchall()
    except sqlite3.Error as error:
        raise StoreUnusableError(path, f"cannot be read ({type(error).__name__})") from None
    return frozenset(OfficialId(row[0]) for row in rows)


def _begin(connection: sqlite3.Connection, rows: list[tuple[str, str | None, int, int, str, str]]) -> Batch:
    official, before = rows[0][:2]
    attempt = before or secrets.token_hex(8)
    items = []
    for _, _, _, identity, number, kind in rows:
        connection.execute("UPDATE delivery SET attempt = ? WHERE id = ?", (attempt, identity))
        row = connection.execute(f"{CASE} WHERE number = ?", (number,)).fetchone()
        items.append(Item(CaseNumber(number), NoticeKind(kind), read_head(row) if row else None))
    return Batch(OfficialId(official), attempt, before is not None, tuple(items))


def _token(connection: sqlite3.Connection, official: OfficialId, pressed: Pressed) -> str:
    key = (official, pressed.number, pressed.deed, pressed.argument)
    connection.execute(
        "INSERT OR IGNORE INTO button (token, official, number, act, argument) VALUES (?, ?, ?, ?, ?)",
        (secrets.token_urlsafe(16), *key),
    )
    found = connection.execute(
        "SELECT token FROM button WHERE official = ? AND number = ? AND act = ? AND argument = ?", key
    )
    return str(found.fetchone()[0])
