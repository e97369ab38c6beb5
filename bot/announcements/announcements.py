"""Announcements: drafted, addressed, confirmed once, stopped and resumed, reported."""

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.outbox.letter import AnnouncementId
from bot.outbox.pacer import GAP

WINDOW = timedelta(hours=24)
"""What could not be sent for so long is dropped: news of yesterday comes to nobody's phone."""

PAGE = 2000


class Audience(StrEnum):
    """To whom: everybody who can be reached, those of one language, or groups."""

    ALL = "all"
    KK = "kk"
    RU = "ru"
    GROUPS = "groups"


class Stage(StrEnum):
    """How far it is."""

    DRAFT = "draft"
    FILLING = "filling"
    RUNNING = "running"
    STOPPED = "stopped"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the letters."""

    recipients: int
    sent: int
    uncertain: int
    unreachable: int
    refused: int
    late: int

    @property
    def left(self) -> int:
        """How many are still to be sent."""
        return self.recipients - self.sent - self.uncertain - self.unreachable - self.refused - self.late


@dataclass(frozen=True, slots=True)
class Announcement:
    """One announcement; `progress` is the owner's message that shows how it goes."""

    id: AnnouncementId
    owner: int
    content: str
    audience: Audience
    stage: Stage
    progress: int | None
    counts: Counts
    due: datetime | None = None
    """When it shall leave; None for at once."""


class AnnouncementStore(Protocol):
    """Where announcements are kept; each change is one transaction and says whether it was its turn."""

    async def draft(self, owner: int, content: str, due: datetime | None = None) -> AnnouncementId:
        """Keep a new draft; `due` is when it shall leave, None for at once."""

    async def get(self, announcement: AnnouncementId) -> Announcement | None:
        """An announcement; None where there is none."""

    async def count(self, audience: Audience) -> int:
        """How many can be reached."""

    async def address(self, announcement: AnnouncementId, audience: Audience) -> bool:
        """Say to whom a draft goes."""

    async def begin(self, announcement: AnnouncementId, until: datetime, progress: int) -> bool:
        """Let a draft be sent, once."""

    async def discard(self, announcement: AnnouncementId, now: datetime) -> bool:
        """Forget a draft, or what waits for its time."""

    async def fill(self, announcement: AnnouncementId, now: datetime, page: int) -> int:
        """Make a page of letters, and let the sending run when none is left to make; how many were made."""

    async def stop(self, announcement: AnnouncementId) -> bool:
        """Let a running one rest."""

    async def resume(self, announcement: AnnouncementId, until: datetime) -> bool:
        """Let one that rests run, with a new end of its window."""

    async def live(self) -> list[Announcement]:
        """Those that are being filled or sent."""

    async def is_done(self, announcement: AnnouncementId) -> bool:
        """Whether no letter of a running one is left to be sent."""

    async def close(self, announcement: AnnouncementId) -> None:
        """Let it be over."""


class Announcements:
    """What owners do with announcements."""

    def __init__(self, store: AnnouncementStore, clock: Clock, zone: ZoneInfo) -> None:
        self.store = store
        self._clock = clock
        self._zone = zone

    def moment(self, named: Mapping[str, str | None]) -> datetime | None:
        """The moment of a day, month, year, hour and minute as somebody wrote them; None where there is none to come.

        Without a day it is the next one of that time, without a year the next one of that day.
        """
        now = self._clock.now().astimezone(self._zone)
        numbers = {name: int(word) for name, word in named.items() if word}
        try:
            moment = now.replace(second=0, microsecond=0).replace(**numbers)  # type: ignore[arg-type]  # the names are those of datetime
            if moment <= now and "day" not in numbers:
                moment += timedelta(days=1)
            elif moment <= now and "year" not in numbers:
                moment = moment.replace(year=now.year + 1)
        except ValueError:
            return None
        return moment if moment > now else None

    def local(self, moment: datetime) -> datetime:
        """A moment as the clock on the wall shows it."""
        return moment.astimezone(self._zone)

    def is_waiting(self, announcement: Announcement) -> bool:
        """Whether it is confirmed and its time has not come."""
        due = announcement.due
        return announcement.stage is Stage.FILLING and due is not None and due > self._clock.now()

    async def discard(self, announcement: AnnouncementId) -> bool:
        """Forget a draft, or what waits for its time; False where it is too late."""
        return await self.store.discard(announcement, self._clock.now())

    async def begin(self, announcement: Announcement, progress: int) -> bool:
        """Let a draft be sent from now or from its time on; False where that was done already."""
        now = self._clock.now()
        return await self.store.begin(announcement.id, max(now, announcement.due or now) + WINDOW, progress)

    async def resume(self, announcement: AnnouncementId) -> bool:
        """Let a stopped one go on; False where it does not rest."""
        return await self.store.resume(announcement, self._clock.now() + WINDOW)

    async def fill(self, stop: asyncio.Event) -> None:
        """Make the letters of all that were confirmed, page after page."""
        for announcement in await self.store.live():
            if self.is_waiting(announcement):
                continue
            while announcement.stage is Stage.FILLING and not stop.is_set():
                if not await self.store.fill(announcement.id, self._clock.now(), PAGE):
                    break

    @staticmethod
    def minutes(count: int) -> int:
        """How long so many letters take, in whole minutes."""
        return math.ceil(count * GAP / 60)
