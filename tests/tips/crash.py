"""A city whose bot dies at a chosen point: before or after a commit, before or after a call. Then it is started again."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.app.application import build_application, build_bot
from bot.app.surroundings import Surroundings, TipSupplies
from bot.config import Settings, read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.database import Database
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.storage.tips.cases import TipStore
from bot.tips.officials.file import Officials
from bot.tips.secrecy.key_file import KeyFile
from bot.tips.secrecy.opening import open_keys
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest, Person
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.runner import Runner
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.town import CHEAP, MONDAY, _officials


class DeadError(BaseException):
    """The process is no more: nothing it still tries has any effect."""


World = tuple[int, int, tuple[int, ...]]
"""What outlives the process, as figures of which one changes whenever it does: how often the files were written, how often
Telegram was told something, and the updates that wait there.
"""


@dataclass
class Doom:
    """Kills the process at its `at`-th point; `points` counts them, `where` is the one at which it died.

    A death leaves what outlives the process and nothing else: where that is as it was at the point before, the two are one.
    `passed` counts both.
    """

    at: int | None = None
    points: int = 0
    passed: int = 0
    where: str = ""
    is_dead: bool = False
    last: World | None = None

    def pass_by(self, point: str, world: World) -> None:
        """One more point; the last one, where it is the chosen."""
        if self.is_dead:
            raise DeadError
        self.passed += 1
        if world == self.last:
            return
        self.last = world
        self.points += 1
        if self.points == self.at:
            self.is_dead, self.where = True, point
            raise DeadError


@dataclass
class Machine:
    """The bot as a process on one folder, and the Telegram it serves on, which outlives it."""

    services: Knowledge
    folder: Path
    settings: Settings
    clock: SteppedClock
    telegram: LocalTelegram
    officials: Officials
    doom: Doom = field(default_factory=Doom)
    written: int = 0
    told: int = 0

    @property
    def world(self) -> World:
        """What outlives the process."""
        return self.written, self.told, tuple(entry.id for entry in self.telegram.world.updates._live())

    async def start(self, doom: Doom) -> None:
        """Start the process; from now on it is under this doom."""
        self.doom = doom
        people = await PeopleStore.open(self.folder / "people.db")
        progress = await ProgressStore.open(self.folder / "progress.db")
        store = await TipStore.open(self.folder / "tips.db")
        keys = await open_keys(KeyFile(self.folder / "tips.key"), store)
        supplies = TipSupplies(self.officials, keys, store, CHEAP)
        requests = (MemoryRequest(self.telegram), MemoryRequest(self.telegram))
        bot = build_bot(self.telegram.token, "https://telegram.invalid/bot", requests)
        around = Surroundings(self.settings, self.services, people, progress, self.clock, supplies)
        adep = build_application(around, bot)
        self.telegram.is_bot_busy = lambda: adep.is_busy and not self.doom.is_dead
        self._ticks = adep.serving.ticks
        assert adep.features.officials
        self.tips = adep.features.officials.desk
        self._stores = (people, progress, store)
        runner = Runner(adep.serving, progress, Random(7))  # noqa: S311 - pauses, not secrets
        self._running = asyncio.create_task(runner.run(asyncio.Event()))

    async def end(self) -> None:
        """The process dies here, if it has not died yet."""
        self.doom.is_dead = True
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        for store in self._stores:
            await store.close()

    async def settle(self) -> None:
        """Wait until the bot has done all, or has died."""
        while not self.doom.is_dead:
            try:
                await self.telegram.idle(0.2)
            except TimeoutError:
                continue
            return

    async def tick(self) -> None:
        """Let come what is due."""
        await asyncio.gather(self._ticks.once(), return_exceptions=True)
        await self.settle()

    async def revive(self) -> None:
        """Where it has died: start it again, in good health."""
        if self.doom.is_dead:
            await self.end()
            await self.start(Doom())
            await self.settle()


@pytest.fixture
def mortal(monkeypatch: pytest.MonkeyPatch) -> "Mortal":
    """Puts every commit and every call under the doom of the machine."""
    return Mortal(monkeypatch)


class Mortal:
    """The hooks; ticks come only when they are asked for, so that the points come in one order."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.machine: Machine | None = None
        commit, call, keep = Database.run, MemoryRequest.do_request, Database._commit

        async def run(database: Database, work: Any) -> Any:
            self._pass_by("before a commit")
            before = database._connection.total_changes
            result = await commit(database, work)
            self._note(written=database._connection.total_changes != before)
            self._pass_by("after a commit")
            return result

        async def keep_transaction(unit: Any, before: int) -> bool:
            self._pass_by("before a commit")
            is_changed = await keep(unit, before)
            self._note(written=is_changed)
            self._pass_by("after a commit")
            return is_changed

        async def do_request(request: MemoryRequest, url: str, method: str, *args: Any, **rest: Any) -> Any:
            name = url.rpartition("/")[2]
            if name == "getUpdates":
                return await call(request, url, method, *args, **rest)
            self._pass_by(f"before {name}")
            result = await call(request, url, method, *args, **rest)
            self._note(told=method != "GET" and not name.startswith("get"))
            self._pass_by(f"after {name}")
            return result

        async def wait(_: Ticks, stop: asyncio.Event) -> None:
            await stop.wait()

        patch.setattr(Database, "run", run)
        patch.setattr(Database, "_commit", staticmethod(keep_transaction))
        patch.setattr(MemoryRequest, "do_request", do_request)
        patch.setattr(Ticks, "run", wait)

    def _note(self, *, written: bool = False, told: bool = False) -> None:
        if self.machine:
            self.machine.written += written
            self.machine.told += told

    def _pass_by(self, point: str) -> None:
        if self.machine:
            self.machine.doom.pass_by(point, self.machine.world)


async def started(services: Knowledge, folder: Path, mortal: Mortal) -> tuple[Machine, dict[str, Person]]:
    """A machine that is spared as yet, and its officials, who have all pressed Start."""
    clock = SteppedClock(MONDAY)
    telegram, people = new_telegram(clock)
    settings = read_settings(env_file=None).model_copy(
        update={"data_dir": folder, "tip_delay_minutes": (5, 60)}
    )
    machine = Machine(services, folder, settings, clock, telegram, _officials(people))
    mortal.machine = machine
    await machine.start(Doom())
    for person in people.values():
        await person.start()
    await machine.settle()
    return machine, people


def new_telegram(clock: SteppedClock) -> tuple[LocalTelegram, dict[str, Person]]:
    """A Telegram with the officials on it."""
    telegram = LocalTelegram(clock, limits=Limits.none())
    return telegram, {name: telegram.person(name, Language.RU.value) for name in ("first", "second", "chief")}
