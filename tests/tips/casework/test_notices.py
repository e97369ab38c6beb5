"""Notices: one that fails delays only itself; danger to life is told of until somebody looks; owners hear once a day (T16, T23)."""

import logging
import sqlite3

import pytest

from bot.outbox.delivery_result import MaybeSent, NotSent, Refused, TooFast, Undelivered
from bot.tips.casework.notices import NoticeResult
from bot.tips.model import CaseNumber, NoticeKind, Outcome
from bot.tips.officials.file import Official, OfficialId
from bot.tips.ports import Batch
from bot.tips.reporting.codes import Code
from tests.tips.bureau import CHIEF, FIRST, SECOND, Bureau


async def test_a_case_whose_key_is_gone_keeps_no_other_from_being_told(bureau: Bureau) -> None:
    lost, _ = await bureau.file()

    def lose(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE tip_case SET key_by_file = zeroblob(60) WHERE number = ?", (lost,))

    await bureau.store.database.run(lose)
    bureau.post.blocked.add(FIRST)
    fresh, _ = await bureau.file()
    await bureau.wait(hours=2)
    assert bureau.post.take().count((SECOND, NoticeKind.NEW)) == 2
    # The backup of who blocked the bot has the case that can still be opened.
    assert CHIEF in await bureau.store.recipients(fresh)
    await bureau.round()
    assert (CHIEF, NoticeKind.NEW) in bureau.post.take()


async def test_a_notice_that_cannot_be_written_is_tried_again_and_the_others_leave(bureau: Bureau) -> None:
    broken, _ = await bureau.file()
    whole, _ = await bureau.file()
    bureau.post.broken.add(broken)
    await bureau.wait(hours=2)
    await bureau.wait(minutes=1)
    told = {(batch.official, number) for batch in bureau.post.batches for number in batch.cases}
    assert told == {(FIRST, whole), (SECOND, whole)}
    bureau.post.broken.clear()
    await bureau.wait(hours=1)
    told = {(batch.official, number) for batch in bureau.post.batches for number in batch.cases}
    assert told == {(name, number) for name in (FIRST, SECOND) for number in (broken, whole)}


@pytest.mark.parametrize(
    ("result", "rest", "is_repeat"),
    [
        (NotSent(), 30, False),
        (MaybeSent(), 30, True),
        (TooFast(7), 7, False),
        (Refused(), 600, False),
    ],
)
async def test_a_notice_that_did_not_come_through_comes_again_and_says_so_only_where_it_may_have_arrived(
    bureau: Bureau, caplog: pytest.LogCaptureFixture, result: Undelivered, rest: int, *, is_repeat: bool
) -> None:
    await bureau.file(SECOND)
    bureau.post.results.append(result)
    with caplog.at_level(logging.INFO):
        await bureau.wait(hours=2)
    assert "NOTICE_FAILED" not in caplog.messages
    await bureau.wait(seconds=rest - 1)
    assert bureau.post.batches == []
    await bureau.wait(seconds=1)
    [batch] = bureau.post.batches
    assert (batch.official, batch.is_repeat) == (FIRST, is_repeat)


async def test_a_notice_whose_answer_is_lost_without_end_stays_the_same_notice(
    bureau: Bureau, caplog: pytest.LogCaptureFixture
) -> None:
    await bureau.file(SECOND)
    bureau.post.results += [MaybeSent()] * 50
    await bureau.wait(hours=2)
    with caplog.at_level(logging.INFO):
        while bureau.post.results:
            await bureau.wait(minutes=10)
    assert "NOTICE_FAILED" not in [record.msg for record in caplog.records]
    await bureau.wait(minutes=10)
    [batch] = bureau.post.batches
    assert (batch.official, batch.is_repeat) == (FIRST, True)


async def test_a_notice_whose_answer_is_lost_again_and_again_rests_twice_as_long_each_time_up_to_ten_minutes(
    bureau: Bureau,
) -> None:
    await bureau.file(SECOND)
    bureau.post.results += [MaybeSent()] * 9
    await bureau.wait(hours=2)
    rests = []
    while bureau.post.results:
        left, seconds = len(bureau.post.results), 0
        while len(bureau.post.results) == left:
            await bureau.wait(seconds=10)
            seconds += 10
        rests.append(seconds)
    assert rests == [30, 30, 30, 60, 120, 240, 480, 600]


async def test_where_the_backup_of_one_case_cannot_be_called_that_of_the_others_is(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    broken, _ = await bureau.file(SECOND)
    whole, _ = await bureau.file(SECOND)
    call_backup = bureau.desk.casework.call_backup

    async def call(official: OfficialId, number: CaseNumber) -> None:
        if number == broken:
            raise ZeroDivisionError
        await call_backup(official, number)

    bureau.post.blocked.add(FIRST)
    with monkeypatch.context() as patch:
        patch.setattr(bureau.desk.casework, "call_backup", call)
        await bureau.wait(hours=2)
        await bureau.wait(minutes=1)
    cases = {number for batch in bureau.post.batches for number in batch.cases if batch.official == CHIEF}
    assert cases == {whole}
    faults = [vars(record)["adep"]["error"] for record in caplog.records if record.msg == "NOTICE_FAILED"]
    assert set(faults) == {"ZeroDivisionError"}
    await bureau.wait(hours=2)
    await bureau.round()
    cases = {number for batch in bureau.post.batches for number in batch.cases if batch.official == CHIEF}
    assert cases == {broken, whole}


async def test_danger_to_life_is_told_at_once_every_hour_and_to_the_backup_after_one(bureau: Bureau) -> None:
    number, _ = await bureau.file(is_urgent=True)
    await bureau.round()
    assert bureau.post.take() == [(FIRST, NoticeKind.NEW), (SECOND, NoticeKind.NEW)]
    assert all(batch.is_urgent for batch in bureau.post.batches)
    for _ in range(3):
        await bureau.wait(minutes=59)
        assert bureau.post.take() == []
        await bureau.wait(minutes=1)
        assert sorted(bureau.post.take()) == [
            (name, NoticeKind.URGENT) for name in sorted((CHIEF, FIRST, SECOND))
        ]
    assert CHIEF in await bureau.store.recipients(number)
    await bureau.desk.casework.read(CHIEF, number)
    await bureau.wait(hours=3)
    assert bureau.post.take() == []


async def add_in_danger(bureau: Bureau, code: Code) -> None:
    draft = bureau.draft(text="Мне угрожают.")
    draft.is_urgent = True
    assert await bureau.desk.filing.add(await bureau.enter(code), draft)
    await bureau.round()


async def test_danger_told_of_in_an_addition_is_told_at_once_every_hour_and_to_the_backup_until_somebody_looks(
    bureau: Bureau,
) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    await bureau.desk.casework.read(FIRST, number)
    bureau.post.take()
    await add_in_danger(bureau, code)
    assert bureau.post.take() == [(FIRST, NoticeKind.MORE_URGENT), (SECOND, NoticeKind.MORE_URGENT)]
    assert bureau.post.batches[-1].is_urgent
    for _ in range(2):
        await bureau.wait(hours=1)
        assert sorted(bureau.post.take()) == [
            (name, NoticeKind.MORE_UNREAD) for name in sorted((CHIEF, FIRST, SECOND))
        ]
    [_, added] = await bureau.desk.casework.read(CHIEF, number)
    assert added.is_urgent
    assert (await bureau.desk.casework.card(CHIEF, number)).head.is_urgent
    await bureau.wait(hours=3)
    assert bureau.post.take() == []


async def test_a_case_that_is_opened_while_notices_are_on_their_way_is_told_of_no_more(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    await bureau.desk.casework.read(FIRST, number)
    await add_in_danger(bureau, code)
    bureau.post.take()
    send = bureau.post.notify

    async def open_at_once(official: Official, batch: Batch) -> NoticeResult:
        sent = await send(official, batch)
        if official.id == FIRST:
            await bureau.desk.casework.read(FIRST, number)
        return sent

    monkeypatch.setattr(bureau.post, "notify", open_at_once)
    await bureau.wait(hours=1)
    assert (FIRST, NoticeKind.MORE_UNREAD) in bureau.post.take()
    await bureau.wait(hours=3)
    assert bureau.post.take() == []


async def test_danger_told_of_in_an_addition_lets_a_case_wait_no_longer_that_nobody_has_heard_of(
    bureau: Bureau,
) -> None:
    number, code = await bureau.file(SECOND)
    await add_in_danger(bureau, code)
    assert bureau.post.take() == [(FIRST, NoticeKind.NEW), (FIRST, NoticeKind.MORE_URGENT)]
    [_, added] = await bureau.desk.casework.read(FIRST, number)
    assert added.is_urgent
    await bureau.wait(hours=3)
    assert bureau.post.take() == []


async def test_danger_told_of_in_an_addition_opens_an_ended_case_anew_at_once(bureau: Bureau) -> None:
    number, code = await bureau.file(SECOND)
    await bureau.wait(hours=2)
    await bureau.desk.casework.read(FIRST, number)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    await add_in_danger(bureau, code)
    assert (await bureau.desk.casework.card(FIRST, number)).head.closed is None


async def test_a_muted_urgent_case_is_heard_all_the_same(bureau: Bureau) -> None:
    number, _ = await bureau.file(is_urgent=True)
    await bureau.round()
    await bureau.desk.casework.mute(FIRST, number, is_muted=True)
    bureau.post.take()
    await bureau.wait(hours=1)
    assert (FIRST, NoticeKind.URGENT) in bureau.post.take()


async def test_owners_hear_once_a_day_of_as_many_cases_as_have_nobody(bureau: Bureau) -> None:
    bureau.post.blocked |= {FIRST, SECOND, CHIEF}
    for _ in range(2):
        await bureau.file()
    for _ in range(6):
        await bureau.wait(hours=1)
    # Who blocked the bot is known only once a notice was refused: the alarm counts what is without anybody by then.
    assert bureau.post.alarms == [(0, 2)]
    await bureau.wait(days=1)
    await bureau.wait(hours=1)
    assert bureau.post.alarms == [(0, 2), (0, 2)]


async def test_where_somebody_has_come_back_the_alarms_end(bureau: Bureau) -> None:
    bureau.post.blocked |= {FIRST, SECOND, CHIEF}
    await bureau.file()
    await bureau.wait(hours=2)
    bureau.post.blocked.clear()
    await bureau.start()
    bureau.post.alarms.clear()
    await bureau.wait(days=1)
    await bureau.wait(days=1)
    assert bureau.post.alarms == []


async def test_one_case_that_cannot_be_opened_keeps_no_other_from_being_seen_to(bureau: Bureau) -> None:
    broken, _ = await bureau.file()
    await bureau.file()

    def lose(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE tip_case SET key_by_file = zeroblob(60) WHERE number = ?", (broken,))

    await bureau.store.database.run(lose)
    bureau.post.blocked |= {FIRST, SECOND}
    await bureau.wait(hours=2)
    await bureau.wait(minutes=1)
    assert (CHIEF, NoticeKind.NEW) in bureau.post.take()


async def test_the_log_counts_once_a_day_the_cases_that_nobody_has(
    bureau: Bureau, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    bureau.post.blocked |= {FIRST, SECOND, CHIEF}
    for _ in range(2):
        await bureau.file()
    for _ in range(4):
        await bureau.wait(hours=1)
    assert "CASES_WITHOUT_ANYBODY" not in caplog.messages  # no line moves with a filing
    await bureau.wait(days=1)
    await bureau.wait(hours=1)
    assert caplog.messages.count("CASES_WITHOUT_ANYBODY") == 1
