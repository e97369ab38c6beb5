"""Callback and inline queries: asked by people, answered by the bot once and in time."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from emulator.local_telegram.errors import stale_query
from emulator.local_telegram.model import Json

_ANSWERABLE = timedelta(minutes=15)
"""Telegram does not publish the time; observed are some minutes for a callback, less for an inline query."""


@dataclass(slots=True)
class Query:
    """One question to the bot: a button pressed or an inline text; `answer` holds the parameters it was answered with."""

    id: str
    user_id: int
    asked_at: datetime
    answer: Mapping[str, Any] | None = None
    results: list[Json] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class Queries:
    """Remembers the queries and lets each be answered once, within its time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queries: dict[str, Query] = {}

    def ask(self, user_id: int) -> Query:
        """A new query of the user."""
        query = Query(str(4_000_000_000_000 + len(self._queries) + 1), user_id, self._clock.now())
        self._queries[query.id] = query
        return query

    def answer(self, query_id: str, answer: Mapping[str, Any], results: Iterable[Json] = ()) -> Query:
        """Answer the query, an inline one with results; raises 400 for one unknown, too old or answered before."""
        query = self.check(query_id)
        query.answer = answer
        query.results = list(results)
        query.answered.set()
        return query

    def check(self, query_id: str) -> Query:
        """The query, if it still takes an answer; 400 otherwise."""
        query = self._queries.get(query_id)
        if query is None or query.answer is not None or self._clock.now() - query.asked_at > _ANSWERABLE:
            raise stale_query()
        return query
