"""The shape of every file under knowledge/: which keys there are, which must be there, what they hold."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
TITLE_LENGTH = 38
Title = Annotated[str, StringConstraints(min_length=2, max_length=TITLE_LENGTH, strip_whitespace=True)]
LEAST_KEYWORDS = 8
QUESTION_LENGTH, CHOICE_LENGTH = 300, 100
"""Telegram's limits for a quiz; a reason has 200 characters there, two of which the mark before it takes."""

REASON_LENGTH = 198

# Topics and sections travel in the data of buttons, of which Telegram takes 64 bytes.
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,20}$")]


class Strict(BaseModel):
    """A mapping that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Both(Strict):
    """A text in both languages."""

    kk: Line
    ru: Line


class BothShort(Both):
    """A text in both languages, fit for a button."""

    kk: Title
    ru: Title


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
    sections: dict[Name, Both]
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

    title: Title
    keywords: list[Line] = Field(min_length=LEAST_KEYWORDS)
    questions: Voices
    stories: Voices


class QuestionsFile(RootModel[dict[str, GuideEntry]]):
    """questions.kk.yaml, questions.ru.yaml."""


class ThemeEntry(Strict):
    """A topic for browsing."""

    title: BothShort
    refs: list[str] = Field(min_length=1)


class TopicsFile(RootModel[dict[Name, ThemeEntry]]):
    """topics.yaml."""


class QuizQuestion(Strict):
    """The question of a dilemma."""

    kk: Annotated[str, StringConstraints(min_length=1, max_length=QUESTION_LENGTH, strip_whitespace=True)]
    ru: Annotated[str, StringConstraints(min_length=1, max_length=QUESTION_LENGTH, strip_whitespace=True)]


class QuizChoice(Strict):
    """One choice of a dilemma."""

    kk: Annotated[str, StringConstraints(min_length=1, max_length=CHOICE_LENGTH, strip_whitespace=True)]
    ru: Annotated[str, StringConstraints(min_length=1, max_length=CHOICE_LENGTH, strip_whitespace=True)]


class QuizReason(Strict):
    """Why a choice is right."""

    kk: Annotated[str, StringConstraints(min_length=1, max_length=REASON_LENGTH, strip_whitespace=True)]
    ru: Annotated[str, StringConstraints(min_length=1, max_length=REASON_LENGTH, strip_whitespace=True)]


class DilemmaEntry(Strict):
    """A situation to decide."""

    ref: Line
    question: QuizQuestion
    choices: dict[Literal["a", "b", "c", "d"], QuizChoice] = Field(min_length=2)
    right: Line
    why: QuizReason


class DilemmasFile(RootModel[dict[str, DilemmaEntry]]):
    """dilemmas.yaml."""


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
