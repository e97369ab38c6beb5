"""Drafts are kept in one way, whatever is written: open while they are touched, wiped at their end, and a latecomer is known."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.drafts.open_drafts import LIFE, Late, OpenDrafts
from tests.emulator.local_telegram.support import SteppedClock

CHAT, OTHER = 11, 22
A_SECOND = timedelta(seconds=1)


@dataclass
class Words:
    touched: datetime
    takes_away: bool = False
    said: list[str] = field(default_factory=lambda: ["Завхоз"])

    def is_over(self, now: datetime) -> bool:
        return now - self.touched >= LIFE

    def wipe(self) -> None:
        self.said.clear()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def drafts(clock: SteppedClock) -> OpenDrafts[Words]:
    return OpenDrafts(clock)


@pytest.fixture
def draft(drafts: OpenDrafts[Words], clock: SteppedClock) -> Words:
    return drafts.open(CHAT, Words(clock.now()))


def test_a_draft_lives_a_quarter_of_an_hour() -> None:
    assert timedelta(minutes=15) == LIFE


def test_to_ask_for_a_draft_lengthens_its_life(
    drafts: OpenDrafts[Words], draft: Words, clock: SteppedClock
) -> None:
    for _ in range(4):
        clock.step(seconds=(LIFE - A_SECOND).total_seconds())
        assert drafts.of(CHAT) is draft
    clock.step(seconds=LIFE.total_seconds())
    assert drafts.of(CHAT) is None


def test_to_look_whether_one_is_open_does_not(
    drafts: OpenDrafts[Words], draft: Words, clock: SteppedClock
) -> None:
    clock.step(seconds=(LIFE - A_SECOND).total_seconds())
    assert drafts.is_open(CHAT)
    assert drafts.open_in(CHAT) is draft
    assert drafts.holds(CHAT, draft)
    assert not drafts.holds(CHAT, Words(draft.touched))  # the very draft is asked for, and no equal one
    assert drafts.chats() == [CHAT]
    clock.step(seconds=1)
    assert drafts.of(CHAT) is None
    assert drafts.is_open(CHAT)  # until the housekeeping has told its writer


def test_a_closed_draft_is_wiped_whoever_still_holds_it(drafts: OpenDrafts[Words], draft: Words) -> None:
    assert drafts.close(CHAT) is draft
    assert draft.said == []
    assert not drafts.is_open(CHAT)
    assert not drafts.holds(CHAT, draft)
    assert drafts.close(CHAT) is None


def test_a_new_draft_takes_the_place_of_an_old_one_which_is_wiped(
    drafts: OpenDrafts[Words], draft: Words, clock: SteppedClock
) -> None:
    fresh = drafts.open(CHAT, Words(clock.now()))
    assert drafts.of(CHAT) is fresh
    assert not drafts.holds(CHAT, draft)
    assert (draft.said, fresh.said) == ([], ["Завхоз"])


def test_whoever_has_no_time_left_is_wiped_and_named_once_and_nobody_else(
    drafts: OpenDrafts[Words], draft: Words, clock: SteppedClock
) -> None:
    clock.step(seconds=1)
    other = drafts.open(OTHER, Words(clock.now()))
    clock.step(seconds=(LIFE - A_SECOND).total_seconds())
    assert drafts.close_expired() == [(CHAT, draft)]
    assert (draft.said, other.said) == ([], ["Завхоз"])
    assert drafts.chats() == [OTHER]
    assert drafts.close_expired() == []


@pytest.mark.parametrize("takes_away", [True, False])
def test_a_latecomer_is_known_for_a_quarter_of_an_hour_and_what_becomes_of_their_words_too(
    drafts: OpenDrafts[Words], clock: SteppedClock, *, takes_away: bool
) -> None:
    drafts.open(CHAT, Words(clock.now(), takes_away))
    clock.step(seconds=LIFE.total_seconds())
    drafts.close_expired()
    clock.step(seconds=(LIFE - A_SECOND).total_seconds())
    drafts.close_expired()
    assert drafts.late(CHAT) == Late(clock.now() + A_SECOND, takes_away)
    for _ in range(2):
        clock.step(seconds=1)
        assert drafts.late(CHAT) is None
    drafts.close_expired()
    assert drafts._late == {}


def test_no_latecomer_is_known_who_closed_their_draft_was_told_or_began_anew(
    drafts: OpenDrafts[Words], draft: Words, clock: SteppedClock
) -> None:
    drafts.close(CHAT)
    assert drafts.late(CHAT) is None
    for end in (lambda: drafts.settle_late(CHAT), lambda: drafts.open(CHAT, Words(clock.now()))):
        drafts.open(CHAT, Words(clock.now()))
        clock.step(seconds=LIFE.total_seconds())
        drafts.close_expired()
        assert drafts.late(CHAT) is not None
        end()
        assert drafts.late(CHAT) is None
