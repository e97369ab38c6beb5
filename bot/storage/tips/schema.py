"""tips.db: how it is written, and its tables. It shares no file and no value with people.db (T4, T21)."""

MIGRATIONS = [
    """
    CREATE TABLE tip_case (
        number TEXT PRIMARY KEY,
        lookup BLOB NOT NULL UNIQUE,
        key_id TEXT NOT NULL,
        key_by_file BLOB NOT NULL,
        key_by_receipt BLOB NOT NULL,
        received TEXT NOT NULL,
        state TEXT NOT NULL,
        urgent INTEGER NOT NULL,
        muted INTEGER NOT NULL DEFAULT 0,
        first_act TEXT,
        closed TEXT,
        outcome TEXT,
        sealed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE recipient (
        number TEXT NOT NULL REFERENCES tip_case ON DELETE CASCADE,
        official TEXT NOT NULL,
        PRIMARY KEY (number, official)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recipient_of ON recipient (official, number);
    CREATE TABLE entry (
        number TEXT NOT NULL REFERENCES tip_case ON DELETE CASCADE,
        place INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (number, place)
    ) STRICT;
    CREATE TABLE attachment (
        number TEXT NOT NULL,
        entry INTEGER NOT NULL,
        place INTEGER NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (number, entry, place),
        FOREIGN KEY (number, entry) REFERENCES entry ON DELETE CASCADE
    ) STRICT;
    CREATE TABLE delivery (
        id INTEGER PRIMARY KEY,
        official TEXT NOT NULL,
        number TEXT NOT NULL,
        kind TEXT NOT NULL,
        due TEXT NOT NULL,
        attempt TEXT
    ) STRICT;
    CREATE INDEX delivery_due ON delivery (due);
    CREATE INDEX delivery_of ON delivery (number);
    CREATE TABLE notice (
        attempt TEXT PRIMARY KEY,
        official TEXT NOT NULL,
        message INTEGER NOT NULL,
        day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE button (
        token TEXT PRIMARY KEY,
        official TEXT NOT NULL,
        number TEXT NOT NULL,
        act TEXT NOT NULL,
        argument TEXT NOT NULL,
        UNIQUE (official, number, act, argument)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE shown (
        official TEXT NOT NULL,
        message INTEGER NOT NULL,
        number TEXT NOT NULL,
        is_file INTEGER NOT NULL,
        until TEXT NOT NULL,
        PRIMARY KEY (official, message)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE fact (
        official TEXT NOT NULL,
        quarter TEXT NOT NULL,
        days_to_act INTEGER NOT NULL,
        days_to_end INTEGER NOT NULL,
        outcome TEXT NOT NULL
    ) STRICT;
    CREATE TABLE audit (
        place INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        official TEXT NOT NULL,
        act TEXT NOT NULL,
        number TEXT NOT NULL,
        hash BLOB NOT NULL
    ) STRICT;
    CREATE TABLE official (
        id TEXT PRIMARY KEY,
        reachable INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE destroyed (
        number TEXT PRIMARY KEY,
        day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    # One recipient must not be able to still a case for the others; who did is not kept, so all are reminded again.
    """
    ALTER TABLE recipient ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE tip_case DROP COLUMN muted;
    CREATE INDEX audit_of ON audit (number, act);
    """,
    # From when a case, or what was added to it, exists for officials: the moment of their notice. Of what waits already, that is known.
    """
    ALTER TABLE tip_case ADD COLUMN proposed TEXT;
    ALTER TABLE tip_case ADD COLUMN proposed_by TEXT;
    ALTER TABLE tip_case ADD COLUMN withdrawn TEXT;
    ALTER TABLE tip_case ADD COLUMN warned TEXT;
    ALTER TABLE tip_case ADD COLUMN bound BLOB NOT NULL DEFAULT x'';
    ALTER TABLE recipient ADD COLUMN since TEXT NOT NULL DEFAULT '2020-01-01T00:00:00+00:00';
    UPDATE recipient SET since = (
        SELECT max(due) FROM delivery
        WHERE delivery.number = recipient.number AND delivery.official = recipient.official AND kind = 'new'
    ) WHERE EXISTS (
        SELECT 1 FROM delivery
        WHERE delivery.number = recipient.number AND delivery.official = recipient.official AND kind = 'new'
    );
    ALTER TABLE entry ADD COLUMN since TEXT NOT NULL DEFAULT '2020-01-01T00:00:00+00:00';
    ALTER TABLE delivery ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE key_mark (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        mark BLOB NOT NULL
    ) STRICT;
    """,
    # A case that was opened anew; and the second factor of officials.
    """
    ALTER TABLE tip_case ADD COLUMN reopened TEXT;
    CREATE TABLE pin (
        official TEXT PRIMARY KEY,
        mark BLOB NOT NULL,
        wrong INTEGER NOT NULL DEFAULT 0,
        told INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;
    """,
    # Under which pepper a code was given; of older cases it is the only one there was.
    """
    ALTER TABLE tip_case ADD COLUMN pepper TEXT NOT NULL DEFAULT '';
    """,
]
