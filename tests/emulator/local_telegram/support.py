"""What the tests of the local Telegram stand on: a stepped clock, raw calls, an Application on either front."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram.ext import Application, ApplicationBuilder

from emulator.local_telegram import LocalTelegram, MemoryRequest
from emulator.local_telegram.params import Params, Upload
from emulator.local_telegram.replies import Reply
from emulator.local_telegram.server import LocalTelegramServer

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (320).to_bytes(4, "big") + (200).to_bytes(4, "big")

AnyApplication = Application[Any, Any, Any, Any, Any, Any]
AnyBuilder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]


@dataclass
class SteppedClock:
    """Stands still until stepped."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.moment

    async def sleep(self, seconds: float) -> None:
        self.step(seconds=seconds)
        await asyncio.sleep(0)

    def step(self, **by: float) -> None:
        self.moment += timedelta(**by)


class RefusedError(Exception):
    """An envelope with ok: false."""

    def __init__(self, code: int, description: str, parameters: dict[str, int]) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


class Api:
    """Raw calls of the Bot API: `await api("sendMessage", chat_id=1, text="…")` gives the result."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self._telegram = telegram

    async def __call__(self, method: str, uploads: dict[str, Upload] | None = None, /, **params: Any) -> Any:
        outcome = await self._telegram.call(self._telegram.token, method, Params(params, uploads or {}))
        assert isinstance(outcome, Reply)
        envelope = json.loads(outcome.body)
        if envelope["ok"]:
            return envelope["result"]
        assert outcome.code == envelope["error_code"]
        raise RefusedError(outcome.code, envelope["description"], envelope.get("parameters", {}))


@dataclass(frozen=True)
class Front:
    """One way for python-telegram-bot to reach the local Telegram."""

    name: str
    builder: Callable[[], AnyBuilder]


@asynccontextmanager
async def memory_front(telegram: LocalTelegram) -> AsyncIterator[Front]:
    def builder() -> AnyBuilder:
        started = ApplicationBuilder().token(telegram.token)
        return started.request(MemoryRequest(telegram)).get_updates_request(MemoryRequest(telegram))

    yield Front("memory", builder)


@asynccontextmanager
async def http_front(telegram: LocalTelegram) -> AsyncIterator[Front]:
    async with LocalTelegramServer(telegram) as server:

        def builder() -> AnyBuilder:
            started = ApplicationBuilder().token(telegram.token)
            return started.base_url(server.base_url).base_file_url(server.file_url)

        yield Front("http", builder)


@asynccontextmanager
async def polling(application: AnyApplication) -> AsyncIterator[AnyApplication]:
    """The Application at work, fed by python-telegram-bot's own Updater."""
    assert application.updater is not None
    async with application:
        await application.start()
        await application.updater.start_polling(timeout=5, bootstrap_retries=0)
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()


def button(**action: Any) -> str:
    """A markup of one inline button."""
    return json.dumps({"inline_keyboard": [[{"text": "Қазақша", **action}]]})
