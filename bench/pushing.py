"""100 000 reminders due at one minute: planned, and a sample of them sent, beside a plain loop over send_message."""

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from rich.table import Table
from telegram.error import TelegramError
from telegram.ext import AIORateLimiter, ExtBot

from bot.app.application import build_application, build_bot
from bot.app.jobs import build_outbox
from bot.app.surroundings import Surroundings
from bot.clock import SystemClock, Watch
from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.outbox.sending import Outbox
from bot.reminders.wishes import Plan, What, Wish
from bot.storage.people.outbox import OutboxStore
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from emulator.local_telegram import LocalTelegram, MemoryRequest
from handlers import Features
from handlers.telegram.polling import UpdatesBot

SUBSCRIBERS = 100_000
STEPPED, REAL = 3000, 300
"""How many of them are sent by a clock that is stepped, and in real time: all of them would take 83 minutes."""

NOWHERE = "https://telegram.invalid/bot"
ASKED_EACH = 0.25
"""Seconds between two people who ask something meanwhile."""


@dataclass
class Stepped:
    """A clock that stands still until somebody waits by it."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 4, 59, tzinfo=UTC))

    def now(self) -> datetime:
        """The moment it stands at."""
        return self.moment

    async def sleep(self, seconds: float) -> None:
        """Go on by so much."""
        self.moment += timedelta(seconds=seconds)
        await asyncio.sleep(0)


def measure(services: Knowledge) -> tuple[Table, Table]:
    """The table of planning and of the stepped sample, and the table of the sample in real time."""
    return asyncio.run(_stepped(services)), asyncio.run(_real(services))


async def _stepped(services: Knowledge) -> Table:
    table = Table(title=f"{SUBSCRIBERS} reminders due at one minute, database on disk, Bot API in memory")
    table.add_column("step")
    table.add_column("figure", justify="right")
    with tempfile.TemporaryDirectory() as folder:
        world = await World.open(Path(folder) / "people.db", services, Stepped(), STEPPED)
        await world.subscribe(SUBSCRIBERS)
        before, start = _memory(), perf_counter()
        await world.features.reminders.reminders.plan_due(asyncio.Event())
        table.add_row("planned in", f"{perf_counter() - start:.2f} s")
        table.add_row("memory that planning took", f"{_memory() - before:.1f} MiB")
        began, start = world.clock.now(), perf_counter()
        while len(world.telegram.calls.of("sendMessage")) < STEPPED:
            await world.outbox.send_due(asyncio.Event())
        stepped, real = (world.clock.now() - began).total_seconds(), perf_counter() - start
        table.add_row(f"a sample of {STEPPED}, by the stepped clock", f"{STEPPED / stepped:.1f} a second")
        table.add_row("so all of them would take", f"{SUBSCRIBERS * stepped / STEPPED / 60:.0f} min")
        table.add_row("work for one, by a real clock", f"{1000 * real / STEPPED:.2f} ms")
        table.add_row("refused with 429", str(_refused(world.telegram)))
        start = perf_counter()
        for _ in range(1000):
            await OutboxStore(world.people.database).is_anything_due(datetime(2020, 1, 1, tzinfo=UTC))
        table.add_row("a tick when nothing is due", f"{perf_counter() - start:.3f} ms")
        await world.people.close()
    return table


async def _real(services: Knowledge) -> Table:
    table = Table(title=f"A sample of {REAL} in real time, Telegram's pace kept, while people ask questions")
    for column in (
        "sent by",
        "seconds",
        "refused with 429",
        "an answer took, median",
        "at worst",
        "to Adep's",
    ):
        table.add_column(column, justify="left" if column == "sent by" else "right")
    world = await World.open(Path(":memory:"), services, SystemClock(), REAL)
    await world.subscribe(REAL)
    await world.features.reminders.reminders.plan_due(asyncio.Event())
    ours = await _while_asked(world.telegram, world.bot, world.send_all)
    table.add_row("Adep's outbox", *ours.told(), "1.0 ×")
    await world.people.close()
    for name, at_once in (("a loop over send_message, AIORateLimiter", 1), ("the same, all at once", REAL)):
        telegram = LocalTelegram(SystemClock())
        bot: ExtBot[int] = ExtBot(
            telegram.token,
            NOWHERE,
            request=MemoryRequest(telegram),
            get_updates_request=MemoryRequest(telegram),
            rate_limiter=AIORateLimiter(max_retries=3),
        )
        chats = [_person(telegram, number) for number in range(REAL)]
        theirs = await _while_asked(telegram, bot, lambda: _plain(bot, chats, at_once))  # noqa: B023 - called at once
        table.add_row(name, *theirs.told(), f"{theirs.median / ours.median:.1f} ×")
    return table


@dataclass(frozen=True, slots=True)
class Taken:
    """What a sample took, and answers meanwhile; all in seconds."""

    seconds: float
    refused: int
    median: float
    worst: float

    def told(self) -> tuple[str, str, str, str]:
        """The figures for the table."""
        return (
            f"{self.seconds:.1f}",
            str(self.refused),
            f"{1000 * self.median:.1f} ms",
            f"{1000 * self.worst:.0f} ms",
        )


@dataclass
class World:
    """Adep over a database, with a sample of its subscribers on Telegram."""

    telegram: LocalTelegram
    people: PeopleStore
    clock: Watch
    bot: UpdatesBot
    features: Features
    outbox: Outbox

    @classmethod
    async def open(cls, path: Path, services: Knowledge, clock: Watch, sample: int) -> "World":
        """Build it; the sample are those whose turn comes first."""
        telegram, people = LocalTelegram(clock), await PeopleStore.open(path)
        bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
        progress, chance = ProgressStore(people.database), Random(1)  # noqa: S311 - orders only
        around = Surroundings(read_settings(), services, people, progress, clock, chance=chance)
        features = build_application(around, bot).features
        await bot.initialize()
        store = OutboxStore(people.database)
        outbox = build_outbox(store, features, around, bot)
        for number in range(sample):
            _person(telegram, number)
        return cls(telegram, people, clock, bot, features, outbox)

    async def subscribe(self, count: int) -> None:
        """Let so many be due for a rule now, a third of them on other plans."""
        plans = ("working", "12345"), ("chosen", "135"), ("weekly", "1")
        wish, now = Wish(Plan(), What.RULES, Language.KK), int(self.clock.now().timestamp())
        rows = (
            (
                100_000_001 + number,
                *plans[max(0, number % 5 - 2)],
                10,
                wish.what.value,
                wish.language.value,
                number,
                now,
            )
            for number in range(count)
        )
        await self.people.database.run(
            lambda connection: connection.executemany(
                "INSERT INTO reminder (chat, every, weekdays, hour, what, language, seed, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            ).close()
        )

    async def send_all(self) -> None:
        """Send until nothing is left."""
        while await self.outbox.send_due(asyncio.Event()):
            pass


async def _plain(bot: ExtBot[int], chats: list[int], at_once: int) -> None:
    """What is usually written: a loop, or all calls gathered."""

    async def send(chat: int) -> None:
        try:
            await bot.send_message(chat, "Мемлекеттік қызметшілер іскерлік этикетті сақтауға тиіс. " * 5)
        except TelegramError:
            return

    if at_once == 1:
        for chat in chats:
            await send(chat)
    else:
        await asyncio.gather(*map(send, chats))


async def _while_asked(
    telegram: LocalTelegram,
    bot: ExtBot[object] | UpdatesBot | ExtBot[int],
    sending: Callable[[], Awaitable[None]],
) -> Taken:
    """Send, and answer somebody every quarter of a second meanwhile: what both took."""
    waits: list[float] = []
    asking = [_person(telegram, 10_000 + number) for number in range(200)]

    async def answer(chat: int) -> None:
        start = perf_counter()
        await bot.send_message(chat, "Жауап")
        waits.append(perf_counter() - start)

    async def keep_asking() -> None:
        async with asyncio.TaskGroup() as answers:
            for chat in asking:
                answers.create_task(answer(chat))
                await asyncio.sleep(ASKED_EACH)

    start, people = perf_counter(), asyncio.create_task(keep_asking())
    await sending()
    seconds = perf_counter() - start
    people.cancel()
    await asyncio.gather(people, return_exceptions=True)
    waits.sort()
    return Taken(seconds, _refused(telegram), waits[len(waits) // 2], waits[-1])


def _person(telegram: LocalTelegram, number: int) -> int:
    person = telegram.person(f"P{number}")
    telegram.world.started.add(person.id)
    return person.id


def _refused(telegram: LocalTelegram) -> int:
    return sum(call.code == 429 for call in telegram.calls)


def _memory() -> float:
    """What this process holds now, MiB."""
    return int(re.findall(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())[0]) / 1024
