"""Two acts at the same moment: one of them finds what the other has made of the case, and nothing is half done (T31)."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.tips.casework.casework import EndedError
from bot.tips.model import CaseNumber, EntryKind, Outcome, State
from bot.tips.officials.file import OfficialId
from tests.tips.bureau import FIRST, SECOND, Bureau

Act = Callable[[Bureau, OfficialId, CaseNumber], Awaitable[object]]


def end(outcome: Outcome) -> Act:
    return lambda bureau, official, number: bureau.end(official, number, outcome)


def take(bureau: Bureau, official: OfficialId, number: CaseNumber) -> Awaitable[object]:
    return bureau.desk.casework.take(official, number)


def read(bureau: Bureau, official: OfficialId, number: CaseNumber) -> Awaitable[object]:
    return bureau.desk.casework.read(official, number)


CONFIRM, DENY = end(Outcome.CONFIRMED), end(Outcome.NOT_CONFIRMED)


@pytest.mark.parametrize("order", [1, -1], ids=["as named", "the other way"])
@pytest.mark.parametrize("other", [take, read, DENY], ids=["take", "read", "end"])
async def test_a_case_that_ends_at_the_moment_of_another_act_stays_ended_and_counts_once(
    bureau: Bureau, other: Act, order: int
) -> None:
    number = await bureau.told_case()
    for official in (FIRST, SECOND):
        await bureau.desk.casework.read(official, number)
    acts = [CONFIRM(bureau, FIRST, number), other(bureau, SECOND, number)][::order]
    results = await asyncio.gather(*acts, return_exceptions=True)
    assert all(not isinstance(one, BaseException) or isinstance(one, EndedError) for one in results)
    kept = await bureau.store.kept(number)
    assert kept
    head = kept.record.head
    assert head.state is State.CLOSED
    assert head.outcome in {Outcome.CONFIRMED, Outcome.NOT_CONFIRMED}
    assert [fact.outcome for fact in await bureau.store.facts(FIRST)] == [head.outcome]


@pytest.mark.parametrize("order", [1, -1])
async def test_a_case_taken_at_the_moment_of_a_look_is_in_work(bureau: Bureau, order: int) -> None:
    number = await bureau.told_case()
    await asyncio.gather(*[take(bureau, FIRST, number), read(bureau, SECOND, number)][::order])
    kept = await bureau.store.kept(number)
    assert kept
    assert kept.record.head.state is State.IN_WORK


async def test_replies_written_at_one_moment_are_all_kept(bureau: Bureau) -> None:
    number = await bureau.told_case()
    words = [f"Ответ {count}" for count in range(5)]
    await asyncio.gather(*(bureau.write(FIRST, number, EntryKind.REPLY, one) for one in words))
    entries = await bureau.desk.casework.read(FIRST, number)
    assert sorted(entry.text for entry in entries[1:]) == words


async def test_both_who_step_back_at_one_moment_do_not_leave_the_case_to_each_other(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await asyncio.gather(
        bureau.desk.casework.recuse(FIRST, number), bureau.desk.casework.recuse(SECOND, number)
    )
    recipients = await bureau.store.recipients(number)
    assert recipients
    assert not recipients & {FIRST, SECOND}
