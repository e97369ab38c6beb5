"""What the stores that own a file share: opening it, lending it, closing it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Self

from bot.storage.database import WAL, Database


class OwnFile:
    """A store with a file of its own; `MIGRATIONS` make its tables, `PRAGMAS` say how it is written."""

    MIGRATIONS: ClassVar[Sequence[str]]
    PRAGMAS: ClassVar[Sequence[str]] = WAL

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, or make it.

        Raises:
            StoreUnusableError: where it cannot be used.
        """
        return cls(await Database.open(path, cls.MIGRATIONS, cls.PRAGMAS))

    @property
    def database(self) -> Database:
        """The file itself, for the other stores that keep their tables in it."""
        return self._database

    async def close(self) -> None:
        """Close the file."""
        await self._database.close()
