"""The same application as on Telegram, put behind the terminal."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from random import SystemRandom

from bot import logs
from bot.acts.loader import bodies_in
from bot.app.application import build_application, build_bot
from bot.app.surroundings import Surroundings, TipSupplies
from bot.clock import SystemClock, WoundClock
from bot.config import Settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.storage.tips.cases import TipStore
from bot.texts.texts import Say, Texts
from bot.tips.officials.file import load_officials
from bot.tips.secrecy.key_file import KeyRing, fresh_keys
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest
from emulator.terminal.conversation import About, Time, talk
from emulator.terminal.people import People
from handlers.people.menus import PRIVATE
from handlers.telegram.runner import Runner

BETWEEN = timedelta(seconds=5)
"""What passes between two lines that are not typed by hand: they are no burst."""

STEP = timedelta(minutes=30)
"""The clock is put forward in steps: what is due in between comes then, not when it is too late for it."""

OWNER, OWNER_ID = "owner", 700000001
"""Who sits down as the owner where the settings name none."""

NOWHERE = "https://telegram.invalid/bot"
EXAMPLE = Path("officials.example.yaml")


def converse(settings: Settings, services: Knowledge, name: str, language: Language | None) -> int:
    """Hold a conversation in the terminal; nothing of it is kept. The exit status."""
    # Between the lines of a conversation only what went wrong is worth a line of the log.
    logs.configure("ERROR" if settings.log_level == "INFO" else settings.log_level)
    asyncio.run(_converse(settings, services, name, language))
    return 0


async def _converse(settings: Settings, services: Knowledge, name: str, language: Language | None) -> None:
    if not settings.owner_ids:
        settings = settings.model_copy(update={"owner_ids": (OWNER_ID,)})
    clock = WoundClock(SystemClock())
    telegram = LocalTelegram(clock, limits=Limits.none())
    people = await PeopleStore.open(Path(":memory:"))
    progress = await ProgressStore.open(Path(":memory:"))
    bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
    tips = await _tips(settings)
    adep = build_application(Surroundings(settings, services, people, progress, clock, tips), bot)
    telegram.is_bot_busy = lambda: adep.is_busy

    async def wait(span: timedelta) -> None:
        while span:
            step = min(span, STEP)
            clock.wind(step)
            await adep.serving.ticks.once()
            span -= step

    stop = asyncio.Event()
    running = asyncio.create_task(Runner(adep.serving, progress, SystemRandom()).run(stop))
    try:
        seats = _seats(tips) | {OWNER: settings.owner_ids[0]}
        people_there = People(telegram, name, language, seats)
        about = about_bot(services.texts, language or Language.RU, seats)
        await talk(telegram, people_there, Time(wait, lambda: clock.wind(BETWEEN)), about)
    finally:
        stop.set()
        await running
        await people.close()
        await progress.close()
        if tips:
            await tips.close()


async def _tips(settings: Settings) -> TipSupplies | None:
    """A tip desk that is gone with the conversation, with the officials of the settings, else with those of the example."""
    file = settings.officials_file if settings.officials_file.exists() else EXAMPLE
    if not file.exists():
        return None
    return TipSupplies(
        load_officials(file, bodies_in(settings.knowledge_dir)),
        KeyRing(fresh_keys()),
        await TipStore.open(Path(":memory:")),
    )


def _seats(tips: TipSupplies | None) -> dict[str, int]:
    """Officials sit down under their ids: `@ethics /start`."""
    return {official.id: official.telegram_id for official in tips.officials.officials} if tips else {}


def about_bot(texts: Texts, language: Language, seats: Mapping[str, int]) -> About:
    """What Telegram shows of the bot before the first word: its name, its description, its menu."""
    menu = "\n".join(f"/{command} – {texts(language, said)}" for command, said in PRIVATE)
    kept = ", ".join(f"@{name}" for name in seats)
    return About(
        texts(language, Say.BOT_NAME),
        f"{texts(language, Say.BOT_DESCRIPTION)}\n\n{menu}",
        f"seats kept: {kept} (officials of the tip desk, and the owner: @owner /status)",
    )
