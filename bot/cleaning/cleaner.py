"""Cleans files in child processes, so that a hostile one can neither hold up nor bring down the bot."""

import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from bot.cleaning.__main__ import Request
from bot.cleaning.budget import Budget
from bot.cleaning.locks import Lock
from bot.cleaning.model import (
    HIDDEN_IN_WORKBOOK,
    NOTHING,
    Cleaned,
    CleaningResult,
    Dropped,
    Hidden,
    Kind,
    Refusal,
    Refused,
)
from bot.cleaning.pace import Pace, rounded
from bot.cleaning.places import Places
from bot.cleaning.rebuilding import MOST_BYTES
from bot.cleaning.voice import Disguise, new_disguise
from bot.cleaning.wire import LONGEST_LINE, counted, understood

ROOT = Path(__file__).parent.parent.parent
PYTHON = (sys.executable, "-B", "-s", "-X", "utf8")
REBUILDING, DRAWING, DISGUISING = "bot.cleaning", "bot.cleaning.office", "bot.cleaning.voice"
VOICE = b"OggS"
"""The sign of Ogg, in which Telegram sends voices (RFC 3533)."""
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
    `ffmpeg` is that program (`find_ffmpeg`): with it voices can be disguised. `now` tells passing seconds.
    """

    def __init__(
        self,
        most: int = 2,
        patience: float = 180,
        office: Path | None = None,
        ffmpeg: Path | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._places = Places(most)
        self._pace = Pace()
        self._budget = Budget(now)
        self._patience = patience
        self._office = office
        self._ffmpeg = ffmpeg
        self._now = now

    @property
    def can_disguise(self) -> bool:
        """Whether voices can be disguised here."""
        return self._ffmpeg is not None

    async def clean(self, data: bytes, owner: Hashable = None) -> CleaningResult:
        """The file made anew, or why not; never raises over what the file holds.

        `owner` is whoever sent it, known in memory alone: they hold up others by no more than their own file, and what
        an hour grants them is used up by refused files too. The bytes go through pipes: no temporary file, no name and no
        word of them on a command line.
        """
        return await self._in_turn(data, owner, self._cleaned)

    async def disguise(self, data: bytes, owner: Hashable, chance: Random) -> CleaningResult:
        """A voice message spoken by another voice, as `chance` has it, or why not; the rest is as with `clean`."""
        return await self._in_turn(data, owner, lambda voice: self._disguised(voice, new_disguise(chance)))

    async def _in_turn(
        self, data: bytes, owner: Hashable, work: Callable[[bytes], Awaitable[CleaningResult]]
    ) -> CleaningResult:
        if len(data) > MOST_TAKEN:
            return Refused(Refusal.TOO_LARGE)
        if not self._budget.has(owner):
            return Refused(Refusal.TOO_MANY)
        async with self._places.of(owner, len(data)):
            start = self._now()
            try:
                return await work(data)
            finally:
                spent = self._now() - start
                self._pace.note(len(data), spent)
                self._budget.spend(owner, spent)

    def seconds_for(self, sizes: Iterable[int], owners: int = 1) -> int:
        """About how many seconds it takes until files of somebody are done, of so many bytes each; in steps of five.

        `owners` is how many people have files here at the moment.
        """
        return rounded(sum(map(self._pace.expected, sizes)) * max(1.0, owners / self._most))

    async def _cleaned(self, data: bytes) -> CleaningResult:
        try:
            async with asyncio.timeout(self._patience):
                outcome = await _rebuilt(data, Hidden.LEFT_OUT)
        except TimeoutError:
            return Refused(Refusal.TOO_SLOW)
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                outcome = await _with_hidden(outcome, data)
        if self._office:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience):
                    return await _with_pages(outcome, data, self._office)
        return outcome

    async def _disguised(self, data: bytes, disguise: Disguise) -> CleaningResult:
        if self._ffmpeg is None or not data.startswith(VOICE):
            return Refused(Refusal.UNKNOWN_KIND)
        words = (str(self._ffmpeg), f"{disguise.pitch:.4f}", f"{disguise.tempo:.4f}")
        try:
            async with asyncio.timeout(self._patience):
                spoken = await _answered(data, DISGUISING, *words)
        except TimeoutError:
            spoken = None
        if spoken is None:
            return Refused(Refusal.TOO_SLOW)
        return (
            Cleaned(spoken, Kind.OGG, dropped={Dropped.VOICE: 1})
            if spoken.startswith(VOICE)
            else Refused(Refusal.BROKEN)
        )

    async def missing_locks(self) -> frozenset[Lock]:
        """The locks that this machine does not grant to the child process; for the log at the start and the doctor."""
        with suppress(TimeoutError, ValueError, TypeError):
            async with asyncio.timeout(self._patience):
                said = await _answered(b"", REBUILDING, Request.LOCKS)
            return frozenset(Lock) - frozenset(map(Lock, json.loads(said or b"")))
        return frozenset(Lock)


async def _rebuilt(data: bytes, hidden: Hidden) -> CleaningResult:
    answer = await _answered(data, REBUILDING, hidden)
    return Refused(Refusal.TOO_SLOW) if answer is None else understood(answer)


async def _with_hidden(outcome: CleaningResult, data: bytes) -> CleaningResult:
    """The outcome and, where a workbook hides something, beside it the same with that shown: its reporter decides."""
    match outcome:
        case Cleaned(kind=Kind.XLSX) if HIDDEN_IN_WORKBOOK & outcome.dropped.keys():
            revealed = await _rebuilt(data, Hidden.SHOWN)
            return (
                replace(outcome, revealed=_told_apart(revealed)) if isinstance(revealed, Cleaned) else outcome
            )
        case _:
            return outcome


def _told_apart(revealed: Cleaned) -> Cleaned:
    """What was hidden is here not left out but shown."""
    counts = revealed.dropped
    shown = {kind: count for kind, count in counts.items() if kind in HIDDEN_IN_WORKBOOK}
    left_out = {kind: count for kind, count in counts.items() if kind not in HIDDEN_IN_WORKBOOK}
    return replace(revealed, dropped=left_out, shown=shown)


async def _with_pages(outcome: CleaningResult, data: bytes, office: Path) -> CleaningResult:
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
            beside = counted(await _answered(data, REBUILDING, Request.LEFT_OUT) or b"") if drawn else NOTHING
        case Refused(Refusal.COVERED):
            drawn, beside = await _drawn_with_covers(data, office), NOTHING
        case _:
            return outcome
    return replace(drawn, dropped={Dropped.TEXT: 1, **beside}) if drawn else outcome


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
