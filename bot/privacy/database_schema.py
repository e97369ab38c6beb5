"""What a database file consists of."""

from collections.abc import Mapping
from typing import Protocol

Schema = Mapping[str, tuple[str, ...]]
"""The tables of one database file, and the columns of each, in their order."""


class SchemaSource(Protocol):
    """A database file that can tell what it consists of."""

    async def schema(self) -> Schema:
        """Every table and its columns, as the file itself tells."""
