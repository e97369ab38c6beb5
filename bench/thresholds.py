"""Chooses the thresholds of bot/matching/decision.py: python -m bench.thresholds prints them.

Cross-validation over voices and topics (bench/heldout.py), never over the questions that judge the result.
The cost of a decision is counted in wrong paragraphs: that is what a person in a hurry acts upon.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.heldout import Trial, trials
from bot.matching.decision import Decision, Thresholds
from bot.rulebook.loader import load

Figures = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

# What each decision costs, when it is wrong or could have been better.
WRONG_PARAGRAPH = 1.0
WRONG_SILENCE = 0.8
WRONG_CHOICES = 0.6
CHOICES_WHERE_SILENCE = 0.6
ONE_MORE_TAP = 0.15

SHARPNESS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)
LEVELS = [round(0.05 * step, 2) for step in range(2, 19)]
STEPS = 60
PENALTY = 1e-3


class HeldOut:
    """Trials as columns: what was true of each, whatever the thresholds."""

    def __init__(self, known: Sequence[Trial]) -> None:
        self.trials = known
        self.inside: Truths = np.array([trial.ref is not None for trial in known])
        ranked = [_ranked(trial) for trial in known]
        pairs = list(zip(known, ranked, strict=True))
        self.first: Truths = np.array([trial.ref == refs[0] for trial, refs in pairs])
        self.among: Truths = np.array([trial.ref in refs[:3] for trial, refs in pairs])
        self.signs: Figures = np.array([_signs(trial) for trial in known])

    def scores(self, thresholds: Thresholds) -> tuple[Figures, Figures]:
        """The probability of being inside, and the score of the first match, of every trial."""
        decided = [
            Decision(trial.labels, trial.outside, thresholds).judge(trial.scores) for trial in self.trials
        ]
        return np.array([inside for inside, _ in decided]), np.array([found[0].score for _, found in decided])


def main() -> None:
    """Print the thresholds with the least expected cost, and how often each decision was right with them."""
    held = HeldOut(list(trials(load(Path("knowledge")))))
    chosen, cost = least_cost(held, with_fitted_inside(held))
    print(f"{len(held.trials)} questions held out, {int(held.inside.sum())} inside the act; cost {cost:.4f}")
    print(chosen)
    report(held, chosen)


def with_fitted_inside(held: HeldOut) -> Thresholds:
    """The weights of the signs that a question lies inside the act, by logistic regression, both classes weighing alike."""
    inside = held.inside
    weights = np.where(inside, 0.5 / inside.sum(), 0.5 / (~inside).sum()) * len(inside)
    base, margin, score, share = _logistic(held.signs, inside.astype(np.float64), weights).round(3).tolist()
    return Thresholds(inside_base=base, inside_margin=margin, inside_score=score, inside_known=share)


def least_cost(held: HeldOut, start: Thresholds) -> tuple[Thresholds, float]:
    """The thresholds of the least mean cost on a grid, questions inside and outside the act weighing alike."""
    options: list[tuple[float, Thresholds]] = []
    for sharpness in SHARPNESS:
        inside, first = held.scores(replace(start, sharpness=sharpness))
        for silence, answer in product(LEVELS, LEVELS):
            costs = _costs(held, inside < silence, first >= answer)
            mean = (costs[held.inside].mean() + costs[~held.inside].mean()) / 2
            options.append((float(mean), replace(start, sharpness=sharpness, silence=silence, answer=answer)))
    cost, chosen = min(options, key=lambda option: option[0])
    return chosen, cost


def report(held: HeldOut, thresholds: Thresholds) -> None:
    """Print the figures of the scorer on what was held out."""
    inside, first = held.scores(thresholds)
    silent, sure = inside < thresholds.silence, first >= thresholds.answer
    answered, offered = ~silent & sure, ~silent & ~sure
    figures = {
        "acceptable@1": held.first[held.inside].mean(),
        "recall@3": held.among[held.inside].mean(),
        "wrong_answer": (answered & ~held.first)[held.inside].mean(),
        "false_answer": answered[~held.inside].mean(),
        "handled inside": (answered & held.first | offered & held.among)[held.inside].mean(),
        "handled outside": silent[~held.inside].mean(),
    }
    print(", ".join(f"{name} {figure:.3f}" for name, figure in figures.items()))


def _ranked(trial: Trial) -> list[str]:
    order = np.argsort(-trial.scores.values, kind="stable")
    return [trial.labels[at] for at in order if not trial.outside[at]][:3]


def _signs(trial: Trial) -> list[float]:
    values = trial.scores.values
    best = float(values[~trial.outside].max())
    return [1.0, best - float(values[trial.outside].max(initial=0.0)), best, trial.scores.known]


def _costs(held: HeldOut, silent: Truths, sure: Truths) -> Figures:
    inside = held.inside
    shown = np.where(
        sure,
        np.where(held.first, 0.0, WRONG_PARAGRAPH),
        np.where(inside, np.where(held.among, ONE_MORE_TAP, WRONG_CHOICES), CHOICES_WHERE_SILENCE),
    )
    return np.where(silent, np.where(inside, WRONG_SILENCE, 0.0), shown)


def _logistic(signs: Figures, truth: Figures, weights: Figures) -> Figures:
    """Newton's method; a little penalty keeps it from running away where the classes part cleanly."""
    beta = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-signs @ beta))
        slope = signs.T @ (weights * (truth - chance)) - PENALTY * beta
        curve = (signs.T * (weights * chance * (1 - chance))) @ signs + PENALTY * np.eye(len(beta))
        beta += np.linalg.solve(curve, slope)
    return beta


if __name__ == "__main__":
    main()
