"""Reading the knowledge anew while the old still serves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.acts.loader import KnowledgeFaultyError, load
from bot.knowledge.knowledge import Knowledge, build_knowledge, load_papers
from bot.machine.kept_files import Keeping
from bot.privacy.stored_tables import load_stored
from bot.texts.loader import TextsFaultyError, load_texts
from bot.yaml_files.lines import Problem


@dataclass(frozen=True, slots=True)
class Learned:
    """The knowledge is sound, and this is it."""

    knowledge: Knowledge


@dataclass(frozen=True, slots=True)
class Faulty:
    """The knowledge is not sound; every problem is named."""

    problems: tuple[Problem, ...]


def learn(knowledge: Path, keeping: Keeping | None = None) -> Learned | Faulty:
    """Read the whole folder and make it one value; what is read and learned is kept. It takes a second or two: call it in a thread."""
    try:
        return Learned(build_knowledge(knowledge, keeping))
    except (KnowledgeFaultyError, TextsFaultyError):
        return Faulty(tuple(knowledge_problems(knowledge)))


def knowledge_problems(knowledge: Path) -> Iterator[Problem]:
    """Everything that is wrong with a knowledge folder."""
    readings: tuple[Callable[[Path], object], ...] = (_load_acts_and_papers, load_texts, load_stored)
    for reading in readings:
        try:
            reading(knowledge)
        except (KnowledgeFaultyError, TextsFaultyError) as error:
            yield from error.problems


def _load_acts_and_papers(knowledge: Path) -> None:
    """Papers are held against the acts and matters: where these are not sound, that is said alone."""
    load_papers(knowledge, load(knowledge))
