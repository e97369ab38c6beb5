"""What is counted: how questions fare by day and language, and what people think of paragraphs. Never who, never what was asked."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from bot import logs
from bot.acts.model import Ref
from bot.acts.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.answers.content import (
    Answer,
    Choices,
    ConsequenceUnsaid,
    Content,
    FoundParagraph,
    IntentReply,
    NotUnderstood,
    NoWords,
    Retold,
    SettledElsewhere,
    TwoQuestions,
)
from bot.clock import Clock
from bot.language import Language
from bot.matters.model import MatterId

KEPT_DAYS = 400
"""Days after which a count is deleted: a whole year can be compared with the month a year before it."""


class QuestionResult(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    SUGGESTED = "suggested"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Asked:
    """So many questions of one day, language and outcome."""

    day: date
    language: Language
    outcome: QuestionResult
    count: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """How often on one day a paragraph was said to help, and not to."""

    day: date
    ref: Ref
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class OpinionOfMatter:
    """How often on one day an answer to a matter was said to help, and not to."""

    day: date
    matter: MatterId
    up: int
    down: int


class Counts(Protocol):
    """Where the counts are kept."""

    async def count_question(self, day: date, language: Language, outcome: QuestionResult) -> None:
        """One more question."""

    async def count_opinion(
        self, day: date, ref: Ref, *, helpful: bool, matter: MatterId | None = None
    ) -> None:
        """One more opinion on a place, and on the matter it answered where that is known."""

    async def questions(self, since: date) -> tuple[Asked, ...]:
        """The questions from a day on, by day, language and outcome."""

    async def opinions(self, since: date) -> tuple[Opinion, ...]:
        """The opinions from a day on, by day and ref."""

    async def opinions_of_matters(self, since: date) -> tuple[OpinionOfMatter, ...]:
        """The opinions from a day on, by day and matter."""


class Feedback:
    """Counts answers and opinions by the day on the wall of one time zone."""

    def __init__(self, counts: Counts, clock: Clock, zone: ZoneInfo) -> None:
        self._counts = counts
        self._clock = clock
        self._zone = zone

    @property
    def today(self) -> date:
        """The day on the wall."""
        return self._clock.now().astimezone(self._zone).date()

    async def answered(self, answer: Answer) -> None:
        """Count an answer; small talk and messages without words are none."""
        outcome = outcome_of(answer.content)
        if outcome is None:
            return
        try:
            await self._counts.count_question(self.today, answer.language, outcome)
        except Exception as error:  # noqa: BLE001 - the person has the answer; a full disk must not tell them otherwise
            logs.event("COUNT_NOT_SAVED", error=type(error).__name__)

    async def rated(self, ref: Ref, *, helpful: bool, matter: MatterId | None = None) -> None:
        """Count an opinion on a paragraph, and on the matter that it answered."""
        await self._counts.count_opinion(self.today, ref, helpful=helpful, matter=matter)

    async def questions(self, since: date) -> tuple[Asked, ...]:
        """The questions from a day on, by day, language and outcome."""
        return await self._counts.questions(since)

    async def opinions(self, since: date) -> tuple[Opinion, ...]:
        """The opinions from a day on, by day and ref."""
        return await self._counts.opinions(since)

    async def opinions_of_matters(self, since: date) -> tuple[OpinionOfMatter, ...]:
        """The opinions from a day on, by day and matter."""
        return await self._counts.opinions_of_matters(since)


def outcome_of(content: Content) -> QuestionResult | None:
    """How a question fared; None where none was asked."""
    match content:
        case FoundParagraph() | Retold() | SectionNamed():
            return QuestionResult.ANSWERED
        case Choices() | TwoQuestions():
            return QuestionResult.SUGGESTED
        case SettledElsewhere() | NotUnderstood() | ConsequenceUnsaid() | NoSuchPlace() | OtherAct():
            return QuestionResult.REFUSED
        case IntentReply() | NoWords():
            return None
