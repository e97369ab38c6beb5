"""Answer, suggest or none: from scores to a decision. Every threshold there is stands here.

The figures are chosen by bench/thresholds.py, which asks questions of voices and topics that the index has not read.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.acts.model import Ref
from bot.answers.matching.index import Floats, Scores
from bot.answers.matching.outcome import Found, Match, Matches, Outcome, Unknown, Unsure
from bot.matters.model import BESIDE_A_PARAGRAPH, FollowUp, Intent, MatterId

MOST_MATCHES = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """From which share on something is told by a message as a `whole`, and by the loudest `clause` of a wordy one.

    A clause with a share of `alone` tells it whatever stands around it.
    """

    whole: float
    clause: float
    alone: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure is sure enough.

    `sharpness` turns scores into shares of probability among all matters and small talk. `inside` raises the shares of settled
    matters. `brief` lowers them each time that a message has e times as many words: a few bare words («сыйлық») are asked of the
    acts, while a long story scores high with many matters and must speak clearly for a settled one. The shares of the matters that
    one place settles are added up.

    Nothing is shown where all places together have a share below `silence`, where the content knows less than `known` of the
    question, or where no place has a share of `choices`. A place with a share of `answer` or more is the answer; below that places
    are offered to choose from. A matter of service ethics that no act of the body settles is pointed to, and no place is shown, where
    its share times `gap` is more than that of the first place.

    An intent is seen from a share of `intent` on, and what a message asks of the matter before it from `follow` on; these are shares
    of all labels. Danger comes before everything, so less is enough (`danger`). A share that is too small for that, but not for silence
    (`warning`), leaves the answer as it is, with whom to call above it. Less is enough too for the wish to report something where no
    other intent is seen (`report`). Both often stand in one clause of a long story. A message of more words than `wordy` must have
    such a clause, for many words sound a little like everything. So do very few: danger in a message of fewer words than `terse` must
    have a share that is as many times larger. Danger that hides the answer must be told in words of which the content knows `met`,
    where it is not told by itself (`alone`).
    """

    sharpness: float = 1.2
    inside: float = 0.35
    brief: float = 0.5
    known: float = 0.2
    silence: float = 0.5
    choices: float = 0.1
    answer: float = 0.8
    danger: Telling = Telling(whole=0.14, clause=0.25, alone=0.88)
    warning: Telling = Telling(whole=0.07, clause=0.2, alone=0.7)
    report: Telling = Telling(whole=0.19, clause=0.35, alone=0.7)
    wordy: int = 25
    terse: int = 7
    met: float = 0.3
    intent: float = 0.32
    follow: float = 0.3
    gap: float = 0.5


