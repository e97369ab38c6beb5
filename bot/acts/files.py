"""The files under knowledge/ that answers are made of, each held against its shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.acts import schema
from bot.language import Language
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import Read, read_shaped


@dataclass(frozen=True, slots=True)
class ActFiles:
    """The files of one act; a text is missing where the act is not at hand in that language."""

    folder: Path
    act: Read[schema.ActFile]
    texts: Mapping[Language, Read[schema.RulesFile]]
    dilemmas: Read[schema.DilemmasFile] | None

    @property
    def main(self) -> Read[schema.RulesFile]:
        """The text whose order counts: the authentic one, else the one that is at hand."""
        authentic = self.act.value.authentic
        chosen = self.texts.get(Language(authentic)) if authentic != "both" else None
        return chosen or next(iter(self.texts.values()))

    def parts(self) -> Iterator[Read[schema.ActFile] | Read[schema.RulesFile] | Read[schema.DilemmasFile]]:
        """Every file that was read."""
        yield self.act
        yield from self.texts.values()
        if self.dilemmas:
            yield self.dilemmas


@dataclass(frozen=True, slots=True)
class Files:
    """All files of knowledge/ that make the rulebook; matters by the name of their file."""

    acts: tuple[ActFiles, ...]
    matters: Mapping[str, Read[schema.MattersFile]]
    intents: Read[schema.IntentsFile]
    follow_ups: Read[schema.FollowUpsFile]
    topics: Read[schema.TopicsFile]
    bodies: Read[schema.BodiesFile]
    lexicon: Read[schema.LexiconFile]
    known_acts: Read[schema.KnownActsFile]

    @property
    def complete(self) -> bool:
        """Whether every file has the shape it must have."""
        single = (
            self.intents.content,
            self.follow_ups.content,
            self.topics.content,
            self.bodies.content,
            self.lexicon.content,
            self.known_acts.content,
        )
        of_acts = (part.content for act in self.acts for part in act.parts())
        of_matters = (read.content for read in self.matters.values())
        return all(content is not None for content in (*single, *of_acts, *of_matters))

    def each_matter(self) -> Iterator[tuple[Read[schema.MattersFile], str, schema.MatterEntry]]:
        """Every matter, with the file it stands in."""
        for read in self.matters.values():
            for name, entry in read.value.root.items():
                yield read, name, entry


def read_files(folder: Path) -> tuple[Files | None, list[Problem]]:
    """The files in `folder`, and what is wrong with the shape of each; no files where one has the wrong shape."""
    problems: list[Problem] = []
    acts = sorted(path for path in (folder / "acts").glob("*") if path.is_dir())
    if not acts:
        return None, [Problem(folder / "acts", 1, "holds no act; there must be one at least")]
    files = Files(
        acts=tuple(_act(path, problems) for path in acts),
        matters={
            path.stem: read_shaped(path, schema.MattersFile, problems)
            for path in sorted((folder / "matters").glob("*.yaml"))
        },
        intents=read_shaped(folder / "intents.yaml", schema.IntentsFile, problems),
        follow_ups=read_shaped(folder / "followups.yaml", schema.FollowUpsFile, problems),
        topics=read_shaped(folder / "topics.yaml", schema.TopicsFile, problems),
        bodies=read_shaped(folder / "bodies.yaml", schema.BodiesFile, problems),
        lexicon=read_shaped(folder / "lexicon.yaml", schema.LexiconFile, problems),
        known_acts=read_shaped(folder / "known_acts.yaml", schema.KnownActsFile, problems),
    )
    if not all(act.texts for act in files.acts):
        return None, problems
    return (files if files.complete else None), problems


def _act(folder: Path, problems: list[Problem]) -> ActFiles:
    texts = {
        language: read_shaped(path, schema.RulesFile, problems)
        for language in Language
        if (path := folder / f"text.{language}.yaml").exists()
    }
    if not texts:
        problems.append(Problem(folder, 1, "has neither text.kk.yaml nor text.ru.yaml"))
    dilemmas = folder / "dilemmas.yaml"
    return ActFiles(
        folder,
        read_shaped(folder / "act.yaml", schema.ActFile, problems),
        texts,
        read_shaped(dilemmas, schema.DilemmasFile, problems) if dilemmas.exists() else None,
    )
