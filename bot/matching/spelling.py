"""What a word that nobody wrote before may be meant to be: rapidfuzz over the vocabulary."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST_LETTERS = 4
"""Shorter words are not mended: one wrong letter makes another word of them."""

LETTERS_A_TYPO = 4
"""A word may be wrong by one letter for each so many letters of it."""


class Spelling:
    """Knows the words of the content, and finds the nearest of them to a word that is none of them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(word for word in known if len(word) >= LEAST_LETTERS)
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known):
            self._by_start[word[0]].append(word)

    def mend(self, word: str, beginnings: frozenset[str] | set[str]) -> str:
        """The nearest known word, or the word itself where it is known, begins like one, or is like none."""
        if len(word) < LEAST_LETTERS or word in self._known or word in beginnings or word.isdigit():
            return word
        found = process.extractOne(
            word,
            self._by_start.get(word[0], ()),
            scorer=OSA.distance,
            score_cutoff=max(1, len(word) // LETTERS_A_TYPO),
        )
        return found[0] if found else word
