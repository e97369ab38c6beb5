"""Signs of life and troubles, and the figures made of them."""

import logging
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import logs
from bot.health.metrics import Metrics
from bot.health.pulse import DeskFile, EventCounts, Pulse, Sign, Trouble
from bot.storage.database import Database
from bot.storage.tips.cases import TipStore
from tests.emulator.local_telegram.support import SteppedClock

TABLE = "CREATE TABLE word (text TEXT NOT NULL) STRICT"


def figures(page: bytes) -> dict[str, float]:
    """Every figure of a page under its name and label."""
    return {
        f"{sample.name} {' '.join(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


def test_the_program_is_ready_once_it_has_started_and_while_nothing_troubles_it() -> None:
    pulse = Pulse(SteppedClock())
    assert pulse.condition().troubles == (Trouble.STARTING,)
    pulse.over(Trouble.STARTING)
    assert pulse.condition().is_ready
    pulse.trouble(Trouble.TELEGRAM)
    pulse.trouble(Trouble.DISK)
    assert pulse.condition().troubles == (Trouble.DISK, Trouble.TELEGRAM)
    pulse.over(Trouble.TELEGRAM)
    pulse.written()
    assert pulse.condition().is_ready


def test_without_ticks_it_is_first_not_ready_and_then_dead() -> None:
    clock = SteppedClock()
    pulse = Pulse(clock)
    pulse.over(Trouble.STARTING)
    pulse.beat(Sign.TICK)
    clock.step(minutes=2)
    assert pulse.condition().lives
    assert pulse.condition().troubles == (Trouble.TICKS,)
    clock.step(minutes=4)
    assert not pulse.condition().lives
    pulse.beat(Sign.TICK)
    assert pulse.condition().is_ready


def test_when_something_was_is_told_to_the_minute_alone() -> None:
    clock = SteppedClock()
    clock.step(seconds=42)
    pulse = Pulse(clock)
    pulse.beat(Sign.UPDATE)
    last = pulse.condition().last
    assert last[Sign.UPDATE] == clock.now().replace(second=0)
    assert last[Sign.WRITE] is None


async def test_a_database_tells_of_what_it_took_and_what_it_could_not_and_not_of_what_was_read() -> None:
    pulse = Pulse(SteppedClock())
    pulse.over(Trouble.STARTING)
    database = await Database.open(Path(":memory:"), [TABLE])
    database.report_to(pulse)
    await database.run(lambda connection: connection.execute("SELECT * FROM word").fetchall())
    assert pulse.beats[Sign.WRITE] == 0
    await database.run(lambda connection: connection.execute("INSERT INTO word VALUES ('әдеп')").close())
    assert pulse.beats[Sign.WRITE] == 1
    await database.run(lambda connection: connection.execute("PRAGMA max_page_count=1").close())
    with pytest.raises(Exception, match="full"):
        await database.run(
            lambda connection: connection.execute("INSERT INTO word VALUES (?)", ("а" * 100_000,)).close()
        )
    assert pulse.condition().troubles == (Trouble.DISK,)
    await database.run(lambda connection: connection.execute("INSERT INTO word VALUES ('бар')").close())
    assert pulse.condition().is_ready
    await database.close()


def test_the_figures_count_events_at_every_level_of_the_log_and_nothing_of_libraries() -> None:
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    stream, counts = StringIO(), EventCounts()
    try:
        logs.configure("ERROR", stream)
        logging.getLogger(logs.NAME).addHandler(counts)
        logs.event("STARTED")
        logs.event("CALL_REPEATED", error="TimedOut")
        logs.event("CALL_REPEATED", error="TimedOut")
        logging.getLogger("httpx").error("STARTED")
    finally:
        logging.getLogger(logs.NAME).removeHandler(counts)
        root.handlers[:] = before
        logging.captureWarnings(capture=False)
    assert "CALL_REPEATED" not in stream.getvalue()
    pulse = Pulse(SteppedClock())
    pulse.beat(Sign.UPDATE)
    told = figures(Metrics(pulse, counts).page())
    assert told["adep_events_total CALL_REPEATED"] == 2
    assert told["adep_events_total STARTED"] == 1
    assert told["adep_events_total UPDATE_FAILED"] == 0
    assert told["adep_signs_total update"] == 1
    assert told["adep_last_sign_seconds update"] == SteppedClock().now().timestamp()
    assert told["adep_trouble starting"] == 1
    assert "adep_last_sign_seconds write" not in told


def test_two_programs_in_one_process_count_apart() -> None:
    one, other = Pulse(SteppedClock()), Pulse(SteppedClock())
    one.beat(Sign.TICK)
    pages = [Metrics(pulse, EventCounts()).page() for pulse in (one, other)]
    assert [figures(page)["adep_signs_total tick"] for page in pages] == [1, 0]


def test_of_the_desk_alone_figures_move_once_a_day() -> None:
    clock, counts = SteppedClock(), EventCounts()
    metrics = Metrics(Pulse(clock), counts)
    counts.counts["MESSAGE_NOT_DELETED"] += 1
    clock.step(hours=1)
    assert figures(metrics.page())["adep_events_total MESSAGE_NOT_DELETED"] == 0
    clock.step(days=1)
    assert figures(metrics.page())["adep_events_total MESSAGE_NOT_DELETED"] == 1
    counts.counts["MESSAGE_NOT_DELETED"] += 5
    assert figures(metrics.page())["adep_events_total MESSAGE_NOT_DELETED"] == 1


def test_a_backup_older_than_two_days_or_missing_for_as_long_is_a_trouble_and_the_program_stays_ready() -> (
    None
):
    clock = SteppedClock()
    pulse = Pulse(clock)
    pulse.over(Trouble.STARTING)
    clock.step(days=2)
    pulse.backed_up(None)
    assert pulse.condition().troubles == ()
    clock.step(seconds=1)
    pulse.backed_up(None)
    assert (pulse.condition().troubles, pulse.condition().is_ready) == ((Trouble.BACKUP,), True)
    assert "adep_last_backup_seconds " not in figures(Metrics(pulse, EventCounts()).page())
    pulse.backed_up(clock.now() - timedelta(days=2))
    assert pulse.condition().troubles == ()
    assert (
        figures(Metrics(pulse, EventCounts()).page())["adep_last_backup_seconds "]
        == (clock.now() - timedelta(days=2)).timestamp()
    )
    pulse.backed_up(clock.now() - timedelta(days=2, seconds=1))
    assert pulse.condition().troubles == (Trouble.BACKUP,)


async def test_the_file_of_the_desk_tells_what_it_could_not_take_and_gives_no_sign_of_what_it_took() -> None:
    pulse = Pulse(SteppedClock())
    pulse.over(Trouble.STARTING)
    store = await TipStore.open(Path(":memory:"))
    store.database.report_to(DeskFile(pulse))
    await store.set_key_mark(b"mark")
    await store.try_writing()
    assert pulse.beats[Sign.WRITE] == 0
    await store.database._connection.execute("PRAGMA query_only=ON")
    with pytest.raises(Exception, match="readonly"):
        await store.try_writing()
    assert pulse.condition().troubles == (Trouble.DESK,)
    assert not pulse.condition().is_ready
    await store.database._connection.execute("PRAGMA query_only=OFF")
    await store.try_writing()
    assert pulse.condition().troubles == ()
    await store.close()
