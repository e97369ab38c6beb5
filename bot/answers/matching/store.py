"""What was learned from the content, kept in a file, so that the next start reads it and learns nothing.

The file is only ever a shortcut: where it is missing, stale, torn or cannot be written, the content is learned anew.
"""

import json
import logging
import os
import zipfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import astuple
from hashlib import blake2b
from pathlib import Path

import numpy as np

from bot import logs, words
from bot.acts.model import Concept
from bot.answers.matching.lessons import Lessons, Line

DIGEST = "digest"


def usual_place() -> Path:
    """Where programs of this person keep what they can make again (XDG base directories): nothing of it is anybody's data."""
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(caches).expanduser() / "adep" / "index.npz"


def kept(
    path: Path | None, written: Sequence[Line], concepts: Iterable[Concept], learn: Callable[[], Lessons]
) -> Lessons:
    """What `learn` would learn: read from `path` where it was learned there from the same content, else learned and kept."""
    if path is None:
        return learn()
    digest = _digest(written, concepts)
    known = _read(path, digest)
    if known is None:
        known = learn()
        _keep(path, digest, known)
    return known


def _digest(written: Sequence[Line], concepts: Iterable[Concept]) -> bytes:
    """Names the content, and the program that learns from it."""
    found = blake2b(digest_size=32)
    for folder in (Path(__file__).parent, Path(words.__file__).parent):
        for source in sorted(folder.glob("*.py")):
            found.update(source.read_bytes())
    for line in written:
        language = line.example.language.value if line.example else ""
        found.update(f"{line.label}\0{line.part}\0{language}\0{line.text}\n".encode())
    found.update(json.dumps([astuple(concept) for concept in concepts]).encode())
    return found.digest()


def _read(path: Path, digest: bytes) -> Lessons | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if stored[DIGEST].tobytes() != digest:
                return None
            return Lessons.of({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _keep(path: Path, digest: bytes, lessons: Lessons) -> None:
    """Put the file in its place whole, or leave it."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            np.savez(
                file, allow_pickle=False, **{DIGEST: np.frombuffer(digest, np.uint8), **lessons.arrays()}
            )
        new.replace(path)
    except OSError as error:
        logs.event("INDEX_NOT_KEPT", level=logging.WARNING, error=type(error).__name__)
        _drop(new)


def _drop(path: Path) -> None:
    """Take away what was half written, where that is possible."""
    with suppress(OSError):
        path.unlink()
