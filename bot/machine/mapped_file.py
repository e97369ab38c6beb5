"""A kept file of named pieces, mapped into memory: the system reads of it what is used, and can let go of it again.

It begins with a digest of what its content was made from and a checksum of the rest of the file; then come the names of the pieces
with their places, then the pieces.
"""

import json
import mmap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from bot.machine.kept_files import Keeping

DIGEST_SIZE = 32
NUMBER_SIZE = 4
"""Bytes of the checksum, and of how long the names are."""

LENGTH_AT = DIGEST_SIZE + NUMBER_SIZE
NAMES_AT = LENGTH_AT + NUMBER_SIZE
STEP = 64
"""Each piece begins at a multiple of this, as the processor likes it."""

PIECE = 1 << 20
"""Bytes that are summed up at once."""


def read_mapped(path: Path, digest: bytes) -> Mapping[str, memoryview] | None:
    """The pieces of a file that was made from what `digest` names.

    None where there is no such file, it was made from something else, or a bit of it has changed.
    """
    try:
        with path.open("rb") as file:
            if file.read(DIGEST_SIZE) != digest or file.read(NUMBER_SIZE) != _sum(_rest(file)):
                return None
            # The mapping outlives the name: a newer file takes the place of this one and leaves its bytes alone.
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except OSError:
        return None
    first = NAMES_AT + int.from_bytes(mapped[LENGTH_AT:NAMES_AT], "little")
    places = json.loads(bytes(mapped[NAMES_AT:first]))
    return {name: mapped[first + start : first + start + size] for name, start, size in places}


def keep_mapped(keeping: Keeping, name: str, digest: bytes, pieces: Mapping[str, bytes]) -> None:
    """Keep pieces that were made from what `digest` names, which has 32 bytes."""
    written = list(_written(pieces))
    keeping.put(name, lambda file: file.writelines([digest, _sum(written), *written]))


def _written(pieces: Mapping[str, bytes]) -> Iterator[bytes]:
    """What stands behind the checksum."""
    places, at = [], 0
    for name, piece in pieces.items():
        places.append((name, at, len(piece)))
        at += len(piece) + -len(piece) % STEP
    names = json.dumps(places).encode()
    names += b" " * (-(NAMES_AT + len(names)) % STEP)
    yield len(names).to_bytes(NUMBER_SIZE, "little") + names
    for piece in pieces.values():
        yield piece
        yield bytes(-len(piece) % STEP)


def _rest(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _sum(pieces: Iterable[bytes]) -> bytes:
    """Tells a file whose bits have changed; nobody is kept from changing it on purpose."""
    found = 0
    for piece in pieces:
        found = crc32(piece, found)
    return found.to_bytes(NUMBER_SIZE, "little")
