"""people.db: a group that became a supergroup has a new number, and everything that is known of it stands under that."""

import sqlite3


def move_chat(connection: sqlite3.Connection, old: int, new: int) -> None:
    """Let every row of a chat stand under its new number; what was being sent to it waits again.

    Done twice, or of a chat that nothing is known of, it changes nothing. A chat that moved can be reached.
    """
    connection.execute("UPDATE OR REPLACE chat SET id = ?, reachable = 1 WHERE id = ?", (new, old))
    # What was set under the new number meanwhile is newer.
    connection.execute("UPDATE OR IGNORE reminder SET chat = ? WHERE chat = ?", (new, old))
    connection.execute("DELETE FROM reminder WHERE chat = ?", (old,))
    connection.execute("UPDATE OR REPLACE seen SET chat = ? WHERE chat = ?", (new, old))
    # Where the new number has the same announcement already, one of the two is enough.
    connection.execute(
        "UPDATE OR IGNORE outbox SET chat = ?, state = iif(state = 'sending', 'waiting', state) WHERE chat = ?",
        (new, old),
    )
    connection.execute("DELETE FROM outbox WHERE chat = ?", (old,))
