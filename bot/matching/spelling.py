"""What a word that nobody wrote before may be meant to be: rapidfuzz over the vocabulary."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.matching.normalize import PREFIX

LEAST_LETTERS = 4
"""Shorter words are not mended: one wrong letter makes another word of them."""

MOST_LETTERS = 40
"""Longer ones are no words: a hash, a link, a cat on the keyboard."""

LETTERS_A_TYPO = 4
"""A word may be wrong by one letter for each so many letters of it."""


class Spelling:
    """Knows the words of the content, and finds the nearest of them to a word that is none of them."""

    def __init__(self, known: Iterable[str]) -> None:
        words = sorted(word for word in set(known) if len(word) >= LEAST_LETTERS)
        self._beginnings = frozenset(word[:PREFIX] for word in words)
        # A typo seldom hits the first letter, and changes the length by no more than itself.
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in words:
            self._alike[word[0], len(word)].append(word)

    def mend(self, word: str) -> str:
        """The nearest known word; the word itself where it begins like a known one, or is like none."""
        if (
            not LEAST_LETTERS <= len(word) <= MOST_LETTERS
            or word[:PREFIX] in self._beginnings
            or word.isdigit()
        ):
            return word
        typos = len(word) // LETTERS_A_TYPO
        lengths = range(len(word) - typos, len(word) + typos + 1)
        alike = [known for length in lengths for known in self._alike.get((word[0], length), ())]
        found = process.extractOne(word, alike, scorer=OSA.distance, score_cutoff=typos)
        return found[0] if found else word
