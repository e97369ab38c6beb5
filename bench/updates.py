"""Updates a second through the real Application, against an Application whose only handler does nothing."""

import asyncio
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from rich.table import Table
from telegram.ext import MessageHandler, filters

from bench.matching import asked
from bot.app.application import build_application, build_bot
from bot.app.surroundings import Surroundings
from bot.clock import SystemClock
from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest
from handlers.telegram.context import AdepApplication
from handlers.telegram.runner import Runner

PEOPLE = 50
EACH = 20
NOWHERE = "https://telegram.invalid/bot"


def measure(services: Knowledge) -> Table:
    """A table of updates a second, from a question typed to everything done and confirmed."""
    table = Table(title=f"{PEOPLE * EACH} questions of {PEOPLE} people, polling, Bot API in memory")
    for column in ("application", "updates a second", "to the empty one"):
        table.add_column(column, justify="left" if column == "application" else "right")
    empty = asyncio.run(_serve(services, is_empty=True))
    adep = asyncio.run(_serve(services, is_empty=False))
    table.add_row("one empty handler", f"{empty:.0f}", "1.00 ×")
    table.add_row("Adep: each question answered", f"{adep:.0f}", f"{adep / empty:.2f} ×")
    return table


async def _serve(services: Knowledge, *, is_empty: bool) -> float:
    # Files, as where it serves: people.db is read otherwise than from memory.
    with tempfile.TemporaryDirectory() as folder:
        return await _served(services, Path(folder), is_empty=is_empty)


async def _served(services: Knowledge, folder: Path, *, is_empty: bool) -> float:
    telegram = LocalTelegram(SystemClock(), limits=Limits.none())
    people = await PeopleStore.open(folder / "people.db")
    progress = await ProgressStore.open(folder / "progress.db")
    bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
    adep = build_application(
        Surroundings(read_settings(None), services, people, progress, SystemClock()), bot
    )
    if is_empty:
        _empty(adep.serving.application)
    questions = asked(services.rulebook)
    crowd = [telegram.person(f"P{number}") for number in range(PEOPLE)]
    stop = asyncio.Event()
    for number in range(EACH):
        for place, person in enumerate(crowd):
            await person.say(questions[(number * PEOPLE + place) % len(questions)])
    start = perf_counter()
    running = asyncio.create_task(Runner(adep.serving, progress, Random(1)).run(stop))  # noqa: S311 - paces only
    await telegram.idle(timeout=120)
    taken = perf_counter() - start
    stop.set()
    await running
    await people.close()
    await progress.close()
    return PEOPLE * EACH / taken


def _empty(application: AdepApplication) -> None:
    async def nothing(update: object, context: Any) -> None:
        """Do nothing."""

    application.handlers.clear()
    application.add_handler(MessageHandler(filters.ALL, nothing))
