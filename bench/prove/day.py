"""A day of mixed traffic by a clock that is stepped: memory stays flat."""

import gc
import re
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from rich.table import Table

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.house import Guest
from tests.tips.town import City, city_open

PEOPLE = 40
EACH_TEN_MINUTES = 20
STEP = 10
"""Minutes between two looks at what is due."""

SAID = (
    "Можно ли принять подарок?",
    "сыйлық алуға бола ма",
    "начальник орёт при всех на планёрке",
    "сколько дней отпуск",
    "3.12",
    "короче",
    "/rules",
    "/quiz",
    "/remind",
    "/privacy",
    "рақмет!",
    "мысал",
)


async def day(services: Knowledge, hours: int, chance: Random) -> Table:
    """Serve so many hours; what is held after each quarter of them."""
    table = Table(
        title=f"{hours} simulated hours, {PEOPLE} people, {6 * EACH_TEN_MINUTES} messages an hour, a tip an hour"
    )
    table.add_column("after, hours")
    table.add_column("memory, MiB", justify="right")
    table.add_column("to the first", justify="right")
    begun, first = perf_counter(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        async with city_open(services, Path(folder)) as city:
            people = [Guest(city.house, city.house.telegram.person(f"P{one}")) for one in range(PEOPLE)]
            for hour in range(1, hours + 1):
                await _hour(city, people, chance)
                if hour % max(1, hours // 8) == 0:
                    held = _held(city)
                    first = first or held
                    table.add_row(f"{hour}", f"{held:.1f}", f"{100 * (held / first - 1):+.1f} %")
    table.caption = (
        f"in {perf_counter() - begun:.0f} s; what the local Telegram itself keeps is let go before each look"
    )
    return table


async def _hour(city: City, people: list[Guest], chance: Random) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file()
    for _ in range(60 // STEP):
        for _ in range(EACH_TEN_MINUTES):
            await chance.choice(people).person.say(chance.choice(SAID))
        await city.house.telegram.idle()
        await city.wait(minutes=STEP)


def _held(city: City) -> float:
    """MiB that this process holds once the local Telegram has let go of messages, calls and updates."""
    world = city.house.telegram.world
    city.house.telegram.calls.clear()
    world.updates._history.clear()  # noqa: SLF001 - it keeps them for tests that look back
    world._messages.clear()  # noqa: SLF001 - as said
    gc.collect()
    return int(re.findall(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))[0]) / 1024
