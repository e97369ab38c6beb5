"""Votes: counted once, shares shown only where they tell of nobody."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest

from bot.acts.model import Dilemma, DilemmaId, Ref
from bot.language import Language
from bot.matters.model import MatterId
from bot.reminders.schedule import Schedule
from bot.reminders.votes import LEAST_SHOWN, Quiz, Share, Votes
from bot.workdays.working_days import WorkingDays
from tests.emulator.local_telegram.support import SteppedClock

ALMATY = ZoneInfo("Asia/Almaty")
ID = DilemmaId("watch")
DILEMMA = Dilemma(
    ID, Ref("14"), MatterId("gift"), {}, {letter: {} for letter in "abc"}, right="b", reasons={}
)
QUIZ = Quiz("poll", ID, "cab", Language.RU)


@dataclass
class Box:
    """Votes in a counter."""

    quizzes: dict[str, Quiz] = field(default_factory=lambda: {"poll": QUIZ})
    counts: Counter[str] = field(default_factory=Counter)
    added: list[tuple[int, str, int]] = field(default_factory=list)
    raised: list[tuple[str, Sequence[int]]] = field(default_factory=list)

    async def quiz(self, poll: str) -> Quiz | None:
        return self.quizzes.get(poll)

    async def add(self, update: int, dilemma: DilemmaId, choice: str, day: int) -> None:
        self.added.append((update, choice, day))
        self.counts[choice] += 1

    async def raise_to(self, poll: str, counts: Sequence[int]) -> None:
        self.raised.append((poll, counts))

    async def votes(self, dilemma: DilemmaId) -> Mapping[str, int]:
        return self.counts


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def votes(box: Box) -> Votes:
    return Votes(box, Schedule(ALMATY, WorkingDays(ALMATY)), SteppedClock())


async def test_a_vote_counts_for_the_choice_at_its_place_as_shown(votes: Votes, box: Box) -> None:
    day = SteppedClock().now().astimezone(ALMATY).toordinal()
    for place, choice in enumerate("cab"):
        assert await votes.answered(place, "poll", place) == QUIZ
        assert box.added[-1] == (place, choice, day)


@pytest.mark.parametrize(("poll", "place"), [("another", 0), ("poll", 3), ("poll", 4), ("poll", -1)])
async def test_a_strange_poll_or_place_counts_for_nothing(
    votes: Votes, box: Box, poll: str, place: int
) -> None:
    assert await votes.answered(1, poll, place) is None
    assert box.added == []


async def test_a_button_counts_once_for_a_chat_a_message_and_a_person(votes: Votes, box: Box) -> None:
    assert await votes.pressed(1, ID, "a", (7, 8, 9))
    assert not await votes.pressed(2, ID, "b", (7, 8, 9))
    for by in ((6, 8, 9), (7, 7, 9), (7, 8, 8)):
        assert await votes.pressed(3, ID, "c", by)
    assert [choice for _, choice, _ in box.added] == ["a", "c", "c", "c"]


async def test_counts_of_a_group_are_handed_on_as_they_are(votes: Votes, box: Box) -> None:
    await votes.counted("poll", [3, 2, 1])
    assert box.raised == [("poll", [3, 2, 1])]


async def test_below_five_votes_no_share_is_shown_and_from_five_on_each_is(votes: Votes, box: Box) -> None:
    assert LEAST_SHOWN == 5
    box.counts.update({"b": 3, "c": 1})
    assert await votes.shares(DILEMMA) == ()
    box.counts["c"] += 1
    assert await votes.shares(DILEMMA) == (Share("a", 0), Share("b", 60), Share("c", 40))


async def test_votes_for_a_choice_that_is_gone_do_not_count(votes: Votes, box: Box) -> None:
    box.counts.update({"b": 4, "z": 9})
    assert await votes.shares(DILEMMA) == ()
