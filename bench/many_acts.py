"""python -m bench.many_acts: what twenty acts of two hundred places each cost a question and the start, beside the acts of today.

The acts are made up of the stories of the knowledge, cut and put together anew, so that they share its words and find their
matters; half of their places are mapped. Both are measured in one run, in turns, in time of the processor, so that a busy machine spoils neither.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

import click
import yaml

from bench.matching import asked
from bot import logs
from bot.acts.importing.pairing import paired
from bot.acts.importing.reading import read_act
from bot.acts.importing.writing import Provenance, files
from bot.acts.model import Rulebook
from bot.knowledge.knowledge import Knowledge, build_knowledge
from bot.language import Language
from bot.machine.kept_files import Keeping
from bot.machine.starting import undisturbed

ACTS, PLACES = 20, 200
TURNS = 5
QUESTION_MAY_TAKE, START_MAY_TAKE = 1.5, 2.0
"""How many times as long as with the acts of today."""

HEADS = {
    Language.KK: "Мінез-құлық кодексі {number} туралы\n\nБақтар министрінің 2024 жылғы 12 ақпандағы № {number} бұйрығы.\n\n",
    Language.RU: "О кодексе поведения {number}\n\nПриказ Министра садов от 12 февраля 2024 года № {number}.\n\n",
}
SENTENCES = (2, 4)


def with_more_acts(knowledge: Path, rulebook: Rulebook, acts: int, places: int, target: Path) -> None:
    """A copy of a knowledge folder with so many more acts, which bind everybody after those of today."""
    shutil.copytree(knowledge, target)
    chance = Random(9)  # noqa: S311 - a bench wants the same acts every time
    said = {language: _sentences(rulebook, language) for language in Language}
    settled = sorted({matter for place in rulebook for matter in place.settles})
    ids = [f"made-{number}" for number in range(1, acts + 1)]
    for number, act_id in enumerate(ids, 1):
        texts = [read_act(_act(said[one], one, number, places, chance).encode()) for one in Language]
        written = files(act_id, paired(*texts), Provenance("made up", "2026-11-30"))
        folder = target / "acts" / act_id
        folder.mkdir()
        for name, text in written.items():
            mapped = _mapped(text, settled, chance) if name == "act.yaml" else text
            (folder / name).write_text(mapped, encoding="utf-8")
    bodies = target / "bodies.yaml"
    listed = yaml.safe_load(bodies.read_text(encoding="utf-8"))
    for body in listed["bodies"].values():
        body["acts"] += ids
    bodies.write_text(yaml.safe_dump(listed, allow_unicode=True), encoding="utf-8")


def _sentences(rulebook: Rulebook, language: Language) -> list[str]:
    return [
        example.text.rstrip(".?! ")
        for spoken in rulebook.spoken
        for example in spoken.examples
        if example.language is language and len(example.text) > 30
    ]


def _act(said: Sequence[str], language: Language, number: int, places: int, chance: Random) -> str:
    points = (". ".join(chance.choices(said, k=chance.randint(*SENTENCES))) for _ in range(places))
    return HEADS[language].format(number=number) + "\n".join(
        f"{point}. {text[:1].upper()}{text[1:]}." for point, text in enumerate(points, 1)
    )


def _mapped(act_file: str, settled: Sequence[str], chance: Random) -> str:
    """Every second place settles a matter, and the act is in force."""
    standing = "in_force: {since: 2024-03-01}"
    act_file = re.sub(r"# Whether the act binds[^\n]*", standing, act_file)

    def confirmed(line: re.Match[str]) -> str:
        return f'  "{line[1]}": [{chance.choice(settled)}]' if int(line[1]) % 2 else line[0]

    return re.sub(r'#  "(\d+)": \[\]', confirmed, act_file)


def start(knowledge: Path, keeping: Keeping) -> tuple[float, Knowledge]:
    """Seconds of the processor that reading and learning the knowledge takes, and the knowledge."""
    begun = process_time()
    with undisturbed():
        built = build_knowledge(knowledge, keeping)
    return process_time() - begun, built


def question(knowledge: Knowledge, questions: Sequence[str]) -> float:
    """Milliseconds of a question, the middle one of all."""
    taken = []
    for text in questions:
        begun = process_time()
        knowledge.asking.ask(text)
        taken.append(1000 * (process_time() - begun))
    return median(taken)


def measure(knowledge: Path, acts: int = ACTS, places: int = PLACES) -> Iterator[str]:
    """Lines with the figures of today, those with more acts, and the ratio of the two."""
    with tempfile.TemporaryDirectory() as folder:
        more, kept = Path(folder) / "knowledge", [Keeping(Path(folder) / name) for name in ("few", "many")]
        both = list(zip((knowledge, more), kept, strict=True))
        first_of_few, few = start(*both[0])
        with_more_acts(knowledge, few.rulebook, acts, places, more)
        first = [first_of_few, start(*both[1])[0]]
        turns = [[start(*one) for one in both] for _ in range(TURNS)]
        again = [median(turn[side][0] for turn in turns) for side in range(2)]
        built = [one for _, one in turns[-1]]
        questions = asked(few.rulebook)
        asking = [[question(one, questions) for one in built] for _ in range(TURNS)]
        taken = [median(turn[side] for turn in asking) for side in range(2)]
    yield f"{acts} more acts of {places} places each, beside the acts of today:"
    yield _line("a question, ms", taken, QUESTION_MAY_TAKE)
    yield _line("a start, s", again, START_MAY_TAKE)
    yield _line("the first start, s", first, None)


def _line(what: str, figures: Sequence[float], may: float | None) -> str:
    few, many = figures
    told = "" if may is None else f" (may be {may:g})"
    return f"{what}: {few:.2f} today, {many:.2f} with them, {many / few:.2f} ×{told}"


@click.command()
@click.option("--acts", default=ACTS, show_default=True)
@click.option("--places", default=PLACES, show_default=True)
def main(acts: int, places: int) -> None:
    """Print the lines."""
    logs.configure("ERROR")
    for line in measure(Path("knowledge"), acts, places):
        click.echo(line)


if __name__ == "__main__":
    main()
