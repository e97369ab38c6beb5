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
from bot.matching.outcome import Found, Unknown, Unsure
from bot.rulebook.loader import load

Matrix = npt.NDArray[np.float64]

# What each decision costs, when it is wrong or could have been better.
WRONG_PARAGRAPH = 1.0
WRONG_SILENCE = 0.8
WRONG_CHOICES = 0.6
CHOICES_WHERE_SILENCE = 0.6
ONE_MORE_TAP = 0.15

STEPS = 60
PENALTY = 1e-3


def main() -> None:
    """Print the thresholds with the least expected cost."""
    known = list(trials(load(Path("knowledge"))))
    chosen = least_cost(known, with_fitted_inside(known))
    print(f"{len(known)} questions held out; cost {cost(known, chosen):.4f} a question")
    print(chosen)


def with_fitted_inside(known: Sequence[Trial]) -> Thresholds:
    """The weights of the signs that a question lies inside the act, by logistic regression, both classes weighing alike."""
    signs = np.array([_signs(trial) for trial in known])
    inside = np.array([trial.ref is not None for trial in known])
    weights = np.where(inside, 0.5 / inside.sum(), 0.5 / (~inside).sum()) * len(known)
    base, margin, score, share = (float(figure) for figure in _logistic(signs, inside.astype(float), weights))
    return Thresholds(inside_base=base, inside_margin=margin, inside_score=score, inside_known=share)


def _signs(trial: Trial) -> list[float]:
    values = trial.scores.values
    best = float(values[~trial.outside].max())
    return [1.0, best - float(values[trial.outside].max(initial=0.0)), best, trial.scores.known]


def _logistic(signs: Matrix, truth: Matrix, weights: Matrix) -> Matrix:
    """Newton's method; a little penalty keeps it from running away where the classes part cleanly."""
    beta = np.zeros(signs.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-signs @ beta))
        slope = signs.T @ (weights * (truth - chance)) - PENALTY * beta
        curve = (signs.T * (weights * chance * (1 - chance))) @ signs + PENALTY * np.eye(len(beta))
        beta += np.linalg.solve(curve, slope)
    return beta


def least_cost(known: Sequence[Trial], start: Thresholds) -> Thresholds:
    """The thresholds of the least cost on a grid."""
    grid = product((1.0, 1.5, 2.0, 3.0, 4.0), np.arange(0.2, 0.8, 0.05), np.arange(0.15, 0.8, 0.05))
    options = [
        replace(start, sharpness=sharpness, silence=round(float(silence), 2), answer=round(float(answer), 2))
        for sharpness, silence, answer in grid
    ]
    return min(options, key=lambda option: cost(known, option))


def cost(known: Sequence[Trial], thresholds: Thresholds) -> float:
    """The mean cost of a question, those inside and those outside the act weighing alike."""
    inside = [_cost_of(trial, thresholds) for trial in known if trial.ref is not None]
    outside = [_cost_of(trial, thresholds) for trial in known if trial.ref is None]
    return (float(np.mean(inside)) + float(np.mean(outside))) / 2


def _cost_of(trial: Trial, thresholds: Thresholds) -> float:
    outcome = Decision(trial.labels, trial.outside, thresholds).decide(trial.scores)
    refs = [str(match.ref) for match in outcome.matches]
    match outcome:
        case Found():
            return 0.0 if refs[0] == trial.ref else WRONG_PARAGRAPH
        case Unsure() if trial.ref is None:
            return CHOICES_WHERE_SILENCE
        case Unsure():
            return ONE_MORE_TAP if trial.ref in refs[:3] else WRONG_CHOICES
        case Unknown():
            return 0.0 if trial.ref is None else WRONG_SILENCE


if __name__ == "__main__":
    main()
