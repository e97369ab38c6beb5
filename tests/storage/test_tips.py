"""What the ports of the tip desk promise, kept by SQLite: cases, notices to officials, what stands on their phones."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.storage.database import OVERWRITTEN, Database
from bot.storage.tips.cases import TipStore
from bot.storage.tips.deliveries import DeliveryStore, ScreenStore
from bot.storage.tips.schema import MIGRATIONS
from bot.tips.casework.deadlines import Due
from bot.tips.casework.quarterly_figures import Fact
from bot.tips.desk import Stores
from bot.tips.model import CaseHead, CaseNumber, Deed, EntryKind, NoticeKind, Outcome, State
from bot.tips.officials.file import OfficialId
from bot.tips.ports import Act, Batch, Delivery, Move, OnScreen, Pressed, SealedCase, SealedEntry
from bot.tips.secrecy.key_file import Wrapped

NOW = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
TODAY = NOW.date()
ONE, TWO = CaseNumber("1111-1111"), CaseNumber("2222-2222")
FIRST, SECOND, CHIEF = OfficialId("first"), OfficialId("second"), OfficialId("chief")
BOTH = frozenset({FIRST, SECOND})
FACT = Fact(date(2026, 1, 1), 2, 20, Outcome.CONFIRMED)


@pytest.fixture
async def stores() -> AsyncIterator[Stores]:
    cases = await TipStore.open(Path(":memory:"))
    yield Stores(cases, DeliveryStore(cases.database), ScreenStore(cases.database))
    await cases.close()


def case(number: CaseNumber = ONE, received: date = TODAY) -> SealedCase:
    name = number.encode()
    return SealedCase(
        CaseHead(number, received, State.RECEIVED, is_urgent=True),
        *(b"lookup" + name, Wrapped("k1", b"file" + name), b"receipt" + name, b"sealed" + name),
    )


def entry(place: int = 0, kind: EntryKind = EntryKind.TIP) -> SealedEntry:
    return SealedEntry(place, kind, TODAY, b"words %d" % place, (b"a %d" % place, b"b %d" % place))


def bare(one: SealedEntry) -> SealedEntry:
    return replace(one, files=())


def due(
    official: OfficialId = FIRST, kind: NoticeKind = NoticeKind.NEW, hours: int = 0, number: CaseNumber = ONE
) -> Delivery:
    return Delivery(official, number, Due(kind, NOW + timedelta(hours=hours)))


def act(number: CaseNumber = ONE, official: OfficialId = FIRST) -> Act:
    return Act(NOW, official, "act", number)


async def file(stores: Stores, number: CaseNumber = ONE, *deliveries: Delivery) -> None:
    await stores.cases.file(case(number), entry(), BOTH, deliveries)


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
    assert await stores.cases.case(ONE) == case()
    assert await stores.cases.find(b"other") is None
    assert await stores.cases.case(TWO) is None
    assert await stores.cases.open_cases() == [ONE]


async def test_a_case_that_cannot_be_filed_leaves_nothing_of_itself(stores: Stores) -> None:
    await file(stores)
    twin = replace(case(TWO), lookup=case().lookup)
    with pytest.raises(sqlite3.IntegrityError):
        await stores.cases.file(twin, entry(), BOTH, [due(number=TWO)])
    assert await stores.cases.case(TWO) is None
    assert await stores.cases.entries(TWO) == []
    assert await stores.cases.recipients(TWO) == frozenset()
    assert await kinds_due(stores) == []


async def test_what_stands_in_a_case_comes_back_in_its_order_and_its_files_by_their_places(
    stores: Stores,
) -> None:
    await file(stores)
    await file(stores, TWO)
    assert await stores.cases.add(ONE, entry(1, EntryKind.REPLY), [], act())
    assert await stores.cases.entries(ONE) == [bare(entry(0)), bare(entry(1, EntryKind.REPLY))]
    assert await stores.cases.attachments(ONE) == [
        *((0, 0, b"a 0"), (0, 1, b"b 0")),
        *((1, 0, b"a 1"), (1, 1, b"b 1")),
    ]


async def test_what_is_added_to_a_case_brings_its_notices(stores: Stores) -> None:
    await file(stores)
    addition = entry(1, EntryKind.ADDITION)
    assert await stores.cases.add(ONE, addition, [due(SECOND, NoticeKind.MORE)], None)
    assert await kinds_due(stores) == [(SECOND, NoticeKind.MORE)]


@pytest.mark.parametrize(("number", "place"), [(ONE, 0), (TWO, 0)], ids=["place taken", "case gone"])
async def test_an_entry_that_finds_no_place_leaves_no_notice_either(
    stores: Stores, number: CaseNumber, place: int
) -> None:
    await file(stores)
    assert not await stores.cases.add(number, entry(place), [due(number=number)], act(number))
    assert await stores.cases.entries(ONE) == [bare(entry())]
    assert await kinds_due(stores) == []


async def test_an_official_has_his_own_cases_in_his_inbox_the_oldest_first(stores: Stores) -> None:
    await stores.cases.file(case(ONE, TODAY), entry(), {FIRST}, [])
    await stores.cases.file(case(TWO, TODAY - timedelta(days=1)), entry(), BOTH, [])
    assert [head.number for head in await stores.cases.inbox(FIRST)] == [TWO, ONE]
    assert [head.number for head in await stores.cases.inbox(SECOND)] == [TWO]
    assert await stores.cases.inbox(CHIEF) == []
    assert await stores.cases.recipients(ONE) == {FIRST}


async def test_the_day_of_the_first_act_stays_and_an_ended_case_says_when_and_how(stores: Stores) -> None:
    await file(stores)
    day = timedelta(days=1)
    await stores.cases.move(act(), Move(State.OPENED, TODAY + day))
    await stores.cases.move(act(), Move(State.IN_WORK, TODAY + 2 * day))
    await stores.cases.move(act(), Move(State.CLOSED, TODAY + 3 * day, Outcome.CONFIRMED, FACT))
    (head,) = await stores.cases.inbox(FIRST)
    assert (head.state, head.outcome) == (State.CLOSED, Outcome.CONFIRMED)
    assert (head.first_act, head.closed) == (TODAY + day, TODAY + 3 * day)
    assert await stores.cases.open_cases() == []


async def test_an_ended_case_counts_once_for_each_who_receives_it_and_for_nobody_else(
    stores: Stores,
) -> None:
    await file(stores)
    await stores.cases.move(act(), Move(State.OPENED, TODAY))
    await stores.cases.move(act(), Move(State.CLOSED, TODAY, Outcome.CONFIRMED, FACT))
    await stores.cases.destroy([ONE], TODAY)
    assert [await stores.cases.facts(one) for one in (FIRST, SECOND, CHIEF)] == [[FACT], [FACT], []]


@pytest.mark.parametrize(
    ("move", "left"),
    [
        (Move(State.OPENED, TODAY), [NoticeKind.NEW, NoticeKind.DECIDE]),
        (Move(State.CLOSED, TODAY, Outcome.NO_DATA), []),
    ],
    ids=["opened", "ended"],
)
async def test_notices_fall_away_that_an_act_has_made_idle(
    stores: Stores, move: Move, left: Sequence[NoticeKind]
) -> None:
    kinds = NoticeKind.NEW, NoticeKind.STILL_NEW, NoticeKind.BACKUP, NoticeKind.DECIDE
    await file(stores, ONE, *[due(kind=kind, hours=hour) for hour, kind in enumerate(kinds)])
    await file(stores, TWO, due(SECOND, NoticeKind.STILL_NEW, number=TWO))
    await stores.cases.move(act(), move)
    assert await kinds_due(stores) == [*((FIRST, kind) for kind in left), (SECOND, NoticeKind.STILL_NEW)]


async def test_a_muted_case_reminds_who_muted_it_of_its_end_alone_until_he_hears_it_again(
    stores: Stores,
) -> None:
    await file(stores, ONE, due(), due(kind=NoticeKind.EXPIRES, hours=1), due(SECOND))
    await stores.cases.mute(act(), is_muted=True)
    assert [await stores.cases.is_muted(one, ONE) for one in (FIRST, SECOND, CHIEF)] == [True, False, False]
    assert await kinds_due(stores) == [(FIRST, NoticeKind.EXPIRES), (SECOND, NoticeKind.NEW)]
    await stores.cases.mute(act(), is_muted=False)
    assert (FIRST, NoticeKind.NEW) in await kinds_due(stores)


async def test_who_stepped_back_from_a_case_is_known_for_that_case_alone(stores: Stores) -> None:
    await file(stores)
    await stores.cases.log(act())
    await stores.cases.reassign(ONE, {FIRST}, (), (), Act(NOW, FIRST, Deed.RECUSE, ONE))
    assert await stores.cases.recused(ONE) == {FIRST}
    assert await stores.cases.recused(TWO) == frozenset()


async def test_who_is_taken_off_a_case_keeps_no_row_notice_or_button_of_it(stores: Stores) -> None:
    await file(stores, ONE, due(FIRST), due(SECOND))
    (button,) = await stores.screens.tokens(FIRST, [Pressed(ONE, Deed.CARD)])
    await stores.cases.reassign(ONE, {FIRST}, {CHIEF}, [due(CHIEF)], act())
    assert await stores.cases.recipients(ONE) == {SECOND, CHIEF}
    assert await stores.cases.inbox(FIRST) == []
    assert await stores.screens.pressed(FIRST, button) is None
    assert await kinds_due(stores) == [(CHIEF, NoticeKind.NEW), (SECOND, NoticeKind.NEW)]


async def test_of_a_destroyed_case_nothing_is_found_and_the_others_stay(stores: Stores) -> None:
    await file(stores, ONE, due())
    await file(stores, TWO)
    (button,) = await stores.screens.tokens(FIRST, [Pressed(ONE, Deed.CARD)])
    await stores.cases.destroy([ONE], TODAY, [due(SECOND, NoticeKind.WITHDRAWN)])
    assert await stores.cases.case(ONE) is None
    assert await stores.cases.find(case().lookup) is None
    assert (await stores.cases.entries(ONE), await stores.cases.attachments(ONE)) == ([], [])
    assert await stores.screens.pressed(FIRST, button) is None
    batch = await one_batch(stores)
    assert [(item.kind, item.head) for item in batch.items] == [(NoticeKind.WITHDRAWN, None)]
    assert [head.number for head in await stores.cases.inbox(FIRST)] == [TWO]


async def test_who_has_not_heard_of_a_case_does_not_hear_that_it_was_destroyed(stores: Stores) -> None:
    await file(stores, ONE, due(FIRST), due(SECOND, hours=1))
    await stores.deliveries.delivered(await one_batch(stores), 7, TODAY)
    ends = [due(official, NoticeKind.WITHDRAWN) for official in (FIRST, SECOND)]
    await stores.cases.destroy([ONE], TODAY, ends)
    assert await kinds_due(stores) == [(FIRST, NoticeKind.WITHDRAWN)]


async def test_cases_are_found_by_the_day_they_ended_and_by_the_day_they_came(stores: Stores) -> None:
    day = timedelta(days=1)
    await stores.cases.file(case(ONE, TODAY), entry(), BOTH, [])
    await stores.cases.file(case(TWO, TODAY - day), entry(), BOTH, [])
    await stores.cases.move(act(), Move(State.CLOSED, TODAY, Outcome.NO_DATA))
    assert await stores.cases.ended_before(TODAY - day, TODAY - 2 * day) == []
    assert await stores.cases.ended_before(TODAY, TODAY - 2 * day) == [ONE]
    assert await stores.cases.ended_before(TODAY - day, TODAY - day) == [TWO]


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


async def test_a_backup_that_is_called_receives_the_case_and_what_the_others_will_be_told_of_it(
    stores: Stores,
) -> None:
    await file(stores, ONE, due(CHIEF, NoticeKind.BACKUP), due(FIRST, NoticeKind.DECIDE, hours=5))
    assert await stores.cases.inbox(CHIEF) == []
    await stores.deliveries.drop(await one_batch(stores))
    assert await stores.cases.recipients(ONE) == BOTH | {CHIEF}
    assert await kinds_due(stores) == [(CHIEF, NoticeKind.DECIDE), (FIRST, NoticeKind.DECIDE)]


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


async def test_a_case_muted_for_all_before_is_muted_for_nobody_after_the_update(tmp_path: Path) -> None:
    path = tmp_path / "tips.db"
    old = await Database.open(path, MIGRATIONS[:-1], OVERWRITTEN)

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT INTO tip_case (number, lookup, key_id, key_by_file, key_by_receipt, received, state, urgent, muted, sealed)"
            " VALUES (?, x'01', '', x'', x'', '2026-03-02', 'received', 0, 1, x'')",
            (ONE,),
        )
        connection.executemany("INSERT INTO recipient VALUES (?, ?)", [(ONE, name) for name in BOTH])

    await old.run(fill)
    await old.close()
    store = await TipStore.open(path)
    assert await store.recipients(ONE) == BOTH
    assert not [name for name in BOTH if await store.is_muted(name, ONE)]
    await store.close()
