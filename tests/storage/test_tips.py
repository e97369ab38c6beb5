"""What the ports of the tip desk promise, kept by SQLite: cases, notices to officials, what stands on their phones."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.database import OVERWRITTEN, Database
from bot.storage.tips.cases import TipStore
from bot.storage.tips.deliveries import LONGEST_REST, DeliveryStore, ScreenStore
from bot.storage.tips.pins import PinStore
from bot.storage.tips.schema import MIGRATIONS
from bot.tips.casework.deadlines import Due
from bot.tips.casework.quarterly_figures import Fact
from bot.tips.desk import Stores
from bot.tips.model import (
    UNENDED_ONLY,
    CaseHead,
    CaseNumber,
    CaseRecord,
    Deed,
    EntryKind,
    EntryMark,
    NoticeKind,
    Outcome,
    Proposal,
    Recipient,
    State,
    audited,
)
from bot.tips.officials.file import OfficialId
from bot.tips.ports import (
    AuditRow,
    Batch,
    Delivery,
    KeptCase,
    KeptPin,
    OnScreen,
    Pressed,
    SealedCase,
    SealedEntry,
)
from bot.tips.secrecy.key_file import Wrapped

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)
ONE, TWO = CaseNumber("1111-1111"), CaseNumber("2222-2222")
FIRST, SECOND, CHIEF = OfficialId("first"), OfficialId("second"), OfficialId("chief")
BOTH = frozenset({FIRST, SECOND})
FACT = Fact(date(2026, 1, 1), 2, 20, Outcome.CONFIRMED)


@pytest.fixture
async def stores() -> AsyncIterator[Stores]:
    cases = await TipStore.open(Path(":memory:"))
    yield Stores(cases, DeliveryStore(cases.database), ScreenStore(cases.database), PinStore(cases.database))
    await cases.close()


def case(number: CaseNumber = ONE, received: date = TODAY) -> SealedCase:
    name = number.encode()
    return SealedCase(
        CaseHead(number, received, State.RECEIVED, is_urgent=True),
        *(b"lookup" + name, Wrapped("k1", b"file" + name), b"receipt" + name, b"sealed" + name),
    )


def mark(place: int = 0, kind: EntryKind = EntryKind.TIP) -> EntryMark:
    return EntryMark(place, kind, TODAY, NOW)


def entry(place: int = 0, kind: EntryKind = EntryKind.TIP) -> SealedEntry:
    return SealedEntry(mark(place, kind), b"words %d" % place, (b"a %d" % place, b"b %d" % place))


def kept(number: CaseNumber = ONE, received: date = TODAY, *officials: OfficialId) -> KeptCase:
    sealed = case(number, received)
    recipients = {official: Recipient(NOW) for official in officials or BOTH}
    return KeptCase(sealed, CaseRecord(sealed.head, recipients, (mark(),)), b"bound")


def bare(one: SealedEntry) -> SealedEntry:
    return replace(one, files=())


def due(
    official: OfficialId = FIRST, kind: NoticeKind = NoticeKind.NEW, hours: int = 0, number: CaseNumber = ONE
) -> Delivery:
    return Delivery(official, number, Due(kind, NOW + timedelta(hours=hours)))


def act(number: CaseNumber = ONE, official: OfficialId = FIRST, name: str = "act") -> AuditRow:
    return AuditRow(NOW, official, name, number)


async def file(stores: Stores, number: CaseNumber = ONE, *deliveries: Delivery) -> None:
    await file_kept(stores, kept(number), *deliveries)


async def file_kept(stores: Stores, one: KeptCase, *deliveries: Delivery) -> None:
    async with stores.cases.transaction() as unit:
        await unit.file(one, entry())
        await unit.deliver(deliveries)


async def save(stores: Stores, record: CaseRecord) -> None:
    async with stores.cases.transaction() as unit:
        await unit.save(record, b"bound again")


async def read(stores: Stores, number: CaseNumber = ONE) -> KeptCase | None:
    async with stores.cases.transaction() as unit:
        return await unit.kept(number)


async def kinds_due(stores: Stores, hours: int = 10_000) -> list[tuple[OfficialId, NoticeKind]]:
    """What would be sent by then, to whom."""
    batches = await stores.deliveries.take_due(NOW + timedelta(hours=hours))
    return [(batch.official, item.kind) for batch in batches for item in batch.items]


async def one_batch(stores: Stores, hours: int = 0) -> Batch:
    (batch,) = await stores.deliveries.take_due(NOW + timedelta(hours=hours))
    return batch


# ---- cases ----


async def test_a_case_is_found_as_it_was_filed_by_its_code_and_by_its_number_alone(stores: Stores) -> None:
    await file(stores)
    assert await stores.cases.find(case().lookup) == case()
    assert await read(stores) == kept()
    assert await stores.cases.find(b"other") is None
    assert await read(stores, TWO) is None
    assert await stores.cases.open_cases() == [ONE]


async def test_a_case_that_cannot_be_filed_leaves_nothing_of_itself(stores: Stores) -> None:
    await file(stores)
    twin = replace(kept(TWO), case=replace(case(TWO), lookup=case().lookup))
    with pytest.raises(sqlite3.IntegrityError):
        await file_kept(stores, twin, due(number=TWO))
    assert await read(stores, TWO) is None
    assert await kinds_due(stores) == []


async def test_what_fails_in_the_last_step_of_a_transaction_undoes_the_first(stores: Stores) -> None:
    await file(stores)

    async def add_twice() -> None:
        async with stores.cases.transaction() as unit:
            await unit.log(act())
            await unit.deliver([due()])
            await unit.add(ONE, entry(0))

    with pytest.raises(sqlite3.IntegrityError):
        await add_twice()
    assert await kinds_due(stores) == []
    async with stores.cases.transaction() as unit:
        assert await unit.last_act(FIRST, ONE) is None


async def test_nobody_else_writes_between_two_steps_of_a_transaction(stores: Stores) -> None:
    await file(stores)
    order: list[str] = []

    async def write(name: str) -> None:
        async with stores.cases.transaction() as unit:
            order.append(name)
            await unit.log(act(name=name))
            await asyncio.sleep(0)
            await unit.log(act(name=name))
            order.append(name)

    await asyncio.gather(write("a"), write("b"), stores.deliveries.take_due(NOW))
    assert order in (["a", "a", "b", "b"], ["b", "b", "a", "a"])


async def test_what_stands_in_a_case_comes_back_in_its_order_and_its_files_by_their_places(
    stores: Stores,
) -> None:
    await file(stores)
    await file(stores, TWO)
    async with stores.cases.transaction() as unit:
        await unit.add(ONE, entry(1, EntryKind.REPLY))
        assert await unit.entries(ONE) == [bare(entry(0)), bare(entry(1, EntryKind.REPLY))]
        assert await unit.attachments(ONE) == [
            *((0, 0, b"a 0"), (0, 1, b"b 0")),
            *((1, 0, b"a 1"), (1, 1, b"b 1")),
        ]
        assert await unit.count_files(ONE) == [(0, 2), (1, 2)]


async def test_a_record_comes_back_as_it_was_saved(stores: Stores) -> None:
    await file(stores)
    record = CaseRecord(
        replace(case().head, state=State.OPENED, first_act=TODAY + DAY),
        {SECOND: Recipient(NOW, is_muted=True), CHIEF: Recipient(NOW + DAY)},
        (mark(),),
        frozenset(),
        Proposal(Outcome.NO_DATA, SECOND),
        NOW + 2 * DAY,
    )
    await save(stores, record)
    found = await read(stores)
    assert found
    assert (found.record, found.bound) == (record, b"bound again")


async def test_an_official_has_their_own_cases_in_their_inbox(stores: Stores) -> None:
    await file_kept(stores, kept(ONE, TODAY, FIRST))
    await file(stores, TWO)
    async with stores.cases.transaction() as unit:
        assert [one.record.head.number for one in await unit.inbox(FIRST)] == [ONE, TWO]
        assert [one.record.head.number for one in await unit.inbox(SECOND)] == [TWO]
        assert await unit.inbox(CHIEF) == []
    assert await stores.cases.cases_of(SECOND) == [TWO]


async def test_an_ended_case_counts_once_for_each_who_receives_it_and_for_nobody_else(
    stores: Stores,
) -> None:
    await file(stores)
    async with stores.cases.transaction() as unit:
        await unit.count(BOTH, FACT)
        await unit.destroy([ONE], TODAY)
    assert [await stores.cases.facts(one) for one in (FIRST, SECOND, CHIEF)] == [[FACT], [FACT], []]


async def test_the_figures_of_a_case_that_is_opened_anew_go_once_for_each(stores: Stores) -> None:
    async with stores.cases.transaction() as unit:
        await unit.count(BOTH, FACT)
        await unit.count([FIRST], FACT)
        await unit.uncount(BOTH, FACT)
    assert [await stores.cases.facts(one) for one in (FIRST, SECOND)] == [[FACT], []]


async def test_an_entry_that_is_replaced_keeps_its_place_and_nothing_of_what_stood_there(
    stores: Stores,
) -> None:
    await file(stores)
    mark = EntryMark(1, EntryKind.REPLY, TODAY, NOW + DAY)
    old = SealedEntry(mark, b"old words", (b"old file", b"other"))
    async with stores.cases.transaction() as unit:
        await unit.add(ONE, old)
        await unit.replace_entry(ONE, SealedEntry(replace(mark, since=NOW), b"new words", (b"new file",)))
        [first, second] = await unit.entries(ONE)
        assert (first.mark.place, second.mark.since, second.sealed) == (0, NOW, b"new words")
        assert [one for one in await unit.attachments(ONE) if one[0] == 1] == [(1, 0, b"new file")]


async def test_a_pin_counts_its_wrong_ones_until_a_right_one_and_a_lock_is_told_of_once(
    stores: Stores,
) -> None:
    assert await stores.pins.pin(FIRST) is None
    assert await stores.pins.count_wrong(FIRST) == 0
    await stores.pins.keep_pin(FIRST, b"mark")
    assert [await stores.pins.count_wrong(FIRST) for _ in range(3)] == [1, 2, 3]
    assert await stores.pins.untold_locks(4) == []
    assert await stores.pins.untold_locks(3) == [FIRST]
    await stores.pins.told_of_lock(FIRST)
    assert await stores.pins.untold_locks(3) == []
    await stores.pins.keep_pin(FIRST, b"mark")
    assert await stores.pins.pin(FIRST) == KeptPin(b"mark", 0)


async def test_notices_of_the_kinds_named_fall_away_for_one_case_alone(stores: Stores) -> None:
    kinds = (*UNENDED_ONLY, NoticeKind.NEW, NoticeKind.MORE, NoticeKind.ENDED)
    await file(stores, ONE, *[due(kind=kind, hours=hour) for hour, kind in enumerate(kinds)])
    await file(stores, TWO, due(SECOND, NoticeKind.STILL_NEW, number=TWO))
    async with stores.cases.transaction() as unit:
        await unit.drop_notices(ONE, UNENDED_ONLY)
        assert [one.due.kind for one in await unit.awaited(ONE)] == list(kinds[-3:])
        assert [one.due.kind for one in await unit.awaited(TWO)] == [NoticeKind.STILL_NEW]


async def test_a_muted_case_reminds_who_muted_it_of_its_end_alone_until_they_hear_it_again(
    stores: Stores,
) -> None:
    late = [due(kind=kind, hours=1) for kind in (NoticeKind.EXPIRES, NoticeKind.ENDED, NoticeKind.URGENT)]
    await file(stores, ONE, due(), *late, due(SECOND))
    await save(
        stores,
        replace(kept().record, recipients={FIRST: Recipient(NOW, is_muted=True), SECOND: Recipient(NOW)}),
    )
    assert await kinds_due(stores) == [
        *((FIRST, one.due.kind) for one in late),
        (SECOND, NoticeKind.NEW),
    ]
    await save(stores, kept().record)
    assert (FIRST, NoticeKind.NEW) in await kinds_due(stores)


async def test_who_stepped_back_from_a_case_is_known_for_that_case_alone(stores: Stores) -> None:
    await file(stores)
    await file(stores, TWO)
    async with stores.cases.transaction() as unit:
        await unit.log(act())
        await unit.log(act(name=audited(Deed.RECUSE)))
    one, two = await read(stores), await read(stores, TWO)
    assert one
    assert two
    assert one.record.recused == {FIRST}
    assert not two.record.recused


async def test_who_is_taken_off_a_case_keeps_no_row_notice_or_button_of_it(stores: Stores) -> None:
    await file(stores, ONE, due(FIRST), due(SECOND))
    (button,) = await stores.screens.tokens(FIRST, [Pressed(ONE, Deed.CARD)])
    await save(stores, replace(kept().record, recipients={SECOND: Recipient(NOW), CHIEF: Recipient(NOW)}))
    assert await stores.screens.pressed(FIRST, button) is None
    assert await kinds_due(stores) == [(SECOND, NoticeKind.NEW)]
    async with stores.cases.transaction() as unit:
        assert await unit.inbox(FIRST) == []


async def test_acts_are_known_by_who_did_them_in_which_case(stores: Stores) -> None:
    await file(stores)
    async with stores.cases.transaction() as unit:
        await unit.log(act(name="open"))
        await unit.log(replace(act(official=SECOND), at=NOW + DAY))
        assert await unit.last_act(FIRST, ONE) == NOW
        assert await unit.last_act(SECOND, ONE) == NOW + DAY
        assert await unit.last_act(FIRST, TWO) is None
        assert await unit.has_done(FIRST, ONE, ("open", "files"))
        assert not await unit.has_done(SECOND, ONE, ("open", "files"))


async def test_of_a_destroyed_case_nothing_is_found_but_what_is_told_of_its_end_and_the_others_stay(
    stores: Stores,
) -> None:
    await file(stores, ONE, due(), due(SECOND, NoticeKind.WITHDRAWN))
    await file(stores, TWO)
    (button,) = await stores.screens.tokens(FIRST, [Pressed(ONE, Deed.CARD)])
    async with stores.cases.transaction() as unit:
        await unit.destroy([ONE], TODAY)
        assert (await unit.entries(ONE), await unit.attachments(ONE)) == ([], [])
        assert (await unit.destroyed_on(TODAY), await unit.destroyed_on(TODAY - DAY)) == (1, 0)
    assert await read(stores) is None
    assert await stores.cases.find(case().lookup) is None
    assert await stores.screens.pressed(FIRST, button) is None
    batch = await one_batch(stores)
    assert [(item.kind, item.head) for item in batch.items] == [(NoticeKind.WITHDRAWN, None)]
    assert await stores.cases.open_cases() == [TWO]


async def test_a_code_that_is_forgotten_opens_nothing_and_the_case_stays(stores: Stores) -> None:
    await file(stores)
    async with stores.cases.transaction() as unit:
        await unit.forget_code(ONE)
    assert await stores.cases.find(case().lookup) is None
    found = await read(stores)
    assert found
    assert (found.record, found.case.by_receipt) == (kept().record, b"")


async def test_an_emptied_case_keeps_the_count_of_what_stood_in_it(stores: Stores) -> None:
    await file(stores)
    async with stores.cases.transaction() as unit:
        await unit.empty(ONE)
        assert await unit.entries(ONE) == [SealedEntry(mark(), b"")]
        assert await unit.attachments(ONE) == [(0, 0, b""), (0, 1, b"")]


async def test_an_ended_case_is_over_after_its_time_where_nobody_is_still_to_be_told(stores: Stores) -> None:
    await file(stores, ONE, due(SECOND, NoticeKind.ENDED))
    await save(stores, replace(kept().record, head=replace(case().head, closed=TODAY)))
    assert await stores.cases.over_by(TODAY, TODAY - 9 * DAY, TODAY) == []
    await stores.deliveries.delivered(await one_batch(stores), 7, TODAY)
    assert await stores.cases.over_by(TODAY - DAY, TODAY - 9 * DAY, TODAY) == []
    assert await stores.cases.over_by(TODAY, TODAY - 9 * DAY, TODAY) == [ONE]


async def test_a_case_that_never_ended_is_over_only_once_somebody_was_warned(stores: Stores) -> None:
    await file(stores, ONE, due(kind=NoticeKind.EXPIRES))
    assert await stores.cases.over_by(TODAY, TODAY, TODAY) == []
    await stores.deliveries.delivered(await one_batch(stores), 7, TODAY)
    assert await stores.cases.over_by(TODAY, TODAY, TODAY - DAY) == []
    assert await stores.cases.over_by(TODAY, TODAY, TODAY) == [ONE]


async def test_a_withdrawn_case_is_due_at_its_moment_and_in_no_other_list(stores: Stores) -> None:
    await file(stores)
    await save(stores, replace(kept().record, withdrawn=NOW))
    assert await stores.cases.withdrawn_by(NOW - timedelta(seconds=1)) == []
    assert await stores.cases.withdrawn_by(NOW) == [ONE]
    assert await stores.cases.open_cases() == await stores.cases.cases_of(FIRST) == []


# ---- notices ----


async def test_all_that_is_due_to_an_official_is_one_batch_in_the_order_of_time(stores: Stores) -> None:
    await file(stores, ONE, due(hours=2), due(SECOND, hours=1))
    await file(stores, TWO, due(hours=1, number=TWO), due(kind=NoticeKind.DECIDE, hours=3, number=TWO))
    first, second = await stores.deliveries.take_due(NOW + timedelta(hours=2))
    assert (first.official, second.official) == (FIRST, SECOND)
    assert [item.number for item in first.items] == [TWO, ONE]
    assert [item.head for item in second.items] == [case().head]
    assert not first.is_repeat


async def test_a_batch_that_was_begun_comes_again_as_a_repeat_of_the_same_attempt(stores: Stores) -> None:
    await file(stores, ONE, due())
    begun = await one_batch(stores)
    assert await one_batch(stores) == replace(begun, is_repeat=True)


async def test_what_arrived_or_was_given_up_does_not_come_again(stores: Stores) -> None:
    await file(stores, ONE, due(), due(SECOND))
    first, second = await stores.deliveries.take_due(NOW)
    await stores.deliveries.delivered(first, 7, TODAY)
    await stores.deliveries.drop(second)
    assert await kinds_due(stores) == []


@pytest.mark.parametrize("is_unsure", [True, False])
async def test_what_is_put_off_comes_later_and_as_a_repeat_only_where_it_may_have_arrived(
    stores: Stores, *, is_unsure: bool
) -> None:
    await file(stores, ONE, due())
    begun = await one_batch(stores)
    await stores.deliveries.put_off(begun, NOW + timedelta(hours=1), is_unsure=is_unsure)
    assert await stores.deliveries.take_due(NOW) == []
    later = await one_batch(stores, hours=1)
    assert later.is_repeat is is_unsure
    assert (later.attempt == begun.attempt) is is_unsure


async def test_what_the_bot_cannot_make_rests_longer_each_time_and_comes_alone(stores: Stores) -> None:
    await file(stores, ONE, due(), due(kind=NoticeKind.MORE))
    await file(stores, TWO, due(number=TWO))
    assert await stores.deliveries.failed(await one_batch(stores), NOW) == 1
    assert await stores.deliveries.take_due(NOW + timedelta(seconds=29)) == []
    later = NOW + timedelta(seconds=30)
    batches = await stores.deliveries.take_due(later)
    assert [len(batch.items) for batch in batches] == [1, 1, 1]
    assert [await stores.deliveries.failed(batch, later) for batch in batches] == [2, 2, 2]
    assert await stores.deliveries.take_due(later + timedelta(seconds=59)) == []
    for _ in range(20):
        later += LONGEST_REST
        for batch in await stores.deliveries.take_due(later):
            await stores.deliveries.failed(batch, later)
    assert len(await stores.deliveries.take_due(later + LONGEST_REST)) == 3


async def test_a_batch_is_given_up_for_some_of_its_cases_alone(stores: Stores) -> None:
    await file(stores, ONE, due())
    await file(stores, TWO, due(number=TWO))
    await stores.deliveries.drop(await one_batch(stores), [ONE])
    assert [item.number for item in (await one_batch(stores)).items] == [TWO]


async def test_what_follows_upon_a_notice_is_kept_with_its_arrival(stores: Stores) -> None:
    await file(stores, ONE, due(kind=NoticeKind.URGENT))
    again = due(kind=NoticeKind.URGENT, hours=1)
    await stores.deliveries.delivered(await one_batch(stores), 7, TODAY, [again])
    assert await stores.deliveries.take_due(NOW) == []
    assert (await one_batch(stores, hours=1)).is_urgent


async def test_the_day_of_the_last_message_is_known_for_each(stores: Stores) -> None:
    await file(stores, ONE, due())
    assert await stores.deliveries.last_message(FIRST) is None
    await stores.deliveries.delivered(await one_batch(stores), 7, TODAY)
    assert await stores.deliveries.last_message(FIRST) == TODAY
    assert await stores.deliveries.last_message(SECOND) is None


async def test_who_can_be_reached_is_known_from_his_start_from_a_block_and_from_what_arrived(
    stores: Stores,
) -> None:
    assert await stores.deliveries.is_reachable() == {}
    await stores.deliveries.set_reachable(FIRST, is_reachable=True)
    await stores.deliveries.set_reachable(FIRST, is_reachable=False)
    assert await stores.deliveries.is_reachable() == {FIRST: False}
    await file(stores, ONE, due())
    await stores.deliveries.delivered(await one_batch(stores), 7, TODAY)
    assert await stores.deliveries.is_reachable() == {FIRST: True}


# ---- screens ----


async def test_a_button_stands_for_one_act_of_one_official(stores: Stores) -> None:
    await file(stores)
    card, note = Pressed(ONE, Deed.CARD), Pressed(ONE, Deed.NOTE, "x")
    tokens = await stores.screens.tokens(FIRST, [card, note, card])
    assert tokens[0] == tokens[2] != tokens[1]
    assert await stores.screens.tokens(FIRST, [note]) == [tokens[1]]
    assert await stores.screens.tokens(SECOND, [card]) != [tokens[0]]
    assert await stores.screens.pressed(FIRST, tokens[1]) == note
    assert await stores.screens.pressed(SECOND, tokens[1]) is None
    assert await stores.screens.pressed(FIRST, "forged") is None


async def test_of_two_messages_of_one_attempt_the_other_is_named_once(stores: Stores) -> None:
    await file(stores, ONE, due())
    batch = await one_batch(stores)
    await stores.deliveries.delivered(batch, 7, TODAY)
    assert await stores.screens.twin(batch.attempt, 7) is None
    assert await stores.screens.twin(batch.attempt, 6) == 7
    assert await stores.screens.twin(batch.attempt, 6) is None
    assert await stores.screens.twin("unknown", 6) is None


async def test_what_must_not_stay_on_a_phone_is_due_at_its_moment_until_it_went(stores: Stores) -> None:
    content, picture = OnScreen(FIRST, 5, ONE, is_file=False), OnScreen(SECOND, 5, TWO, is_file=True)
    await stores.screens.show(content, NOW)
    await stores.screens.show(picture, NOW + timedelta(minutes=1))
    assert await stores.screens.take_faded(NOW - timedelta(seconds=1)) == []
    assert await stores.screens.take_faded(NOW) == [content]
    assert await stores.screens.take_faded(NOW + timedelta(minutes=1)) == [content, picture]
    await stores.screens.gone(content)
    assert await stores.screens.take_faded(NOW + timedelta(minutes=1)) == [picture]


async def test_content_opened_again_stays_for_its_whole_time_again(stores: Stores) -> None:
    shown = OnScreen(FIRST, 5, ONE, is_file=False)
    await stores.screens.show(shown, NOW)
    await stores.screens.show(replace(shown, number=TWO), NOW + timedelta(hours=1))
    assert await stores.screens.take_faded(NOW) == []
    assert await stores.screens.take_faded(NOW + timedelta(hours=1)) == [replace(shown, number=TWO)]


# ---- earlier versions ----


async def opened_from(version: int, path: Path, *statements: str) -> TipStore:
    """A file of an earlier version with a case that both receive, brought up to date."""
    old = await Database.open(path, MIGRATIONS[:version], OVERWRITTEN)

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO tip_case (number, lookup, key_id, key_by_file, key_by_receipt, received, state, urgent, sealed)"
            " VALUES (?, x'01', '', x'', x'', '2026-03-02', 'received', 0, x'')",
            (ONE,),
        )
        connection.executemany(
            "INSERT INTO recipient (number, official) VALUES (?, ?)", [(ONE, name) for name in BOTH]
        )
        for statement in statements:
            connection.execute(statement)

    await old.run(fill)
    await old.close()
    return await TipStore.open(path)


@pytest.mark.parametrize("version", range(2, len(MIGRATIONS)))
async def test_a_case_of_an_earlier_version_is_there_for_its_officials_after_the_update(
    version: int, tmp_path: Path
) -> None:
    store = await opened_from(
        version,
        tmp_path / "tips.db",
        f"INSERT INTO entry (number, place, kind, day, sealed) VALUES ('{ONE}', 0, 'tip', '2026-03-02', x'02')",  # noqa: S608 - made here
    )
    found = await store.kept(ONE)
    assert found
    assert found.record.recipients.keys() == BOTH
    assert all(found.record.exists_for(official, NOW) for official in BOTH)
    assert not any(one.is_muted for one in found.record.recipients.values())
    assert [one.kind for one in found.record.entries] == [EntryKind.TIP]
    assert found.bound == b""
    await store.close()


async def test_a_case_whose_first_notice_waits_at_the_update_exists_from_that_notice_on(
    tmp_path: Path,
) -> None:
    later = (NOW + timedelta(hours=1)).isoformat()
    store = await opened_from(
        3,
        tmp_path / "tips.db",
        "INSERT INTO delivery (official, number, kind, due)"  # noqa: S608 - made here
        f" VALUES ('second', '{ONE}', 'new', '{later}')",
    )
    found = await store.kept(ONE)
    assert found
    assert found.record.exists_for(FIRST, NOW)
    assert not found.record.exists_for(SECOND, NOW + timedelta(minutes=59))
    assert found.record.exists_for(SECOND, NOW + timedelta(hours=1))
    await store.close()


async def test_an_updated_file_is_built_as_a_fresh_one(tmp_path: Path) -> None:
    def built(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
        return connection.execute(
            'SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master m'
            " JOIN pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"
        ).fetchall()

    fresh = await TipStore.open(tmp_path / "fresh.db")
    updated = await opened_from(2, tmp_path / "old.db")
    assert await updated.database.run(built) == await fresh.database.run(built)
    assert (await updated.database.run(lambda one: one.execute("PRAGMA integrity_check").fetchall())) == [
        ("ok",)
    ]
    await fresh.close()
    await updated.close()


def times_of_day(folder: Path) -> set[float]:
    return {path.stat().st_mtime % 86400 for path in folder.iterdir()}


async def test_the_times_of_the_files_do_not_tell_when_a_case_came(tmp_path: Path) -> None:
    store = await TipStore.open(tmp_path / "tips.db")
    await file(
        Stores(store, DeliveryStore(store.database), ScreenStore(store.database), PinStore(store.database))
    )
    assert times_of_day(tmp_path) == {0}
    await store.close()


@pytest.mark.parametrize("mode", [0o755, 0o700])
async def test_the_file_and_its_folder_are_for_their_owner_alone(tmp_path: Path, mode: int) -> None:
    (tmp_path / "data").mkdir(mode=mode)
    store = await TipStore.open(tmp_path / "data" / "tips.db")
    await file(
        Stores(store, DeliveryStore(store.database), ScreenStore(store.database), PinStore(store.database))
    )
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "data").iterdir()}
    assert modes.pop("tips.db") == 0o600
    assert set(modes.values()) <= {0o600}
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    await store.close()
