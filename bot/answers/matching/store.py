"""What was learned from the content, kept in files, so that the next start learns nothing and loads next to nothing."""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from bot import words
from bot.answers.matching.lessons import Arrays, Lessons
from bot.machine.kept_files import Keeping
from bot.machine.mapped_file import DIGEST_SIZE, keep_mapped, read_mapped

FILE = "index.bin"


class Learned(Protocol):
    """What is learned from content, and can be said in arrays of plain numbers."""

    def arrays(self) -> Arrays:
        """All of it, by name."""


L = TypeVar("L", bound=Learned)


def kept(keeping: Keeping | None, content: bytes, learn: Callable[[], Lessons]) -> Lessons:
    """What `learn` would teach the matcher, as `kept_in` keeps it."""
    return kept_in(FILE, Lessons.of, keeping, content, learn)


def kept_in(
    name: str, of: Callable[[Arrays], L], keeping: Keeping | None, content: bytes, learn: Callable[[], L]
) -> L:
    """What `learn` would learn: read from the kept file where it was learned from the same content, else learned and kept.

    `name` is that of the file, `of` makes the same of its arrays; `content` names what is learned from, and changes whenever that does.
    """
    if keeping is None:
        return learn()
    digest = _digest(content)
    known = _read(keeping.path(name), digest)
    if known is not None:
        return of(known)
    learned = learn()
    _keep(keeping, name, digest, learned)
    return learned


def _digest(content: bytes) -> bytes:
    """Names the content, and the program that learns from it."""
    found = blake2b(content, digest_size=DIGEST_SIZE)
    for folder in (Path(__file__).parent, Path(words.__file__).parent):
        for source in sorted(folder.glob("*.py")):
            found.update(source.read_bytes())
    return found.digest()


def _read(path: Path, digest: bytes) -> Arrays | None:
    pieces = read_mapped(path, digest)
    if pieces is None:
        return None
    named = ((name.split(), piece) for name, piece in pieces.items())
    return {name: np.frombuffer(piece, kind) for (name, kind), piece in named}


def _keep(keeping: Keeping, name: str, digest: bytes, learned: Learned) -> None:
    """Each array is a piece, under its name and the type of its numbers."""
    pieces = {
        f"{array_name} {array.dtype.str}": array.tobytes() for array_name, array in learned.arrays().items()
    }
    keep_mapped(keeping, name, digest, pieces)
