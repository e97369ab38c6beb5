"""The content as lists of who says what: how much each feature speaks for each ref and each outside topic.

Every ref and topic is one document, made of all that is written for it. A feature's worth in a document is that of
BM25 (Robertson and Zaragoza 2009), its rarity counts on the side of the question. The lists stand one behind the other in three
arrays, so that a question is scored against everything in a few steps over arrays, and they hold only what is there.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from bot.matching.features import FLEETING, WEIGHTS

SATURATION = 1.2
LENGTH = 0.6

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Scores:
    """A question of so many `words` against every label.

    `known` is the share of the question's weight that the content knows, 0 to 1.
    """

    values: Floats
    known: float
    words: int


Said = tuple[Counter[str], Counter[str]]
"""A document: how often it says each word, and how often it has each feature that is no single word's."""


class Index:
    """Scores bags of features against labels."""

    def __init__(self, documents: Mapping[str, Said], features: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Index documents; `features` has every word in them once, with its features."""
        self.labels = list(documents)
        names, counts = _count(list(documents.values()), features)
        counts, kept = counts.without(_met_once(names, counts))
        self._numbers = {name: number for number, name in enumerate(np.array(names, object)[kept])}
        self._spread = np.bincount(counts.features, minlength=len(self._numbers))
        self._starts = np.cumsum(self._spread) - self._spread
        order = np.argsort(counts.features, kind="stable")
        self._documents = counts.documents[order]
        self._worth = _worth(counts, len(documents))[order]
        self._once = _rarity(len(documents), 1)
        kinds = np.array([WEIGHTS[feature[0]] for feature in self._numbers], np.float32)
        rarity = np.log(1 + (len(documents) - self._spread + 0.5) / (self._spread + 0.5))
        self._rarity: Floats = (rarity * kinds).astype(np.float32)

    def score(self, bag: Iterable[str], words: int) -> Scores:
        """The score of every label, in the order of `labels`; all 0 where nothing of the `words` words is known."""
        wanted = set(bag)
        numbers = [number for number in map(self._numbers.get, wanted) if number is not None]
        if not numbers:
            return Scores(np.zeros(len(self.labels), np.float32), 0.0, words)
        rarity = self._rarity[numbers]
        length = float(rarity @ rarity)
        spread = self._spread[numbers]
        skipped = np.cumsum(spread) - spread
        at = np.arange(int(spread.sum())) + np.repeat(self._starts[numbers] - skipped, spread)
        said = np.repeat(rarity / np.sqrt(length), spread) * self._worth[at]
        values = np.bincount(self._documents[at], said, len(self.labels)).astype(np.float32)
        return Scores(values, length / (length + self._strangeness(wanted)), words)

    def _strangeness(self, wanted: set[str]) -> float:
        """The weight of what the content never met: each such feature as rare as one met once."""
        kinds = Counter(name[0] for name in wanted if name not in self._numbers)
        return sum((self._once * WEIGHTS[kind]) ** 2 * count for kind, count in kinds.items())


@dataclass(frozen=True, slots=True)
class Counts:
    """How often which document has which feature: three columns, one row for each pair that occurs."""

    documents: Numbers
    features: Numbers
    times: Floats

    def without(self, dropped: npt.NDArray[np.bool_]) -> tuple["Counts", npt.NDArray[np.bool_]]:
        """The rows of all other features, numbered anew; and which features those are."""
        kept = ~dropped
        number = np.cumsum(kept, dtype=np.int32) - 1
        rows = kept[self.features]
        return Counts(self.documents[rows], number[self.features[rows]], self.times[rows]), kept


def _count(said: Sequence[Said], features: Iterable[tuple[str, Iterable[str]]]) -> tuple[list[str], Counts]:
    """All features, and how often each document has each."""
    known: dict[str, int] = {}

    def number(names: Iterable[str]) -> Numbers:
        return np.fromiter((known.setdefault(name, len(known)) for name in names), np.int32)

    words = {word: number(found) for word, found in features}
    found, times = [], []
    for singly, together in said:
        of_words = [words[word] for word in singly]
        repeated = np.repeat(list(singly.values()), [len(numbers) for numbers in of_words])
        each = np.bincount(
            np.concatenate([*of_words, number(together)]), np.concatenate([repeated, list(together.values())])
        )
        found.append(np.flatnonzero(each).astype(np.int32))
        times.append(each[found[-1]].astype(np.float32))
    documents = np.repeat(np.arange(len(said), dtype=np.int32), [len(numbers) for numbers in found])
    return list(known), Counts(documents, np.concatenate(found), np.concatenate(times))


def _met_once(names: Sequence[str], counts: Counts) -> npt.NDArray[np.bool_]:
    """Fleeting features that the whole content has but once: they say nothing and fill the memory."""
    fleeting = np.array([name[0] in FLEETING for name in names])
    return fleeting & (np.bincount(counts.features, counts.times, len(names)) < 2)


def _worth(counts: Counts, documents: int) -> Floats:
    lengths = np.bincount(counts.documents, counts.times, documents)
    fill = SATURATION * (1 - LENGTH + LENGTH * lengths / lengths.mean())
    worth: Floats = (counts.times * (SATURATION + 1) / (counts.times + fill[counts.documents])).astype(
        np.float32
    )
    return worth


def _rarity(documents: int, count: int) -> float:
    return log(1 + (documents - count + 0.5) / (count + 0.5))
