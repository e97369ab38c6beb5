"""Every door to a case is an act: seen in the audit, and the first look at its content is the first act (T28)."""

import pytest

from bot.storage.tips.audit import acts
from bot.tips.casework.casework import ONE_LOOK, NotYoursError
from bot.tips.model import CaseNumber, EntryKind, NoticeKind, State
from bot.tips.officials.file import OfficialId
from tests.tips.bureau import CHIEF, FIRST, SECOND, Bureau
from tests.tips.evidence import evidence


async def noted(bureau: Bureau, number: CaseNumber) -> list[tuple[OfficialId, str]]:
    found = await bureau.store.database.run(acts)
    return [(act.official, act.name) for act in found if act.number == number]


async def with_a_file(bureau: Bureau) -> CaseNumber:
    draft = bureau.draft()
    draft.files.append(evidence("a.jpg", b"pixels"))
    await bureau.desk.filing.file(draft)
    await bureau.wait(hours=2)
    bureau.post.take()
    [number] = await bureau.store.all_cases()
    return number


async def test_files_alone_are_the_first_act_and_are_in_the_audit(bureau: Bureau) -> None:
    number = await with_a_file(bureau)
    assert [file.data for file in await bureau.desk.casework.files(FIRST, number)] == [b"pixels"]
    assert (FIRST, "files") in await noted(bureau, number)
    kept = await bureau.store.kept(number)
    assert kept
    assert (kept.record.head.state, kept.record.head.first_act) == (State.OPENED, bureau.clock.now().date())
    await bureau.wait(days=5)
    assert bureau.post.take() == []  # nobody is told any more that nobody has opened it


async def test_a_look_at_the_card_is_in_the_audit_once_for_one_look_and_stills_no_reminder(
    bureau: Bureau,
) -> None:
    number = await bureau.told_case()
    for _ in range(3):
        await bureau.desk.casework.card(FIRST, number)
    assert (await noted(bureau, number)).count((FIRST, "card")) == 1
    bureau.clock.step(seconds=ONE_LOOK.total_seconds())
    await bureau.desk.casework.card(FIRST, number)
    assert (await noted(bureau, number)).count((FIRST, "card")) == 2
    await bureau.wait(days=1)
    assert (FIRST, NoticeKind.STILL_NEW) in bureau.post.take()


async def test_a_look_at_the_list_is_in_the_audit(bureau: Bureau) -> None:
    await bureau.desk.casework.inbox(FIRST)
    assert (FIRST, "inbox") in await noted(bureau, CaseNumber(""))


async def test_the_audit_says_from_when_each_recipient_could_read(bureau: Bureau) -> None:
    number, _ = await bureau.file()
    assert await noted(bureau, number) == []  # the moment of the filing is kept nowhere
    await bureau.wait(hours=2)
    assert await noted(bureau, number) == [(FIRST, "given"), (SECOND, "given")]


async def test_the_audit_says_who_was_called_to_a_case_as_backup(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.wait(days=12)
    assert (CHIEF, "called") in await noted(bureau, number)
    assert CHIEF in await bureau.store.recipients(number)


async def test_who_receives_no_case_leaves_no_trace_in_it(bureau: Bureau) -> None:
    number = await bureau.told_case()
    before = await noted(bureau, number)
    for door in (bureau.desk.casework.card, bureau.desk.casework.read, bureau.desk.casework.files):
        with pytest.raises(NotYoursError):
            await door(CHIEF, number)
    assert await noted(bureau, number) == before


async def test_a_muted_case_is_remembered_as_muted_for_one_alone(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.desk.casework.mute(FIRST, number, is_muted=True)
    await bureau.wait(days=1)
    assert bureau.post.take() == [(SECOND, NoticeKind.STILL_NEW)]


async def test_a_reply_and_a_note_stand_in_the_case_in_their_order(bureau: Bureau) -> None:
    number = await bureau.told_case()
    await bureau.write(FIRST, number, EntryKind.REPLY, "Проверка начата.")
    await bureau.write(SECOND, number, EntryKind.NOTE, "Спросить кассу.")
    entries = await bureau.desk.casework.read(FIRST, number)
    assert [(entry.kind, entry.by) for entry in entries] == [
        (EntryKind.TIP, None),
        (EntryKind.REPLY, FIRST),
        (EntryKind.NOTE, SECOND),
    ]
