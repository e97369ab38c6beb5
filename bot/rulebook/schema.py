"""The shape of every file under knowledge/: which keys there are, which must be there, what they hold."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
TITLE_LENGTH = 38
LEAST_KEYWORDS = 8


class Strict(BaseModel):
    """A mapping that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Strict):
    """A text in both languages."""

    kk: Line
    ru: Line


class BothMany(Strict):
    """Texts in both languages."""

    kk: list[Line] = Field(min_length=1)
    ru: list[Line] = Field(min_length=1)


class EventEntry(Strict):
    """adopted, registered, repealed in act.yaml."""

    by: Both
    date: date
    number: Line


class SuccessorEntry(Strict):
    """governs_now in act.yaml."""

    title: Both
    in_force: date
    checked: date


class ActFile(Strict):
    """act.yaml."""

    id: Line
    authentic: Literal["kk", "ru"]
    title: Both
    short_title: Both
    adopted: EventEntry
    registered: EventEntry
    repealed: EventEntry
    governs_now: SuccessorEntry
    status_line: Both
    unofficial_line: Both
    preamble: Both
    preamble_note: Both
    signatures: BothMany
    sections: dict[str, Both]
    related: dict[str, list[str]]


class RuleEntry(Strict):
    """One ref in rules.kk.yaml or rules.ru.yaml."""

    ref: Line
    section: Line
    parts: list[Line] = Field(min_length=1)
    closing: str = ""
    note: str = ""


class RulesFile(RootModel[list[RuleEntry]]):
    """rules.kk.yaml, rules.ru.yaml."""


Voices = dict[str, list[Line]]


class GuideEntry(Strict):
    """How people ask for one ref."""

    title: Annotated[str, StringConstraints(min_length=2, max_length=TITLE_LENGTH, strip_whitespace=True)]
    keywords: list[Line] = Field(min_length=LEAST_KEYWORDS)
    questions: Voices
    stories: Voices


class QuestionsFile(RootModel[dict[str, GuideEntry]]):
    """questions.kk.yaml, questions.ru.yaml."""


class ThemeEntry(Strict):
    """A topic for browsing."""

    title: Both
    refs: list[str] = Field(min_length=1)


class TopicsFile(RootModel[dict[str, ThemeEntry]]):
    """topics.yaml."""


class OutsideEntry(Strict):
    """A topic outside the act."""

    kind: Literal["outside", "talk"]
    title: Both
    pointer: Both
    questions: BothMany


class OutsideFile(RootModel[dict[str, OutsideEntry]]):
    """outside.yaml."""


class ConceptEntry(Strict):
    """A concept of the lexicon."""

    note: str = ""
    kk: list[Line] = Field(min_length=1)
    ru: list[Line] = Field(min_length=1)


class FunctionWords(Strict):
    """Words that carry grammar, not matter."""

    kk: list[Line]
    ru: list[Line]


class SynonymsFile(Strict):
    """synonyms.yaml."""

    function_words: FunctionWords
    concepts: dict[str, ConceptEntry]
