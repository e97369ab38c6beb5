"""What was learned from the content, kept in a file, so that the next start learns nothing and loads next to nothing.

The file is mapped into memory: the system reads of it what a question needs, and can let go of it again. It begins with two digests,
of what was learned from and of the rest of the file; then come the names, types and places of the arrays, then the arrays.
"""

import json
import mmap
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from bot import words
from bot.answers.matching.lessons import Lessons
from bot.machine.kept_files import Keeping

FILE = "index.bin"
DIGEST_SIZE = 32
START = 2 * DIGEST_SIZE
LENGTH_SIZE = 8
STEP = 64
"""Each array begins at a multiple of this, as the processor likes it."""

PIECE = 1 << 20

Arrays = Mapping[str, npt.NDArray[Any]]


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
    """None where there is no such file, it is of other content, or a bit of it has changed."""
    try:
        with path.open("rb") as file:
            if file.read(DIGEST_SIZE) != digest or file.read(DIGEST_SIZE) != _sum(_pieces(file)):
                return None
            # The mapping outlives the file's name: a newer file takes its place and leaves this one as it is.
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:
        return None
    return Lessons.of(_arrays(mapped))


def _arrays(mapped: memoryview) -> Arrays:
    names = START + LENGTH_SIZE
    first = names + int.from_bytes(mapped[START:names], "little")
    return {
        name: np.frombuffer(mapped, kind, size, first + place)
        for name, kind, size, place in json.loads(bytes(mapped[names:first]))
    }


def _keep(keeping: Keeping, digest: bytes, lessons: Lessons) -> None:
    written = list(_written(lessons.arrays()))
    keeping.put(FILE, lambda file: file.writelines([digest, _sum(written), *written]))


def _written(arrays: Arrays) -> Iterator[bytes]:
    """What stands behind the digests."""
    places, at = [], 0
    for name, array in arrays.items():
        places.append((name, array.dtype.str, array.size, at))
        at += array.nbytes + -array.nbytes % STEP
    names = json.dumps(places).encode()
    names += b" " * (-(START + LENGTH_SIZE + len(names)) % STEP)
    yield len(names).to_bytes(LENGTH_SIZE, "little") + names
    for array in arrays.values():
        yield array.tobytes() + bytes(-array.nbytes % STEP)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _sum(pieces: Iterator[bytes] | list[bytes]) -> bytes:
    """Tells a file whose bits have changed."""
    found = blake2b(digest_size=DIGEST_SIZE)
    for piece in pieces:
        found.update(piece)
    return found.digest()
