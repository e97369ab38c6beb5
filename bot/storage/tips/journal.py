"""The journal of tips.db: it receives what a transaction overwrites, what is destroyed too, and must not keep it."""

import sqlite3
from pathlib import Path

from bot.machine.disk import overwrite


def scrub_journal(connection: sqlite3.Connection) -> None:
    """Overwrite the journal of a file on the disk, within a transaction that has not written yet, and cut it to nothing.

    The transaction keeps every other writer out; the journal itself is not in use before the first write.
    """
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    journal = Path(f"{path}-journal")
    if path and journal.exists():  # a database in memory has neither
        overwrite(journal)
