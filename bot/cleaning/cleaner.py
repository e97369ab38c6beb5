"""Cleans files in child processes, so that a hostile one can neither hold up nor bring down the bot."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path

from bot.cleaning.__main__ import ASK_LOCKS
from bot.cleaning.locks import Lock
from bot.cleaning.model import Hidden, Outcome, Refusal, Refused
from bot.cleaning.rebuilding import MOST_BYTES
from bot.cleaning.wire import LONGEST_LINE, understood

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-B", "-s", "-X", "utf8", "-m", "bot.cleaning")
MOST_TAKEN = 20 * 2**20
"""A bot can fetch 20 MB (Bot API, getFile)."""
LONGEST_ANSWER = MOST_BYTES + LONGEST_LINE
OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
"""How a process ends that used up its seconds: the kernel warns once, then kills."""


class Cleaner:
    """Rebuilds files, at most `most` at a time; `patience` is how many seconds one may take on a busy machine."""

    def __init__(self, most: int = 2, patience: float = 180) -> None:
        self._places = asyncio.Semaphore(most)
        self._patience = patience

    async def clean(self, data: bytes, hidden: Hidden = Hidden.LEFT_OUT) -> Outcome:
        """The file made anew, or why not; never raises over what the file holds.

        The bytes go through pipes: no temporary file, no name and no word of them on a command line.
        """
        if len(data) > MOST_TAKEN:
            return Refused(Refusal.TOO_LARGE)
        async with self._places:
            process = await _started(hidden)
            try:
                async with asyncio.timeout(self._patience):
                    return await _conversed(process, data)
            except TimeoutError:
                return Refused(Refusal.TOO_SLOW)
            finally:
                await _ended(process)

    async def missing_locks(self) -> frozenset[Lock]:
        """The locks that this machine does not grant to the child process; for the log at the start and the doctor."""
        process = await _started(ASK_LOCKS)
        try:
            async with asyncio.timeout(self._patience):
                said, _ = await process.communicate()
            return frozenset(Lock) - frozenset(map(Lock, json.loads(said)))
        except (TimeoutError, ValueError, TypeError):
            return frozenset(Lock)
        finally:
            await _ended(process)


async def _started(what: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *COMMAND, what, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=ROOT, env={}, start_new_session=True
    )


async def _conversed(process: Process, data: bytes) -> Outcome:
    _, answer = await asyncio.gather(_feed(process, data), _answer(process))
    if len(answer) > LONGEST_ANSWER:
        return Refused(Refusal.BROKEN)
    if await process.wait() in OUT_OF_TIME:
        return Refused(Refusal.TOO_SLOW)
    return understood(answer) if process.returncode == 0 else Refused(Refusal.BROKEN)


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
