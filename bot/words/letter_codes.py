"""Words as rows of small numbers, six bits a letter, so that what they are made of is cut out of all of them at once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Letters = npt.NDArray[np.uint8]
"""One row for each word; 0 after its end."""

Codes = npt.NDArray[np.uint64]

LONGEST = 24
"""Letters of a word that are looked at."""

BITS = 6
ALPHABET = "0123456789абвгдежзийклмнопрстуфхцчшщъыьэюя"
OTHER, START, END = 61, 62, 63
"""Signs of other scripts, all one; and where a word starts and ends."""


class _Numbers(dict[int, str]):
    """The table of letters for str.translate."""

    def __missing__(self, sign: int) -> str:
        return chr(OTHER)


_TABLE = _Numbers({0: "\0"} | {ord(letter): chr(number) for number, letter in enumerate(ALPHABET, start=1)})
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_POWERS = np.cumprod(np.full(LONGEST, _PRIME))


def letters(sounds: Sequence[str]) -> Letters:
    """The rows of words given as skeletons."""
    text = "".join([sound[:LONGEST].ljust(LONGEST, "\0") for sound in sounds])
    rows = np.frombuffer(text.translate(_TABLE).encode("latin-1"), np.uint8)
    return rows.reshape(len(sounds), LONGEST)


def beginnings(rows: Letters, size: int) -> Codes:
    """The first letters of each word as one number; up to ten of them."""
    return packed(rows[:, :size])


def packed(rows: Letters) -> Codes:
    """Up to ten letters side by side as one number."""
    codes = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        codes = (codes << np.uint64(BITS)) | column
    return codes


def wholes(rows: Letters) -> Codes:
    """A number for each whole word, of 60 bits; two of a hundred thousand words share one once in a hundred million."""
    codes: Codes = (rows * _POWERS).sum(axis=1, dtype=np.uint64) >> np.uint64(4)
    return codes


def groups(rows: Letters, size: int) -> tuple[npt.NDArray[np.intp], Codes]:
    """Every `size` letters side by side, the ends of the words marked: which word each is from, and its number."""
    lengths = np.count_nonzero(rows, axis=1)
    bounded = np.zeros((len(rows), LONGEST + 2), np.uint8)
    bounded[:, 0] = START
    bounded[:, 1:-1] = rows
    bounded[np.arange(len(rows)), lengths + 1] = END
    places = LONGEST + 3 - size
    codes = np.zeros((len(rows), places), np.uint64)
    for at in range(size):
        codes = (codes << np.uint64(BITS)) | bounded[:, at : at + places]
    word, place = np.nonzero(np.arange(places) <= (lengths + 2 - size)[:, None])
    return word, codes[word, place]


def read(code: int) -> str:
    """The letters that a number was made of, its marks as ^ and $."""
    signs = []
    while code:
        signs.append(_sign(code & (1 << BITS) - 1))
        code >>= BITS
    return "".join(reversed(signs))


def _sign(number: int) -> str:
    match number:
        case 0:
            return ""
        case _ if number <= len(ALPHABET):
            return ALPHABET[number - 1]
        case _:
            return {START: "^", END: "$"}.get(number, "?")
