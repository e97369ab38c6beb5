"""How long Adep takes until it asks Telegram for updates, and what memory it holds then; beside it an Application that does nothing."""

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter

from rich.console import Console
from rich.table import Table

from bench.prove.chats import ANSWER_PATIENCE
from bench.prove.world import ADEP, world_open

EMPTY = r"""
import json, re, time
from telegram.ext import Application, MessageHandler, filters
async def nothing(update, context): pass
application = Application.builder().token("1:a").updater(None).build()
application.add_handler(MessageHandler(filters.ALL, nothing))
memory = re.search(r"VmRSS:\s+(\d+) kB", open("/proc/self/status").read())[1]
print(json.dumps([time.process_time(), int(memory) / 1024]))
"""
PLAIN = {"PYTHONMALLOC": "pymalloc"}
"""With it the bot does not overwrite what it frees: what the operator has set stays as it is."""

RUNS = 5


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """A start: seconds of CPU until it was ready, seconds on the clock, MiB that it held then."""

    computed: float
    took: float
    memory: float


def measure() -> Table:
    """A table of starts, each the median of five fresh processes; what the program keeps of its knowledge is there already."""
    table = Table(title="Start")
    for column in ("process", "CPU, s", "ready after, s", "memory, MiB"):
        table.add_column(column, justify="left" if column == "process" else "right")
    asyncio.run(_started())
    for name, starts in (
        ("an Application with one empty handler", [_empty() for _ in range(RUNS)]),
        ("Adep", [asyncio.run(_started()) for _ in range(RUNS)]),
        ("Adep, without overwriting", [asyncio.run(_started(**PLAIN)) for _ in range(RUNS)]),
    ):
        start = sorted(starts)[RUNS // 2]
        table.add_row(name, f"{start.computed:.2f}", f"{start.took:.2f}", f"{start.memory:.0f}")
    return table


def _empty() -> Start:
    began = perf_counter()
    done = subprocess.run([sys.executable, "-c", EMPTY], check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    computed, memory = json.loads(done.stdout)
    return Start(computed, perf_counter() - began, memory)


async def _started(**variables: str) -> Start:
    """`python -m bot run` before a Telegram of its own, until it asks for updates."""
    async with world_open() as world:
        began = perf_counter()
        await world.start(ADEP, **variables)
        await asyncio.wait_for(world.telegram.polled.wait(), ANSWER_PATIENCE)
        return Start(world.computed(), perf_counter() - began, world.memory())


if __name__ == "__main__":
    Console(width=100).print(measure())
