"""Who reads the figures, the log or the times of the files does not learn that a tip came."""

import logging
from pathlib import Path

import pytest

from bot import logs
from bot.health.metrics import Metrics
from bot.health.pulse import EventCounts
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.health.test_health import figures
from tests.tips.canary import log_of_everything
from tests.tips.town import City, city_open

DAY = 24 * 60 * 60


def told(city: City, counts: EventCounts) -> dict[str, float]:
    """Every figure of /metrics that a tip or a page could move."""
    page = figures(Metrics(city.house.adep.serving.pulse, counts).page())
    return {name: value for name, value in page.items() if " tick" not in name and "_seconds" not in name}


def moved(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    return {name: value - before[name] for name, value in after.items() if value != before[name]}


def seconds_of_day(folder: Path) -> set[float]:
    """At which seconds of a day tips.db and what lies beside it were written, by their own word."""
    return {path.stat().st_mtime % DAY for path in folder.glob("tips.db*")}


async def test_a_filing_moves_the_figures_as_so_many_pages_turned_and_writes_no_line(
    services: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = EventCounts()
    logging.getLogger(logs.NAME).addHandler(counts)
    try:
        with log_of_everything() as log:
            async with city_open(services, tmp_path) as city:
                reporter, reader = await city.reporter(Language.RU), await city.reporter(Language.RU)
                start = log.tell()
                before, first = told(city, counts), city.house.telegram.world.updates.last_id
                await reporter.file()
                updates = city.house.telegram.world.updates.last_id - first
                by_tip = moved(before, told(city, counts))
                lines = [line for line in log.getvalue()[start:].splitlines() if "LIBRARY" not in line]

                before = told(city, counts)
                for _ in range(updates):
                    await reader.guest.say("/rules")
                assert moved(before, told(city, counts)) == by_tip == {"adep_signs_total update": updates}
                assert lines == []
                assert seconds_of_day(tmp_path) == {0}
    finally:
        logging.getLogger(logs.NAME).removeHandler(counts)
