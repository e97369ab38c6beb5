"""Days off and moved working days that the calendar of the library does not know (yet): knowledge/workdays.yaml."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from bot.acts.loader import KnowledgeFaultyError
from bot.acts.schema import Strict
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import read_shaped

FILE = "workdays.yaml"


class OwnDaysFile(Strict):
    """workdays.yaml."""

    off: list[date] = Field(default_factory=list)
    working: list[date] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Days on which people do not work, and days on which they do, whatever the library says."""

    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()


def load_own_days(knowledge: Path) -> OwnDays:
    """The days in a knowledge folder; none where the file is missing.

    Raises:
        KnowledgeFaultyError: where the file has not its shape, or a day stands on both sides.
    """
    path, problems = knowledge / FILE, list[Problem]()
    if not path.exists():
        return OwnDays()
    file = read_shaped(path, OwnDaysFile, problems)
    days = file.content
    if days:
        both = set(days.off) & set(days.working)
        problems += [file.problem(("working",), f"{day}: stands under «off» as well") for day in sorted(both)]
    if problems or days is None:
        raise KnowledgeFaultyError(sorted(problems))
    return OwnDays(frozenset(days.off), frozenset(days.working))
