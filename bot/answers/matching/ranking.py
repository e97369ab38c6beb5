"""Every ref and every outside topic scored for a question."""

from dataclasses import dataclass

import numpy as np

from bot.answers.matching.concepts import Concepts
from bot.answers.matching.counting import Numbers
from bot.answers.matching.features import Features
from bot.answers.matching.index import Floats, Scores
from bot.answers.matching.lessons import Lessons
from bot.answers.matching.reading import Reader
from bot.answers.matching.spelling import Spelling
from bot.answers.matching.why import Reason, reasons
from bot.words.skeleton import sounds, words_in


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

    def __init__(self, lessons: Lessons, concepts: Concepts) -> None:
        self._features = Features(concepts)
        self._reader = Reader(Spelling(dict(zip(lessons.vocabulary, lessons.times.tolist(), strict=True))))
        self._index = lessons.index
        self.labels = lessons.index.labels

    def rank(self, question: str) -> Scores | None:
        """The scores of a question; None where there is no word in it."""
        meant = self._reader.read(question)
        if not meant:
            return None
        return self._index.score(self._features(meant), len(meant))

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
