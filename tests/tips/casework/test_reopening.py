"""An ended case to which its reporter adds is opened anew, from the minute of the notice on (T27)."""

from bot.tips.model import CaseNumber, NoticeKind, Outcome, State
from bot.tips.reporting.codes import Code
from bot.tips.reporting.filing import Wait
from tests.tips.bureau import FIRST, SECOND, Bureau


async def ended(bureau: Bureau) -> tuple[CaseNumber, Code]:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    await bureau.wait(days=40)
    bureau.post.take()
    return number, code


async def add(bureau: Bureau, code: Code) -> None:
    assert await bureau.desk.filing.add(await bureau.enter(code), bureau.draft(text="И ещё."))


async def state(bureau: Bureau, number: CaseNumber) -> tuple[State, Outcome | None]:
    head = (await bureau.desk.casework.card(FIRST, number)).head
    return head.state, head.outcome


async def test_officials_see_it_ended_until_they_are_told_of_the_addition_and_open_from_then_on(
    bureau: Bureau,
) -> None:
    number, code = await ended(bureau)
    await add(bureau, code)
    assert await state(bureau, number) == (State.CLOSED, Outcome.CONFIRMED)
    await bureau.wait(hours=2)
    assert bureau.post.take() == [(FIRST, NoticeKind.MORE), (SECOND, NoticeKind.MORE)]
    assert await state(bureau, number) == (State.OPENED, None)


async def test_its_month_begins_anew_for_both_sides(bureau: Bureau) -> None:
    number, code = await ended(bureau)
    await add(bureau, code)
    await bureau.wait(hours=2)
    card = await bureau.desk.casework.card(FIRST, number)
    assert card.head.reopened
    assert (card.decision_by - card.head.reopened).days in range(28, 32)
    assert card.days_left == (card.decision_by - card.head.reopened).days
    view = await bureau.desk.filing.view(await bureau.enter(code))
    assert view
    assert (view.waits_for, view.next_date, view.is_overdue) == (Wait.DECISION, card.decision_by, False)
    for _ in range(40):
        await bureau.wait(days=1)
    # By 11 May: a week before; and on the 8th, the last working day for three days and for one.
    assert bureau.post.take().count((FIRST, NoticeKind.DECIDE)) == 2


async def test_its_figures_are_taken_back_and_counted_once_it_ends_again(bureau: Bureau) -> None:
    number, code = await ended(bureau)
    await add(bureau, code)
    await bureau.wait(hours=2)
    assert await bureau.store.facts(FIRST) == []
    await bureau.end(FIRST, number, Outcome.NOT_CONFIRMED)
    for official in (FIRST, SECOND):
        [fact] = await bureau.store.facts(official)
        assert fact.outcome is Outcome.NOT_CONFIRMED


async def test_it_is_not_destroyed_on_the_day_its_first_end_would_have_been_followed_by(
    bureau: Bureau,
) -> None:
    number, code = await ended(bureau)
    bureau.clock.step(days=49)
    await add(bureau, code)
    await bureau.wait(hours=2)
    bureau.clock.step(days=300)
    assert await bureau.desk.upkeep.due() == []
    for _ in range(66):
        await bureau.wait(days=1)
    assert await bureau.desk.upkeep.due() == [number]
    assert bureau.post.take().count((FIRST, NoticeKind.EXPIRES)) == 3


async def test_a_warning_from_before_the_first_end_does_not_count_for_the_second_life(
    bureau: Bureau,
) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    await bureau.desk.casework.read(FIRST, number)
    bureau.clock.step(days=340)
    await bureau.round()
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    await bureau.wait(days=10)
    await add(bureau, code)
    await bureau.wait(hours=2)
    bureau.clock.step(days=364)
    assert await bureau.desk.upkeep.due() == []
    await bureau.round()
    bureau.clock.step(days=2)
    assert await bureau.desk.upkeep.due() == [number]


async def test_an_addition_reaches_also_those_who_want_no_reminders(bureau: Bureau) -> None:
    number, code = await ended(bureau)
    for official in (FIRST, SECOND):
        await bureau.desk.casework.mute(official, number, is_muted=True)
    await add(bureau, code)
    await bureau.wait(hours=2)
    assert bureau.post.take() == [(FIRST, NoticeKind.MORE), (SECOND, NoticeKind.MORE)]
    assert await state(bureau, number) == (State.OPENED, None)


async def test_a_case_that_never_ended_stays_as_it_is(bureau: Bureau) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    before = (await bureau.desk.casework.card(FIRST, number)).head
    await add(bureau, code)
    await bureau.wait(hours=2)
    assert (await bureau.desk.casework.card(FIRST, number)).head == before
