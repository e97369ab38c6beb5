"""`python -m bot run` as a child, the local Telegram it serves on, and people who ask."""

import asyncio
import re
import signal
import socket
import ssl
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emulator.local_telegram import LocalTelegram, LocalTelegramServer, Person, Shown
from emulator.local_telegram.activity import Activity
from emulator.local_telegram.delivery import Pauses
from tests.bot_process import surroundings
from tests.waiting import patient

LOGGED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ ")


class Program:
    """One run of Adep and all it has written, to either stream."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._activity = Activity()
        self._is_over = False
        self.lines: list[str] = []
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    async def logged(self, code: str, times: int = 1) -> str:
        """Wait until the event was logged so many times; its last line."""
        async with patient(code, lambda: self.output):
            while len(found := self.of(code)) < times:
                assert not self._is_over, f"ended without {code}:\n{self.output}"
                await self._activity.stirred()
        return found[-1]

    def of(self, code: str) -> list[str]:
        """The lines of the log with the event."""
        return [line for line in self.lines if code in line.split() and LOGGED.match(line)]

    @property
    def output(self) -> str:
        """Everything written so far."""
        return "\n".join(self.lines)

    @property
    def said(self) -> list[str]:
        """What was written besides the log."""
        return [line for line in self.lines if not LOGGED.match(line)]

    async def ended(self) -> int:
        """Wait for the end; the exit status."""
        async with patient("the end of the process", lambda: self.output):
            await self._reading
            return await self._process.wait()

    async def stop(self) -> int:
        """Ask it to stop, as the operator does; the exit status."""
        self._process.send_signal(signal.SIGTERM)
        return await self.ended()

    async def kill(self) -> int:
        """End it in the middle of whatever it does, as a power cut does; the exit status."""
        if self._process.returncode is None:
            self._process.kill()
        return await self.ended()

    async def _read(self) -> None:
        assert self._process.stdout
        async for line in self._process.stdout:
            self.lines.append(line.decode().rstrip("\n"))
            self._activity.stir()
        self._is_over = True
        self._activity.stir()


@dataclass
class Town:
    """The local Telegram over HTTP, and a folder that Adep runs in."""

    telegram: LocalTelegram
    folder: Path
    port: int
    programs: list[Program] = field(default_factory=list)

    def server(
        self, pauses: Pauses | None = None, trusted: ssl.SSLContext | None = None
    ) -> LocalTelegramServer:
        """The local Telegram on its port; it serves while entered."""
        return LocalTelegramServer(self.telegram, port=self.port, pauses=pauses, trusted=trusted)

    async def start(self, **variables: str) -> Program:
        """Start Adep with the right settings but for the given ones."""
        settings = {
            "BOT_TOKEN": self.telegram.token,
            "BOT_API_URL": f"http://127.0.0.1:{self.port}/bot",
            "DATA_DIR": str(self.data),
            "TIPS_KEY_FILE": str(self.folder / "tips.key"),
            **variables,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "run"),
            cwd=self.folder,
            env=surroundings(**settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self.programs.append(Program(process))
        return self.programs[-1]

    @property
    def data(self) -> Path:
        """Where Adep keeps its databases."""
        return self.folder / "data"

    async def idle(self) -> None:
        """Wait until every update is done and confirmed."""
        await self.telegram.idle()

    async def under_way(self, count: int) -> None:
        """Wait until Adep has so many calls under way."""
        async with patient(f"{count} calls under way", lambda: self.telegram.calls.under_way):
            while self.telegram.calls.under_way < count:
                await self.telegram.world.activity.stirred()

    async def at_rest(self) -> None:
        """Wait until no call is under way, whoever made it."""
        async with patient("no call under way", lambda: self.telegram.calls.under_way):
            while self.telegram.calls.under_way:
                await self.telegram.world.activity.stirred()

    async def has_called(self, method: str, count: int) -> None:
        """Wait until so many calls of the method are over."""
        async with patient(f"{count} times {method}", lambda: len(self.telegram.calls.of(method))):
            while len(self.telegram.calls.of(method)) < count:
                await self.telegram.world.activity.stirred()

    @property
    def last_update(self) -> int:
        """The number of the newest update."""
        return self.telegram.world.updates.last_id

    def update(self, number: int) -> dict[str, Any]:
        """A former update, as Telegram delivers it."""
        return dict(self.telegram.world.updates._history[number])


def answers_to(person: Person, question: int) -> list[Shown]:
    """The bot's replies to a question."""
    return [shown for shown in person.shown() if shown.from_bot and shown.reply_to == question]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
