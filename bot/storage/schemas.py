"""The schema of every database file as this program makes it, without any file."""

from collections.abc import Mapping
from pathlib import Path

from bot.privacy.database_schema import Schema
from bot.storage.database import Database
from bot.storage.people.people import MIGRATIONS as PEOPLE
from bot.storage.progress import MIGRATIONS as PROGRESS
from bot.storage.tips.schema import MIGRATIONS as TIPS

FILES = {"people.db": PEOPLE, "progress.db": PROGRESS, "tips.db": TIPS}


async def schemas() -> Mapping[str, Schema]:
    """By the name of the database file."""
    found: dict[str, Schema] = {}
    for name, migrations in FILES.items():
        database = await Database.open(Path(":memory:"), migrations)
        try:
            found[name] = await database.schema()
        finally:
            await database.close()
    return found
