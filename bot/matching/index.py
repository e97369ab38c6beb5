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


@dataclass(frozen=True, slots=True)
class Scores:
    """A question against every label; `known` is the share of the question's weight that the content knows, 0 to 1."""

    values: Floats
    known: float


class Index:
    """Scores bags of features against labels."""

    def __init__(self, documents: Mapping[str, Counter[str]]) -> None:
        self.labels = list(documents)
        spread = Counter(feature for bag in documents.values() for feature in bag)
        self._numbers = {feature: number for number, feature in enumerate(spread)}
        self._rarity = np.fromiter(
            (_rarity(len(documents), count) * WEIGHTS[name[0]] for name, count in spread.items()), np.float32
        )
        self._once = _rarity(len(documents), 1)
        self._worth = self._weigh(documents)

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

    def _strangeness(self, wanted: set[str]) -> float:
        """The weight of what the content never met: each such feature as rare as one met once."""
        kinds = Counter(name[0] for name in wanted if name not in self._numbers)
        return sum((self._once * WEIGHTS[kind]) ** 2 * count for kind, count in kinds.items())

    def _weigh(self, documents: Mapping[str, Counter[str]]) -> Floats:
        worth = np.zeros((len(self._numbers), len(documents)), np.float32)
        lengths = [bag.total() for bag in documents.values()]
        average = sum(lengths) / len(lengths)
        for column, (bag, length) in enumerate(zip(documents.values(), lengths, strict=True)):
            rows = [self._numbers[feature] for feature in bag]
            counts = np.fromiter(bag.values(), np.float32)
            fill = SATURATION * (1 - LENGTH + LENGTH * length / average)
            worth[rows, column] = counts * (SATURATION + 1) / (counts + fill)
        return worth


def _rarity(documents: int, count: int) -> float:
    return log(1 + (documents - count + 0.5) / (count + 0.5))
