"""From knowledge/texts.kk.yaml and texts.ru.yaml to the texts, or to the list of everything that is wrong with them."""

import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.language import Language
from bot.texts.markup import check_markup
from bot.texts.texts import Forms, Say, Texts
from bot.yaml_files.lines import Document, Problem, read


class TextsFaultyError(Exception):
    """A text is missing, unknown, or its placeholders differ between the languages."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def load_texts(folder: Path) -> Texts:
    """The texts in a knowledge folder.

    Raises:
        TextsFaultyError: naming the file and line of everything that is wrong.
    """
    documents = {language: read(folder / f"texts.{language}.yaml") for language in Language}
    problems = [problem for document in documents.values() for problem in document.problems]
    for document in documents.values():
        problems += _shape(document)
    if not problems:
        problems += _same_placeholders(documents)
    if problems:
        raise TextsFaultyError(sorted(problems))
    return Texts(
        {
            language: {Say(name): _forms(entry) for name, entry in document.value.items()}
            for language, document in documents.items()
        }
    )


def _forms(entry: str | dict[str, str]) -> Forms:
    return {"other": entry} if isinstance(entry, str) else entry


def _shape(document: Document) -> Iterator[Problem]:
    if document.value is None:  # it could not be read, which is said already
        return
    if not isinstance(document.value, dict):
        yield document.problem((), "must be a mapping of names to texts")
        return
    names = frozenset(Say)
    for name, entry in document.value.items():
        if name not in names:
            yield document.problem((name,), f"no text of the name «{name}» is used")
        yield from _sound(document, name, entry)
    for missing in sorted(names - document.value.keys()):
        yield document.problem((), f"text «{missing}» is missing")


def _sound(document: Document, name: str, entry: object) -> Iterator[Problem]:
    match entry:
        case str() if entry.strip():
            texts = [entry]
        case dict() if "other" in entry and all(isinstance(text, str) for text in entry.values()):
            texts = list(entry.values())
        case _:
            yield document.problem((name,), f"text «{name}» is empty or has no form «other»")
            return
    for text in texts:
        try:
            _placeholders(text)
            check_markup(text)
        except ValueError as error:
            yield document.problem((name,), f"text «{name}»: {error}")


def _same_placeholders(documents: Mapping[Language, Document]) -> Iterator[Problem]:
    kk, ru = documents[Language.KK], documents[Language.RU]
    for name, entry in kk.value.items():
        here, there = placeholders_of(entry), placeholders_of(ru.value[name])
        if here != there:
            yield ru.problem((name,), f"text «{name}» has placeholders {sorted(there)}, in kk {sorted(here)}")


def placeholders_of(entry: str | dict[str, str]) -> frozenset[str]:
    """The placeholders of a sound text, of all its forms."""
    return frozenset().union(*map(_placeholders, _forms(entry).values()))


def _placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
