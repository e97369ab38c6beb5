"""The schema of every database file as this program makes it, without any file."""

from collections.abc import Mapping
from pathlib import Path

from bot.schema import Schema
from bot.storage.people import PeopleStore


async def schemas() -> Mapping[str, Schema]:
    """By the name of the database file."""
    people = await PeopleStore.open(Path(":memory:"))
    try:
        return {"people.db": await people.database.schema()}
    finally:
        await people.close()
