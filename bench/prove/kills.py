"""kill -9 at random moments, while people ask and report: no question is lost, and what had its ✅ is on the disk."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from random import Random
from time import perf_counter

from rich.table import Table

from bench.prove.world import World, world_open
from emulator.local_telegram import ImpossibleError, Person
from tests.proofs.process.test_tips import OFFICIALS
from tests.tips.town import CODE

ASK_EACH, REPORT_EACH = 3, 1
"""Who asks and who reports between two kills."""

LONGEST = 8.0
"""Seconds after the first answer within which the kill comes: a report takes a few."""


async def kills(count: int, chance: Random) -> Table:
    """Start and kill so many times; then let it finish."""
    asked: list[tuple[Person, int]] = []
    reporters: list[Person] = []
    begun = perf_counter()
    async with world_open() as world:
        (world.folder / "officials.yaml").write_text(OFFICIALS, encoding="utf-8")
        for official in (7100000001, 7100000002):
            await world.telegram.person("Уәкіл", user_id=official).start()
        for _ in range(count):
            await world.start(TIP_DELAY_MINUTES="0")
            await _at_work(world)
            for number in range(ASK_EACH):
                person = world.telegram.person(f"Адам {number}")
                asked.append((person, await person.say("Можно ли принять подарок?")))
            reporting = asyncio.create_task(_report(world, reporters))
            await asyncio.sleep(chance.uniform(0.0, LONGEST))
            await world.end(signal.SIGKILL)
            reporting.cancel()
            await asyncio.gather(reporting, return_exceptions=True)
        await world.start(TIP_DELAY_MINUTES="0")
        await world.telegram.idle(timeout=300)
        await world.end()
        table = Table(title=f"{count} times kill -9 at a random moment, in {perf_counter() - begun:.0f} s")
        table.add_column("what")
        table.add_column("figure", justify="right")
        answers = [sum(one.from_bot for one in person.shown()) for person, _ in asked]
        ticks = sum(_has_tick(person) for person in reporters)
        table.add_row("questions asked", str(len(asked)))
        table.add_row("questions without any answer", str(answers.count(0)))
        table.add_row("questions answered twice", str(sum(number > 1 for number in answers)))
        table.add_row("reports begun", str(len(reporters)))
        table.add_row("reports with ✅", str(ticks))
        table.add_row("cases on the disk", str(_cases(world)))
        table.add_row("databases damaged", str(sum(not world.is_sound(one) for one in DATABASES)))
    return table


DATABASES = ("people.db", "tips.db", "progress.db")


async def _at_work(world: World) -> None:
    world.forget()
    await world.ask(world.telegram.person("Бірінші"))
    await world.all_answered()


async def _report(world: World, reporters: list[Person]) -> None:
    """Go as far with a report as the bot lives."""
    person = world.telegram.person("Хабарлаушы")
    reporters.append(person)
    await person.say("/tip")
    for data in ("tp:begin", "tp:body:finance", "tp:next"):
        await _pressed(person, data)
    await person.say("Завхоз берёт деньги за справки.")
    for data in ("tp:review", "tp:code"):
        await _pressed(person, data)
    while not (found := [code for one in person.shown() if (code := CODE.search(one.text))]):
        await world.telegram.world.activity.stirred()
    await person.say(found[-1][0].replace(" ", "")[-4:])


async def _pressed(person: Person, data: str) -> None:
    """Press a button once it is there; one that does not come is passed over."""
    for _ in range(40):
        try:
            await person.press(data)
        except (ImpossibleError, LookupError):
            await asyncio.sleep(0.05)
        else:
            return


def _has_tick(person: Person) -> bool:
    return any(one.from_bot and one.text.startswith("✅") for one in person.shown())


def _cases(world: World) -> int:
    with closing(sqlite3.connect(world.folder / "data" / "tips.db")) as database:
        return int(database.execute("SELECT count(*) FROM tip_case").fetchone()[0])
