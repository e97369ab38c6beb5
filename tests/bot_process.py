"""`python -m bot …` as a process of its own, in a folder of its own, away from the developer's `.env`."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bot.config import Settings
from tests.conftest import KNOWLEDGE

PATIENCE = 300.0
"""Seconds after which a process or a bot that hangs is given up: many times what a busy machine needs."""


@dataclass(frozen=True)
class Ended:
    """What a process left behind."""

    status: int
    said: str
    complained: str


def surroundings(**variables: str) -> dict[str, str]:
    """The environment with the settings of Adep put to the given ones and no others."""
    ours = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in ours}
    root = str(KNOWLEDGE.parent)
    return {**kept, "PYTHONPATH": root, "PYTHONUTF8": "1", "KNOWLEDGE_DIR": str(KNOWLEDGE), **variables}


def begin(folder: Path, *words: str | bytes, **variables: str) -> subprocess.Popen[bytes]:
    """Start a command; its three streams are pipes."""
    return subprocess.Popen(  # noqa: S603 - its words are those of the tests
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env=surroundings(**variables),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def end(process: subprocess.Popen[bytes], typed: bytes = b"") -> Ended:
    """Give a command all its input and wait for its end."""
    try:
        said, complained = process.communicate(typed, PATIENCE)
    except subprocess.TimeoutExpired as late:
        heard = ((late.output or b"") + (late.stderr or b"")).decode(errors="replace")
        raise AssertionError(f"hangs after {PATIENCE:g} s; until then it said:\n{heard}") from None
    finally:
        process.kill()
    return Ended(process.returncode, (said or b"").decode(), complained.decode())
