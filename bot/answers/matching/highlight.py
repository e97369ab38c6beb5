"""Which words of a paragraph a question speaks of."""

from collections.abc import Sequence

from bot.answers.matching.concepts import Concepts
from bot.words.skeleton import PREFIX, skeleton, words, words_in

Span = tuple[int, int]
"""Start and end of a word, in characters of the text."""

LEAST_LETTERS = 4


class Highlighter:
    """Marks words that a question and a text share: the same beginning, or the same concept across the languages."""

    def __init__(self, concepts: Concepts, function_words: frozenset[str]) -> None:
        self._concepts = concepts
        self._function_words = function_words

    def marks(self, question: str, text: str) -> list[Span]:
        """The words of `text` that the question speaks of, in order."""
        asked = self._meanings(question)
        if not asked:
            return []
        return [match.span() for match in words(text) if self._meaning(match[0]) & asked]

    def best(self, question: str, texts: Sequence[str]) -> int:
        """The index of the text that shares most with the question; the first of equals."""
        asked = self._meanings(question)
        shares = [len(asked & self._meanings(text)) for text in texts]
        return shares.index(max(shares))

    def _meanings(self, text: str) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for word in words_in(text):
            found |= self._meaning(word)
        return found

    def _meaning(self, word: str) -> frozenset[str]:
        sound = skeleton(word)
        folded = sound[:PREFIX]
        if len(sound) < LEAST_LETTERS or folded in self._function_words:
            return frozenset()
        return frozenset((folded, *self._concepts.of_word(sound)))
