"""How well questions are matched whose authors the index has not read: python -m bench.quality [--noise] [--save F] [--against F].

Each voice of the content is held out in turn, in both languages, with its share of outside topics (bench/heldout.py).
Every figure has its 95 % interval (Wilson 1927). --save keeps what became of each question, --against compares with that, question by question.
"""

import json
from collections.abc import Iterable, Mapping
from math import comb, sqrt
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from bench.heldout import CLEAN, Trial, trials
from bench.noise import KINDS
from bench.thresholds import HeldOut, Truths, held_out
from bot.acts.loader import load
from bot.answers.matching.decision import Thresholds

Z = 1.96
BINS = 10

Judged = Mapping[str, tuple[Truths, Truths]]
"""By the name of a figure: what came true, and of which trials it is asked."""


@click.command()
@click.option("--noise", is_flag=True, help="Ask a part of the questions with each kind of noise too.")
@click.option("--save", type=click.Path(path_type=Path), help="Keep what became of each question.")
@click.option("--against", type=click.Path(path_type=Path, exists=True), help="Compare with what was kept.")
def main(*, noise: bool, save: Path | None, against: Path | None) -> None:
    """Print every figure by language, kind, noise and score."""
    console = Console(width=130)
    rulebook = load(Path("knowledge"))
    held = held_out(rulebook, trials(rulebook, KINDS if noise else None))
    judged = judge(held, Thresholds())
    clean = np.array([trial.noise == CLEAN for trial in held.trials])
    console.print(by_group(held, judged, clean))
    console.print(reliability(held, clean))
    if noise:
        console.print(by_noise(held, judged))
    handled = {
        _name(trial): bool(right) for trial, right in zip(held.trials, judged["handled"][0], strict=True)
    }
    if against:
        console.print(compared(json.loads(against.read_text("utf-8")), handled))
    if save:
        save.write_text(json.dumps(handled, ensure_ascii=False), "utf-8")


def judge(held: HeldOut, thresholds: Thresholds) -> Judged:
    """The figures of the scorer, for every trial."""
    _, first = held.scores(thresholds)
    silent = held.silent(thresholds)
    answered = ~silent & (first >= thresholds.answer)
    shown = answered & held.first | ~silent & ~answered & held.among
    every = np.ones(len(held.trials), bool)
    return {
        "handled": (np.where(held.inside, shown, silent), every),
        "acceptable@1": (held.first, held.inside),
        "recall@3": (held.among, held.inside),
        "wrong_answer": (answered & ~held.first, held.inside),
        "false_answer": (answered, ~held.inside),
    }


def by_group(held: HeldOut, judged: Judged, clean: Truths) -> Table:
    """All figures, by language and kind of question."""
    groups = {"all": clean, "inside the Rules": clean & held.inside, "outside": clean & ~held.inside}
    for trial, is_clean in zip(held.trials, clean, strict=True):
        if is_clean and trial.matter:
            name = f"{trial.example.language} {trial.example.source}"
            groups.setdefault(name, np.zeros(len(clean), bool))
    for name in list(groups)[3:]:
        groups[name] = clean & [
            trial.matter is not None and name == f"{trial.example.language} {trial.example.source}"
            for trial in held.trials
        ]
    return _table("Voices held out", groups, judged)


def by_noise(held: HeldOut, judged: Judged) -> Table:
    """All figures, by kind of noise; `clean` is of the same questions."""
    kinds = np.array([trial.noise for trial in held.trials])
    spoilt = {(trial.voice, trial.example) for trial in held.trials if trial.noise != CLEAN}
    same = np.array([(trial.voice, trial.example) in spoilt for trial in held.trials])
    groups = {CLEAN: (kinds == CLEAN) & same} | {kind: kinds == kind for kind in KINDS}
    return _table("The same questions with noise", groups, judged)


def reliability(held: HeldOut, asked: Truths) -> Table:
    """What a score means: how often the first match was right, by its score; outside questions weigh as in life."""
    _, scores = held.scores(Thresholds())
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    weights = held.weights * asked
    error = 0.0
    table = Table("score", "questions", "mean score", "right", title="Calibration")
    for number in range(BINS):
        here = weights * (bins == number)
        if here.sum() == 0:
            continue
        said, true = (here @ scores) / here.sum(), (here @ held.first) / here.sum()
        error += abs(said - true) * here.sum() / weights.sum()
        count = int((asked & (bins == number)).sum())
        table.add_row(
            f"{number / BINS:.1f}–{(number + 1) / BINS:.1f}", str(count), f"{said:.3f}", f"{true:.3f}"
        )
    table.caption = f"expected calibration error {error:.3f}"
    return table


def compared(before: Mapping[str, bool], after: Mapping[str, bool]) -> str:
    """Two runs over the questions that both asked, with the chance of such a difference between equals (sign test)."""
    both = before.keys() & after.keys()
    better = sum(after[name] and not before[name] for name in both)
    worse = sum(before[name] and not after[name] for name in both)
    return (
        f"{len(both)} questions in both: {better} better, {worse} worse, p = {sign_test(better, worse):.4f}"
    )


def sign_test(one: int, other: int) -> float:
    """The chance that a fair coin differs at least as much, both ways."""
    total = one + other
    tail = sum(comb(total, heads) for heads in range(min(one, other) + 1))
    return float(min(1.0, 2 * tail / 2**total))


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if total == 0:
        return 0.0, 1.0
    share, spread = right / total, Z * Z / total
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / total + spread / total / 4) / (1 + spread)
    return middle - half, middle + half


def _table(title: str, groups: Mapping[str, Truths], judged: Judged) -> Table:
    table = Table("questions", "n", *judged, title=title)
    for name, group in groups.items():
        row = [shown_share(true[group & asked]) for true, asked in judged.values()]
        table.add_row(name, str(int(group.sum())), *row)
    return table


def shown_share(true: Iterable[bool]) -> str:
    """How many came true, with the 95 % interval."""
    found = list(true)
    if not found:
        return "–"
    low, high = wilson(sum(found), len(found))
    return f"{sum(found) / len(found):.3f} ({low:.3f}–{high:.3f})"


def _name(trial: Trial) -> str:
    return f"{trial.voice}/{trial.noise}/{trial.matter}/{trial.example.text}"


if __name__ == "__main__":
    main()
