"""What an official can look up keeps what the notices promise: nothing exists for them before its minute (T27)."""

import pytest

from bot.tips.casework.casework import NotYoursError
from bot.tips.model import CaseNumber, NoticeKind, Outcome
from bot.tips.reporting.filing import MOST_ADDITIONS_A_DAY, TooManyAdditionsError
from tests.tips.bureau import EVERYBODY, FIRST, SECOND, Bureau


async def numbers(bureau: Bureau, official: object = FIRST) -> list[CaseNumber]:
    [one] = [name for name in EVERYBODY if name == official]
    return [listed.head.number for listed in await bureau.desk.casework.inbox(one)]


async def test_a_case_is_in_no_list_before_the_minute_of_its_notice(bureau: Bureau) -> None:
    number, _ = await bureau.file()
    for _ in range(80):
        is_told = (FIRST, NoticeKind.NEW) in bureau.post.told
        assert (await numbers(bureau) == [number]) is is_told
        if is_told:
            return
        with pytest.raises(NotYoursError):
            await bureau.desk.casework.card(FIRST, number)
        with pytest.raises(NotYoursError):
            await bureau.desk.casework.read(FIRST, number)
        with pytest.raises(NotYoursError):
            await bureau.desk.casework.files(FIRST, number)
        await bureau.wait(minutes=1)
    raise AssertionError


async def test_an_addition_is_not_there_before_the_minute_of_its_notice(bureau: Bureau) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    await bureau.desk.casework.read(FIRST, number)
    bureau.post.take()
    addition = bureau.draft(text="И ещё.")
    assert await bureau.desk.filing.add(await bureau.enter(code), addition)
    for _ in range(80):
        is_told = (FIRST, NoticeKind.MORE) in bureau.post.told
        entries = await bureau.desk.casework.read(FIRST, number)
        assert (len(entries) == 2) is is_told
        if is_told:
            return
        await bureau.wait(minutes=1)
    raise AssertionError


async def test_the_reporter_sees_at_once_what_they_added(bureau: Bureau) -> None:
    _, code = await bureau.file()
    key = await bureau.enter(code)
    await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))
    view = await bureau.desk.filing.view(key)
    assert view
    assert [entry.text for entry in view.entries][1:] == ["И ещё."]


async def test_a_withdrawn_case_that_was_read_stays_as_it_was_until_the_minute_of_its_notice(
    bureau: Bureau,
) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    before = await bureau.desk.casework.read(FIRST, number)
    bureau.post.take()
    await bureau.desk.filing.withdraw(await bureau.enter(code))
    for _ in range(80):
        if (FIRST, NoticeKind.WITHDRAWN) in bureau.post.told:
            break
        assert await numbers(bureau) == [number]
        assert await bureau.desk.casework.read(FIRST, number) == before
        await bureau.wait(minutes=1)
    assert await numbers(bureau) == await bureau.store.all_cases() == []
    with pytest.raises(NotYoursError):
        await bureau.desk.casework.read(FIRST, number)


async def test_a_withdrawn_case_that_nobody_has_read_is_destroyed_at_once_and_still_listed_until_the_notice(
    bureau: Bureau,
) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    card = await bureau.desk.casework.card(FIRST, number)
    await bureau.desk.filing.withdraw(await bureau.enter(code))
    assert {entry.sealed for entry in await bureau.store.entries(number)} == {b""}
    assert await numbers(bureau) == [number]
    assert await bureau.desk.casework.card(FIRST, number) == card
    with pytest.raises(NotYoursError):
        await bureau.desk.casework.read(FIRST, number)
    await bureau.wait(hours=2)
    assert await bureau.store.all_cases() == []


async def test_a_case_withdrawn_before_anybody_heard_of_it_is_gone_and_nobody_ever_hears(
    bureau: Bureau,
) -> None:
    _, code = await bureau.file()
    await bureau.desk.filing.withdraw(await bureau.enter(code))
    assert await bureau.store.all_cases() == []
    await bureau.wait(hours=2)
    assert bureau.post.told == []


async def test_the_code_of_a_withdrawn_case_opens_nothing_from_now_on(bureau: Bureau) -> None:
    _, code = await bureau.file()
    await bureau.wait(hours=2)
    key = await bureau.enter(code)
    await bureau.desk.filing.withdraw(key)
    assert await bureau.desk.filing.enter(code) is None
    assert await bureau.desk.filing.view(key) is None
    assert not await bureau.desk.filing.add(key, bureau.draft())


async def test_a_case_that_is_withdrawn_twice_is_told_of_once(bureau: Bureau) -> None:
    number, code = await bureau.file(SECOND)
    await bureau.wait(hours=2)
    bureau.post.take()
    key = await bureau.enter(code)
    for _ in range(2):
        await bureau.desk.filing.withdraw(key)
    for _ in range(3):
        await bureau.wait(hours=1)
    assert bureau.post.take() == [(FIRST, NoticeKind.WITHDRAWN)]
    await bureau.desk.filing.withdraw(key)
    assert number not in await bureau.store.all_cases()


async def test_who_came_to_a_case_only_by_its_next_notice_hears_nothing_of_its_withdrawal(
    bureau: Bureau,
) -> None:
    """Who may know of a case is told that it is no more; to the others it is not told that there was one."""
    number, code = await bureau.file(SECOND)
    await bureau.wait(hours=2)
    bureau.post.take()
    await bureau.desk.filing.withdraw(await bureau.enter(code))
    await bureau.wait(hours=2)
    assert bureau.post.take() == [(FIRST, NoticeKind.WITHDRAWN)]
    assert number not in await bureau.store.all_cases()


async def test_an_urgent_case_is_there_at_once_as_its_notice_is(bureau: Bureau) -> None:
    number, _ = await bureau.file(is_urgent=True)
    await bureau.round()
    assert (FIRST, NoticeKind.NEW) in bureau.post.take()
    assert await numbers(bureau) == [number]


async def test_additions_of_one_sitting_are_told_of_a_few_times_and_are_bounded_by_the_day(
    bureau: Bureau,
) -> None:
    _, code = await bureau.file()
    await bureau.wait(hours=2)
    bureau.post.take()
    key = await bureau.enter(code)
    for _ in range(MOST_ADDITIONS_A_DAY):
        assert await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))
    with pytest.raises(TooManyAdditionsError):
        await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))
    await bureau.wait(hours=2)
    told = [batch for batch in bureau.post.batches if batch.official == FIRST]
    assert len(told) == 2  # the case itself, and one message of all that was added
    await bureau.wait(days=1)
    assert await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))


async def test_figures_of_a_case_are_kept_for_whoever_received_it(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    assert len(await bureau.store.facts(FIRST)) == len(await bureau.store.facts(SECOND)) == 1
