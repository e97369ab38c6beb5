"""A reply to the reporter: correctable until they can see it; when they read it is noted nowhere (T19)."""

import pytest

from bot.tips.casework.casework import ChangedError
from bot.tips.casework.deadlines import CORRECTABLE
from bot.tips.model import Attachment, CaseNumber, EntryKind, Written
from bot.tips.reporting.codes import Code
from tests.tips.bureau import CHIEF, FIRST, SECOND, Bureau

FILE = Attachment("a.png", b"rebuilt")


async def seen(bureau: Bureau, code: Code) -> list[str]:
    """What the officials say to the reporter who comes back now."""
    view = await bureau.desk.filing.view(await bureau.enter(code))
    assert view
    return [entry.text for entry in view.entries if entry.kind is EntryKind.REPLY]


async def told(bureau: Bureau, *, is_urgent: bool = False) -> tuple[CaseNumber, Code]:
    number, code = await bureau.file(is_urgent=is_urgent)
    await bureau.wait(hours=2)
    return number, code


async def test_a_reply_is_there_for_the_reporter_once_it_cannot_be_corrected_and_for_officials_at_once(
    bureau: Bureau,
) -> None:
    number, code = await told(bureau)
    await bureau.write(FIRST, number, EntryKind.REPLY, "Проверка начата.")
    entries = await bureau.desk.casework.read(SECOND, number)
    assert [entry.text for entry in entries][1:] == ["Проверка начата."]
    bureau.clock.step(seconds=CORRECTABLE.total_seconds() - 1)
    assert await seen(bureau, code) == []
    bureau.clock.step(seconds=1)
    assert await seen(bureau, code) == ["Проверка начата."]


async def test_where_life_is_in_danger_a_reply_is_there_at_once(bureau: Bureau) -> None:
    number, code = await told(bureau, is_urgent=True)
    await bureau.write(FIRST, number, EntryKind.REPLY, "Звоните 112.")
    assert await seen(bureau, code) == ["Звоните 112."]
    assert (await bureau.desk.casework.card(FIRST, number)).correctable == ()


async def test_a_corrected_reply_stands_where_the_old_one_stood_and_waits_anew(bureau: Bureau) -> None:
    number, code = await told(bureau)
    await bureau.write(FIRST, number, EntryKind.REPLY, "В понедельник.")
    await bureau.write(SECOND, number, EntryKind.NOTE, "Между нами.")
    [place] = (await bureau.desk.casework.card(FIRST, number)).correctable
    bureau.clock.step(minutes=10)
    corrected = Written(EntryKind.REPLY, "Во вторник.", (FILE,), corrects=place)
    await bureau.desk.casework.write(FIRST, number, corrected)
    entries = await bureau.desk.casework.read(FIRST, number)
    assert [entry.text for entry in entries][1:] == ["Во вторник.", "Между нами."]
    bureau.clock.step(minutes=10)
    assert await seen(bureau, code) == []
    assert await bureau.desk.filing.reply_files(await bureau.enter(code)) == []
    bureau.clock.step(minutes=5)
    assert await seen(bureau, code) == ["Во вторник."]
    assert await bureau.desk.filing.reply_files(await bureau.enter(code)) == [FILE]


async def test_nobody_corrects_the_reply_of_another_or_one_that_the_reporter_may_have_read(
    bureau: Bureau,
) -> None:
    number, code = await told(bureau)
    await bureau.write(FIRST, number, EntryKind.REPLY, "В понедельник.")
    assert (await bureau.desk.casework.card(SECOND, number)).correctable == ()
    with pytest.raises(ChangedError):
        await bureau.desk.casework.write(SECOND, number, Written(EntryKind.REPLY, "Никогда.", corrects=1))
    bureau.clock.step(seconds=CORRECTABLE.total_seconds())
    with pytest.raises(ChangedError):
        await bureau.desk.casework.write(FIRST, number, Written(EntryKind.REPLY, "Никогда.", corrects=1))
    assert await seen(bureau, code) == ["В понедельник."]


async def test_files_of_replies_and_notes_are_not_counted_to_the_reporter_as_their_own(
    bureau: Bureau,
) -> None:
    number, code = await told(bureau)
    for kind in (EntryKind.REPLY, EntryKind.NOTE):
        await bureau.desk.casework.write(FIRST, number, Written(kind, "Слова.", (FILE,)))
    bureau.clock.step(hours=1)
    view = await bureau.desk.filing.view(await bureau.enter(code))
    assert view
    assert (view.filed.files, view.reply_files) == (0, 1)
    assert await bureau.desk.filing.reply_files(await bureau.enter(code)) == [FILE]


async def test_a_reply_leaves_no_trace_of_when_it_was_read(bureau: Bureau) -> None:
    number, code = await told(bureau)
    await bureau.write(FIRST, number, EntryKind.REPLY, "Проверка начата.")
    bureau.clock.step(hours=1)
    before = await bureau.store.kept(number)
    card = await bureau.desk.casework.card(FIRST, number)
    await seen(bureau, code)
    assert await bureau.store.kept(number) == before
    assert await bureau.desk.casework.card(FIRST, number) == card
    assert CHIEF not in (await bureau.store.recipients(number))
