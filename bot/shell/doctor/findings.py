"""What the doctor finds, as values, and how it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

import click

WIDTH = 12
"""Characters of the longest name, and two."""


class Level(Enum):
    """How a thing stands: its sign and its colour."""

    GOOD = ("✓", "green")
    NOTE = ("–", "yellow")
    BAD = ("✗", "red")


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands, and what to do where it does not stand well."""

    name: str
    level: Level
    what: str
    todo: str = ""

    @property
    def lines(self) -> list[str]:
        """The line of the finding, and where there is something to do a second one."""
        head = f"{self.level.value[0]} {self.name:<{WIDTH}}{self.what}"
        return [head, *([f"  {'':<{WIDTH}}→ {self.todo}"] if self.todo else [])]


def good(name: str, what: str) -> Finding:
    """All is well with it."""
    return Finding(name, Level.GOOD, what)


def note(name: str, what: str, todo: str = "") -> Finding:
    """It may be meant so."""
    return Finding(name, Level.NOTE, what, todo)


def bad(name: str, what: str, todo: str) -> Finding:
    """It must be mended."""
    return Finding(name, Level.BAD, what, todo)


def show(findings: Iterable[Finding]) -> bool:
    """Print findings in their colours; whether none of them is bad."""
    is_well = True
    for finding in findings:
        for line in finding.lines:
            click.secho(line, fg=finding.level.value[1])
        is_well &= finding.level is not Level.BAD
    return is_well
