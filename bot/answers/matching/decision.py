"""Answer, suggest or none: from scores to a decision. Every threshold there is stands here.

The figures are chosen by bench/thresholds.py, which asks questions of voices and topics that the index has not read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.acts.model import Ref
from bot.answers.matching.index import Floats, Scores
from bot.answers.matching.outcome import Found, Match, Matches, Outcome, Unknown, Unsure

MOST_MATCHES = 5

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough.

    `sharpness` turns scores into shares of probability among all refs and outside topics. Those of refs are raised by `inside`,
    and by `brief` for each word the less: a few bare words («сыйлық») are asked of the Rules, while who asks of something
    that only borders on them says so with more words («сыйлықтың салығы қанша»). Below a share `silence` of all refs together, or where less than `known` of the question was ever met, nothing is shown;
    so too where no ref has a share of `choices`; from a share `answer` of one ref on, its paragraph is.
    """

    sharpness: float = 1.45
    inside: float = -2.0
    brief: float = 4.0
    known: float = 0.2
    silence: float = 0.62
    choices: float = 0.06
    answer: float = 0.78


class Decision:
    """Decides over one set of labels, some of which are topics outside the act."""

    def __init__(self, labels: Sequence[str], outside: Mask, thresholds: Thresholds) -> None:
        self._labels = labels
        self._outside = outside
        self._inside_numbers = np.flatnonzero(~outside)
        self._limits = thresholds

    def decide(self, scores: Scores) -> Outcome:
        """The outcome; its matches carry the probability that each governs the question."""
        inside, matches = self.judge(scores)
        limits, first = self._limits, matches[0].score
        if inside < limits.silence or scores.known < limits.known or first < limits.choices:
            return Unknown(matches, self._topic(scores))
        return Found(matches) if first >= limits.answer else Unsure(matches)

    def given(self, scores: Scores, label: str) -> Outcome:
        """The outcome where it is known beforehand which ref or topic the question belongs to."""
        _, matches = self.judge(scores)
        if self._outside[self._labels.index(label)]:
            return Unknown(matches, label)
        others = tuple(match for match in matches if match.ref != Ref(label))
        return Found((Match(Ref(label), 1.0), *others[: MOST_MATCHES - 1]))

    def judge(self, scores: Scores) -> tuple[float, Matches]:
        """The probability that the Rules settle the question, and the matches, before any threshold."""
        shares = self.shares(scores)
        ours = shares[self._inside_numbers]
        best = np.argsort(-ours, kind="stable")[:MOST_MATCHES]
        refs = (Ref(self._labels[number]) for number in self._inside_numbers[best])
        return float(ours.sum()), tuple(map(Match, refs, ours[best].tolist()))

    def shares(self, scores: Scores) -> Floats:
        """Scores as probabilities: together 1, over refs and outside topics."""
        limits = self._limits
        raised = scores.values * limits.sharpness
        raised[self._inside_numbers] += limits.inside + limits.brief / scores.words
        odds = np.exp(raised - raised.max())
        shares: Floats = odds / odds.sum()
        return shares

    def _topic(self, scores: Scores) -> str | None:
        """The outside topic that is likelier than all others together; None where there is no such one, or nothing known."""
        if scores.known < self._limits.known:
            return None
        shares = self.shares(scores) * self._outside
        best: Any = shares.argmax()
        return self._labels[best] if shares[best] > shares.sum() / 2 else None
