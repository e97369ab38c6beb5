"""The PIN of an official: asked for after half an hour without an act, locked after five wrong ones."""

import sqlite3
from pathlib import Path

import pytest

from bot.tips.casework.pins import IDLE, MOST_WRONG, Door, Right, Wrong, is_pin, is_weak
from tests.tips.bureau import FIRST, SECOND, Bureau, bureau_open

PIN, OTHER = "481920", "204817"


async def test_who_has_no_pin_is_asked_for_none(bureau: Bureau) -> None:
    assert await bureau.desk.pins.door(FIRST) is Door.OPEN
    assert await bureau.desk.pins.enter(FIRST, OTHER) == Right()


async def test_each_act_gives_another_half_hour(bureau: Bureau) -> None:
    await bureau.desk.pins.set(FIRST, PIN)
    assert await bureau.desk.pins.has_pin(FIRST)
    assert not await bureau.desk.pins.has_pin(SECOND)
    for _ in range(3):
        bureau.clock.step(seconds=IDLE.total_seconds() - 1)
        assert await bureau.desk.pins.door(FIRST) is Door.OPEN
    bureau.clock.step(seconds=IDLE.total_seconds())
    assert await bureau.desk.pins.door(FIRST) is Door.ASKS
    assert await bureau.desk.pins.door(SECOND) is Door.OPEN


async def test_the_right_pin_opens_and_the_pin_of_another_does_not(bureau: Bureau) -> None:
    await bureau.desk.pins.set(FIRST, PIN)
    await bureau.desk.pins.set(SECOND, OTHER)
    bureau.clock.step(hours=1)
    assert await bureau.desk.pins.enter(FIRST, OTHER) == Wrong(MOST_WRONG - 1)
    assert await bureau.desk.pins.door(FIRST) is Door.ASKS
    assert await bureau.desk.pins.enter(FIRST, f" {PIN} ") == Right()
    assert await bureau.desk.pins.door(FIRST) is Door.OPEN


async def test_five_wrong_ones_lock_for_the_right_one_too_and_are_told_of_and_audited(bureau: Bureau) -> None:
    await bureau.desk.pins.set(FIRST, PIN)
    left = [await bureau.desk.pins.enter(FIRST, OTHER) for _ in range(MOST_WRONG)]
    assert left == [Wrong(count) for count in (4, 3, 2, 1, 0)]
    assert await bureau.desk.pins.door(FIRST) is Door.LOCKED
    assert await bureau.desk.pins.enter(FIRST, PIN) == Wrong(0)
    assert await bureau.desk.pins.untold_locks() == [FIRST]

    def acts(connection: sqlite3.Connection) -> list[str]:
        return [row[0] for row in connection.execute("SELECT act FROM audit ORDER BY place")]

    assert await bureau.store.database.run(acts) == ["pin_set", *["pin_wrong"] * 4, "pin_locked"]


async def test_a_right_one_forgives_the_wrong_ones_before_it(bureau: Bureau) -> None:
    await bureau.desk.pins.set(FIRST, PIN)
    for _ in range(3):
        for _ in range(MOST_WRONG - 1):
            await bureau.desk.pins.enter(FIRST, OTHER)
        assert await bureau.desk.pins.enter(FIRST, PIN) == Right()


async def test_after_a_restart_the_pin_is_asked_for_and_the_wrong_ones_count_on(tmp_path: Path) -> None:
    async with bureau_open(tmp_path) as bureau:
        await bureau.desk.pins.set(FIRST, PIN)
        for _ in range(MOST_WRONG - 1):
            await bureau.desk.pins.enter(FIRST, OTHER)
    async with bureau_open(tmp_path) as bureau:
        assert await bureau.desk.pins.door(FIRST) is Door.ASKS
        assert await bureau.desk.pins.enter(FIRST, OTHER) == Wrong(0)


async def test_acts_with_a_pin_are_no_look_at_the_list(bureau: Bureau) -> None:
    await bureau.desk.pins.set(FIRST, PIN)
    await bureau.desk.casework.inbox(FIRST)

    def looks(connection: sqlite3.Connection) -> int:
        return int(connection.execute("SELECT count(*) FROM audit WHERE act = 'inbox'").fetchone()[0])

    assert await bureau.store.database.run(looks) == 1


async def test_what_is_kept_of_a_pin_is_found_by_no_hash_of_it(bureau: Bureau) -> None:
    await bureau.desk.pins.set(FIRST, PIN)
    await bureau.desk.pins.set(SECOND, PIN)

    def marks(connection: sqlite3.Connection) -> set[bytes]:
        return {row[0] for row in connection.execute("SELECT mark FROM pin")}

    kept = await bureau.store.database.run(marks)
    assert len(kept) == 2
    assert not [mark for mark in kept if PIN.encode() in mark]


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [("481920", True), (" 481920 ", True), ("48192", False), ("4819204", False), ("48a920", False)],
)
def test_a_pin_has_six_digits(typed: str, *, is_one: bool) -> None:
    assert is_pin(typed) is is_one


@pytest.mark.parametrize(
    ("pin", "weak"),
    [
        ("000000", True),
        ("123456", True),
        ("654321", True),
        ("123457", False),
        ("481920", False),
        ("112233", False),
    ],
)
def test_what_everybody_would_try_first_is_no_pin(pin: str, *, weak: bool) -> None:
    assert is_weak(pin) is weak
