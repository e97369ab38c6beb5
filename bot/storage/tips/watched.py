"""tips.db as the watch sees it: days and whether something is done, nothing else of a case."""

import sqlite3
from collections.abc import Mapping
from datetime import date

from bot.health.desk_watch import OpenCase
from bot.storage.tips.cases import OPEN, TipStore
from bot.storage.tips.deliveries import DeliveryStore
from bot.tips.officials.file import OfficialId


class WatchedDesk:
    """The desk that is watched."""

    def __init__(self, store: TipStore) -> None:
        self._store = store
        self._deliveries = DeliveryStore(store.database)

    async def open_cases(self) -> list[OpenCase]:
        """Every case that has not ended."""

        def look(connection: sqlite3.Connection) -> list[OpenCase]:
            rows = connection.execute(f"SELECT received, first_act FROM tip_case WHERE {OPEN}")
            return [OpenCase(date.fromisoformat(received), act is not None) for received, act in rows]

        return await self._store.database.run(look)

    async def is_reachable(self) -> Mapping[OfficialId, bool]:
        """Which officials have started the bot, and whether they can still be reached."""
        return await self._deliveries.is_reachable()
