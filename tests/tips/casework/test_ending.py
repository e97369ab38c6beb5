"""Nobody buries a case: everybody who receives it hears of it and of its end, and to bury it takes two who have read it (T26)."""

import pytest

from bot.tips.casework.casework import EndedError, NoSecondError, NotYoursError, UnopenedError
from bot.tips.casework.ending import Ended, Proposed
from bot.tips.model import NEEDS_TWO, NoticeKind, Outcome, State
from tests.tips.bureau import CHIEF, FIRST, SECOND, Bureau

ALONE = sorted(set(Outcome) - NEEDS_TWO)


async def state_of(bureau: Bureau, number: object) -> State:
    [kept] = [await bureau.store.kept(one) for one in await bureau.store.all_cases() if one == number]
    assert kept
    return kept.record.head.state


@pytest.mark.parametrize("outcome", Outcome)
async def test_a_case_is_not_ended_by_who_has_not_read_it(bureau: Bureau, outcome: Outcome) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.card(FIRST, number)
    await bureau.desk.casework.take(FIRST, number)
    await bureau.desk.casework.read(SECOND, number)
    with pytest.raises(UnopenedError):
        await bureau.end(FIRST, number, outcome)
    assert await state_of(bureau, number) is State.IN_WORK


@pytest.mark.parametrize("outcome", ALONE)
async def test_a_colleague_hears_of_the_end_of_a_case(bureau: Bureau, outcome: Outcome) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    assert await bureau.end(FIRST, number, outcome) == Ended(frozenset({SECOND}))
    await bureau.round()
    assert bureau.post.take() == [(SECOND, NoticeKind.ENDED)]


async def test_whoever_has_not_heard_of_a_case_hears_of_it_also_where_it_has_ended(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.transfer(SECOND, number, CHIEF)  # chief's first notice has not left
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    await bureau.round()
    assert bureau.post.take() == [(CHIEF, NoticeKind.NEW), (CHIEF, NoticeKind.ENDED)]


async def test_an_ended_case_is_handed_to_nobody_by_an_old_button(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    with pytest.raises(EndedError):
        await bureau.desk.casework.successors(FIRST, number)
    with pytest.raises(EndedError):
        await bureau.desk.casework.transfer(FIRST, number, CHIEF)
    assert CHIEF not in await bureau.store.recipients(number)


async def test_a_notice_that_is_sent_again_still_says_that_the_case_was_opened_anew_today(
    bureau: Bureau,
) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    await bureau.desk.casework.reopen(number)
    kept = (await bureau.desk.casework.card(FIRST, number)).head
    assert bureau.desk.casework.is_opened_anew(kept)
    bureau.clock.step(days=1)
    assert not bureau.desk.casework.is_opened_anew(kept)


@pytest.mark.parametrize("outcome", sorted(NEEDS_TWO))
async def test_one_alone_does_not_bury_a_case(bureau: Bureau, outcome: Outcome) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    for _ in range(2):
        ending = await bureau.end(FIRST, number, outcome)
        assert ending == Proposed(frozenset({SECOND}))
    assert await state_of(bureau, number) is State.OPENED
    await bureau.round()
    assert bureau.post.take() == [(SECOND, NoticeKind.SECOND)]


@pytest.mark.parametrize("outcome", sorted(NEEDS_TWO))
async def test_a_colleague_who_has_read_it_too_gives_the_outcome_and_who_asked_for_it_hears_so(
    bureau: Bureau, outcome: Outcome
) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, outcome)
    await bureau.round()
    bureau.post.take()
    with pytest.raises(UnopenedError):
        await bureau.end(SECOND, number, outcome)
    await bureau.desk.casework.read(SECOND, number)
    assert await bureau.end(SECOND, number, outcome) == Ended(frozenset({FIRST}))
    assert await state_of(bureau, number) is State.CLOSED
    await bureau.round()
    assert bureau.post.take() == [(FIRST, NoticeKind.ENDED)]


async def test_a_colleague_who_thinks_otherwise_proposes_anew(bureau: Bureau) -> None:
    number = await bureau.told_case()
    for official in (FIRST, SECOND):
        await bureau.desk.casework.read(official, number)
    await bureau.end(FIRST, number, Outcome.NO_DATA)
    ending = await bureau.end(SECOND, number, Outcome.OUT_OF_SCOPE)
    assert ending == Proposed(frozenset({FIRST}))
    assert await state_of(bureau, number) is State.OPENED


async def test_where_there_is_no_colleague_the_backup_is_the_second_pair_of_eyes(bureau: Bureau) -> None:
    number = await bureau.told_case(SECOND)
    await bureau.desk.casework.read(FIRST, number)
    assert await bureau.end(FIRST, number, Outcome.NO_DATA) == Proposed(frozenset({CHIEF}))
    await bureau.round()
    assert bureau.post.take() == [(CHIEF, NoticeKind.SECOND)]
    await bureau.desk.casework.read(CHIEF, number)
    assert isinstance(await bureau.end(CHIEF, number, Outcome.NO_DATA), Ended)


async def test_where_nobody_else_may_see_it_a_case_is_not_buried_but_can_be_decided(bureau: Bureau) -> None:
    number = await bureau.told_case(SECOND, CHIEF)
    await bureau.desk.casework.read(FIRST, number)
    with pytest.raises(NoSecondError):
        await bureau.end(FIRST, number, Outcome.NO_DATA)
    assert await state_of(bureau, number) is State.OPENED
    assert await bureau.end(FIRST, number, Outcome.NOT_CONFIRMED) == Ended(frozenset())


async def test_an_ended_case_is_neither_ended_again_nor_taken(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    with pytest.raises(EndedError):
        await bureau.end(FIRST, number, Outcome.NOT_CONFIRMED)
    with pytest.raises(EndedError):
        await bureau.desk.casework.take(SECOND, number)


async def test_the_last_who_has_a_case_may_step_back_and_the_owners_hear_that_nobody_is_left(
    bureau: Bureau,
) -> None:
    number = await bureau.told_case(SECOND, CHIEF)
    assert not await bureau.desk.casework.recuse(FIRST, number)
    with pytest.raises(NotYoursError):
        await bureau.desk.casework.card(FIRST, number)
    await bureau.round()
    assert bureau.post.alarms == [(0, 1)]


async def test_whoever_steps_back_leaves_the_case_to_the_others_or_to_the_backup(bureau: Bureau) -> None:
    number = await bureau.told_case()
    assert await bureau.desk.casework.recuse(FIRST, number)
    assert await bureau.store.recipients(number) == {SECOND}
    assert await bureau.desk.casework.recuse(SECOND, number)
    assert await bureau.store.recipients(number) == {CHIEF}
