"""Adep that dies at a chosen step, a commit or a call, and is started again on the same files and the same Telegram."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import aiosqlite
from telegram.request import RequestData

from bot.app.application import build_application, build_bot
from bot.app.surroundings import Surroundings
from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.storage.database import Database, T, Work
from bot.storage.people.people import MIGRATIONS, PeopleStore
from bot.storage.progress import ProgressStore
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest, Person
from handlers.telegram.repeating_jobs import Ticks
from tests.emulator.local_telegram.support import SteppedClock

NEVER = 10**9


class KilledError(BaseException):
    """The process is dead: nothing catches this, as nothing catches a power cut."""


@dataclass
class Fuse:
    """Lets `steps` steps happen; at the next one, and ever after, the process is dead.

    A death leaves the file and what Telegram was told, nothing else: steps between which neither changed are one.
    `alike` counts them for each.
    """

    steps: int = NEVER
    alike: list[int] = field(default_factory=list)
    has_changed: bool = True

    @property
    def burnt(self) -> int:
        """How many steps were reached."""
        return len(self.alike)

    def burn(self) -> None:
        if self.burnt > self.steps:
            raise KilledError
        if self.has_changed:
            self.has_changed = False
            self.alike.append(0)
        self.alike[-1] += 1
        if self.burnt > self.steps:
            raise KilledError


class DyingDatabase(Database):
    """Dies before a transaction, or after its commit and before anybody hears of it."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        super().__init__(connection)
        self.fuse = Fuse()

    async def run(self, work: Work[T]) -> T:
        self.fuse.burn()
        before = self._connection.total_changes
        result = await super().run(work)
        self.fuse.has_changed |= self._connection.total_changes != before
        self.fuse.burn()
        return result


class DyingRequest(MemoryRequest):
    """Dies before a call, or after its effect and before the answer."""

    __slots__ = ("fuse",)

    def __init__(self, telegram: LocalTelegram) -> None:
        super().__init__(telegram)
        self.fuse = Fuse()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *words: Any, **more: Any
    ) -> tuple[int, bytes]:
        self.fuse.burn()
        answer = await super().do_request(url, method, request_data, *words, **more)
        self.fuse.has_changed = True
        self.fuse.burn()
        return answer


@dataclass
class Life:
    """One run of the program: its jobs, done on demand."""

    ticks: Ticks
    database: DyingDatabase

    async def tick(self) -> None:
        """Push what is due, and tell owners of it."""
        for kept in self.ticks._kept:
            await kept.job(asyncio.Event())


@dataclass
class Town:
    """A Telegram and a folder that outlive every run."""

    path: Path
    services: Knowledge
    clock: SteppedClock = field(default_factory=SteppedClock)

    def __post_init__(self) -> None:
        self.telegram = LocalTelegram(self.clock, limits=Limits.none())

    def person(self, name: str) -> Person:
        """A person who has pressed Start."""
        person = self.telegram.person(name)
        self.telegram.world.started.add(person.id)
        return person

    async def begin(self, fuse: Fuse) -> Life:
        """Start the program."""
        database = await DyingDatabase.open(self.path, MIGRATIONS)
        requests = (DyingRequest(self.telegram), DyingRequest(self.telegram))
        bot = build_bot(self.telegram.token, "https://telegram.invalid/bot", requests)
        chance = Random(7)  # noqa: S311 - an order of cards, no secret
        around = Surroundings(
            read_settings(env_file=None),
            self.services,
            PeopleStore(database),
            ProgressStore(database),
            self.clock,
            chance=chance,
        )
        adep = build_application(around, bot)
        await bot.initialize()
        database.fuse = fuse
        for request in requests:
            request.fuse = fuse
        return Life(adep.serving.ticks, database)

    async def live(self, fuse: Fuse, ticks: int) -> bool:
        """A run of so many ticks, a minute apart, or until the fuse burns out; whether it died."""
        life = await self.begin(fuse)
        try:
            for _ in range(ticks):
                await life.tick()
                self.clock.step(minutes=1)
        except KilledError:
            return True
        else:
            return False
        finally:
            await life.database.close()
