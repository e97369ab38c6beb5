"""A reminder of a paper: a chat and a day, and nothing of what the paper says."""

from datetime import date, timedelta
from typing import Protocol

from bot import logs
from bot.clock import Clock
from bot.documents.deadlines import Calendar
from bot.language import Language

WINDOW = timedelta(days=3)
"""For so long after its hour a reminder may still be sent: it comes once, and late is better than never."""

LONGEST = timedelta(days=62)
"""Further ahead no paper looks; a button that says so is forged."""

PAGE = 500


class PaperReminderStore(Protocol):
    """Where the days are kept; each call is one transaction."""

    async def put(self, chat: int, language: Language, due: int) -> None:
        """Keep the day of a chat in the place of another; `due` in seconds since 1970."""

    async def drop(self, chat: int) -> None:
        """Forget the day of a chat, and the letter that was made of it and waits."""

    async def put_out(self, now: int, window: int, page: int) -> int:
        """Make letters of a page of days that have come, and forget the days; how many."""


class PaperReminders:
    """Keeps one day for a chat that asked for it, and makes a letter of it when it comes."""

    def __init__(self, store: PaperReminderStore, calendar: Calendar, clock: Clock) -> None:
        self._store = store
        self._calendar = calendar
        self._clock = clock

    async def ask_for(self, chat: int, language: Language, day: date) -> bool:
        """Remind a chat on a day; False where the day is not to come."""
        if not self._calendar.today < day <= self._calendar.today + LONGEST:
            return False
        await self._store.put(chat, language, int(self._calendar.moment(day).timestamp()))
        return True

    async def forget(self, chat: int) -> None:
        """Remind a chat no more."""
        await self._store.drop(chat)

    async def plan_due(self) -> None:
        """Make letters of all days that have come."""
        now = int(self._clock.now().timestamp())
        while planned := await self._store.put_out(now, int(WINDOW.total_seconds()), PAGE):
            logs.event("REMINDERS_PLANNED", count=planned)
