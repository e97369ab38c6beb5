"""Files of many people at once: whose turn is next, what an account may use up, how long somebody is told to wait."""

import asyncio
from collections.abc import Hashable

from bot.cleaning import Cleaner, Refusal, Refused
from bot.cleaning.budget import HOUR, MOST_SECONDS, Budget
from bot.cleaning.pace import MOST_SAID, Pace, rounded
from bot.cleaning.places import MOST_PASSED, Places

KB, MB = 2**10, 2**20


class Bench:
    """Files that stay in their place until they are told to leave."""

    def __init__(self, most: int) -> None:
        self.places = Places(most)
        self.at_work: list[str] = []
        self._gates: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, name: str, owner: Hashable, size: int) -> None:
        self._gates[name] = asyncio.Event()
        self._tasks[name] = asyncio.create_task(self._stay(name, owner, size))
        await settled()

    async def leave(self, name: str) -> None:
        self._gates[name].set()
        await self._tasks[name]
        await settled()

    async def give_up(self, name: str) -> None:
        self._tasks[name].cancel()
        await settled()

    async def _stay(self, name: str, owner: Hashable, size: int) -> None:
        async with self.places.of(owner, size):
            self.at_work.append(name)
            await self._gates[name].wait()
            self.at_work.remove(name)


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_twenty_heavy_files_of_one_account_leave_a_place_for_anothers_photo() -> None:
    bench = Bench(2)
    for number in range(20):
        await bench.come(f"heavy {number}", "one", 19 * MB)
    await bench.come("photo", "other", 2 * MB)
    assert bench.at_work == ["heavy 0", "photo"]


async def test_whoever_has_nothing_at_work_comes_before_whoever_has() -> None:
    bench = Bench(3)
    for name in ("a", "b", "c"):
        await bench.come(name, "one", KB)
    assert bench.at_work == ["a", "b"]
    await bench.come("d", "two", KB)
    await bench.come("e", "three", 19 * MB)
    assert bench.at_work == ["a", "b", "d"]
    await bench.leave("d")
    assert bench.at_work == ["a", "b", "e"]


async def test_small_files_go_before_large_ones() -> None:
    bench = Bench(1)
    for name, size in (("first", KB), ("large", 9 * MB), ("small", KB), ("middle", MB)):
        await bench.come(name, name, size)
    order = []
    while bench.at_work:
        order += bench.at_work
        await bench.leave(bench.at_work[0])
    assert order == ["first", "small", "middle", "large"]


async def test_a_large_file_has_its_turn_however_many_small_ones_come() -> None:
    bench = Bench(1)
    await bench.come("first", "first", KB)
    await bench.come("large", "large", 9 * MB)
    for number in range(MOST_PASSED + 5):
        await bench.come(f"small {number}", number, KB)
    passed = 0
    while bench.at_work != ["large"]:
        passed += bench.at_work != ["first"]
        await bench.leave(bench.at_work[0])
    assert passed == MOST_PASSED


async def test_who_gives_up_waiting_or_working_keeps_no_place() -> None:
    bench = Bench(1)
    for name in ("a", "b", "c"):
        await bench.come(name, name, KB)
    await bench.give_up("b")
    await bench.give_up("a")
    assert bench.at_work == ["a", "c"]  # what is broken off wrote nothing more
    await bench.leave("c")
    await bench.come("d", "d", KB)
    assert "d" in bench.at_work


async def test_giving_up_at_the_moment_of_the_turn_hands_the_place_on() -> None:
    bench = Bench(1)
    for name in ("a", "b", "c"):
        await bench.come(name, name, KB)
    bench._gates["a"].set()
    await asyncio.sleep(0)
    bench._tasks["b"].cancel()
    await settled()
    assert bench.at_work == ["c"]


async def test_everybody_who_has_a_file_here_is_counted_once() -> None:
    bench = Bench(2)
    assert bench.places.owners == 0
    for number in range(6):
        await bench.come(f"{number}", number % 4, KB)
    assert bench.places.owners == 4


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> float:
        """So much more passes whenever somebody looks."""
        self.seconds += seconds
        return self.seconds


def test_an_account_that_used_up_its_hour_is_served_again_an_hour_after() -> None:
    watch = Stopwatch()
    budget = Budget(watch)
    for _ in range(3):
        assert budget.has("one")
        budget.spend("one", MOST_SECONDS / 3)
    assert not budget.has("one")
    assert budget.has("other")
    watch.seconds = HOUR - 1
    assert not budget.has("one")
    watch.seconds = HOUR
    assert budget.has("one")


def test_nobody_is_remembered_under_their_number_nor_after_the_hour() -> None:
    watch = Stopwatch()
    budget = Budget(watch)
    budget.spend(7_351_946_028, 1)
    assert "7351946028" not in repr(vars(budget))
    watch.seconds = HOUR
    assert budget.has("other")
    assert not budget._spent


async def test_refused_files_use_up_the_hour_too() -> None:
    watch = Stopwatch()
    cleaner = Cleaner(now=lambda: watch.pass_by(MOST_SECONDS))
    assert await cleaner.clean(b"no file", 5) == Refused(Refusal.UNKNOWN_KIND)
    assert await cleaner.clean(b"no file", 5) == Refused(Refusal.TOO_MANY)
    assert await cleaner.clean(b"no file", 6) == Refused(Refusal.UNKNOWN_KIND)


def test_the_pace_is_learned_from_files_that_are_alike() -> None:
    pace = Pace()
    assert pace.expected(0) < pace.expected(10 * MB)
    for seconds in (1.0, 2.0, 60.0):
        pace.note(MB, seconds)
    assert pace.expected(2 * MB) == 2
    assert pace.expected(10 * MB) > 10


def test_seconds_are_said_in_steps_of_five_and_never_none() -> None:
    assert [rounded(seconds) for seconds in (0, 5, 5.1, 17, 10_000)] == [5, 5, 10, 20, MOST_SAID]


def test_a_wait_is_the_sum_of_ones_own_files_and_longer_where_others_are() -> None:
    cleaner = Cleaner()
    assert cleaner.seconds_for([]) == 5
    assert cleaner.seconds_for([8 * MB] * 3) == 30
    assert cleaner.seconds_for([8 * MB] * 3, owners=2) == 30
    assert cleaner.seconds_for([8 * MB] * 3, owners=6) == 90
