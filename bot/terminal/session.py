"""The same application as on Telegram, put behind the terminal."""

import asyncio
from pathlib import Path
from random import SystemRandom

from bot import logs
from bot.app import build_application, build_bot
from bot.clock import SystemClock
from bot.config import Settings
from bot.language import Language
from bot.local_telegram import Limits, LocalTelegram, MemoryRequest
from bot.services import Services
from bot.storage.people import PeopleStore
from bot.terminal.conversation import talk
from handlers.running import Runner

NOWHERE = "https://telegram.invalid/bot"


def converse(settings: Settings, services: Services, name: str, language: Language | None) -> int:
    """Hold a conversation in the terminal; nothing of it is kept. The exit status."""
    # Between the lines of a conversation only what went wrong is worth a line of the log.
    logs.configure("ERROR" if settings.log_level == "INFO" else settings.log_level)
    asyncio.run(_converse(services, name, language))
    return 0


async def _converse(services: Services, name: str, language: Language | None) -> None:
    telegram = LocalTelegram(SystemClock(), limits=Limits.none())
    people = await PeopleStore.open(Path(":memory:"))
    bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
    application = build_application(services, people, bot)
    stop = asyncio.Event()
    running = asyncio.create_task(Runner(application, people, SystemRandom()).run(stop))
    try:
        await talk(telegram, name, language)
    finally:
        stop.set()
        await running
        await people.close()
