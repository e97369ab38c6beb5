"""From the files under knowledge/ to a Rulebook, or to the list of everything that is wrong with them."""

from pathlib import Path

from bot.acts.assembly import assemble, body_of
from bot.acts.bodies import Body
from bot.acts.files import Files, read_files
from bot.acts.kept import digest_of, keep_files, kept_files
from bot.acts.model import Rulebook
from bot.acts.review import Least, review
from bot.acts.schema import BodiesFile
from bot.machine.kept_files import Keeping
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import read_shaped


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
    return assemble(_sound_files(folder, least or Least()))


def load_kept(folder: Path, keeping: Keeping) -> tuple[Rulebook, bytes]:
    """The same rulebook, and a digest that names its content; its files are parsed and checked only where the same ones were not kept before.

    Raises:
        KnowledgeFaultyError: as `load` does.
    """
    digest = digest_of(folder)
    kept = kept_files(keeping, folder, digest)
    if kept:
        return assemble(*kept), digest
    files = _sound_files(folder, Least())
    keep_files(keeping, digest, files)
    return assemble(files), digest


def bodies_in(folder: Path) -> tuple[Body, ...]:
    """The bodies that `folder` names, in their order; none where the file is not sound, which `load` tells."""
    file = read_shaped(folder / "bodies.yaml", BodiesFile, [])
    if file.content is None:
        return ()
    return tuple(body_of(name, entry) for name, entry in file.content.bodies.items())


def _sound_files(folder: Path, least: Least) -> Files:
    files, problems = read_files(folder)
    if files is not None:
        problems += review(files, least)
    if problems or files is None:
        raise KnowledgeFaultyError(sorted(problems))
    return files
