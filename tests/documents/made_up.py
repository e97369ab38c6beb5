"""Drafts that answer every question by its own example, on one day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.documents.deadlines import Calendar
from bot.documents.draft import Draft, Layout, Stage
from bot.documents.papers import Kind, Paper
from bot.language import Language
from bot.workdays.working_days import WorkingDays

ZONE = ZoneInfo("Asia/Almaty")
MONDAY = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
FOUND = "2026-11-03"


class Still:
    """A clock that stands."""

    def __init__(self, moment: datetime = MONDAY) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def calendar(moment: datetime = MONDAY) -> Calendar:
    return Calendar(Still(moment), ZONE, WorkingDays(ZONE))


def answered(paper: Paper, layout: Layout, language: Language = Language.RU) -> Draft:
    """A draft whose answers are the examples of its questions."""
    draft = Draft(language, MONDAY, Stage.REVIEW, paper, layout)
    for step in draft.steps:
        spoken = step.language or layout.languages[0]
        is_date = step.question.kind is Kind.DATE
        draft.answers[step.question.id, step.language] = FOUND if is_date else step.question.examples[spoken]
    return draft
