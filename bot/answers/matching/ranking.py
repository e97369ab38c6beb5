"""Every label, a matter or a kind of small talk, scored for a question."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from bot.answers.matching.concepts import Concepts
from bot.answers.matching.counting import Numbers
from bot.answers.matching.features import Features
from bot.answers.matching.index import Floats, Scores
from bot.answers.matching.lessons import Lessons
from bot.answers.matching.reading import MOST_MENDED, Reader
from bot.answers.matching.spelling import Spelling
from bot.answers.matching.why import Reason, reasons
from bot.words.sentences import sentences
from bot.words.skeleton import sounds, words_in

LONG = 40
"""A text of more words is read by its sentences too."""

BEST = 2
"""So many of the sentences of a long text speak for each label: those that speak most for it."""

BESIDE = 0.5
"""How much they say beside the whole text. Chosen with BEST on held-out voices."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The features of a text, rising, each with its weight; together the weights have the length 1."""

    features: Numbers
    weights: Floats


def likeness(one: Weighed, other: Weighed) -> float:
    """How much of two texts is the same, 0 to 1."""
    _, here, there = np.intersect1d(one.features, other.features, assume_unique=True, return_indices=True)
    return float(one.weights[here] @ other.weights[there])


class Ranker:
    """Scores questions against what was learned."""

    def __init__(self, lessons: Lessons, concepts: Concepts, polite: Collection[str] = ()) -> None:
        """`polite` are the labels of greetings, thanks and the like, which a single sentence of a long text does not speak for."""
        self._features = Features(concepts)
        times = dict(zip(lessons.vocabulary, lessons.times.tolist(), strict=True))
        self._spelling = Spelling(times, lessons.signs)
        self._reader = Reader(self._spelling)
        self._spoken_for = np.array([label not in polite for label in lessons.index.labels], np.float32)
        self._index = lessons.index
        self.labels = lessons.index.labels

    def rank(self, question: str) -> Scores | None:
        """The scores of a question; None where there is no word in it."""
        meant = self._reader.read(question)
        if not meant:
            return None
        whole = self._index.score(self._features(meant), len(meant))
        if len(meant) <= LONG or self._is_strange(meant):
            return whole
        parts = [part for part in map(self._reader.read, sentences(question)) if part]
        return replace(whole, values=self._beside_sentences(whole.values, parts))

    def _beside_sentences(self, whole: Floats, parts: list[list[str]]) -> Floats:
        """What a text says for each label together with its best sentences."""
        said = np.stack([self._index.score(self._features(part), len(part)).values for part in parts])
        best = np.sort(said, axis=0)[-BEST:].mean(axis=0) * self._spoken_for
        values: Floats = ((whole + BESIDE * best) / (1 + BESIDE)).astype(np.float32)
        return values

    def _is_strange(self, meant: list[str]) -> bool:
        """Whether a text has so many unknown words that reading it once more would hold up the others."""
        return sum(not self._spelling.times(word) for word in meant) > MOST_MENDED

    def weighed(self, text: str) -> Weighed:
        """A text by its features that the content knows."""
        features, weights = self._index.known(self._features(sounds(words_in(text))))
        return Weighed(features, weights / np.float32(np.sqrt(weights @ weights) or 1))

    def read(self, question: str) -> list[str]:
        """The words that a question is taken to mean, as skeletons."""
        return self._reader.read(question)

    def reasons(self, question: str, label: int) -> tuple[Reason, ...]:
        """What spoke for a label, given by its place in `labels`."""
        meant = self._reader.read(question)
        codes = self._features(meant)
        typed = words_in(question)
        named = self._features.named(meant, dict(zip(sounds(typed), typed, strict=True)))
        return reasons(named, codes.tolist(), self._index.said(codes, label))
