"""The same application as on Telegram, put behind the terminal."""

import asyncio
from datetime import timedelta
from pathlib import Path
from random import SystemRandom

from bot import logs
from bot.app import Surroundings, build_application, build_bot
from bot.clock import SystemClock, WoundClock
from bot.config import Settings
from bot.language import Language
from bot.local_telegram import Limits, LocalTelegram, MemoryRequest
from bot.services import Services
from bot.storage.people import PeopleStore
from bot.terminal.conversation import talk
from handlers.context import Desk
from handlers.running import Runner

STEP = timedelta(minutes=30)
"""The clock is put forward in steps: what is due in between comes then, not when it is too late for it."""

NOWHERE = "https://telegram.invalid/bot"


def converse(settings: Settings, services: Services, name: str, language: Language | None) -> int:
    """Hold a conversation in the terminal; nothing of it is kept. The exit status."""
    # Between the lines of a conversation only what went wrong is worth a line of the log.
    logs.configure("ERROR" if settings.log_level == "INFO" else settings.log_level)
    asyncio.run(_converse(settings, services, name, language))
    return 0


async def _converse(settings: Settings, services: Services, name: str, language: Language | None) -> None:
    clock = WoundClock(SystemClock())
    telegram = LocalTelegram(clock, limits=Limits.none())
    people = await PeopleStore.open(Path(":memory:"))
    bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
    application = build_application(Surroundings(settings, services, people, clock), bot)

    async def wait(span: timedelta) -> None:
        while span:
            step = min(span, STEP)
            clock.wind(step)
            await application.bot_data[Desk].ticks.once()
            span -= step

    stop = asyncio.Event()
    running = asyncio.create_task(Runner(application, people, SystemRandom()).run(stop))
    try:
        await talk(telegram, name, language, wait)
    finally:
        stop.set()
        await running
        await people.close()
