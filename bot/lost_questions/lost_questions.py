"""Questions handed over without a name: the words and the day, and nothing else, for thirty days."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

import yaml

from bot.answers.matching.matcher import Matcher
from bot.answers.matching.outcome import Unknown
from bot.clock import Clock
from bot.matters.model import MatterId
from bot.privacy.spans import LOST_QUESTION_DAYS

VOICE = "staff"
"""Under whose name a question stands in the export; whoever takes it over may name it otherwise."""


@dataclass(frozen=True, slots=True)
class LostQuestion:
    """What somebody agreed to hand over."""

    day: date
    text: str


class LostQuestionStore(Protocol):
    """Where they are kept."""

    async def add(self, question: LostQuestion) -> None:
        """Keep one."""

    async def all(self) -> tuple[LostQuestion, ...]:
        """Every one that is kept, by day, then by its words: not in the order in which they came."""

    async def drop_before(self, day: date) -> None:
        """Delete what is older than a day."""


class LostQuestions:
    """Takes questions over, shows them, and lets them go."""

    def __init__(self, store: LostQuestionStore, clock: Clock, zone: ZoneInfo) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone

    async def hand_over(self, text: str) -> None:
        """Keep a question with today's date."""
        await self._store.add(LostQuestion(self._today(), text))

    async def all(self) -> tuple[LostQuestion, ...]:
        """What is kept now."""
        await self.sweep()
        return await self._store.all()

    async def sweep(self) -> None:
        """Delete what has been kept for thirty days."""
        await self._store.drop_before(self._today() - timedelta(days=LOST_QUESTION_DAYS))

    def _today(self) -> date:
        now: datetime = self._clock.now()
        return now.astimezone(self._zone).date()


def by_matter(
    questions: tuple[LostQuestion, ...], matcher: Matcher
) -> Mapping[MatterId | None, tuple[LostQuestion, ...]]:
    """The questions under the matters that they come nearest to; None where that is not known. The fullest matter stands first."""
    found: dict[MatterId | None, list[LostQuestion]] = defaultdict(list)
    for question in questions:
        found[_nearest(question.text, matcher)].append(question)
    ordered = sorted(found.items(), key=lambda entry: (-len(entry[1]), entry[0] or ""))
    return {matter: tuple(some) for matter, some in ordered}


def exported(questions: tuple[LostQuestion, ...], matcher: Matcher) -> str:
    """YAML to paste under matters: `questions` by language and voice."""
    matters = {
        str(matter or "unknown"): {"questions": _spoken(some, matcher)}
        for matter, some in by_matter(questions, matcher).items()
    }
    return yaml.safe_dump(matters, allow_unicode=True, sort_keys=False, width=1000)


def _spoken(questions: tuple[LostQuestion, ...], matcher: Matcher) -> dict[str, dict[str, list[str]]]:
    spoken: dict[str, list[str]] = defaultdict(list)
    for question in questions:
        spoken[matcher.language_of(question.text).value].append(question.text)
    return {language: {VOICE: texts} for language, texts in spoken.items()}


def _nearest(text: str, matcher: Matcher) -> MatterId | None:
    outcome = matcher.match(text)
    if outcome is None:
        return None
    if isinstance(outcome, Unknown) and outcome.topic:
        return outcome.topic
    return outcome.matches[0].matter if outcome.matches else None
