"""How well questions are matched that others wrote: python -m bench.fresh [FILE].

fresh.jsonl holds 278 questions by two authors who had read the act and nothing of the content; each is labelled with the
refs to cite first (gold) and those that are a helpful answer too (ok). No line of the content may repeat one of them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bench.quality import shown_share
from bot.acts.loader import load
from bot.answers.matching.matcher import Matcher
from bot.answers.matching.outcome import Found, Unsure

FRESH = Path(__file__).with_name("fresh.jsonl")
FIGURES = ("handled", "acceptable@1", "recall@3", "wrong_answer", "false_answer")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question and the refs that settle it; none where the Rules are silent."""

    text: str
    language: str
    style: str
    good: frozenset[str]


def labelled(file: Path) -> list[Labelled]:
    """The questions of a file, one JSON object a line as in the development sets."""
    rows = map(json.loads, file.read_text("utf-8").splitlines())
    return [
        Labelled(row["text"], row["lang"], row["style"], frozenset(row["gold"] + row["ok"])) for row in rows
    ]


def judged(question: Labelled, matcher: Matcher) -> dict[str, bool]:
    """What came true of one question, by the name of the figure; only the figures that are asked of it."""
    outcome = matcher.match(question.text)
    refs = [str(match.ref) for match in outcome.matches] if outcome else []
    answers, offers = isinstance(outcome, Found), isinstance(outcome, Unsure)
    if not question.good:
        return {"handled": not (answers or offers), "false_answer": answers}
    first, among = refs[:1] and refs[0] in question.good, bool(question.good.intersection(refs[:3]))
    return {
        "handled": bool((answers and first) or (offers and among)),
        "acceptable@1": bool(first),
        "recall@3": among,
        "wrong_answer": answers and not first,
    }


def table(questions: Iterable[Labelled], matcher: Matcher) -> Table:
    """All figures, by language and style."""
    groups: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    sizes: dict[str, int] = defaultdict(int)
    for question in questions:
        for group in ("all", question.language, question.style):
            sizes[group] += 1
            for name, is_true in judged(question, matcher).items():
                groups[group][name].append(is_true)
    found = Table("questions", "n", *FIGURES, title="Questions of other authors")
    for group, figures in groups.items():
        found.add_row(group, str(sizes[group]), *(shown_share(figures[name]) for name in FIGURES))
    return found


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True), default=FRESH)
def main(file: Path) -> None:
    """Print the figures of score.py, with their 95 % intervals."""
    Console(width=130).print(table(labelled(file), Matcher(load(Path("knowledge")))))


if __name__ == "__main__":
    main()
