"""The log says what happened, never to whom or in which words."""

import asyncio
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from bot.health.pulse import EventCounts

CANARY = "қыран8412"
NAMES = ["httpx", "telegram.ext.Application", "aiosqlite", "adep", f"telegram.{CANARY}", f"8412 {CANARY}"]


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the log holds; the logging of the test run is put back after."""
    root = logging.getLogger()
    before, level, hook = root.handlers[:], root.level, sys.excepthook
    stream = StringIO()
    logs.configure("DEBUG", stream)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:], sys.excepthook = before, hook
    root.setLevel(level)
    logging.raiseExceptions = True


def fail(error: Exception) -> None:
    raise error


def test_an_event_is_one_line_with_its_figures(written: StringIO) -> None:
    logs.event("CALL_REPEATED", error="TimedOut")
    assert written.getvalue().endswith("INFO CALL_REPEATED error=TimedOut\n")


def test_a_library_with_a_level_of_its_own_is_held_to_ours(written: StringIO) -> None:
    logs.configure("ERROR", written)
    chatty = logging.getLogger("chatty")
    chatty.setLevel("DEBUG")
    chatty.debug("now")
    chatty.error("now")
    assert [line.split()[2] for line in written.getvalue().splitlines()] == ["ERROR"]


def test_an_event_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no such event"):
        logs.event(CANARY)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no such event"):
        logs.event("STARTED", user=7)


@given(
    st.text(),
    st.sampled_from(NAMES),
)
def test_nothing_a_library_says_reaches_the_log(text: str, name: str) -> None:
    record = logging.LogRecord(name, logging.ERROR, "x.py", 1, f"{CANARY} {text} %s", (CANARY,), None)
    line = logs.Discreet().format(record)
    assert "LIBRARY" in line
    assert line.partition("LIBRARY ")[2] in {"httpx", "telegram", "aiosqlite", "adep", "unknown"}


def test_the_words_of_an_exception_stay_out(written: StringIO) -> None:
    try:
        fail(KeyError(CANARY))
    except KeyError:
        logging.getLogger("telegram.ext").exception("Update %s", CANARY)
    assert "KeyError test_logs.py" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_warnings_are_reduced_too(written: StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(CANARY, stacklevel=1)
    assert "LIBRARY py" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_a_crash_leaves_its_kind_and_place(written: StringIO) -> None:
    try:
        fail(RuntimeError(CANARY))
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert "CRITICAL LIBRARY crash RuntimeError test_logs.py" in written.getvalue()
    assert CANARY not in written.getvalue()


async def test_a_forgotten_task_leaves_its_kind(written: StringIO) -> None:
    loop = asyncio.get_running_loop()
    logs.watch(loop)
    loop.call_exception_handler({"message": CANARY, "exception": ValueError(CANARY)})
    loop.set_exception_handler(None)
    assert "LIBRARY asyncio ValueError" in written.getvalue()
    assert CANARY not in written.getvalue()


def test_a_record_that_cannot_be_written_is_not_printed_instead(
    written: StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    written.close()
    logging.getLogger("httpx").info("https://example/bot%s", CANARY)
    captured = capsys.readouterr()
    assert CANARY not in captured.out + captured.err


def test_every_event_is_explained_to_the_operator() -> None:
    page = (Path(__file__).parent.parent / "docs" / "operations.md").read_text(encoding="utf-8")
    assert not [code for code in sorted(logs.EVENTS) if code not in page]


def test_as_json_each_line_is_an_object_with_the_same_and_no_more() -> None:
    root, before, hook = logging.getLogger(), logging.getLogger().handlers[:], sys.excepthook
    stream = StringIO()
    try:
        logs.configure("INFO", stream, as_json=True)
        logs.event("STARTED", bot="@adep_bot", mode="polling", acts="almaty-2013:repealed", desk="open")
        try:
            fail(KeyError(CANARY))
        except KeyError:
            logging.getLogger("telegram.ext").exception("Update %s", CANARY)
    finally:
        root.handlers[:], sys.excepthook = before, hook
        logging.captureWarnings(capture=False)
        logging.raiseExceptions = True
    started, library = map(json.loads, stream.getvalue().splitlines())
    assert datetime.fromisoformat(started.pop("at")).tzinfo is not None
    assert started == {
        "level": "INFO",
        "event": "STARTED",
        "bot": "@adep_bot",
        "mode": "polling",
        "acts": "almaty-2013:repealed",
        "desk": "open",
    }
    assert (library["event"], library["library"], library["error"]) == ("LIBRARY", "telegram", "KeyError")
    assert CANARY not in stream.getvalue()


def test_what_comes_with_a_single_tip_is_counted_and_not_written(written: StringIO) -> None:
    counts = EventCounts()
    logging.getLogger(logs.NAME).addHandler(counts)
    try:
        logs.event("MESSAGE_NOT_DELETED")
    finally:
        logging.getLogger(logs.NAME).removeHandler(counts)
    assert counts.counts["MESSAGE_NOT_DELETED"] == 1
    assert written.getvalue() == ""
