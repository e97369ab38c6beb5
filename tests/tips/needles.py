"""Many pieces looked for in bytes at once: one pass over the bytes, however many pieces there are."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)
WORD = 4
"""Bytes of a piece by which it is recognised, before all of it is compared; no piece is shorter."""

BITS = 22
"""So many bits of a word's hash say whether a piece may be there: a few places of a thousand are compared in vain."""


class Needles(Generic[T]):
    """Pieces, each with the name of whose it is; found_in gives the names of all that are in some bytes."""

    def __init__(self, pieces: Iterable[tuple[bytes, T]]) -> None:
        self._by_word: dict[bytes, list[tuple[int, bytes, T]]] = defaultdict(list)
        for piece, name in pieces:
            at = _first_telling(piece)
            self._by_word[piece[at : at + WORD]].append((at, piece, name))
        self._may_be = np.zeros(2**BITS, dtype=bool)
        self._may_be[_hashes(b"".join(self._by_word), 0)] = True

    def found_in(self, data: bytes) -> set[T]:
        """The names of which at least one piece is in the bytes."""
        found = set[T]()
        for shift in range(min(WORD, len(data) - WORD + 1)):
            for place in np.flatnonzero(self._may_be[_hashes(data, shift)]) * WORD + shift:
                for at, piece, name in self._by_word.get(data[place : place + WORD], ()):
                    if name not in found and place >= at and data.startswith(piece, place - at):
                        found.add(name)
        return found


def _first_telling(piece: bytes) -> int:
    """Where in a piece the word stands by which it is recognised: past the zeros, of which files are full."""
    return min(len(piece) - len(piece.lstrip(b"\0")), len(piece) - WORD)


def _hashes(data: bytes, shift: int) -> NDArray[np.uint32]:
    """A hash of every fourth word from `shift` on."""
    words = np.frombuffer(data, dtype="<u4", count=(len(data) - shift) // WORD, offset=shift)
    hashes: NDArray[np.uint32] = (words * np.uint32(2654435761)) >> np.uint32(32 - BITS)
    return hashes
