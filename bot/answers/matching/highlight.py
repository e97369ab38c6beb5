"""Which words of a paragraph a question speaks of."""

from collections.abc import Sequence

from bot.answers.matching.concepts import Concepts
from bot.words.skeleton import PREFIX, skeleton, words, words_in

Span = tuple[int, int]
"""Start and end of a word, in characters of the text."""

LEAST_LETTERS = 4


Meanings = frozenset[str]
"""What a word, or a question, speaks of."""


class Highlighter:
    """Marks words that a question and a text share: the same beginning, or the same concept across the languages.

    The texts are those of the content, so what their words mean is worked out once and remembered; of questions nothing is.
    """

    def __init__(self, concepts: Concepts, function_words: frozenset[str]) -> None:
        self._concepts = concepts
        self._function_words = function_words
        self._read: dict[str, tuple[tuple[Span, Meanings], ...]] = {}

    def asked(self, question: str) -> Meanings:
        """What a question speaks of."""
        return frozenset().union(*map(self._meaning, words_in(question)))

    def marks(self, asked: Meanings, text: str) -> list[Span]:
        """The words of a text of the content that a question speaks of, in order."""
        return [span for span, meaning in self._words_of(text) if not asked.isdisjoint(meaning)]

    def best(self, asked: Meanings, parts: Sequence[Sequence[str]]) -> int:
        """The place of the part that shares most with a question, each given as the texts that it consists of; the first of equals."""
        shares = [len(asked & self._meanings(part)) for part in parts]
        return shares.index(max(shares))

    def _meanings(self, texts: Sequence[str]) -> Meanings:
        return frozenset().union(*(meaning for text in texts for _, meaning in self._words_of(text)))

    def _words_of(self, text: str) -> tuple[tuple[Span, Meanings], ...]:
        """Where each word of a text of the content stands that means something, and what."""
        if text not in self._read:
            meant = ((match.span(), self._meaning(match[0])) for match in words(text))
            self._read[text] = tuple((span, meaning) for span, meaning in meant if meaning)
        return self._read[text]

    def _meaning(self, word: str) -> Meanings:
        sound = skeleton(word)
        folded = sound[:PREFIX]
        if len(sound) < LEAST_LETTERS or folded in self._function_words:
            return frozenset()
        return frozenset((folded, *self._concepts.of_word(sound)))
