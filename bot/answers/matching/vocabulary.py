"""The words of the content, packed: as objects of their own they would be the largest thing in memory."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Self

import numpy as np

BETWEEN = "\n"
ABSENT = -1


class Hashes:
    """Texts as their rising hashes, which are those of this process."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Equal texts are one; `first` tells for each hash where the first of its texts stood."""
        hashes, self.first = np.unique(np.fromiter(map(hash, texts), np.int64), return_index=True)
        # A number is read out of a view several times as fast as out of an array.
        self._hashes = hashes.data

    def place(self, text: str) -> int:
        """The place of the hash of a text; ABSENT where no text here has that hash."""
        wanted = hash(text)
        place = bisect_left(self._hashes, wanted)
        return place if place < len(self._hashes) and self._hashes[place] == wanted else ABSENT

    def __contains__(self, text: str) -> bool:
        return self.place(text) != ABSENT


class Vocabulary:
    """Words, each once, at places from 0; a word becomes an object when it is asked for, and none of them stays one."""

    def __init__(self, text: str) -> None:
        """Take the words out of a text that holds them with BETWEEN between them."""
        self.text = text
        ends = np.fromiter((found.start() for found in re.finditer(BETWEEN, text)), np.int32)
        starts = np.concatenate([[0], ends + len(BETWEEN), [len(text) + len(BETWEEN)]]).astype(np.int32)
        self.lengths = np.diff(starts) - len(BETWEEN)
        self._starts = starts.data
        self._hashes = Hashes(map(self.word, range(len(self.lengths))))
        self._places = self._hashes.first.astype(np.int32).data

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """The same of words one by one."""
        return cls(BETWEEN.join(words))

    def __len__(self) -> int:
        return len(self.lengths)

    def word(self, place: int) -> str:
        """The word at a place."""
        return self.text[self._starts[place] : self._starts[place + 1] - len(BETWEEN)]

    def place(self, word: str) -> int:
        """The place of a word; ABSENT where the vocabulary does not hold it."""
        at = self._hashes.place(word)
        return self._places[at] if at != ABSENT else ABSENT