class Decision:
    """Decides over one set of labels. A place of an act settles a label, or nothing does."""

    def __init__(
        self,
        labels: Sequence[str],
        places: Sequence[Ref | None],
        thresholds: Thresholds,
        intents: Mapping[MatterId, Intent] = MappingProxyType({}),
        conduct: Collection[str] = (),
    ) -> None:
        """`places` has for each label the place that is shown first for it; None where no act settles it.
        `intents` has the labels of small talk, `conduct` those matters that are of service ethics whichever acts a body has.
        """
        self._labels = [MatterId(label) for label in labels]
        self._refs = list(dict.fromkeys(place for place in places if place is not None))
        number = {ref: at for at, ref in enumerate(self._refs)}
        self._places = np.array([-1 if place is None else number[place] for place in places], np.intp)
        self._outside = self._places < 0
        self._inside_numbers = np.flatnonzero(~self._outside)
        # What is lifted, or pressed down, must not hang on the acts of a body: else a shorter act would lose to its own gaps.
        self._raised = np.flatnonzero(~self._outside | np.isin(labels, list(conduct)))
        self._gaps = np.flatnonzero(self._outside & np.isin(labels, list(conduct)))
        self._limits = thresholds
        self._intents = [intents.get(label) for label in self._labels]
        self._dangers, self._reports = (
            np.array([intent is wanted for intent in self._intents])
            for wanted in (Intent.DANGER, Intent.REPORT)
        )
        asks = {ask.value for ask in FollowUp}
        self._asks = np.array([label in asks for label in labels])
        self._no_rivals = self._asks | [intent in BESIDE_A_PARAGRAPH for intent in self._intents]

    def intent(self, scores: Scores, clauses: Sequence[Scores] = ()) -> MatterId | None:
        """The small talk, or other intent, that a message is; danger is seen before everything else.

        `clauses` are the scores of the clauses of the message, each by itself.
        """
        heard = self._heard(scores, clauses)
        shares, parts, is_wordy = heard
        danger = self._danger(scores, heard, self._limits.danger, met=self._limits.met)
        if danger is not None:
            return self._labels[danger]
        if scores.known < self._limits.known:
            return None
        together: dict[Intent, float] = defaultdict(float)
        for intent, share in zip(self._intents, shares.tolist(), strict=True):
            if intent and intent is not Intent.DANGER:
                together[intent] += share
        likeliest = max(together, key=lambda intent: together[intent], default=None)
        if likeliest is None or together[likeliest] < self._limits.intent:
            report = _told(self._reports, shares, parts, self._limits.report, is_wordy=is_wordy)
            return None if report is None else self._labels[report]
        of_it = shares * [intent is likeliest for intent in self._intents]
        return self._labels[int(of_it.argmax())]

    def may_be_danger(self, scores: Scores, clauses: Sequence[Scores] = ()) -> bool:
        """Whether a message may tell of danger, so that whom to call stands above its answer."""
        return self._danger(scores, self._heard(scores, clauses), self._limits.warning) is not None

    def _danger(
        self, scores: Scores, heard: tuple[Floats, list[Floats], bool], limits: Telling, met: float = 0.0
    ) -> int | None:
        """Which danger is told; None where none is, or where less than `met` of the words is known and it is not told by itself."""
        shares, parts, is_wordy = heard
        whole = limits.whole * max(1.0, self._limits.terse / scores.words)
        limits = replace(limits, whole=whole if scores.known >= met else limits.alone)
        return _told(self._dangers, shares, parts, limits, is_wordy=is_wordy)

    def follow_up(self, scores: Scores) -> FollowUp | None:
        """What a message asks of the matter answered before it; None where it asks nothing of the kind."""
        shares = self._shares_of(scores.values, np.ones_like(self._asks)) * self._asks
        if not len(shares) or shares.sum() < self._limits.follow:
            return None
        return FollowUp(self._labels[int(shares.argmax())])

    def decide(self, scores: Scores) -> Outcome:
        """The outcome; its matches carry the probability that each settles the question."""
        inside, matches = self.judge(scores)
        limits, first = self._limits, matches[0].score if matches else 0.0
        if inside < limits.silence or scores.known < limits.known or first < limits.choices:
            return Unknown(matches, self._topic(scores))
        unsettled, share = self._likeliest_unsettled(scores)
        if share * limits.gap > first:
            return Unknown(matches, unsettled)
        return Found(matches) if first >= limits.answer else Unsure(matches)

    def given(self, scores: Scores, label: MatterId) -> Outcome:
        """The outcome where it is known beforehand which matter or small talk the question is."""
        place = self._places[self._labels.index(label)]
        if place < 0:
            return Unknown(self.judge(scores)[1], label)
        return self.named(scores, Match(self._refs[place], 1.0, label))

    def named(self, scores: Scores, match: Match, same_number: Matches = ()) -> Outcome:
        """The outcome where the question names its place itself; the places of that number in other acts come next."""
        first = (match, *same_number)
        known = {one.ref for one in first}
        others = (other for other in self.judge(scores)[1] if other.ref not in known)
        return Found((*first, *others)[:MOST_MATCHES])

    def judge(self, scores: Scores) -> tuple[float, Matches]:
        """The probability that the question is one of service ethics, and the matches, before any threshold."""
        shares = self.shares(scores)
        inside = self._inside_numbers
        together = np.bincount(self._places[inside], shares[inside], len(self._refs))
        best = np.argsort(-together, kind="stable")[:MOST_MATCHES].tolist()
        return float(shares[self._raised].sum()), tuple(
            Match(self._refs[place], min(1.0, float(together[place])), self._likeliest(shares, place))
            for place in best
        )

    def _heard(self, scores: Scores, clauses: Sequence[Scores]) -> tuple[Floats, list[Floats], bool]:
        """The shares of a message and of its clauses among all labels, and whether it has many words."""
        shares, *parts = (self._shares_of(part.values, ~self._asks) for part in (scores, *clauses))
        return shares, parts, scores.words > self._limits.wordy

    def shares(self, scores: Scores) -> Floats:
        """Scores as probabilities: together 1, over matters and the small talk that is their rival."""
        limits = self._limits
        values = scores.values.copy()
        values[self._raised] += (limits.inside - limits.brief * log(scores.words)) / limits.sharpness
        return self._shares_of(values, ~self._no_rivals)

    def plain_shares(self, scores: Scores) -> Floats:
        """Scores as probabilities over all labels, whichever of them an act settles."""
        return self._shares_of(scores.values, ~self._asks)

    def _shares_of(self, values: Floats, rivals: npt.NDArray[np.bool_]) -> Floats:
        raised = values * self._limits.sharpness
        odds = np.exp(raised - raised.max()) * rivals
        shares: Floats = odds / odds.sum()
        return shares

    def _likeliest(self, shares: Floats, place: int) -> MatterId:
        """Of the matters that a place settles the likeliest."""
        here = np.flatnonzero(self._places == place)
        return self._labels[int(here[shares[here].argmax()])]

    def _likeliest_unsettled(self, scores: Scores) -> tuple[MatterId | None, float]:
        """The likeliest matter of service ethics that none of the body's acts settles, with its share; 0 where they settle all."""
        if not len(self._gaps):
            return None, 0.0
        shares = self.shares(scores)[self._gaps]
        best = int(shares.argmax())
        return self._labels[int(self._gaps[best])], float(shares[best])

    def _topic(self, scores: Scores) -> MatterId | None:
        """What no act settles and is likelier than all else of that kind together; None where there is no such one, or nothing known."""
        if scores.known < self._limits.known:
            return None
        shares = self.shares(scores) * self._outside
        best: Any = shares.argmax()
        return self._labels[best] if shares[best] > shares.sum() / 2 else None


def _told(
    wanted: npt.NDArray[np.bool_],
    whole: Floats,
    clauses: Sequence[Floats],
    limits: Telling,
    *,
    is_wordy: bool,
) -> int | None:
    """Which of the wanted labels is told by the shares of a message or by those of one of its clauses; None where none is."""
    said = whole * wanted
    loudest = max((clause * wanted for clause in clauses), key=np.sum, default=said)
    if loudest.sum() >= limits.alone:
        return int(loudest.argmax())
    is_backed = not is_wordy or not clauses or loudest.sum() >= limits.clause
    return int(said.argmax()) if said.sum() >= limits.whole and is_backed else None
