"""A paper while it is being written: in memory alone, for a quarter of an hour, and then gone."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto

from bot.documents.papers import SAME_IN_BOTH, Paper, Question, QuestionId
from bot.drafts.open_drafts import LIFE, OpenDrafts
from bot.language import Language

MOST_SIGNS = 1200
"""Characters of one answer: a paper has a page, and its annexes are papers of their own."""


class Layout(StrEnum):
    """In which language the paper is: one, or both side by side."""

    KK = "kk"
    RU = "ru"
    BOTH = "both"

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that stand in it, from left to right."""
        return tuple(Language) if self is Layout.BOTH else (Language(self.value),)


class Stage(Enum):
    """How far a paper is."""

    PAPER = auto()
    LAYOUT = auto()
    ASKING = auto()
    REVIEW = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """A question, and the language in which its answer is to stand in the paper; None for what is the same in both."""

    question: Question
    language: Language | None


@dataclass(slots=True)
class Draft:
    """What one person writes in their private chat.

    `answers` are by question and language; one that was skipped has none. `at` is the step that is asked now; where it was chosen
    on the review, `returns` says that the review follows. `from_message` tells which message gave an answer, so that a correction
    of it counts. `sent` are the files that went out already.
    """

    language: Language
    touched: datetime
    stage: Stage = Stage.PAPER
    paper: Paper | None = None
    layout: Layout | None = None
    at: int = 0
    returns: bool = False
    takes_away: bool = False
    answers: dict[tuple[QuestionId, Language | None], str] = field(default_factory=dict)
    from_message: dict[int, tuple[QuestionId, Language | None]] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)

    def __repr__(self) -> str:
        return "Draft(…)"

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is asked, in order; of a paper in both languages each thing that differs is asked twice, the chat's language first."""
        if self.paper is None or self.layout is None:
            return ()
        languages = sorted(self.layout.languages, key=lambda one: one is not self.language)
        return tuple(
            Step(question, language)
            for question in self.paper.questions
            for language in ((None,) if question.kind in SAME_IN_BOTH else languages)
        )

    @property
    def step(self) -> Step:
        """What is asked now."""
        return self.steps[self.at]

    def said(self, step: Step) -> str:
        """What was answered; empty where it was skipped."""
        return self.answers.get((step.question.id, step.language), "")

    def answer(self, question: QuestionId, language: Language) -> str:
        """What stands in the paper in a language: what was said in it, or once for both, or else in the other one."""
        for spoken in (language, None, language.other):
            if found := self.answers.get((question, spoken)):
                return found
        return ""

    def take(self, text: str, message: int | None = None) -> None:
        """Take an answer to what is asked now."""
        key = (self.step.question.id, self.step.language)
        self.answers[key] = text
        if message is not None:
            self.from_message[message] = key

    def skip(self) -> None:
        """Leave what is asked now without an answer."""
        self.answers.pop((self.step.question.id, self.step.language), None)

    def is_over(self, now: datetime) -> bool:
        """Whether nobody has touched it for a quarter of an hour."""
        return now - self.touched >= LIFE

    def wipe(self) -> None:
        """Forget what was written."""
        self.answers.clear()
        self.from_message.clear()


class Drafts(OpenDrafts[Draft]):
    """The papers that are being written."""

    def begin(self, chat: int, language: Language) -> Draft:
        """Open a draft in the place of an older one."""
        return self.open(chat, Draft(language, self._clock.now()))
