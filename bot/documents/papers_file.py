"""knowledge/documents/: a YAML file a paper, and its Word templates in both languages beside it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.documents.fields import DERIVED, UnreadableTemplateError, fields_of
from bot.documents.fields import Field as TemplateField
from bot.documents.papers import Kind, Month, Paper, PaperId, Papers, Question, QuestionId
from bot.language import Language
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import Read, read_shaped

FOLDER = "documents"
FILLING = frozenset({Kind.WORDS, Kind.DATE})
"""Questions whose answers fill the field of their own name; the others fill {to}, {sender} and {name} together."""

MOST_QUESTIONS = 6

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Short = Annotated[str, StringConstraints(min_length=2, max_length=38, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}$")]
Number = Annotated[int, Field(ge=1)]


class Strict(BaseModel):
    """A mapping that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Strict):
    """A text in both languages."""

    kk: Line
    ru: Line


class BothShort(Both):
    """A text in both languages, fit for a button."""

    kk: Short
    ru: Short


class QuestionEntry(Strict):
    """One question."""

    id: Name
    kind: Kind = Kind.WORDS
    name: BothShort
    ask: Both
    example: Both
    blank: bool = False


class PaperFile(Strict):
    """A paper."""

    place: Number
    title: BothShort
    under: list[str] = Field(min_length=1)
    month: Month | None = None
    unnamed: bool = False
    quoted_parts: dict[str, dict[str, list[Number]]] = {}
    questions: list[QuestionEntry] = Field(min_length=3, max_length=MOST_QUESTIONS)


@dataclass(frozen=True, slots=True)
class Known:
    """What a paper may name."""

    matters: Collection[str]
    acts: Collection[str]


def read_papers(knowledge: Path, known: Known) -> tuple[Papers, list[Problem]]:
    """The papers in a knowledge folder, none where it has none; and everything that is wrong with them."""
    problems: list[Problem] = []
    found: list[tuple[int, Paper]] = []
    for path in sorted((knowledge / FOLDER).glob("*.yaml")):
        read = read_shaped(path, PaperFile, problems)
        templates = dict(_templates(path, problems))
        if read.content and len(templates) == len(Language):
            problems += _wrong(read, templates, known)
            found.append((read.content.place, _paper(path.stem, read.content, templates)))
    return Papers(tuple(paper for _, paper in sorted(found, key=lambda one: one[0]))), problems


def _templates(path: Path, problems: list[Problem]) -> Iterator[tuple[Language, bytes]]:
    for language in Language:
        template = path.with_suffix(f".{language}.docx")
        try:
            content = template.read_bytes()
            list(fields_of(content))
        except OSError:
            problems.append(
                Problem(template, 1, "cannot be read; each paper has a template in each language")
            )
        except UnreadableTemplateError:
            problems.append(Problem(template, 1, "is no Word document (.docx)"))
        else:
            yield language, content


def _wrong(read: Read[PaperFile], templates: Mapping[Language, bytes], known: Known) -> Iterator[Problem]:
    paper = read.value
    yield from _wrong_questions(read)
    for number, matter in enumerate(paper.under):
        if matter not in known.matters:
            yield read.problem(("under", number), f"there is no matter «{matter}»")
    for act, matters in paper.quoted_parts.items():
        if act not in known.acts:
            yield read.problem(("quoted_parts", act), f"there is no act «{act}»")
        for matter in matters.keys() - set(known.matters):
            yield read.problem(("quoted_parts", act, matter), f"there is no matter «{matter}»")
    asked = frozenset(question.id for question in paper.questions if question.kind in FILLING)
    for language, template in templates.items():
        path = read.document.path.with_suffix(f".{language}.docx")
        for field in fields_of(template):
            if said := _wrong_field(field, asked | DERIVED, known):
                yield Problem(path, 1, said)


def _wrong_questions(read: Read[PaperFile]) -> Iterator[Problem]:
    questions = read.value.questions
    ids = [question.id for question in questions]
    for number, question in enumerate(questions):
        if question.id in ids[:number] or (question.kind in FILLING and question.id in DERIVED):
            yield read.problem(("questions", number), f"«{question.id}» stands for something else already")


def _wrong_field(field: TemplateField | str, names: Collection[str], known: Known) -> str:
    match field:
        case str(words):
            return f"braces that enclose no field: «{words}»"
        case TemplateField(name, "") if name not in names:
            return f"nothing fills {{{name}}}; there are {', '.join(f'{{{one}}}' for one in sorted(names))}"
        case TemplateField(name, matter) if matter and field.ground is None:
            return (
                f"nothing fills {{{name}:{matter}}}; of a matter there are place, quote, cited, translation"
            )
        case TemplateField(_, matter) if matter and matter not in known.matters:
            return f"there is no matter «{matter}»"
    return ""


def _paper(name: str, file: PaperFile, templates: Mapping[Language, bytes]) -> Paper:
    return Paper(
        id=PaperId(name),
        titles=_both(file.title),
        under=frozenset(file.under),
        questions=tuple(
            Question(
                QuestionId(one.id), one.kind, _both(one.ask), _both(one.example), _both(one.name), one.blank
            )
            for one in file.questions
        ),
        templates=templates,
        parts={
            act: {matter: tuple(numbers) for matter, numbers in matters.items()}
            for act, matters in file.quoted_parts.items()
        },
        month=file.month,
        is_told_unnamed=file.unnamed,
    )


def _both(words: Both) -> Mapping[Language, str]:
    return {Language.KK: words.kk, Language.RU: words.ru}
