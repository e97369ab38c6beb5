"""python -m bench.outage: what Adep does with strange updates, and with what waited for it during an outage.

20 000 updates of every kind and shape: no handler may raise, nobody's question may be lost, memory stays flat. 5 000 questions that
waited, drained at the pace Telegram holds bots to: each is answered, in its order.
"""

import asyncio
import gc
import logging
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from time import perf_counter

import click

from bench.matching import asked
from bench.strange_updates import StrangeUpdates
from bot import logs
from bot.app.application import build_application, build_bot
from bot.app.surroundings import Surroundings
from bot.clock import SystemClock, Watch, WoundClock
from bot.config import read_settings
from bot.health.pulse import EventCounts
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest
from handlers.telegram.runner import Runner

STRANGE, WAITING = 20_000, 5_000
CROWD = 250
AT_ONCE = 500
NOWHERE = "https://telegram.invalid/bot"
PATIENCE = 3600.0
OF_TELEGRAM = frozenset({"BadRequest", "Forbidden"})
"""Telegram's own No to an answer that goes to a chat which was made up."""


class Raised(logging.Handler):
    """Counts what handlers raised, by kind, but for Telegram's own No."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, int] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Count a failure."""
        kind = str(getattr(record, "adep", {}).get("error", ""))
        if record.msg in {"UPDATE_FAILED", "TICK_FAILED"} and kind not in OF_TELEGRAM:
            self.kinds[kind] = self.kinds.get(kind, 0) + 1


@asynccontextmanager
async def serving(
    services: Knowledge, telegram: LocalTelegram, clock: Watch | None = None
) -> AsyncIterator[None]:
    """Adep at work on a local Telegram."""
    people, progress = [await store.open(Path(":memory:")) for store in (PeopleStore, ProgressStore)]
    assert isinstance(people, PeopleStore)
    assert isinstance(progress, ProgressStore)
    bot = build_bot(telegram.token, NOWHERE, (MemoryRequest(telegram), MemoryRequest(telegram)))
    around = Surroundings(read_settings(None), services, people, progress, clock or SystemClock())
    adep, stop = build_application(around, bot), asyncio.Event()
    running = asyncio.create_task(Runner(adep.serving, progress, Random(1)).run(stop))  # noqa: S311 - pauses only
    try:
        yield
    finally:
        stop.set()
        await running
        await people.close()
        await progress.close()


async def strange(services: Knowledge, count: int, seed: int) -> list[str]:
    """Lines on so many strange updates."""
    telegram, raised = LocalTelegram(SystemClock(), limits=Limits.none()), Raised()
    logging.getLogger(logs.NAME).addHandler(raised)
    people = [telegram.person(f"P{number}") for number in range(4)]
    now = int(telegram.world.now().timestamp())
    made = StrangeUpdates(Random(seed), 800_000_000, [one.id for one in people], now)  # noqa: S311 - made-up updates
    updates, sizes, start = made.some(count), list[int](), perf_counter()
    tracemalloc.start()
    async with serving(services, telegram):
        while some := list(islice(updates, AT_ONCE)):
            for update in some:
                telegram.world.updates.inject(update)
            await telegram.idle(PATIENCE)
            _forget(telegram)
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    half = sizes[len(sizes) // 2 :]
    grown = (half[-1] - half[0]) / 2**20
    return [
        (
            f"{count} strange updates in {perf_counter() - start:.0f} s; raised: {raised.kinds or 'nothing'};"
            f" memory over the last half: {grown:+.1f} MB"
        ),
    ]


def _forget(telegram: LocalTelegram) -> None:
    """Let the local Telegram forget what only it keeps: its own memory is not what is measured."""
    telegram.calls.clear()
    telegram.world.updates.forget()
    telegram.world.clear_history()


async def outage(services: Knowledge, count: int, limits: Limits) -> list[str]:
    """Lines on so many questions that waited."""
    clock = WoundClock(SystemClock())
    telegram, questions = LocalTelegram(clock, limits=limits), asked(services.rulebook)
    crowd = [telegram.person(f"P{number}") for number in range(CROWD)]
    sent: dict[int, list[int]] = {person.id: [] for person in crowd}
    for number in range(count):
        if number % CROWD == 0:
            clock.wind(timedelta(seconds=30))  # nobody asks twice in one breath
        person = crowd[number % CROWD]
        sent[person.id].append(await person.say(f"/ask {questions[number % len(questions)]}"))
    start = perf_counter()
    async with serving(services, telegram, clock):
        await telegram.idle(PATIENCE)
    taken = perf_counter() - start
    answered = {person.id: [one.reply_to or 0 for one in person.shown() if one.from_bot] for person in crowd}
    lost = sum(len(set(sent[one]) - set(answered[one])) for one in sent)
    refused = len([call for call in telegram.calls if call.code == 429])
    return [
        (
            f"{count} questions of {CROWD} people that waited: {taken:.0f} s, {count / taken:.0f} a second;"
            f" without an answer: {lost}; chats out of order: {sum(not in_order(one) for one in answered.values())};"
            f" calls that Telegram asked to make later: {refused}"
        )
    ]


def in_order(numbers: Sequence[int]) -> bool:
    """Whether numbers only rise."""
    return all(one <= other for one, other in pairwise(numbers))


@click.command()
@click.option("--strange", "strange_updates", default=STRANGE, show_default=True)
@click.option("--waiting", default=WAITING, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(strange_updates: int, waiting: int, seed: int) -> None:
    """Print both."""
    logs.configure("CRITICAL")
    logging.getLogger(logs.NAME).addHandler(EventCounts())
    services = build_knowledge(Path("knowledge"))
    for line in asyncio.run(strange(services, strange_updates, seed)):
        click.echo(line)
    for line in asyncio.run(outage(services, waiting, Limits())):
        click.echo(line)


if __name__ == "__main__":
    main()
