"""The content as one matrix: how much each feature speaks for each ref and each outside topic.

Every ref and topic is one document, made of all that is written for it. A feature's worth in a document is that of
BM25 (Robertson and Zaragoza 2009), its rarity counts on the side of the question; so a question is scored against
everything with one small product of matrices.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

import numpy as np
import numpy.typing as npt

from bot.matching.features import WEIGHTS

SATURATION = 1.2
LENGTH = 0.3

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Scores:
    """A question against every label; `known` is the share of the question's weight that the content knows, 0 to 1."""

    values: Floats
    known: float


Said = tuple[Counter[str], Counter[str]]
"""A document: how often it says each word, and how often it has each feature that is no single word's."""


class Index:
    """Scores bags of features against labels."""

    def __init__(self, documents: Mapping[str, Said], features: Mapping[str, tuple[str, ...]]) -> None:
        """Index documents; `features` has those of every word in them, so that each is taken apart once."""
        self.labels = list(documents)
        self._numbers: dict[str, int] = {}
        words = {word: self._number(found) for word, found in features.items()}
        for _, together in documents.values():
            self._number(together)
        self._worth = self._weigh([self._count(said, words) for said in documents.values()])
        self._once = _rarity(len(documents), 1)
        spread = np.count_nonzero(self._worth, axis=1)
        kinds = np.array([WEIGHTS[feature[0]] for feature in self._numbers], np.float32)
        rarity = np.log(1 + (len(documents) - spread + 0.5) / (spread + 0.5))
        self._rarity: Floats = (rarity * kinds).astype(np.float32)

    def score(self, bag: Iterable[str]) -> Scores:
        """The score of every label, in the order of `labels`; all 0 where nothing is known."""
        wanted = set(bag)
        numbers = [number for number in map(self._numbers.get, wanted) if number is not None]
        if not numbers:
            return Scores(np.zeros(len(self.labels), np.float32), 0.0)
        rarity = self._rarity[numbers]
        length = float(rarity @ rarity)
        values = (rarity / np.sqrt(length)) @ self._worth[numbers]
        return Scores(values, length / (length + self._strangeness(wanted)))

    def _number(self, features: Iterable[str]) -> Numbers:
        numbers = self._numbers
        return np.array([numbers.setdefault(feature, len(numbers)) for feature in features], np.intp)

    def _count(self, said: Said, words: Mapping[str, Numbers]) -> Floats:
        """How often each feature stands in a document."""
        singly, together = said
        found = [*(words[word] for word in singly), self._number(together)]
        sizes = [len(numbers) for numbers in found]
        times = np.repeat([*singly.values(), 1], sizes).astype(np.float64)
        times[len(times) - len(together) :] = list(together.values())
        return np.bincount(np.concatenate(found), times, len(self._numbers)).astype(np.float32)

    def _weigh(self, counts: list[Floats]) -> Floats:
        table = np.stack(counts, axis=1)
        lengths = table.sum(axis=0)
        fill = SATURATION * (1 - LENGTH + LENGTH * lengths / lengths.mean())
        worth: Floats = table * (SATURATION + 1) / (table + fill)
        return worth

    def _strangeness(self, wanted: set[str]) -> float:
        """The weight of what the content never met: each such feature as rare as one met once."""
        kinds = Counter(name[0] for name in wanted if name not in self._numbers)
        return sum((self._once * WEIGHTS[kind]) ** 2 * count for kind, count in kinds.items())


def _rarity(documents: int, count: int) -> float:
    return log(1 + (documents - count + 0.5) / (count + 0.5))
