"""The files of the rulebook as they were read and checked, kept in one file, so that the next start parses no YAML.

Most of what they hold are examples. These stand apart, for each matter by itself: see kept_examples.
"""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

import bot.machine
import bot.matters
import bot.yaml_files
from bot.acts import schema
from bot.acts.assembly import Kept
from bot.acts.files import ActFiles, Files
from bot.acts.kept_examples import KeptExamples, packed
from bot.acts.matters_assembly import examples_of
from bot.language import Language
from bot.machine.kept_files import Keeping
from bot.machine.mapped_file import DIGEST_SIZE, keep_mapped, read_mapped
from bot.yaml_files.lines import Document
from bot.yaml_files.shapes import Read

E = TypeVar("E", bound=schema.Spoken)

FILE = "rulebook.bin"
REST = "files"
"""The piece that holds all but the examples."""

OF = "examples of "
"""How the name of the other pieces begins; behind it stands the matter, or the kind of small talk."""

UNSAID = schema.Spoken().__dict__
"""What a matter of which nobody says anything holds."""

BESIDE = ("texts.kk.yaml", "texts.ru.yaml", "stored.yaml", "glossary.yaml")
"""Files of which nothing is in the rulebook: where one of them alone has changed, nothing is parsed and learned anew."""


class KeptAct(BaseModel):
    """The files of one act, and the name of their folder."""

    folder: str
    act: schema.ActFile
    texts: dict[Language, schema.RulesFile]
    dilemmas: schema.DilemmasFile | None


class KeptFiles(BaseModel):
    """All files that make the rulebook."""

    acts: list[KeptAct]
    matters: dict[str, schema.MattersFile]
    intents: schema.IntentsFile
    follow_ups: schema.FollowUpsFile
    topics: schema.TopicsFile
    bodies: schema.BodiesFile
    lexicon: schema.LexiconFile
    known_acts: schema.KnownActsFile


def digest_of(folder: Path) -> bytes:
    """Names the content of every YAML file under `folder` but those `BESIDE` the rulebook, and the program that reads and checks it."""
    found = blake2b(digest_size=DIGEST_SIZE)
    for path in (*_yaml(folder), *_sources()):
        content = path.read_bytes()
        found.update(f"{path.name}\0{path.parent.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.digest()


def kept_files(keeping: Keeping, folder: Path, digest: bytes) -> tuple[Files, Kept] | None:
    """The files that were kept under a digest, and the examples that were taken out of them; None where they are not to be had.

    The lines of the files are not known any more.
    """
    pieces = read_mapped(keeping.path(FILE), digest)
    if pieces is None:
        return None
    rest = KeptFiles.model_validate_json(bytes(pieces[REST]))
    examples = {name.removeprefix(OF): KeptExamples(piece) for name, piece in pieces.items() if name != REST}
    return _files(rest, folder), examples


def keep_files(keeping: Keeping, digest: bytes, files: Files) -> None:
    """Keep files that were found sound."""
    rest = _kept(files).model_dump_json(by_alias=True, exclude_unset=True).encode()
    said = {f"{OF}{name}": packed(examples_of(entry)) for name, entry in _speaking(files)}
    keep_mapped(keeping, FILE, digest, {REST: rest, **said})


def _speaking(files: Files) -> Iterator[tuple[str, schema.MatterEntry | schema.TalkEntry]]:
    """Every matter and every kind of small talk."""
    yield from ((name, entry) for _, name, entry in files.each_matter())
    yield from files.intents.value.root.items()


def _yaml(folder: Path) -> Iterator[Path]:
    beside = {folder / name for name in BESIDE}
    yield from sorted(path for path in folder.rglob("*.yaml") if path not in beside)


def _sources() -> Iterator[Path]:
    for module in (__file__, bot.machine.__file__, bot.matters.__file__, bot.yaml_files.__file__):
        yield from sorted(Path(module).parent.glob("*.py"))


def _kept(files: Files) -> KeptFiles:
    return KeptFiles(
        acts=[
            KeptAct(
                folder=act.folder.name,
                act=act.act.value,
                texts={language: read.value for language, read in act.texts.items()},
                dilemmas=act.dilemmas.value if act.dilemmas else None,
            )
            for act in files.acts
        ],
        matters={name: schema.MattersFile(_unsaid(read.value.root)) for name, read in files.matters.items()},
        intents=schema.IntentsFile(_unsaid(files.intents.value.root)),
        follow_ups=files.follow_ups.value,
        topics=files.topics.value,
        bodies=files.bodies.value,
        lexicon=files.lexicon.value,
        known_acts=files.known_acts.value,
    )


def _unsaid(entries: Mapping[str, E]) -> dict[str, E]:
    """The same entries without their examples."""
    return {name: entry.model_copy(update=UNSAID) for name, entry in entries.items()}


def _files(kept: KeptFiles, folder: Path) -> Files:
    return Files(
        acts=tuple(_act(act, folder / "acts" / act.folder) for act in kept.acts),
        matters=_each(folder / "matters", kept.matters),
        intents=Read(Document(folder / "intents.yaml"), kept.intents),
        follow_ups=Read(Document(folder / "followups.yaml"), kept.follow_ups),
        topics=Read(Document(folder / "topics.yaml"), kept.topics),
        bodies=Read(Document(folder / "bodies.yaml"), kept.bodies),
        lexicon=Read(Document(folder / "lexicon.yaml"), kept.lexicon),
        known_acts=Read(Document(folder / "known_acts.yaml"), kept.known_acts),
    )


def _act(act: KeptAct, folder: Path) -> ActFiles:
    return ActFiles(
        folder,
        Read(Document(folder / "act.yaml"), act.act),
        {
            language: Read(Document(folder / f"text.{language}.yaml"), text)
            for language, text in act.texts.items()
        },
        Read(Document(folder / "dilemmas.yaml"), act.dilemmas) if act.dilemmas else None,
    )


def _each(folder: Path, matters: Mapping[str, schema.MattersFile]) -> Mapping[str, Read[schema.MattersFile]]:
    return {name: Read(Document(folder / f"{name}.yaml"), content) for name, content in matters.items()}
