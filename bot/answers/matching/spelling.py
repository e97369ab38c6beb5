"""What a word that nobody wrote before may be meant to be: rapidfuzz over the vocabulary."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Self

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.answers.matching.counting import Numbers
from bot.answers.matching.vocabulary import ABSENT, Hashes, Vocabulary
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

    def __init__(self, known: Vocabulary, times: Numbers, signs: Codes) -> None:
        """Know words, each with how often it is said, of two that are as near the commoner is meant; and what `signs_of` tells of each."""
        self._known = known
        self._times = times.data
        common = np.argsort(-times, kind="stable").astype(np.int32)
        self._common = common[known.lengths[common] >= LEAST_LETTERS]
        self._beginnings = Hashes(known.word(place)[:PREFIX] for place in self._common.tolist())
        self._lengths = known.lengths[self._common]
        self._signs = signs[self._common]
        self.mend = lru_cache(REMEMBERED)(self._mend)

    @classmethod
    def of(cls, known: Mapping[str, int]) -> Self:
        """Know words by how often each is said."""
        words = list(known)
        return cls(Vocabulary.of(words), np.fromiter(known.values(), np.int64), signs_of(letters(words)))

    def times(self, word: str) -> int:
        """How often the content says a word."""
        place = self._known.place(word)
        return self._times[place] if place != ABSENT else 0

    def knows(self, word: str) -> bool:
        """Whether the content says a word, or, of a longer one, a word that begins like it."""
        return word[:PREFIX] in self._beginnings if len(word) >= LEAST_LETTERS else self.times(word) > 0

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
        return [self._known.word(place) for place in self._common[near].tolist()]


def signs_of(rows: Letters) -> Codes:
    """Which letters each word has, one bit for each."""
    signs = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        signs |= np.where(column > 0, np.uint64(1) << column.astype(np.uint64), np.uint64(0))
    return signs
