"""From the files under knowledge/ to a Rulebook, or to the list of everything that is wrong with them."""

from pathlib import Path

from bot.acts.assembly import assemble
from bot.acts.files import read_files
from bot.acts.model import Rulebook
from bot.acts.review import Least, review
from bot.yaml_files.lines import Problem


class KnowledgeFaultyError(Exception):
    """The knowledge cannot be used; `problems` says why, all at once, in file and line order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load(folder: Path, least: Least | None = None) -> Rulebook:
    """The rulebook in `folder`; `least` says how much of each kind there must be.

    Raises:
        KnowledgeFaultyError: naming every gap, duplicate, dangling ref and unknown key by file and line.
    """
    files, problems = read_files(folder)
    if files is not None:
        problems += review(files, least or Least())
    if problems or files is None:
        raise KnowledgeFaultyError(sorted(problems))
    return assemble(files)
