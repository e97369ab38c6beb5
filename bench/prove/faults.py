"""A machine that fails: a disk that takes nothing, a database in somebody else's hands, a clock that jumps."""

import asyncio
import resource
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

from rich.table import Table

from bench.prove.world import World, at, world_open
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.tips.town import City, city_open

PEOPLE = 50
HELD = 20.0
"""Seconds for which somebody else holds a database."""


async def machine() -> Table:
    """People ask while the machine fails; what was answered, and whether the databases are whole after."""
    table = Table(title=f"{PEOPLE} people ask while the machine fails; then it is mended, and as many ask")
    for column in ("fault", "answered", "at worst, s", "answered after", "databases after"):
        table.add_column(column, justify="left" if column == "fault" else "right")
    for name, fault in FAULTS.items():
        async with world_open() as world:
            await world.start()
            await world.warm()
            async with fault(world):
                during = await _asked(world, name)
            after = await _asked(world, f"{name} after")
            await world.end()
            whole = all(world.is_sound(one) for one in ("people.db", "progress.db"))
        table.add_row(
            *(name, f"{len(during)} of {PEOPLE}", at(during, 1.0)),
            *(f"{len(after)} of {PEOPLE}", "whole" if whole else "DAMAGED"),
        )
    return table


async def _asked(world: World, name: str) -> list[float]:
    world.forget()
    for number in range(PEOPLE):
        await world.ask(world.telegram.person(f"{name} {number}"))
    await world.all_answered(60)
    return world.waits()


@asynccontextmanager
async def _no_room(world: World) -> AsyncIterator[None]:
    """No file may grow or be written to, as on a full or a read-only disk."""
    assert world.process
    everything = resource.prlimit(world.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(world.process.pid, resource.RLIMIT_FSIZE, (0, everything[1]))
    try:
        yield
    finally:
        resource.prlimit(world.process.pid, resource.RLIMIT_FSIZE, everything)


def _held(name: str) -> Callable[[World], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def hold(world: World) -> AsyncIterator[None]:
        with closing(sqlite3.connect(world.folder / "data" / name, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            letting_go = asyncio.get_running_loop().call_later(HELD, other.rollback)
            try:
                yield
            finally:
                letting_go.cancel()
                other.rollback()

    return hold


FAULTS = {
    "no file takes a byte": _no_room,
    f"people.db locked by another for {HELD:g} s": _held("people.db"),
    f"progress.db locked by another for {HELD:g} s": _held("progress.db"),
}


JUMPS = {
    "an hour ahead": timedelta(hours=1),
    "an hour back": timedelta(hours=-1),
    "a year ahead": timedelta(days=365),
    "a year back": timedelta(days=-365),
}


async def clock(services: Knowledge) -> Table:
    """The clock jumps while two cases are on the desk: nothing goes that should stay, and answers come."""
    table = Table(title="The clock jumps and stays so for an hour; two cases are on the desk")
    for column in ("jump", "cases destroyed", "cases left", "a question answered", "new cases told again"):
        table.add_column(column, justify="left" if column == "jump" else "right")
    for name, jump in JUMPS.items():
        with tempfile.TemporaryDirectory() as folder:
            async with city_open(services, Path(folder)) as city:
                table.add_row(name, *(await _jumped(city, jump)))
    return table


async def _jumped(city: City, jump: timedelta) -> tuple[str, str, str, str]:
    for _ in range(2):
        reporter = await city.reporter(Language.RU)
        await reporter.file()
    await city.wait(hours=2)
    store, before = city.supplies.store, await city.supplies.store.all_cases()
    calls = city.house.telegram.calls
    calls.clear()
    city.house.clock.moment += jump
    for _ in range(6):
        await city.wait(minutes=10)
    told = [str(call.params.get("text")) for call in calls.of("sendMessage")]
    asker = await city.reporter(Language.RU)
    said = await asker.guest.say("Можно ли принять подарок?")
    left = await store.all_cases()
    twice = sum("📨" in text for text in told)
    return str(len(before) - len(left)), str(len(left)), "yes" if "📖" in said.text else "NO", str(twice)
