"""What a word that nobody wrote before may be meant to be: rapidfuzz over the vocabulary."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.words.letter_codes import Codes, Letters, letters
from bot.words.skeleton import PREFIX

LEAST_LETTERS = 4
"""Shorter words are not mended: one wrong letter makes another word of them."""

MOST_LETTERS = 40
"""Longer ones are no words: a hash, a link, a cat on the keyboard."""

LETTERS_A_TYPO = 4
"""A word may be wrong by one letter for each so many letters of it."""

REMEMBERED = 20_000


class Spelling:
    """Knows the words of the content, and finds the nearest of them to a word that is none of them."""

    def __init__(self, known: Mapping[str, int], signs: Codes | None = None) -> None:
        """Know words, each with how often it is said: of two that are as near, the commoner is meant.

        `signs` are what `signs_of` tells of all of them, in their order, where that is known already.
        """
        self._known = known
        words = list(known)
        lengths = np.array([len(word) for word in words], np.int16)
        common = np.argsort(-np.fromiter(known.values(), np.int64), kind="stable")
        common = common[lengths[common] >= LEAST_LETTERS]
        self._words = [words[place] for place in common.tolist()]
        self._beginnings = frozenset(word[:PREFIX] for word in self._words)
        self._lengths = lengths[common]
        self._signs = (signs_of(letters(words)) if signs is None else signs)[common]
        self.mend = lru_cache(REMEMBERED)(self._mend)

    def times(self, word: str) -> int:
        """How often the content says a word."""
        return self._known.get(word, 0)

    def knows(self, word: str) -> bool:
        """Whether the content says a word, or, of a longer one, a word that begins like it."""
        return word[:PREFIX] in self._beginnings if len(word) >= LEAST_LETTERS else word in self._known

    def _mend(self, word: str) -> str:
        """The nearest known word; the word itself where it begins like a known one, or is like none."""
        if (
            not LEAST_LETTERS <= len(word) <= MOST_LETTERS
            or word[:PREFIX] in self._beginnings
            or word.isdigit()
        ):
            return word
        typos = len(word) // LETTERS_A_TYPO
        found = process.extractOne(word, self._alike(word, typos), scorer=OSA.distance, score_cutoff=typos)
        return found[0] if found else word

    def _alike(self, word: str, typos: int) -> list[str]:
        """The words that may be so near: a wrong letter changes the length by one, and takes away one sign and brings one."""
        other = np.bitwise_count(self._signs ^ signs_of(letters([word])))
        near = (other <= 2 * typos) & (np.abs(self._lengths - len(word)) <= typos)
        return [self._words[place] for place in np.flatnonzero(near).tolist()]


def signs_of(rows: Letters) -> Codes:
    """Which letters each word has, one bit for each."""
    signs = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        signs |= np.where(column > 0, np.uint64(1) << column.astype(np.uint64), np.uint64(0))
    return signs
