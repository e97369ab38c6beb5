"""What was learned from the content, kept in a file, so that the next start learns nothing and loads next to nothing."""

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import numpy as np

from bot import words
from bot.answers.matching.lessons import Lessons
from bot.machine.kept_files import Keeping
from bot.machine.mapped_file import DIGEST_SIZE, keep_mapped, read_mapped

FILE = "index.bin"


def kept(keeping: Keeping | None, content: bytes, learn: Callable[[], Lessons]) -> Lessons:
    """What `learn` would learn: read from the kept file where it was learned from the same content, else learned and kept.

    `content` names what is learned from, and changes whenever that does.
    """
    if keeping is None:
        return learn()
    digest = _digest(content)
    known = _read(keeping.path(FILE), digest)
    if known is None:
        known = learn()
        _keep(keeping, digest, known)
    return known


def _digest(content: bytes) -> bytes:
    """Names the content, and the program that learns from it."""
    found = blake2b(content, digest_size=DIGEST_SIZE)
    for folder in (Path(__file__).parent, Path(words.__file__).parent):
        for source in sorted(folder.glob("*.py")):
            found.update(source.read_bytes())
    return found.digest()


def _read(path: Path, digest: bytes) -> Lessons | None:
    pieces = read_mapped(path, digest)
    if pieces is None:
        return None
    named = ((name.split(), piece) for name, piece in pieces.items())
    return Lessons.of({name: np.frombuffer(piece, kind) for (name, kind), piece in named})


def _keep(keeping: Keeping, digest: bytes, lessons: Lessons) -> None:
    """Each array is a piece, under its name and the type of its numbers."""
    arrays = lessons.arrays()
    pieces = {f"{name} {array.dtype.str}": array.tobytes() for name, array in arrays.items()}
    keep_mapped(keeping, FILE, digest, pieces)
