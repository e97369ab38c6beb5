"""The words of the trade for papers: Paper, Question, and what a paper knows of the law without knowing an act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.language import Language

PaperId = NewType("PaperId", str)
QuestionId = NewType("QuestionId", str)


class Kind(StrEnum):
    """What is asked for."""

    NAME = "name"
    POST = "post"
    ADDRESSEE = "addressee"
    DATE = "date"
    WORDS = "words"


SAME_IN_BOTH = frozenset({Kind.NAME, Kind.DATE})
"""What is asked once for a paper in two languages."""


class Month(StrEnum):
    """Whose month it is that a paper speaks of: in which the reader is answered, or in which the reader must act."""

    ANSWER = "answer"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; where it is skipped, `blank` leaves a line to fill in by hand, else what hangs on it is left out."""

    id: QuestionId
    kind: Kind
    asks: Mapping[Language, str]
    examples: Mapping[Language, str]
    names: Mapping[Language, str]
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can be made.

    `under` are the matters under whose answers it is offered; `parts` says, by act and matter, which parts of the place are quoted
    (from 1): of an act not named there the whole place is. `templates` are Word files. `is_told_unnamed` says that the same may be
    told at the tip desk too.
    """

    id: PaperId
    titles: Mapping[Language, str]
    under: frozenset[str]
    questions: tuple[Question, ...]
    templates: Mapping[Language, bytes]
    parts: Mapping[str, Mapping[str, tuple[int, ...]]]
    month: Month | None = None
    is_told_unnamed: bool = False

    @property
    def dated_by(self) -> Question | None:
        """The question for the day from which the month is counted; None where that is the day of the paper."""
        return next((question for question in self.questions if question.kind is Kind.DATE), None)


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers, in the order in which they are offered."""

    papers: tuple[Paper, ...] = ()

    def get(self, paper: PaperId) -> Paper | None:
        """The paper of an id; None where there is none."""
        return next((one for one in self.papers if one.id == paper), None)

    def under(self, matters: Iterable[str]) -> tuple[Paper, ...]:
        """The papers that answers of these matters ask for."""
        asked = frozenset(matters)
        return tuple(paper for paper in self.papers if paper.under & asked)


class Ground(StrEnum):
    """What a template may ask of the law, each of a matter: `{place:notifying_conflict}`."""

    PLACE = "place"
    QUOTE = "quote"
    CITED = "cited"
    TRANSLATION = "translation"
