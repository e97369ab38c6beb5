"""From the files under knowledge/ to a Rulebook, or to the list of everything that is wrong with them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from bot.acts import schema
from bot.acts.model import (
    Act,
    Concept,
    Dilemma,
    DilemmaId,
    Event,
    Example,
    Guide,
    OutsideKind,
    OutsideTopic,
    Paragraph,
    Ref,
    Rulebook,
    Source,
    Successor,
    Text,
    Theme,
)
from bot.acts.review import Files, review
from bot.language import Language
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import read_shaped


class KnowledgeFaultyError(Exception):
    """The knowledge cannot be used; `problems` says why, all at once, in file and line order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load(folder: Path) -> Rulebook:
    """The rulebook in `folder`.

    Raises:
        KnowledgeFaultyError: naming every gap, duplicate, dangling ref and unknown key by file and line.
    """
    files, problems = _read_all(folder)
    if files is not None:
        problems += review(files)
    if problems or files is None:
        raise KnowledgeFaultyError(sorted(problems))
    return _assemble(files)


def _read_all(folder: Path) -> tuple[Files | None, list[Problem]]:
    problems: list[Problem] = []
    acts = sorted(path for path in (folder / "acts").glob("*") if path.is_dir())
    if len(acts) != 1:
        return None, [Problem(folder / "acts", 1, f"must hold exactly one act, holds {len(acts)}")]
    act = acts[0]
    files = Files(
        act=read_shaped(act / "act.yaml", schema.ActFile, problems),
        rules={
            lang: read_shaped(act / f"rules.{lang}.yaml", schema.RulesFile, problems) for lang in Language
        },
        questions={
            lang: read_shaped(act / f"questions.{lang}.yaml", schema.QuestionsFile, problems)
            for lang in Language
        },
        topics=read_shaped(act / "topics.yaml", schema.TopicsFile, problems),
        outside=read_shaped(folder / "outside.yaml", schema.OutsideFile, problems),
        dilemmas=read_shaped(act / "dilemmas.yaml", schema.DilemmasFile, problems),
        synonyms=read_shaped(folder / "synonyms.yaml", schema.SynonymsFile, problems),
    )
    return (files if files.complete else None), problems


def _assemble(files: Files) -> Rulebook:
    synonyms = files.synonyms.value
    return Rulebook(
        act=_act(files.act.value),
        paragraphs=_paragraphs(files),
        related={Ref(ref): tuple(map(Ref, refs)) for ref, refs in files.act.value.related.items()},
        guides=_guides(files),
        themes=tuple(
            Theme(name, _both(entry.title), tuple(map(Ref, entry.refs)))
            for name, entry in files.topics.value.root.items()
        ),
        outside={name: _outside(name, entry) for name, entry in files.outside.value.root.items()},
        dilemmas={
            DilemmaId(name): _dilemma(name, entry) for name, entry in files.dilemmas.value.root.items()
        },
        concepts=tuple(
            Concept(name, {Language.KK: tuple(entry.kk), Language.RU: tuple(entry.ru)})
            for name, entry in synonyms.concepts.items()
        ),
        function_words={
            Language.KK: frozenset(synonyms.function_words.kk),
            Language.RU: frozenset(synonyms.function_words.ru),
        },
    )


Bilingual = schema.Both | schema.QuizQuestion | schema.QuizChoice | schema.QuizReason


def _both(texts: Bilingual) -> Mapping[Language, str]:
    return {Language.KK: texts.kk, Language.RU: texts.ru}


def _event(entry: schema.EventEntry) -> Event:
    return Event(_both(entry.by), entry.date, entry.number)


def _act(entry: schema.ActFile) -> Act:
    return Act(
        id=entry.id,
        authentic=Language(entry.authentic),
        titles=_both(entry.title),
        short_titles=_both(entry.short_title),
        adopted=_event(entry.adopted),
        registered=_event(entry.registered),
        repealed=_event(entry.repealed),
        governs_now=Successor(
            _both(entry.governs_now.title), entry.governs_now.in_force, entry.governs_now.checked
        ),
        status_lines=_both(entry.status_line),
        unofficial_lines=_both(entry.unofficial_line),
        preambles=_both(entry.preamble),
        preamble_notes=_both(entry.preamble_note),
        signatures={
            Language.KK: tuple(entry.signatures.kk),
            Language.RU: tuple(entry.signatures.ru),
        },
        sections={number: _both(title) for number, title in entry.sections.items()},
    )


def _paragraphs(files: Files) -> Mapping[Ref, Paragraph]:
    texts = {
        language: {
            rule.ref: Text(tuple(rule.parts), rule.closing, rule.note)
            for rule in files.rules[language].value.root
        }
        for language in Language
    }
    return {
        Ref(rule.ref): Paragraph(
            Ref(rule.ref), rule.section, {lang: texts[lang][rule.ref] for lang in Language}
        )
        for rule in files.rules[Language.KK].value.root
    }


def _guides(files: Files) -> Mapping[Ref, Mapping[Language, Guide]]:
    return {
        Ref(rule.ref): {lang: _guide(files.questions[lang].value.root[rule.ref], lang) for lang in Language}
        for rule in files.rules[Language.KK].value.root
    }


def _guide(entry: schema.GuideEntry, language: Language) -> Guide:
    examples = [Example(entry.title, language, Source.TITLE, "editor")]
    examples += [Example(word, language, Source.KEYWORD, "editor") for word in entry.keywords]
    kinds: tuple[tuple[Literal[Source.QUESTION, Source.STORY], schema.Voices], ...] = (
        (Source.QUESTION, entry.questions),
        (Source.STORY, entry.stories),
    )
    for source, voices in kinds:
        for voice, lines in voices.items():
            examples += [Example(line, language, source, voice) for line in lines]
    return Guide(entry.title, tuple(examples))


def _outside(name: str, entry: schema.OutsideEntry) -> OutsideTopic:
    examples = [
        Example(title, language, Source.TITLE, "editor") for language, title in _both(entry.title).items()
    ]
    for language, lines in ((Language.KK, entry.questions.kk), (Language.RU, entry.questions.ru)):
        examples += [Example(line, language, Source.QUESTION, "editor") for line in lines]
    return OutsideTopic(
        name, OutsideKind(entry.kind), _both(entry.title), _both(entry.pointer), tuple(examples)
    )


def _dilemma(name: str, entry: schema.DilemmaEntry) -> Dilemma:
    return Dilemma(
        id=DilemmaId(name),
        ref=Ref(entry.ref),
        questions=_both(entry.question),
        choices={letter: _both(choice) for letter, choice in entry.choices.items()},
        right=entry.right,
        reasons=_both(entry.why),
    )
