"""python -m bench.prove: every table; `--only` names some, and the numbers make it shorter than a night."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import click
from rich.console import Console
from rich.table import Table

from bench.matching import asked
from bench.prove import chats, day, faults, kills, load
from bench.prove.world import kinds
from bot import logs
from bot.knowledge.knowledge import build_knowledge
from bot.machine.kept_files import usual_place

SEED = 17


@click.command()
@click.option("--only", multiple=True, help="A table to make; may be given more than once.")
@click.option("--aiogram", help="A Python that has aiogram, to stand beside.")
@click.option("--kills", "times", default=200, show_default=True, help="How often the process is killed.")
@click.option("--wait", default=600, show_default=True, help="Seconds of 429.")
@click.option("--hours", default=24, show_default=True, help="Simulated hours of traffic.")
def main(only: tuple[str, ...], aiogram: str | None, times: int, wait: int, hours: int) -> None:
    """Print all tables."""
    logs.configure("ERROR")
    console, chance = Console(width=120), Random(SEED)  # noqa: S311 - moments and words, no secrets
    services = build_knowledge(Path("knowledge"), usual_place())
    every = list(kinds(aiogram))
    tables: dict[str, Callable[[], Awaitable[Table]]] = {
        "crowd": lambda: load.crowd(every),
        "chats": lambda: chats.chats(list(kinds(aiogram, "same")), asked(services.rulebook)),
        "backlog": lambda: load.backlog(every),
        "slow": lambda: load.slow(every),
        "dropping": lambda: load.dropping(every),
        "wait": lambda: load.told_to_wait(wait),
        "machine": faults.machine,
        "clock": lambda: faults.clock(services),
        "kills": lambda: kills.kills(times, chance),
        "day": lambda: day.day(services, hours, chance),
    }
    for name in only or tables:
        console.print(asyncio.run(_table(tables[name])))


async def _table(making: Callable[[], Awaitable[Table]]) -> Table:
    return await making()


if __name__ == "__main__":
    main()
