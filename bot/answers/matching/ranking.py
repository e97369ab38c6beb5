"""Every label, a matter or a kind of small talk, scored for a question."""

from collections.abc import Collection, Iterator
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
from bot.words.sentences import LEAST_WORDS_OF_CLAUSE, clauses, each_sentence, sentences
from bot.words.skeleton import sounds, words_in

LONG = 40
"""A text of more words is read by its sentences too."""

STRETCH = 16
"""Words of a stretch of a sentence that is longer than LONG: of one without an end."""

BEST = 2
"""So many of the sentences of a long text speak for each label: those that speak most for it."""

MOST_CLAUSES = 60
"""Of a longer text the clauses behind these are not read by themselves."""

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


def _stretches(sentence: str) -> Iterator[str]:
    """A sentence; where it has no end, as quick fingers write, its stretches, each beginning in the middle of the one before."""
    words = sentence.split()
    if len(words) <= LONG:
        yield sentence
        return
    for start in range(0, len(words) - STRETCH // 2, STRETCH // 2):
        yield " ".join(words[start : start + STRETCH])


class Ranker:
    """Scores questions against what was learned."""

    def __init__(self, lessons: Lessons, concepts: Concepts, polite: Collection[str] = ()) -> None:
        """`polite` are the labels of greetings, thanks and the like, which a single sentence of a long text does not speak for."""
        self._features = Features(concepts)
        self._spelling = Spelling(lessons.vocabulary, lessons.times, lessons.signs)
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

    def clauses(self, question: str) -> list[Scores]:
        """The scores of each clause of a question by itself, of a long one without stops each stretch; none where it is one clause, or strange."""
        parts = [part for clause in clauses(question) for part in _stretches(clause)][:MOST_CLAUSES]
        if len(parts) == 1 or self._is_strange(self._reader.read(question)):
            return []
        meant = [part for part in map(self._reader.read, parts) if len(part) >= LEAST_WORDS_OF_CLAUSE]
        return [self._index.score(self._features(part), len(part)) for part in meant]

    def _beside_sentences(self, whole: Floats, parts: list[list[str]]) -> Floats:
        """What a text says for each label together with its best sentences."""
        said = np.stack([self._index.score(self._features(part), len(part)).values for part in parts])
        best = np.sort(said, axis=0)[-BEST:].mean(axis=0) * self._spoken_for
        values: Floats = ((whole + BESIDE * best) / (1 + BESIDE)).astype(np.float32)
        return values

    def parts(self, text: str) -> list[str]:
        """A text and each of its sentences, of one without an end each stretch; the text alone where so many of its words are unknown
        that reading them one by one would hold up the others.
        """
        if self._is_strange(self._reader.read(text)):
            return [text]
        pieces = (piece for sentence in each_sentence(text) for piece in _stretches(sentence))
        return list(dict.fromkeys([text, *pieces]))

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
