"""Cleans files in child processes, so that a hostile one can neither hold up nor bring down the bot."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.cleaning.__main__ import Request
from bot.cleaning.locks import Lock
from bot.cleaning.model import Cleaned, Dropped, Hidden, Kind, Outcome, Refusal, Refused
from bot.cleaning.rebuilding import MOST_BYTES
from bot.cleaning.wire import LONGEST_LINE, understood

ROOT = Path(__file__).parent.parent.parent
PYTHON = (sys.executable, "-B", "-s", "-X", "utf8")
REBUILDING, DRAWING = "bot.cleaning", "bot.cleaning.office"
UNSEEN = frozenset(
    {
        Dropped.HIDDEN_TEXT,
        Dropped.HIDDEN_ROW,
        Dropped.HIDDEN_COLUMN,
        Dropped.HIDDEN_SHEET,
        Dropped.HIDDEN_CELL,
        Dropped.HIDDEN_SHAPE,
        Dropped.COVERED,
        Dropped.NAMING_FIELD,
    }
)
"""Where something was met that must not be seen, LibreOffice is not asked for pages: it might show it."""
MOST_TAKEN = 20 * 2**20
"""A bot can fetch 20 MB (Bot API, getFile)."""
LONGEST_ANSWER = MOST_BYTES + LONGEST_LINE
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
"""How a process ends that used up its seconds: the kernel warns once, then kills."""


class Cleaner:
    """Rebuilds files, at most `most` at a time; `patience` is how many seconds one may take on a busy machine.

    `office` is the folder of LibreOffice's programs (`find_office`): with it pages of documents are drawn beside the
    text, and documents that only a drawing can keep covered, or that only LibreOffice reads, come out as drawings.
    """

    def __init__(self, most: int = 2, patience: float = 180, office: Path | None = None) -> None:
        self._places = asyncio.Semaphore(most)
        self._patience = patience
        self._office = office

    async def clean(self, data: bytes, hidden: Hidden = Hidden.LEFT_OUT) -> Outcome:
        """The file made anew, or why not; never raises over what the file holds.

        The bytes go through pipes: no temporary file, no name and no word of them on a command line.
        """
        if len(data) > MOST_TAKEN:
            return Refused(Refusal.TOO_LARGE)
        async with self._places:
            try:
                async with asyncio.timeout(self._patience):
                    outcome = await _rebuilt(data, hidden)
            except TimeoutError:
                return Refused(Refusal.TOO_SLOW)
            if self._office is None:
                return outcome
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience):
                    return await _with_pages(outcome, data, self._office)
            return outcome

    async def missing_locks(self) -> frozenset[Lock]:
        """The locks that this machine does not grant to the child process; for the log at the start and the doctor."""
        with suppress(TimeoutError, ValueError, TypeError):
            async with asyncio.timeout(self._patience):
                said = await _answered(b"", REBUILDING, Request.LOCKS)
            return frozenset(Lock) - frozenset(map(Lock, json.loads(said or b"")))
        return frozenset(Lock)


async def _rebuilt(data: bytes, hidden: Hidden) -> Outcome:
    answer = await _answered(data, REBUILDING, hidden)
    return Refused(Refusal.TOO_SLOW) if answer is None else understood(answer)


async def _with_pages(outcome: Outcome, data: bytes, office: Path) -> Outcome:
    """The outcome with its pages drawn beside it, or the drawn pages where nothing else came out."""
    match outcome:
        case Cleaned(kind=Kind.DOCX | Kind.XLSX as kind) if not UNSEEN & outcome.dropped.keys():
            drawn = await _drawn(data, office, kind)
            whole = len(outcome.data) + len(drawn.data) if drawn else MOST_BYTES
            if drawn and whole < MOST_BYTES:
                return replace(outcome, pages=drawn.pages, preview=drawn.preview, beside=drawn.data)
            return outcome
        case Refused(Refusal.NEEDS_OFFICE):
            drawn = await _drawn(data, office, "odt")
        case Refused(Refusal.COVERED):
            drawn = await _drawn_with_covers(data, office)
        case _:
            return outcome
    return replace(drawn, dropped={Dropped.TEXT: 1}) if drawn else outcome


async def _drawn_with_covers(data: bytes, office: Path) -> Cleaned | None:
    """The pages of a document whose shapes hide something; None where LibreOffice does not draw the shapes."""
    drawn, bare = await _drawn(data, office, "docx"), await _drawn(data, office, "docx", bare=True)
    return drawn if drawn and bare and drawn.data != bare.data else None


async def _drawn(data: bytes, office: Path, ending: str, *, bare: bool = False) -> Cleaned | None:
    """The pages as LibreOffice lays them out, as pictures: its own PDF is cleaned like any other.

    `bare` leaves out all that floats over the text.
    """
    wanted = await _answered(data, REBUILDING, Request.TO_DRAW_BARE if bare else Request.TO_DRAW)
    answer = await _answered(wanted, DRAWING, str(office), ending) if wanted else None
    outcome = await _rebuilt(answer, Hidden.LEFT_OUT) if answer else None
    return outcome if isinstance(outcome, Cleaned) else None


async def _answered(data: bytes, module: str, *words: str) -> bytes | None:
    """What a child process says about a file; nothing where it fell over or said too much, None where time ran out."""
    process = await asyncio.create_subprocess_exec(
        *PYTHON,
        "-m",
        module,
        *words,
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        cwd=ROOT,
        env={},
        start_new_session=True,
    )
    try:
        return await _conversed(process, data)
    finally:
        await _ended(process)


async def _conversed(process: Process, data: bytes) -> bytes | None:
    _, answer = await asyncio.gather(_feed(process, data), _answer(process))
    if len(answer) > LONGEST_ANSWER:
        return b""
    if await process.wait() in OUT_OF_TIME:
        return None
    return answer if process.returncode == 0 else b""


async def _feed(process: Process, data: bytes) -> None:
    assert process.stdin  # noqa: S101 - asked for as a pipe
    # A child that fell over reads no further; its status tells the rest.
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(data)
        await process.stdin.drain()
    process.stdin.close()


async def _answer(process: Process) -> bytes:
    """All that the child says, or a byte more than it may: it may have been taken over."""
    assert process.stdout  # noqa: S101 - asked for as a pipe
    try:
        return await process.stdout.readexactly(LONGEST_ANSWER + 1)
    except asyncio.IncompleteReadError as error:
        return error.partial


async def _ended(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            # The process leads a group of its own; whatever it started ends with it.
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
