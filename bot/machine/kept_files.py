"""Where the program keeps what it can make again at any time, so that the next start is quick.

A kept file is only ever a shortcut: where it is missing, stale, torn or cannot be written, its content is made anew.
"""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot import logs


@dataclass(frozen=True, slots=True)
class Keeping:
    """A folder of kept files; where `writes` is false they are read and never written."""

    folder: Path
    writes: bool = True

    def path(self, name: str) -> Path:
        """Where the file of a name is."""
        return self.folder / name

    def put(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        """Put a file in its place whole, or leave what was there."""
        if not self.writes:
            return
        path = self.path(name)
        new = path.with_name(f"{name}.{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with new.open("wb") as file:
                write(file)
            new.replace(path)
        except OSError as error:
            logs.event("KNOWLEDGE_NOT_KEPT", level=logging.WARNING, hint=name, error=type(error).__name__)
            _drop(new)


def usual_place(*, writes: bool = True) -> Keeping:
    """Where programs of this person keep what they can make again (XDG base directories): nothing of it is anybody's data."""
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Keeping(Path(caches).expanduser() / "adep", writes)


def _drop(path: Path) -> None:
    """Take away what was half written, where that is possible."""
    with suppress(OSError):
        path.unlink()
