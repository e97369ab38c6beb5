"""The one door to the log: event codes and a few plain figures, never a word, an id or a token.

Whatever a library logs, at any level, is reduced to the library's name, the level and the class of an exception: PTB logs
whole updates when it cannot parse them, httpx logs the token with the URL, aiosqlite logs parameters.
"""

import asyncio
import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, TextIO, get_args

Event = Literal[
    "STARTED",
    "STOPPING",
    "STOPPED",
    "WEBHOOK_SET",
    "WEBHOOK_REFUSED",
    "TELEGRAM_UNREACHABLE",
    "TELEGRAM_BACK",
    "SECOND_POLLER",
    "TELEGRAM_ASKS_TO_WAIT",
    "CALL_REPEATED",
    "UPDATE_UNREADABLE",
    "ANSWER_UNREADABLE",
    "TOPIC_CLOSED",
    "UPDATE_FAILED",
    "APOLOGY_FAILED",
    "CHAT_UNREACHABLE",
    "BUTTON_TOO_OLD",
    "INLINE_TOO_OLD",
    "UPDATES_LEFT",
    "PROGRESS_NOT_SAVED",
    "COUNT_NOT_SAVED",
    "WEBHOOK_NOT_TAKEN",
    "TICK_FAILED",
    "MESSAGE_NOT_DELETED",
    "NOTICE_REFUSED",
    "NOTICE_FAILED",
    "CASE_UNSOUND",
    "CASES_WITHOUT_ANYBODY",
    "DESK_CLOSED",
    "PIN_LOCKED",
    "CLOCK_NOT_TRUSTED",
    "COPY_NOT_AGED",
    "PROFILE_NOT_SET",
    "KNOWLEDGE_RELOADED",
    "KNOWLEDGE_FAULTY",
    "KNOWLEDGE_NOT_WATCHED",
    "REMINDERS_PLANNED",
    "PAPER_NOT_SENT",
    "PUSHES_LATE",
    "PUSHES_UNCERTAIN",
    "PUSH_FAILED",
    "PUSH_REFUSED",
    "KNOWLEDGE_NOT_KEPT",
    "FILE_LOCKS_MISSING",
    "FILE_TOOLS_MISSING",
    "MEMORY_NOT_HIDDEN",
    "FILES_OPEN_TO_OTHERS",
    "MEMORY_NOT_OVERWRITTEN",
]
EVENTS = frozenset(get_args(Event))
DESK_EVENTS = frozenset(
    {"MESSAGE_NOT_DELETED", "NOTICE_REFUSED", "NOTICE_FAILED", "CASE_UNSOUND", "CASES_WITHOUT_ANYBODY"}
)
"""Events that only the tip desk has: who reads figures or lines must not learn from them when a tip came."""

COUNTED_ALONE = frozenset({"MESSAGE_NOT_DELETED"})
"""Those that come with single tips, and ask nothing of the operator: counted, and never written."""

FIELDS = frozenset({"error", "seconds", "count", "hint", "bot", "mode", "acts", "desk", "officials"})
NAME = "adep"


def event(code: Event, *, level: int = logging.INFO, **fields: str | float) -> None:
    """Log that something happened; `fields` are class names, figures, hints out of the program's own words, and what the
    operator named: the bot, the acts.
    """
    strange = fields.keys() - FIELDS
    if code not in EVENTS or strange:
        raise ValueError(f"no such event or field: {code} {sorted(strange)}")
    logging.getLogger(NAME).log(level, code, extra={"adep": fields})


class Discreet(logging.Formatter):
    """Writes only what is known to be harmless, whoever logs and whatever they say."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: time, level, event code and figures; of a foreign record only its origin and the kind of error."""
        when, (code, fields) = self.formatTime(record), _harmless(record)
        if code == LIBRARY:
            told = " ".join(str(value) for value in fields.values())
            return f"{when} {record.levelname} {LIBRARY} {told}"
        told = "".join(f" {name}={value}" for name, value in fields.items())
        return f"{when} {record.levelname} {code}{told}"


class DiscreetJson(logging.Formatter):
    """The same as an object of JSON a line, for who collects logs by machine."""

    def format(self, record: logging.LogRecord) -> str:
        """One line: `at` (UTC), `level`, `event` and the fields of the event, by name."""
        code, fields = _harmless(record)
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"at": at, "level": record.levelname, "event": code, **fields}, ensure_ascii=False)


LIBRARY = "LIBRARY"
"""The code of a line that a library logs."""


def _harmless(record: logging.LogRecord) -> tuple[str, Mapping[str, str | float]]:
    """The code of a record and what may be told of it."""
    if record.name == NAME and record.msg in EVENTS:
        return record.msg, getattr(record, "adep", {})
    return LIBRARY, {"library": _known_name(record.name), **_kind(record)}


def configure(level: str, stream: TextIO | None = None, *, as_json: bool = False) -> None:
    """Make this the only way to the log, for every library, warning, crash and forgotten task."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(DiscreetJson() if as_json else Discreet())
    handler.addFilter(_is_written)
    # On the handler too: some libraries set a level of their own.
    handler.setLevel(level)
    # A handler that cannot write would print the record itself, arguments and all.
    logging.raiseExceptions = False
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    # Events are counted at every level (bot/health/pulse.py); only the writing of them keeps to the level.
    logging.getLogger(NAME).setLevel("DEBUG")
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(capture=True)
    sys.excepthook = _crashed


def _is_written(record: logging.LogRecord) -> bool:
    return record.name != NAME or record.msg not in COUNTED_ALONE


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Send what nobody awaited to the log, reduced like everything else."""
    loop.set_exception_handler(_forgotten)


def _crashed(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("crash").critical("", exc_info=(kind, error, frames))


def _forgotten(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    del loop
    error = context.get("exception")
    logging.getLogger("asyncio").error("", exc_info=error if isinstance(error, BaseException) else None)


def _known_name(name: str) -> str:
    """The top of a logger's name: what stands below may be made of data."""
    return name.partition(".")[0] if name.partition(".")[0].isidentifier() else "unknown"


def _kind(record: logging.LogRecord) -> dict[str, str]:
    """The class of the exception and the places in the code it passed; never its words."""
    if not isinstance(record.exc_info, tuple) or record.exc_info[0] is None:
        return {}
    kind, _, frames = record.exc_info
    places = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in traceback.extract_tb(frames)[-4:]
    ]
    return {"error": kind.__name__, **({"places": " ".join(places)} if places else {})}
