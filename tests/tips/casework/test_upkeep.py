"""Nothing is destroyed but what was warned of, by a clock that may be believed, a few a day (T21, T30)."""

from datetime import timedelta

import pytest

from bot.tips.casework.clock_witness import HOLDS, TOLERANCE, ClockWitness
from bot.tips.casework.deadlines import KEPT, LONGEST
from bot.tips.casework.upkeep import MOST_A_DAY
from bot.tips.model import CaseNumber, NoticeKind, Outcome
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.bureau import FIRST, SECOND, Bureau

SECOND_LONG = timedelta(seconds=1)


async def closed(bureau: Bureau) -> CaseNumber:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    await bureau.round()
    return number


async def purged(bureau: Bureau) -> list[CaseNumber]:
    """What the running bot destroys where Telegram's dates agree with its clock."""
    bureau.desk.witness.heard(bureau.clock.now())
    return await bureau.desk.upkeep.purge_by(bureau.desk.witness)


async def test_an_open_case_goes_after_a_year_where_somebody_was_warned_the_day_before(
    bureau: Bureau,
) -> None:
    number = await bureau.told_case()
    for _ in range(LONGEST.days - 1):
        await bureau.wait(days=1)
    assert (FIRST, NoticeKind.EXPIRES) in bureau.post.take()
    assert await purged(bureau) == []
    await bureau.wait(days=1)
    assert await purged(bureau) == [number]


async def test_a_clock_that_is_suddenly_a_year_ahead_destroys_nothing(bureau: Bureau) -> None:
    await bureau.told_case()
    await closed(bureau)
    bureau.desk.witness.heard(bureau.clock.now())
    ahead = SteppedClock(bureau.clock.now() + timedelta(days=400))
    witness = ClockWitness(ahead, lambda: 0.0)
    witness.heard(bureau.clock.now())  # what Telegram says of the day
    bureau.clock.step(days=400)
    assert len(await bureau.desk.upkeep.due()) == 1  # the closed one; of the other nobody was warned
    assert await bureau.desk.upkeep.purge_by(witness) == []
    await bureau.round()
    assert await bureau.desk.upkeep.purge_by(witness) == []
    assert len(await bureau.store.all_cases()) == 2


async def test_of_an_open_case_that_nobody_was_warned_of_nothing_goes_however_old(bureau: Bureau) -> None:
    await bureau.told_case()
    bureau.post.blocked |= {FIRST, SECOND}
    bureau.clock.step(days=500)
    assert await purged(bureau) == []


async def test_a_closed_case_goes_after_its_time_and_not_while_a_colleague_is_still_to_hear_of_its_end(
    bureau: Bureau,
) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    bureau.clock.step(days=KEPT.days)
    assert await purged(bureau) == []
    await bureau.round()
    assert await purged(bureau) == [number]


async def test_no_more_than_a_few_are_destroyed_a_day(bureau: Bureau) -> None:
    for _ in range(MOST_A_DAY + 2):
        await closed(bureau)
    bureau.clock.step(days=KEPT.days + 5)
    assert len(await purged(bureau)) == MOST_A_DAY
    assert await purged(bureau) == []
    bureau.clock.step(days=1)
    assert len(await purged(bureau)) == 2


@pytest.fixture
def steps() -> list[float]:
    """The steady clock: its last value is what it shows."""
    return [0.0]


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def witness(clock: SteppedClock, steps: list[float]) -> ClockWitness:
    return ClockWitness(clock, lambda: steps[-1])


def test_before_any_message_no_clock_is_believed(witness: ClockWitness) -> None:
    assert not witness.is_trusted


def test_a_clock_that_agrees_with_the_date_of_a_message_is_believed_as_long_as_it_runs_evenly(
    witness: ClockWitness, clock: SteppedClock, steps: list[float]
) -> None:
    witness.heard(clock.now() - TOLERANCE)
    assert witness.is_trusted
    clock.moment += HOLDS
    steps.append(HOLDS.total_seconds())
    assert witness.is_trusted
    clock.moment += SECOND_LONG
    steps.append(HOLDS.total_seconds() + 1)
    assert not witness.is_trusted


@pytest.mark.parametrize("jump", [TOLERANCE + SECOND_LONG, -TOLERANCE - SECOND_LONG, timedelta(days=400)])
def test_a_clock_that_has_jumped_is_not_believed_before_the_next_message(
    witness: ClockWitness, clock: SteppedClock, jump: timedelta
) -> None:
    witness.heard(clock.now())
    clock.moment += jump
    assert not witness.is_trusted
    witness.heard(clock.now())
    assert witness.is_trusted


@pytest.mark.parametrize("apart", [TOLERANCE + SECOND_LONG, timedelta(days=400), timedelta(days=-400)])
def test_a_clock_that_shows_another_time_than_the_message_is_not_believed(
    witness: ClockWitness, clock: SteppedClock, apart: timedelta
) -> None:
    witness.heard(clock.now() - apart)
    assert not witness.is_trusted
