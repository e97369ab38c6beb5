"""Chooses the thresholds of bot/answers/matching/decision.py: python -m bench.thresholds prints them.

Cross-validation over voices and topics (bench/heldout.py), never over the questions that judge the result.
The cost of a decision is counted in wrong paragraphs: that is what a person in a hurry acts upon.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.heldout import Trial, labels_of, trials
from bot.acts.loader import load
from bot.acts.model import Ref, Rulebook
from bot.answers.matching.decision import Thresholds
from bot.matters.model import MatterId

Figures = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

# What each decision costs, when it is wrong or could have been better.
WRONG_PARAGRAPH = 1.5
WRONG_SILENCE = 0.8
WRONG_CHOICES = 0.6
CHOICES_WHERE_SILENCE = 0.6
ONE_MORE_TAP = 0.25

INSIDE = 0.7
"""The share of questions that the Rules settle, as staff ask them."""

SHARPNESS = [round(0.05 * step, 2) for step in range(10, 61)]
BRIEF = [float(step) for step in range(9)]
RAISED = [round(0.25 * step, 2) for step in range(-8, 13)]
CHOICES = [round(0.02 * step, 2) for step in range(11)]
ROUNDS = 2
"""How often the one is sought with the other held: a third time changes nothing."""

LEVELS = [round(0.02 * step, 2) for step in range(5, 48)]
KNOWN = [round(0.05 * step, 2) for step in range(4, 11)]
"""How much of a question must have been met: never less than the first, below which lies what is in no language of ours."""


class HeldOut:
    """Trials as columns: what was true of each, whatever the thresholds."""

    def __init__(self, known: Sequence[Trial], labels: Sequence[str], places: Sequence[Ref | None]) -> None:
        """`places` has for each label the place that settles it; None where no act does."""
        self.trials = known
        self.inside: Truths = np.array([trial.matter is not None for trial in known])
        self.values = np.array([trial.scores.values for trial in known])
        self._outside = np.array([place is None for place in places])
        self._refs = list(dict.fromkeys(place for place in places if place))
        self._groups = np.array([[place == ref for ref in self._refs] for place in places], np.float32)
        self._words = np.array([trial.scores.words for trial in known], np.float32)
        together = self._together(Thresholds())[0]
        best = np.argsort(-together, axis=1, kind="stable")[:, :3]
        groups = {
            label: self._refs.index(place) for label, place in zip(labels, places, strict=True) if place
        }
        refs = np.array([-1 if trial.matter is None else groups[trial.matter] for trial in known])
        self._first = best[:, 0]
        self.first: Truths = best[:, 0] == refs
        self.among: Truths = (best == refs[:, None]).any(axis=1)
        self.known: Figures = np.array([trial.scores.known for trial in known])
        self.weights: Figures = np.where(
            self.inside, INSIDE / self.inside.sum(), (1 - INSIDE) / (~self.inside).sum()
        )

    def scores(self, thresholds: Thresholds) -> tuple[Figures, Figures]:
        """The probability of being inside, and the score of the first match, of every trial: what Decision.judge says of each."""
        together, whole = self._together(thresholds)
        first = together[np.arange(len(together)), self._first]
        return together.sum(axis=1) / whole, first / whole

    def _together(self, thresholds: Thresholds) -> tuple[Figures, Figures]:
        """The odds of every place, and of all labels together, of every trial."""
        raised = self.values * np.float32(thresholds.sharpness)
        raised[:, ~self._outside] += (thresholds.inside - thresholds.brief * np.log(self._words))[:, None]
        odds = np.exp(raised - raised.max(axis=1, keepdims=True))
        return odds @ self._groups, odds.sum(axis=1)

    def silent(self, thresholds: Thresholds) -> Truths:
        """Of which trials nothing is shown."""
        inside, first = self.scores(thresholds)
        weak: Truths = (inside < thresholds.silence) | (first < thresholds.choices)
        return weak | (self.known < thresholds.known)


def held_out(rulebook: Rulebook, asked: Iterable[Trial]) -> HeldOut:
    """Trials over the labels of a rulebook."""
    labels = labels_of(rulebook)
    first = rulebook.first_places(rulebook.default_body)
    return HeldOut(list(asked), labels, [first.get(MatterId(label)) for label in labels])


def main() -> None:
    """Print the thresholds with the least expected cost, and how often each decision was right with them."""
    rulebook = load(Path("knowledge"))
    held = held_out(rulebook, trials(rulebook))
    chosen, cost = least_cost(held, likeliest(held))
    print(f"{len(held.trials)} questions held out, {int(held.inside.sum())} inside the act; cost {cost:.4f}")
    print(chosen)
    report(held, chosen)


def likeliest(held: HeldOut) -> Thresholds:
    """The sharpness and the raises with which the probabilities come nearest to what was true."""

    def surprise(thresholds: Thresholds) -> float:
        inside, first = held.scores(thresholds)
        chance = np.where(held.inside, np.where(held.first, first, inside - first), 1 - inside)
        return float(-np.log(np.clip(chance, 1e-6, None)) @ held.weights)

    best = Thresholds()
    for _ in range(ROUNDS):
        best = min((replace(best, sharpness=sharpness) for sharpness in SHARPNESS), key=surprise)
        best = min((replace(best, brief=brief) for brief in BRIEF), key=surprise)
        best = min((replace(best, inside=raised) for raised in RAISED), key=surprise)
    return best


def least_cost(held: HeldOut, start: Thresholds) -> tuple[Thresholds, float]:
    """The levels of the least mean cost on a grid."""
    inside, first = held.scores(start)

    def cost(known: float, silence: float, answer: float, choices: float = 0.0) -> float:
        silent = (held.known < known) | (inside < silence) | (first < choices)
        return float(_costs(held, silent, first >= answer) @ held.weights)

    levels = min(product(KNOWN, LEVELS, LEVELS), key=lambda tried: cost(*tried))
    choices = min(CHOICES, key=lambda tried: cost(*levels, tried))
    known, silence, answer = levels
    best = replace(start, known=known, silence=silence, answer=answer, choices=choices)
    return best, cost(*levels, choices)


def report(held: HeldOut, thresholds: Thresholds) -> None:
    """Print the figures of the scorer on what was held out."""
    _, first = held.scores(thresholds)
    silent = held.silent(thresholds)
    sure = first >= thresholds.answer
    answered, offered = ~silent & sure, ~silent & ~sure
    figures = {
        "acceptable@1": held.first[held.inside].mean(),
        "recall@3": held.among[held.inside].mean(),
        "wrong_answer": (answered & ~held.first)[held.inside].mean(),
        "false_answer": answered[~held.inside].mean(),
        "answered": answered[held.inside].mean(),
        "handled inside": (answered & held.first | offered & held.among)[held.inside].mean(),
        "handled outside": silent[~held.inside].mean(),
    }
    print(", ".join(f"{name} {figure:.3f}" for name, figure in figures.items()))


def _costs(held: HeldOut, silent: Truths, sure: Truths) -> Figures:
    inside = held.inside
    shown = np.where(
        sure,
        np.where(held.first, 0.0, WRONG_PARAGRAPH),
        np.where(inside, np.where(held.among, ONE_MORE_TAP, WRONG_CHOICES), CHOICES_WHERE_SILENCE),
    )
    return np.where(silent, np.where(inside, WRONG_SILENCE, 0.0), shown)


if __name__ == "__main__":
    main()
