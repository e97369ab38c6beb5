"""Why a question got its answer: the words and concepts that spoke for it, how loudly, and who came second."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.answers.matching.features import CONCEPT_MARK
from bot.answers.matching.index import Floats
from bot.matters.model import MatterId

MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of the question, or a concept that they mean, and their share of all that spoke for a label, 0 to 1."""

    words: str
    concept: str
    share: float


@dataclass(frozen=True, slots=True)
class Side:
    """A matter or small talk with its probability, and what spoke for it, the weightiest first."""

    label: MatterId
    probability: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """A question as it was read, whether it needed no search (it stands in the content word for word, or names its paragraph), and the likeliest labels, best first."""

    read: tuple[str, ...]
    is_known: bool
    sides: tuple[Side, ...]


def reasons(named: Mapping[int, str], codes: Iterable[int], said: Floats) -> tuple[Reason, ...]:
    """What features said, gathered by the words that have them; what is a concept's is told as the concept's."""
    weights: dict[str, float] = defaultdict(float)
    for code, weight in zip(codes, said.tolist(), strict=True):
        weights[named[code]] += weight
    whole = sum(weights.values()) or 1.0
    best = sorted(weights.items(), key=lambda reason: -reason[1])[:MOST_REASONS]
    return tuple(_reason(name, weight / whole) for name, weight in best if weight > 0)


def _reason(name: str, share: float) -> Reason:
    words, _, concept = name.partition(CONCEPT_MARK)
    return Reason(words, concept, share)
