"""Answer, suggest or none: from scores to a decision. Every threshold there is stands here.

The figures are chosen by bench/thresholds.py, which asks questions of voices and topics that the index has not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.matching.index import Floats, Scores
from bot.matching.outcome import Found, Match, Matches, Outcome, Unknown, Unsure
from bot.rulebook.model import Ref

MOST_MATCHES = 5

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough.

    `sharpness` turns differences of scores into shares; `inside_*` weigh the signs that the Rules settle the question into a
    probability; below `silence` of it nothing is shown, and from `answer` on (probability times share) one paragraph is.
    """

    sharpness: float = 3.0
    inside_base: float = 0.0
    inside_margin: float = 2.0
    inside_score: float = 0.0
    inside_known: float = 0.0
    silence: float = 0.4
    answer: float = 0.45


class Decision:
    """Decides over one set of labels, some of which are topics outside the act."""

    def __init__(self, labels: Sequence[str], outside: Mask, thresholds: Thresholds) -> None:
        self._labels = labels
        self._outside = outside
        self._inside_numbers = np.flatnonzero(~outside)
        self._outside_numbers = np.flatnonzero(outside)
        self._limits = thresholds

    def decide(self, scores: Scores) -> Outcome:
        """The outcome; its matches carry the probability that each governs the question."""
        inside, matches = self.judge(scores)
        if inside < self._limits.silence:
            return Unknown(matches, self._topic(scores.values))
        return Found(matches) if matches[0].score >= self._limits.answer else Unsure(matches)

    def judge(self, scores: Scores) -> tuple[float, Matches]:
        """The probability that the Rules settle the question, and the matches, before any threshold."""
        inside = self._inside(scores)
        return inside, self._matches(scores.values, inside)

    def _inside(self, scores: Scores) -> float:
        """The probability that the Rules settle the question at all."""
        if scores.known == 0:
            return 0.0
        best = float(scores.values[self._inside_numbers].max())
        other = float(scores.values[self._outside_numbers].max(initial=0.0))
        limits = self._limits
        evidence = (
            limits.inside_base
            + limits.inside_margin * (best - other)
            + limits.inside_score * best
            + limits.inside_known * scores.known
        )
        return float(1 / (1 + np.exp(-evidence)))

    def _matches(self, values: Floats, inside: float) -> Matches:
        ours = values[self._inside_numbers]
        raised = np.exp((ours - ours.max()) * self._limits.sharpness)
        shares = raised / raised.sum() * inside
        best = np.argsort(-shares, kind="stable")[:MOST_MATCHES]
        return tuple(Match(Ref(self._labels[self._inside_numbers[at]]), float(shares[at])) for at in best)

    def _topic(self, values: Floats) -> str | None:
        """The outside topic that the question is nearest to; None where it is nearer to the act, or to nothing."""
        best: Any = values.argmax()
        return self._labels[best] if self._outside[best] and values[best] > 0 else None
