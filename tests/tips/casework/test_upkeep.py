"""Nothing is destroyed but what was warned of, by a clock that may be believed, a few a day (T21, T30)."""

import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from bot.tips.casework.clock_witness import HOLDS, TOLERANCE, ClockWitness
from bot.tips.casework.deadlines import KEPT, LONGEST
from bot.tips.casework.upkeep import MOST_A_DAY, WARNED_BEFORE, Upkeep
from bot.tips.model import CaseNumber, NoticeKind, Outcome
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.bureau import FIRST, SECOND, Bureau

SECOND_LONG = timedelta(seconds=1)
ALMATY = ZoneInfo("Asia/Almaty")
LATE_ON_MONDAY = datetime(2026, 11, 2, 19, 30, tzinfo=UTC)
"""In Almaty it is Tuesday already."""

TUESDAY = date(2026, 11, 3)


@dataclass
class Cases:
    """Cases by number alone; what was asked of them and done with them, in order."""

    due: list[CaseNumber] = field(default_factory=list)
    already: int = 0
    done: list[tuple[object, ...]] = field(default_factory=list)

    async def over_by(self, closed: date, received: date, warned: date) -> list[CaseNumber]:
        self.done.append(("asked", closed, received, warned))
        return self.due

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Cases"]:
        yield self

    async def destroyed_on(self, day: date) -> int:
        assert day == TUESDAY
        return self.already

    async def destroy(self, numbers: Collection[CaseNumber], day: date) -> None:
        self.done.append(("destroyed", *numbers, day))

    async def scrub(self) -> None:
        self.done.append(("scrubbed",))


def upkeep_of(cases: Cases) -> Upkeep:
    clock = SteppedClock(LATE_ON_MONDAY)
    return Upkeep(cast("Any", cases), ALMATY, clock)


def numbers(count: int) -> list[CaseNumber]:
    return [CaseNumber(f"A-{number}") for number in range(count)]


async def test_what_is_over_is_reckoned_from_the_day_in_almaty() -> None:
    cases = Cases()
    assert await upkeep_of(cases).due() == []
    assert (timedelta(days=90), timedelta(days=365), timedelta(days=1)) == (KEPT, LONGEST, WARNED_BEFORE)
    assert cases.done == [("asked", date(2026, 8, 5), date(2025, 11, 3), date(2026, 11, 2))]


def test_at_most_twenty_are_destroyed_a_day() -> None:
    assert MOST_A_DAY == 20


async def test_where_nothing_is_due_nothing_is_touched() -> None:
    cases = Cases()
    assert await upkeep_of(cases).purge() == []
    assert [what for what, *_ in cases.done] == ["asked"]


@pytest.mark.parametrize(
    ("due", "already", "goes"),
    [
        (1, 0, 1),
        (MOST_A_DAY, 0, MOST_A_DAY),
        (MOST_A_DAY + 1, 0, MOST_A_DAY),
        (2, MOST_A_DAY - 1, 1),
        (2, MOST_A_DAY, 0),
        (2 * MOST_A_DAY, MOST_A_DAY + 3, 0),
    ],
)
async def test_no_more_goes_than_is_left_of_the_day_and_the_first_go_first(
    due: int, already: int, goes: int
) -> None:
    cases = Cases(numbers(due), already)
    assert await upkeep_of(cases).purge() == numbers(goes)
    assert cases.done[1:] == [("destroyed", *numbers(goes), TUESDAY), ("scrubbed",)]


@pytest.mark.parametrize("due", [0, 1])
async def test_a_clock_that_is_not_believed_is_told_of_only_where_something_would_have_gone(
    due: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    cases = Cases(numbers(due))
    unheard = ClockWitness(SteppedClock(LATE_ON_MONDAY), lambda: 0.0)
    assert await upkeep_of(cases).purge_by(unheard) == []
    assert [what for what, *_ in cases.done] == ["asked"]
    assert caplog.messages.count("CLOCK_NOT_TRUSTED") == due


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


async def test_a_closed_case_stays_open_to_its_reporter_for_ninety_days_and_not_a_day_more(
    bureau: Bureau,
) -> None:
    number = await closed(bureau)
    bureau.clock.step(days=KEPT.days - 1)
    assert await purged(bureau) == []
    bureau.clock.step(days=1)
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
