"""How long Adep takes to be ready, and how much memory it takes, each in a process of its own."""

import json
import subprocess
import sys

from rich.table import Table

# What `run` does before the first update: settings, knowledge, texts, index, stores, the Application.
READY = r"""
import json, re, time
start = time.perf_counter()
{work}
seconds = time.perf_counter() - start
# Not ru_maxrss: a child begins with its parent's.
peak = re.search(r"VmHWM:\s+(\d+) kB", open("/proc/self/status").read())[1]
print(json.dumps([seconds, int(peak) / 1024]))
"""
WORK = {
    "an Application with one empty handler": """
from telegram.ext import Application, MessageHandler, filters
async def nothing(update, context): pass
application = Application.builder().token("1:a").updater(None).build()
application.add_handler(MessageHandler(filters.ALL, nothing))
""",
    "Adep, ready to answer": """
from bot.machine.starting import leave_out_unused, undisturbed
leave_out_unused()
with undisturbed():
    import asyncio
    from pathlib import Path
    from bot.app.application import build_application, build_bot
    from bot.app.surroundings import Surroundings
    from bot.clock import SystemClock
    from bot.config import read_settings
    from bot.shell.opening import open_knowledge
    from bot.storage.people.people import PeopleStore
    from bot.storage.progress import ProgressStore
    from handlers.telegram.transport import AiohttpRequest
async def build():
    people = await PeopleStore.open(Path(":memory:"))
    progress = await ProgressStore.open(Path(":memory:"))
    bot = build_bot("1:a", "https://telegram.invalid/bot", (AiohttpRequest(), AiohttpRequest()))
    settings = read_settings()
    knowledge = open_knowledge(settings)
    build_application(Surroundings(settings, knowledge, people, progress, SystemClock()), bot)
    await people.close()
    await progress.close()
asyncio.run(build())
""",
}
RUNS = 5


def measure() -> Table:
    """A table of seconds to readiness (median of five fresh processes) and peak memory."""
    table = Table(title="Start")
    for column in ("process", "ready after, s", "peak memory, MiB"):
        table.add_column(column, justify="left" if column == "process" else "right")
    for name, work in WORK.items():
        runs = sorted(_run(work) for _ in range(RUNS))
        seconds, _ = runs[RUNS // 2]
        table.add_row(name, f"{seconds:.2f}", f"{max(memory for _, memory in runs):.0f}")
    return table


def _run(work: str) -> tuple[float, float]:
    script = READY.format(work=work)
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)  # noqa: S603 - our own script
    seconds, memory = json.loads(done.stdout)
    return seconds, memory
