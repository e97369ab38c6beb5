"""A draft is there for a quarter of an hour, holds no more than there is room for, and leaves nothing (T2)."""

from datetime import timedelta

import pytest

from bot.drafts.open_drafts import LIFE
from bot.language import Language
from bot.tips.reporting.draft import (
    MOST_BYTES,
    MOST_BYTES_IN_ALL,
    MOST_FILES,
    MOST_SIGNS,
    Draft,
    Drafts,
    Stage,
)
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.evidence import evidence

CHAT, OTHER = 11, 22


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def drafts(clock: SteppedClock) -> Drafts:
    return Drafts(clock)


@pytest.fixture
def draft(drafts: Drafts) -> Draft:
    return drafts.begin(CHAT, Language.RU)


def test_a_draft_lives_fifteen_minutes_after_it_was_last_touched(
    drafts: Drafts, draft: Draft, clock: SteppedClock
) -> None:
    assert timedelta(minutes=15) == LIFE
    for _ in range(4):
        clock.step(minutes=14, seconds=59)
        assert drafts.of(CHAT) is draft
    clock.step(minutes=15)
    assert drafts.of(CHAT) is None


@pytest.mark.parametrize("stage", [Stage.FILING, Stage.OPENING])
def test_no_draft_ends_while_the_desk_is_at_work_on_it(
    drafts: Drafts, draft: Draft, clock: SteppedClock, stage: Stage
) -> None:
    draft.texts[1], draft.stage = "words", stage
    clock.step(hours=2)
    assert drafts.close_expired() == []
    assert drafts.of(CHAT) is draft
    draft.stage = Stage.CODE
    assert [chat for chat, _ in drafts.close_expired()] == [CHAT]


def test_however_often_it_is_touched_a_draft_ends_two_hours_after_it_was_begun(
    drafts: Drafts, draft: Draft, clock: SteppedClock
) -> None:
    for _ in range(11):
        clock.step(minutes=10)
        assert drafts.of(CHAT) is draft
    clock.step(minutes=10)
    assert drafts.of(CHAT) is None
    assert [chat for chat, _ in drafts.close_expired()] == [CHAT]


def test_a_closed_draft_is_wiped_whoever_still_holds_it(drafts: Drafts, draft: Draft) -> None:
    draft.texts[5] = "Завхоз"
    draft.files.append(evidence("a.jpg", b"1"))
    draft.traces += ("Завхоз",)
    closed = drafts.close(CHAT)
    assert closed is draft
    assert draft.is_empty
    assert not draft.traces
    assert not drafts.is_open(CHAT)


def test_a_new_draft_takes_the_place_of_an_old_one_which_is_wiped(drafts: Drafts, draft: Draft) -> None:
    draft.texts[5] = "Завхоз"
    fresh = drafts.begin(CHAT, Language.KK, Stage.ENTERING)
    assert drafts.of(CHAT) is fresh is not draft
    assert draft.text == ""


def test_drafts_of_two_chats_know_nothing_of_each_other(drafts: Drafts, draft: Draft) -> None:
    draft.texts[5] = "Завхоз"
    assert drafts.begin(OTHER, Language.RU).text == ""
    assert draft.text == "Завхоз"


def test_texts_stand_in_their_order_and_a_correction_in_the_place_of_what_it_corrects(draft: Draft) -> None:
    draft.texts |= {5: "Первое.", 6: "Второе."}
    draft.texts[5] = "Первое, точнее."
    assert draft.text == "Первое, точнее.\n\nВторое."


def test_a_correction_takes_no_more_room_than_it_needs(draft: Draft) -> None:
    draft.texts[5] = "а" * (MOST_SIGNS - 100)
    assert not draft.has_room_for(6, "б" * 200)
    assert draft.has_room_for(5, "б" * 200)
    assert draft.has_room_for(6, "б" * 90)


def test_whoever_waits_for_a_file_is_not_away_but_not_for_ever(
    drafts: Drafts, draft: Draft, clock: SteppedClock
) -> None:
    draft.awaited[5] = 1
    clock.step(seconds=LIFE.total_seconds() * 2 - 1)
    assert drafts.close_expired() == []
    clock.step(seconds=1)
    assert [gone for _, gone in drafts.close_expired()] == [draft]


def test_words_fit_up_to_twenty_thousand_signs(draft: Draft) -> None:
    assert draft.has_room_for(5, "а" * MOST_SIGNS)
    assert not draft.has_room_for(5, "а" * (MOST_SIGNS + 1))


def test_ten_files_fit_and_no_eleventh(drafts: Drafts, draft: Draft) -> None:
    draft.files += [evidence("a.jpg", b"1")] * (MOST_FILES - 1)
    assert drafts.has_room_for(draft, 1)
    draft.files.append(evidence("a.jpg", b"1"))
    assert not drafts.has_room_for(draft, 1)


def test_a_file_that_is_still_awaited_takes_its_place(drafts: Drafts, draft: Draft) -> None:
    draft.files += [evidence("a.jpg", b"1")] * (MOST_FILES - 3)
    draft.awaited |= {1: 100, 2: 100}
    assert drafts.has_room_for(draft, 1)
    draft.awaited[3] = 100
    assert not drafts.has_room_for(draft, 1)


def test_files_of_one_draft_are_sixty_mib_at_most(drafts: Drafts, draft: Draft) -> None:
    draft.files.append(evidence("a.pdf", bytes(MOST_BYTES - 10)))
    assert drafts.has_room_for(draft, 10)
    assert not drafts.has_room_for(draft, 11)


def test_a_file_that_grew_when_it_was_made_anew_must_fit_too(drafts: Drafts, draft: Draft) -> None:
    draft.files += [evidence()] * MOST_FILES
    assert drafts.can_hold(draft, MOST_BYTES - draft.size)
    assert not drafts.can_hold(draft, MOST_BYTES - draft.size + 1)


def test_many_drafts_together_do_not_fill_the_memory(drafts: Drafts) -> None:
    file = evidence("a.pdf", bytes(MOST_BYTES))
    for chat in range(MOST_BYTES_IN_ALL // MOST_BYTES):
        drafts.begin(chat, Language.RU).files.append(file)
    last = drafts.begin(99, Language.RU)
    assert not drafts.has_room_for(last, 1)
    drafts.close(0)
    assert drafts.has_room_for(last, 1)
    drafts.begin(0, Language.RU).files.append(evidence("a.pdf", bytes(MOST_BYTES - 10)))
    assert drafts.has_room_for(last, 10)
    assert not drafts.has_room_for(last, 11)


def test_a_draft_shows_nothing_of_itself_where_it_is_printed(draft: Draft) -> None:
    draft.texts[5] = "Завхоз"
    assert repr(draft) == "Draft(…)"
