"""Codes are worked out slowly, one at a time, and nobody waits for it but who asked (T9)."""

import asyncio
import time
from collections.abc import AsyncIterator
from threading import Event, get_ident

import pytest
from argon2.low_level import Type, hash_secret_raw

from bot.tips.reporting.codes import Code
from bot.tips.secrecy import code_hashing as hashing
from bot.tips.secrecy.code_hashing import MOST_WAITING, Cost, Hasher, TooManyCodesError
from tests.tips.town import CHEAP

PEPPER = bytes(range(32))
CODE, OTHER = Code("1" * 21), Code("2" * 21)


@pytest.fixture
async def hasher() -> AsyncIterator[Hasher]:
    hasher = Hasher(lambda: [PEPPER], CHEAP)
    yield hasher
    hasher.close()


class Gate:
    """Argon2 that waits to be let through, and notes what it was asked."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.open = Event()
        self.begun = 0
        self.at_once = 0
        self.most_at_once = 0
        self.threads: set[int] = set()
        self.asked: list[dict[str, object]] = []
        patch.setattr(hashing, "hash_secret_raw", self)

    def __call__(self, secret: bytes, salt: bytes, **how: object) -> bytes:
        self.begun += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.threads.add(get_ident())
        self.asked.append(how)
        self.open.wait(10)
        self.at_once -= 1
        return hash_secret_raw(secret, salt, 1, 64, 1, 32, Type.ID)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


async def test_the_same_code_unlocks_the_same_and_another_code_something_else(hasher: Hasher) -> None:
    first, again, other = [await hasher.unlock(code) for code in (CODE, CODE, OTHER)]
    assert first == again
    assert first.lookup != other.lookup
    assert first.key != other.key


async def test_with_another_pepper_a_code_unlocks_nothing_that_it_did_before(hasher: Hasher) -> None:
    other = Hasher(lambda: [bytes(32)], CHEAP)
    first, second = await hasher.unlock(CODE), await other.unlock(CODE)
    other.close()
    assert first.lookup != second.lookup
    assert first.key != second.key


async def test_a_code_is_worked_out_under_every_pepper_and_a_new_one_under_the_newest_alone(
    hasher: Hasher,
) -> None:
    both = Hasher(lambda: [bytes(32), PEPPER], CHEAP)
    new, old = await both.unlock_each(CODE)
    assert await both.unlock(CODE) == new
    assert await hasher.unlock(CODE) == old
    assert len({new.pepper, old.pepper}) == 2
    both.close()


async def test_what_finds_a_case_says_nothing_of_what_opens_it(hasher: Hasher) -> None:
    unlocked = await hasher.unlock(CODE)
    assert (len(unlocked.lookup), len(unlocked.key)) == (16, 32)
    assert unlocked.lookup not in unlocked.key
    assert repr(unlocked) == "Unlocked(…)"


async def test_a_code_costs_128_mib_and_four_rounds_of_argon2id(gate: Gate) -> None:
    gate.open.set()
    hasher = Hasher(lambda: [PEPPER])
    await hasher.unlock(CODE)
    hasher.close()
    (how,) = gate.asked
    assert (how["memory_cost"], how["time_cost"], how["type"]) == (128 * 1024, 4, Type.ID)
    assert Cost() == Cost(128 * 1024, 4)


async def test_codes_are_worked_out_one_at_a_time_outside_the_loop(hasher: Hasher, gate: Gate) -> None:
    gate.open.set()
    await asyncio.gather(*(hasher.unlock(CODE) for _ in range(8)))
    assert (gate.begun, gate.most_at_once) == (8, 1)
    assert get_ident() not in gate.threads


async def test_ten_may_wait_for_the_one_in_hand_and_the_eleventh_is_refused(
    hasher: Hasher, gate: Gate
) -> None:
    waiting = [asyncio.create_task(hasher.unlock(CODE)) for _ in range(1 + MOST_WAITING)]
    await asyncio.sleep(0)
    with pytest.raises(TooManyCodesError):
        await hasher.unlock(OTHER)
    assert not any(task.done() for task in waiting), "who waits keeps their place"
    gate.open.set()
    await asyncio.gather(*waiting)
    assert await hasher.unlock(OTHER)


async def test_whoever_gives_up_waiting_makes_room(hasher: Hasher, gate: Gate) -> None:
    waiting = [asyncio.create_task(hasher.unlock(CODE)) for _ in range(1 + MOST_WAITING)]
    await asyncio.sleep(0)
    waiting[-1].cancel()
    await asyncio.gather(waiting.pop(), return_exceptions=True)
    waiting.append(asyncio.create_task(hasher.unlock(OTHER)))
    gate.open.set()
    assert len(await asyncio.gather(*waiting)) == 1 + MOST_WAITING


async def test_the_loop_goes_on_while_a_code_is_worked_out(hasher: Hasher, gate: Gate) -> None:
    working = asyncio.create_task(hasher.unlock(CODE))
    for _ in range(1000):
        await asyncio.sleep(0)
        if gate.begun:
            break
        time.sleep(0.001)  # noqa: ASYNC251 - gives the thread its turn
    assert gate.begun == 1
    assert not working.done(), "a thousand turns of the loop have passed meanwhile"
    gate.open.set()
    await working
