"""What a thing is called in both languages, and what it is not called: knowledge/glossary.yaml."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, RootModel

from bot.language import Language
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import read_shaped

FILE = "glossary.yaml"


class Strict(BaseModel):
    """Takes no key that it does not know."""

    model_config = ConfigDict(extra="forbid")


class Wording(Strict):
    """A thing in one language: what texts say, and the forms that they must not use.

    In a form «*» stands for any letters, «…» for any words of the same sentence, «#» for a figure. A form with a capital letter is
    meant with that capital. A place that also fits a form of `unless` is fine. Where `only` names texts (`tip_*`), the forms are
    looked for in those texts alone.
    """

    say: str
    banned: list[str] = Field(default=[], alias="not")
    unless: list[str] = []
    only: list[str] = []


class Term(Strict):
    """One thing; a turn of phrase that is wrong in one language alone has that language alone."""

    means: str
    kk: Wording | None = None
    ru: Wording | None = None

    def wording(self, language: Language) -> Wording | None:
        """The thing in a language."""
        return self.kk if language is Language.KK else self.ru


class GlossaryFile(RootModel[dict[str, Term]]):
    """glossary.yaml: a thing by its English name."""


Glossary = dict[str, Term]


def load_glossary(knowledge: Path, problems: list[Problem]) -> Glossary:
    """The glossary of a knowledge folder, empty where there is none; what is wrong with its shape is added to `problems`."""
    path = knowledge / FILE
    if not path.exists():
        return {}
    content = read_shaped(path, GlossaryFile, problems).content
    return content.root if content else {}


def table(glossary: Glossary) -> Iterator[str]:
    """The glossary as the lines of a Markdown table, for those who write texts; terms of both languages alone."""
    yield "| what is meant | қазақша | русский |"
    yield "|---|---|---|"
    for term in glossary.values():
        if term.kk and term.ru:
            yield f"| {term.means} | {term.kk.say} | {term.ru.say} |"
