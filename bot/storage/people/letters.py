"""Letters as rows of people.db, and the ways they end."""

import sqlite3
from datetime import UTC, datetime

from bot.language import Language
from bot.outbox.letter import OF_A_PAPER, REMINDER, AnnouncementId, Letter
from bot.reminders.order import Drawn

LETTER = "id, announcement, chat, thread, language, card, round, tries, until"


def letter_of(row: tuple[int, int, int, int | None, str, str | None, int, int, int]) -> Letter:
    """A letter out of the columns `LETTER`."""
    number, announcement, chat, thread, language, card, turn, tries, until = row
    drawn = Drawn(card, turn) if card else None
    moment = datetime.fromtimestamp(until, UTC)
    return Letter(
        number, AnnouncementId(announcement), chat, thread, Language(language), drawn, tries, moment
    )


def end_uncertain(connection: sqlite3.Connection, letter: Letter) -> None:
    """A reminder counts as sent, and is told apart in the tally alone; an announcement stays in the list of the uncertain."""
    if letter.is_reminder or letter.is_of_a_paper:
        end_sent(connection, letter, "uncertain")
        return
    count(connection, letter.announcement, "uncertain", 1)
    connection.execute("UPDATE outbox SET state = 'uncertain' WHERE id = ?", (letter.id,))


def end_sent(connection: sqlite3.Connection, letter: Letter, outcome: str) -> None:
    """Count a letter as sent, remember its card as seen, and forget it."""
    if letter.is_reminder and letter.card:
        # Who was forgotten while the letter was on its way stays so.
        connection.execute(
            "INSERT OR REPLACE INTO seen SELECT chat, ?, ? FROM reminder WHERE chat = ?",
            (letter.card.id, letter.card.round, letter.chat),
        )
        connection.execute("UPDATE reminder SET turn = turn + 1 WHERE chat = ?", (letter.chat,))
    count(connection, letter.announcement, outcome, 1)
    connection.execute("DELETE FROM outbox WHERE id = ?", (letter.id,))


def count(connection: sqlite3.Connection, announcement: AnnouncementId, outcome: str, number: int) -> None:
    """Add to what became of reminders, or of an announcement; `outcome` is a word of this program."""
    if announcement in {REMINDER, OF_A_PAPER}:
        connection.execute(
            "INSERT INTO tally VALUES (?, ?) ON CONFLICT (outcome) DO UPDATE SET count = count + excluded.count",
            (outcome, number),
        )
        return
    connection.execute(
        f"UPDATE announcement SET {outcome} = {outcome} + ? WHERE id = ?",
        (number, announcement),
    )
