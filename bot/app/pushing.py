"""All that is done each second of what comes unasked."""

import asyncio

from bot.announcements.announcements import Announcements
from bot.clock import Clock
from bot.documents.reminding import PaperReminders
from bot.outbox.ports import LetterStore
from bot.outbox.sending import TURN, Outbox
from bot.reminders.service import Reminders


class Pushing:
    """Plans what is due and sends it; where nothing is, it costs one look into the database."""

    def __init__(  # noqa: PLR0913, PLR0917 - each kind of letter has its own maker
        self,
        store: LetterStore,
        reminders: Reminders,
        papers: PaperReminders,
        announcements: Announcements,
        outbox: Outbox,
        clock: Clock,
    ) -> None:
        self._store = store
        self._reminders = reminders
        self._papers = papers
        self._announcements = announcements
        self._outbox = outbox
        self._clock = clock

    async def push(self, stop: asyncio.Event) -> None:
        """Do all that is due now."""
        await self._outbox.recover()
        while await self._store.is_anything_due(self._clock.now()):
            await self._reminders.plan_due(stop)
            await self._papers.plan_due()
            await self._announcements.fill(stop)
            # In turns: what becomes due during an hour of sending is planned in time.
            if await self._outbox.send_due(stop) < TURN:
                return
