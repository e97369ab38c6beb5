"""✅ only where somebody can be reached, or the reporter chose so knowingly; what is late is said as late (T32)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.tips.casework.staffing import Reach
from bot.tips.model import EntryKind, Outcome, Written
from bot.tips.officials.file import OfficialId
from bot.tips.reporting.codes import Code
from bot.tips.reporting.draft import Filed
from bot.tips.reporting.filing import NobodyLeftError, TooManyAdditionsError, UnreachedError, Wait
from bot.tips.secrecy.code_hashing import Unlocked
from tests.tips.bureau import CHIEF, EVERYBODY, FIRST, SECOND, Bureau, bureau_open
from tests.tips.evidence import evidence


@pytest.fixture
async def bureau(tmp_path: Path) -> AsyncIterator[Bureau]:
    async with bureau_open(tmp_path) as bureau:
        yield bureau


@pytest.mark.parametrize(
    ("started", "kept_out", "reach"),
    [
        ((), (), Reach.OWNERS_ONLY),
        ((FIRST,), (), Reach.REACHED),
        ((FIRST,), (FIRST,), Reach.OWNERS_ONLY),
        ((CHIEF,), (), Reach.REACHED),
        ((CHIEF,), (CHIEF,), Reach.OWNERS_ONLY),
        ((CHIEF,), (FIRST, SECOND), Reach.REACHED),
        (EVERYBODY, (FIRST, CHIEF), Reach.REACHED),
    ],
)
async def test_before_a_word_is_written_it_is_known_whether_anybody_would_hear(
    bureau: Bureau, started: tuple[OfficialId, ...], kept_out: tuple[OfficialId, ...], reach: Reach
) -> None:
    if started:
        await bureau.start(*started)
    assert await bureau.desk.filing.reach(bureau.draft(*kept_out, text="")) is reach


async def test_where_there_is_no_owner_either_nobody_would_hear(tmp_path: Path) -> None:
    async with bureau_open(tmp_path, owners=()) as bureau:
        assert await bureau.desk.filing.reach(bureau.draft()) is Reach.NOBODY


async def test_an_owner_who_is_kept_out_as_an_official_is_nobody_who_would_hear(tmp_path: Path) -> None:
    async with bureau_open(tmp_path, owners=(1,)) as bureau:  # first is an owner too
        assert await bureau.desk.filing.reach(bureau.draft(FIRST)) is Reach.NOBODY
        assert await bureau.desk.filing.reach(bureau.draft(SECOND)) is Reach.OWNERS_ONLY


async def test_a_tip_of_which_nobody_would_hear_is_not_filed_unless_its_reporter_knows(
    bureau: Bureau,
) -> None:
    draft = bureau.draft()
    with pytest.raises(UnreachedError):
        await bureau.desk.filing.file(draft)
    assert await bureau.store.all_cases() == []
    filed = await bureau.desk.filing.file(draft, is_unreached_known=True)
    assert filed.reach is Reach.OWNERS_ONLY
    assert len(await bureau.store.all_cases()) == 1
    await bureau.wait(hours=2)
    assert [owner for owner, _ in bureau.post.alarms] == [0]


async def test_where_everybody_is_kept_out_nothing_is_filed_whatever_is_known(bureau: Bureau) -> None:
    await bureau.start()
    with pytest.raises(NobodyLeftError):
        await bureau.desk.filing.file(bureau.draft(*EVERYBODY), is_unreached_known=True)
    assert await bureau.store.all_cases() == []


async def test_the_first_who_can_be_reached_gets_the_case_that_was_filed_to_nobody(bureau: Bureau) -> None:
    await bureau.desk.filing.file(bureau.draft(), is_unreached_known=True)
    await bureau.start(CHIEF)
    await bureau.round()
    [number] = await bureau.store.all_cases()
    assert CHIEF in await bureau.store.recipients(number)


async def test_what_a_reporter_waits_for_is_named_and_late_once_its_day_is_past(bureau: Bureau) -> None:
    await bureau.start()
    number, code = await bureau.file()
    key = await bureau.enter(code)

    async def seen() -> tuple[Wait, bool]:
        view = await bureau.desk.filing.view(key)
        assert view
        return view.waits_for, view.is_overdue

    assert await seen() == (Wait.PERSON, False)
    bureau.clock.step(days=3)
    assert await seen() == (Wait.PERSON, False)
    bureau.clock.step(days=1)
    assert await seen() == (Wait.PERSON, True)
    await bureau.desk.casework.read(FIRST, number)
    assert await seen() == (Wait.DECISION, False)
    bureau.clock.step(days=29)
    assert await seen() == (Wait.DECISION, True)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    assert await seen() == (Wait.END_OF_KEEPING, False)


async def test_what_a_reporter_can_show_later_names_no_date_that_nobody_keeps(bureau: Bureau) -> None:
    draft = bureau.draft()
    await bureau.desk.filing.file(draft, is_unreached_known=True)
    assert draft.code
    key = await bureau.enter(draft.code)

    async def filed() -> Filed:
        view = await bureau.desk.filing.view(key)
        assert view
        return view.filed

    first = await filed()
    assert first.reach is not Reach.REACHED
    await bureau.start()
    await bureau.wait(days=1)
    assert (await filed()).reach is Reach.REACHED
    [number] = await bureau.store.all_cases()
    await bureau.desk.casework.read(FIRST, number)
    bureau.clock.step(days=20)
    await bureau.end(FIRST, number, Outcome.CONFIRMED)
    assert (await filed()).is_ended
    await bureau.desk.casework.reopen(number)
    again = await filed()
    assert not again.is_ended
    assert again.received == first.received
    assert again.decision_by >= first.decision_by + timedelta(days=20)


async def test_what_was_written_is_filed_whole_whatever_becomes_of_the_draft_meanwhile(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bureau.start()
    draft, work_out = bureau.draft(), bureau.desk.hasher.unlock
    draft.files.append(evidence("a.jpg", b"1"))
    code, words = draft.code, draft.text
    assert code

    async def work_out_while_it_is_wiped(code: Code) -> Unlocked:
        draft.wipe()
        return await work_out(code)

    monkeypatch.setattr(bureau.desk.hasher, "unlock", work_out_while_it_is_wiped)
    await bureau.desk.filing.file(draft)
    view = await bureau.desk.filing.view(await bureau.enter(code))
    assert view
    assert [entry.text for entry in view.entries] == [words]
    assert view.filed.files == 1


async def test_a_reporter_sees_how_many_of_their_files_are_kept(bureau: Bureau) -> None:
    await bureau.start()
    draft = bureau.draft()
    draft.files += [evidence("a.jpg", b"1"), evidence("b.jpg", b"2")]
    await bureau.desk.filing.file(draft)
    assert draft.code
    view = await bureau.desk.filing.view(await bureau.enter(draft.code))
    assert view
    assert view.filed.files == 2
    assert view.next_date - view.head.received < timedelta(days=5)


@pytest.mark.parametrize(("delay", "is_urgent"), [((0, 0), False), ((5, 60), True)])
async def test_where_nothing_is_waited_for_the_minute_is_kept_and_no_finer_time(
    tmp_path: Path, delay: tuple[int, int], *, is_urgent: bool
) -> None:
    async with bureau_open(tmp_path, delay=delay) as bureau:
        await bureau.start()
        bureau.clock.step(minutes=7, seconds=43.21)
        number, _ = await bureau.file(is_urgent=is_urgent)
        kept = await bureau.store.kept(number)
        assert kept
        minute = bureau.clock.now().replace(second=0, microsecond=0)
        of_people = {one.since for one in kept.record.recipients.values()}
        since = of_people | {one.since for one in kept.record.entries}
        assert since == {minute}
        await bureau.round()
        assert {name for name, _ in bureau.post.take()} == {FIRST, SECOND}


@pytest.mark.parametrize("number", range(8))
async def test_officials_hear_of_a_tip_and_of_what_is_added_to_it_after_the_delay_at_a_full_quarter(
    tmp_path: Path, number: int
) -> None:
    async with bureau_open(tmp_path, delay=(20, 60)) as bureau:
        await bureau.start()
        bureau.clock.step(minutes=number, seconds=7)
        filed, code = await bureau.file()
        added_at = bureau.clock.now()
        await bureau.desk.filing.add(await bureau.enter(code), bureau.draft(text="И ещё."))
        kept = await bureau.store.kept(filed)
        assert kept
        for mark in kept.record.entries:
            assert timedelta(minutes=20) <= mark.since - added_at < timedelta(minutes=75)
            assert (mark.since.minute % 15, mark.since.second) == (0, 0)


async def test_ten_additions_a_day_fit_and_forty_in_all(bureau: Bureau) -> None:
    await bureau.start()
    number, code = await bureau.file()
    key = await bureau.enter(code)
    for _ in range(4):
        for _ in range(10):
            assert await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))
        with pytest.raises(TooManyAdditionsError):
            await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))
        bureau.clock.step(days=1)
    with pytest.raises(TooManyAdditionsError):
        await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))
    kept = await bureau.store.kept(number)
    assert kept
    assert len(kept.record.entries) == 41


async def test_what_officials_write_takes_no_room_from_what_a_reporter_adds(bureau: Bureau) -> None:
    await bureau.start()
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    for _ in range(3):
        await bureau.write(FIRST, number, EntryKind.REPLY, "Ответ.")
    key = await bureau.enter(code)
    for _ in range(10):
        assert await bureau.desk.filing.add(key, bureau.draft(text="И ещё."))


async def test_a_reply_is_seen_and_its_files_are_given_once_it_cannot_be_corrected(bureau: Bureau) -> None:
    await bureau.start()
    number, code = await bureau.file()
    await bureau.wait(hours=2)
    reply = Written(EntryKind.REPLY, "Ответ.", (evidence("answer.pdf", b"1").attachment,))
    await bureau.desk.casework.write(FIRST, number, reply)
    await bureau.write(FIRST, number, EntryKind.NOTE, "Заметка.")
    key = await bureau.enter(code)
    for is_seen in (0, 1):
        view = await bureau.desk.filing.view(key)
        files = await bureau.desk.filing.reply_files(key)
        assert view
        assert files is not None
        assert [entry.kind for entry in view.entries][1:] == [EntryKind.REPLY] * is_seen
        assert (view.reply_files, len(files)) == (is_seen, is_seen)
        bureau.clock.step(minutes=15)
    await bureau.desk.filing.withdraw(key)
    assert await bureau.desk.filing.reply_files(key) is None
    assert not await bureau.desk.filing.add(key, bureau.draft())
