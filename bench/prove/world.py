"""A Telegram that notes when each person was answered, and bots as processes before it."""

import asyncio
import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from bot.clock import SystemClock
from bot.config import Settings
from emulator.local_telegram import Limits, LocalTelegram, LocalTelegramServer, Person
from emulator.local_telegram.replies import CallResult

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 900.0
"""Seconds after which a bot that does not answer is given up."""


class TimedTelegram(LocalTelegram):
    """Notes when each chat was first answered, in seconds of a steady clock.

    `awaited` are told of the next answer to a chat, `polled` of the first time that a bot asks for updates.
    """

    def __init__(self) -> None:
        super().__init__(SystemClock(), limits=Limits.none())
        self.answered: dict[int, float] = {}
        self.awaited: dict[int, asyncio.Future[float]] = {}
        self.polled = asyncio.Event()

    async def call(self, token: str, method: str, params: Any) -> CallResult:
        """Perform a call as Telegram does."""
        if method.lower() == "getupdates":
            self.polled.set()
        outcome = await super().call(token, method, params)
        # What goes on with a question of the same breath takes the place of its answer, or is the same and changes nothing.
        last = self.calls[-1] if self.calls else None
        if last and (method.lower() == "editmessagetext" or (method.lower() == "sendmessage" and last.is_ok)):
            self._note(int(last.params["chat_id"]))
        return outcome

    def _note(self, chat: int) -> None:
        now = perf_counter()
        self.answered.setdefault(chat, now)
        awaited = self.awaited.pop(chat, None)
        if awaited:
            awaited.set_result(now)


@dataclass(frozen=True, slots=True)
class Kind:
    """A bot that is measured: its name in the tables, and how it is started."""

    name: str
    words: tuple[str, ...]


ADEP = Kind("Adep", (sys.executable, "-m", "bot", "run"))


def kinds(aiogram: str | None, *words: str) -> Iterator[Kind]:
    """Adep, and what it stands beside; aiogram where a Python that has it is named. The others are started with `words`."""
    here = Path(__file__).parent
    yield ADEP
    yield Kind("python-telegram-bot", (sys.executable, str(here / "stock_ptb.py"), *words))
    if aiogram:
        yield Kind("aiogram", (aiogram, str(here / "stock_aiogram.py"), *words))


@dataclass
class World:
    """A Telegram over HTTP, a folder, and the bot that runs in it."""

    telegram: TimedTelegram
    url: str
    folder: Path
    process: asyncio.subprocess.Process | None = None
    asked: dict[int, float] = field(default_factory=dict)
    cpu_before: float = 0.0

    async def start(self, kind: Kind = ADEP, **variables: str) -> None:
        """Start a bot; it is not ready yet."""
        ours = {name.upper() for name in Settings.model_fields}
        kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
        settings = {
            "BOT_TOKEN": self.telegram.token,
            "BOT_API_URL": self.url,
            "DATA_DIR": str(self.folder / "data"),
            "TIPS_KEY_FILE": str(self.folder / "tips.key"),
            "KNOWLEDGE_DIR": str(ROOT / "knowledge"),
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "ERROR",
            **variables,
        }
        self.process = await asyncio.create_subprocess_exec(
            *kind.words,
            cwd=self.folder,
            env={**kept, **settings},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )

    async def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the bot, in order or not."""
        if self.process and self.process.returncode is None:
            self.process.send_signal(how)
            await self.process.wait()

    async def warm(self) -> None:
        """Wait until the bot has answered somebody."""
        await self.ask(self.telegram.person("Бірінші"))
        await self.all_answered()

    async def ask(self, person: Person, text: str = "Можно ли принять подарок?") -> int:
        """Let somebody ask; the number of the message."""
        self.asked[person.id] = perf_counter()
        return await person.say(text)

    async def all_answered(self, patience: float = PATIENCE) -> None:
        """Wait until everybody who asked was answered, or the patience is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while not self.asked.keys() <= self.telegram.answered.keys():
                    await self.telegram.world.activity.stirred()

    def waits(self) -> list[float]:
        """How long each who was answered waited, shortest first, in seconds."""
        answered = self.telegram.answered
        return sorted(answered[chat] - at for chat, at in self.asked.items() if chat in answered)

    def computed(self) -> float:
        """Seconds of CPU that the bot has taken since `forget`, which no other load on the machine changes much."""
        return self._cpu() - self.cpu_before

    def _cpu(self) -> float:
        if self.process is None:
            return 0.0
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def forget(self) -> None:
        """Measure anew."""
        self.cpu_before = self._cpu()
        self.asked.clear()
        self.telegram.answered.clear()
        self.telegram.calls.clear()

    def memory(self) -> float:
        """What the bot holds now, MiB."""
        assert self.process
        status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024

    def is_sound(self, name: str) -> bool:
        """Whether a database of the bot, which does not run, is whole."""
        with closing(sqlite3.connect(self.folder / "data" / name)) as database:
            return bool(database.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


@asynccontextmanager
async def world_open() -> AsyncIterator[World]:
    """A Telegram and a folder; whatever runs is ended."""
    telegram = TimedTelegram()
    with tempfile.TemporaryDirectory() as folder:
        async with LocalTelegramServer(telegram) as server:
            world = World(telegram, server.base_url, Path(folder))
            try:
                yield world
            finally:
                await world.end(signal.SIGKILL)


def within(waits: list[float], share: float) -> float:
    """The wait that a share of people stayed within; `waits` rise."""
    return waits[min(len(waits) - 1, int(share * len(waits)))]


def at(waits: list[float], share: float) -> str:
    """The same in words, as seconds."""
    return f"{within(waits, share):.2f}" if waits else "–"
