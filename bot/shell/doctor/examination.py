"""The examination as a whole: settings first, then content, then the surroundings."""

import asyncio
from collections.abc import Iterator

from bot.app.serving import private_places
from bot.clock import SystemClock
from bot.config import Settings, SettingsFaultyError, read_places, read_settings
from bot.shell.check import content_problems, officials_problems, settings_problems
from bot.shell.doctor.findings import Finding, bad, good
from bot.shell.doctor.machine import backups, disk, files, kernel_locks, swap, tools
from bot.shell.doctor.telegram import ask_telegram
from bot.shell.doctor.tip_desk import desk_findings

MOST = 3
"""Problems that are shown of one kind; `check` shows them all."""


def examine() -> Iterator[Finding]:
    """Every finding, in the order of the screen. The live surroundings are looked at where the settings are sound."""
    places = read_places()
    yield from _told("settings", settings_problems(), "each is sound")
    yield from _told("knowledge", content_problems(places), "acts, matters and texts are sound")
    yield from _told("officials", officials_problems(places), "")
    try:
        settings = read_settings()
    except SettingsFaultyError:
        return
    yield from _surroundings(settings)


def _surroundings(settings: Settings) -> Iterator[Finding]:
    now = SystemClock().now()
    yield from desk_findings(settings)
    yield from asyncio.run(ask_telegram(settings))
    yield files(private_places(settings), settings.data_dir)
    yield disk(settings.data_dir)
    yield backups(settings.data_dir, now)
    yield swap()
    yield asyncio.run(kernel_locks())
    yield tools()


def _told(name: str, problems: list[str], well: str) -> Iterator[Finding]:
    for problem in problems[:MOST]:
        yield bad(name, problem, "")
    if len(problems) > MOST:
        yield bad(name, f"and {len(problems) - MOST} more", "see them all: python -m bot check")
    if not problems and well:
        yield good(name, well)
