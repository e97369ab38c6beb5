"""What is counted of an answer, on which day, and what when it cannot be."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.acts.model import Ref
from bot.answers.content import Answer, Choices, Content, IntentReply, NotUnderstood, NoWords
from bot.counts.counts import Feedback, QuestionResult
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.emulator.local_telegram.support import SteppedClock
from tests.fakes import FakeCounts
from tests.questions import answered

ALMATY = ZoneInfo("Asia/Almaty")


class FullDisk(FakeCounts):
    async def count_question(self, day: date, language: Language, outcome: QuestionResult) -> None:
        raise OSError("no room for a secret")


async def test_each_question_counts_by_its_outcome_and_small_talk_does_not(services: Knowledge) -> None:
    counts = FakeCounts()
    feedback = Feedback(counts, SteppedClock(), ALMATY)
    talk = next(iter(services.rulebook.talks.values()))
    contents: tuple[Content, ...] = (
        Choices((Ref("14"),)),
        NotUnderstood(),
        IntentReply(talk),
        NoWords(),
    )
    for content in contents:
        await feedback.answered(Answer(Language.KK, content))
    await feedback.answered(services.asking.ask(answered(services, Language.RU)))
    assert {(language, outcome) for _, language, outcome in counts.asked} == {
        (Language.KK, QuestionResult.SUGGESTED),
        (Language.KK, QuestionResult.REFUSED),
        (Language.RU, QuestionResult.ANSWERED),
    }


async def test_the_day_is_the_one_on_the_wall_of_almaty() -> None:
    counts, clock = FakeCounts(), SteppedClock(datetime(2026, 3, 1, 20, 0, tzinfo=UTC))
    await Feedback(counts, clock, ALMATY).rated(Ref("14"), helpful=True)
    assert [day for day, _, _ in counts.votes] == [date(2026, 3, 2)]


async def test_a_count_that_cannot_be_saved_does_not_spoil_the_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO"):
        await Feedback(FullDisk(), SteppedClock(), ALMATY).answered(Answer(Language.KK, NotUnderstood()))
    assert [record.message for record in caplog.records] == ["COUNT_NOT_SAVED"]
