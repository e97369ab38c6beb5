"""What is said to what was heard."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers.content import ReadWith
from bot.answers.matching.outcome import Found, Match, Unknown
from bot.conversation.advice import Advice
from bot.conversation.listening import Heard
from bot.conversation.memory import Remembered
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import MatterId

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
SAID = "у нас в отделе такое дело что и сказать неловко"


@pytest.fixture
def heard(services: Knowledge) -> Heard:
    """A message that was read with another, for which places were only offered."""
    matter, ref = next(iter(services.rulebook.first_places(services.rulebook.default_body).items()))
    before = Remembered(NOON, Language.RU, (SAID,), (ref,), matter)
    return Heard(
        "а если это мой брат?",
        Language.RU,
        Found((Match(ref, 1.0, matter),)),
        leans_on=(SAID,),
        before=before,
        alone=Unknown(()),
    )


@pytest.fixture
def advice(services: Knowledge) -> Advice:
    return Advice(services.rulebook, services.matcher, services.asking)


def test_what_was_only_offered_is_not_said_to_be_what_was_meant(advice: Advice, heard: Heard) -> None:
    assert advice.answer(heard).read_with == ReadWith(
        "у нас в отделе такое дело что и…", "а если это мой брат"
    )


def test_what_was_answered_is_named_by_its_matter(advice: Advice, heard: Heard) -> None:
    assert heard.before
    answered = replace(heard.before, ref=heard.before.offered[0], offered=())
    assert advice.answer(replace(heard, before=answered)).read_with == ReadWith(
        MatterId(heard.before.matter or ""), "а если это мой брат"
    )
