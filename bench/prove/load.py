"""Many at once, many after an outage, and a Telegram that is slow, drops calls, or asks to wait."""

import asyncio
from collections.abc import Callable, Iterator
from time import perf_counter

from rich.table import Table

from bench.prove.world import ADEP, Kind, World, at, world_open
from emulator.local_telegram import Fault, LocalTelegram

CROWD, BACKLOG, BACKLOG_CHATS = 300, 5000, 500
SLOW, SLOW_PEOPLE = 2.0, 100
DROPPING_PEOPLE = 100
WAIT_PEOPLE = 20
EVERYTHING = 10**9
COLUMNS = (
    "bot",
    "people answered",
    "median, s",
    "95 %, s",
    "at worst, s",
    "answers",
    "in all, s",
    "CPU, ms an answer",
    "memory, MiB",
)


def _table(title: str) -> Table:
    table = Table(title=title)
    for column in COLUMNS:
        table.add_column(column, justify="left" if column == "bot" else "right")
    return table


def _add(table: Table, kind: Kind, world: World, seconds: float) -> None:
    waits, answers = world.waits(), sum(call.is_ok for call in world.telegram.calls.of("sendMessage"))
    table.add_row(
        *(kind.name, f"{len(waits)} of {len(world.asked)}"),
        *(at(waits, 0.5), at(waits, 0.95), at(waits, 1.0)),
        *(f"{answers}", f"{seconds:.0f}"),
        *(f"{1000 * world.computed() / max(1, answers):.0f}", f"{world.memory():.0f}"),
    )


async def crowd(every: list[Kind]) -> Table:
    """Everybody asks at one moment."""
    table = _table(f"{CROWD} people ask at once")
    for kind in every:
        async with world_open() as world:
            await world.start(kind)
            await world.warm()
            world.forget()
            people = [world.telegram.person(f"P{number}") for number in range(CROWD)]
            start = perf_counter()
            for person in people:
                await world.ask(person)
            await world.all_answered()
            _add(table, kind, world, perf_counter() - start)
    return table


async def backlog(every: list[Kind]) -> Table:
    """The bot comes back and finds what was asked meanwhile; the first answer to each person is waited for."""
    table = _table(f"{BACKLOG} updates of {BACKLOG_CHATS} people wait when the bot comes back")
    for kind in every:
        async with world_open() as world:
            people = [world.telegram.person(f"P{number}") for number in range(BACKLOG_CHATS)]
            for turn in range(BACKLOG // BACKLOG_CHATS):
                for person in people:
                    await person.say(f"Можно ли взять подарок от подрядчика? {turn}")
            await world.start(kind)
            start = perf_counter()
            world.asked = {person.id: start for person in people}
            await world.telegram.idle(timeout=900, settle=2.0)
            _add(table, kind, world, perf_counter() - start)
    return table


async def slow(every: list[Kind]) -> Table:
    """Each call takes two seconds."""
    table = _table(f"Telegram takes {SLOW:g} s for each call; {SLOW_PEOPLE} people ask at once")

    def delay(telegram: LocalTelegram) -> None:
        telegram.faults.add(Fault.delay(SLOW), times=EVERYTHING)

    return await _asked_at_once(table, every, delay, SLOW_PEOPLE, 120)


async def dropping(every: list[Kind]) -> Table:
    """Of the calls that send, every second is cut off before it has an effect, or answered with 502."""
    table = _table(f"Half of what is sent is dropped; {DROPPING_PEOPLE} people ask at once")

    def drop(telegram: LocalTelegram) -> None:
        for fault in _alternately(DROPPING_PEOPLE // 2):
            telegram.faults.add(fault, method="sendMessage")

    return await _asked_at_once(table, every, drop, DROPPING_PEOPLE, 60)


async def _asked_at_once(
    table: Table, every: list[Kind], spoil: Callable[[LocalTelegram], None], people: int, patience: float
) -> Table:
    """What each kind makes of so many people who ask while Telegram is spoilt; they are waited for `patience` seconds."""
    for kind in every:
        async with world_open() as world:
            await world.start(kind)
            await world.warm()
            world.forget()
            spoil(world.telegram)
            start = perf_counter()
            for number in range(people):
                await world.ask(world.telegram.person(f"P{number}"))
            await world.all_answered(patience)
            _add(table, kind, world, perf_counter() - start)
    return table


def _alternately(times: int) -> Iterator[Fault]:
    for number in range(times):
        yield Fault.drop_before() if number % 2 else Fault.html_502()


async def told_to_wait(seconds: int) -> Table:
    """Telegram answers every call that sends with 429 for so long; what was asked meanwhile is answered after."""
    table = _table(f"Telegram says 429 for {seconds} s; {WAIT_PEOPLE} people ask meanwhile")
    async with world_open() as world:
        await world.start(ADEP)
        await world.warm()
        world.forget()
        world.telegram.faults.add(Fault.too_many_requests(30), method="sendMessage", times=EVERYTHING)
        start = perf_counter()
        for number in range(WAIT_PEOPLE):
            await world.ask(world.telegram.person(f"P{number}"))
        await asyncio.sleep(seconds)
        world.telegram.faults.clear()
        await world.all_answered(300)
        _add(table, ADEP, world, perf_counter() - start)
    return table
