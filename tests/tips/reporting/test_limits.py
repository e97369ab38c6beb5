"""How often one account may do a thing, without anybody being remembered (T3)."""

import gc
import sys
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.tips.reporting.limits import MOST_KEPT_BACK, Allowance, Limits
from tests.emulator.local_telegram.support import SteppedClock

ACCOUNT = 7_351_946_028


class KeepsNothingBack(Random):
    def randrange(self, *_: int) -> int:  # type: ignore[override]  # one use of it alone
        return 0


def limited(clock: SteppedClock, seed: int = 1) -> Limits:
    return Limits(clock, Random(seed))  # noqa: S311 - told again


def test_three_tips_a_day_and_the_fourth_a_day_after_the_first() -> None:
    clock = SteppedClock()
    limits = limited(clock)
    for _ in range(3):
        assert limits.may_report(ACCOUNT)
        limits.count_tip(ACCOUNT)
        clock.step(hours=1)
    assert not limits.may_report(ACCOUNT)
    clock.step(hours=20, minutes=59)
    assert not limits.may_report(ACCOUNT)
    clock.step(minutes=1)
    assert limits.may_report(ACCOUNT)


def test_asking_whether_one_may_costs_nothing() -> None:
    limits = limited(SteppedClock())
    assert all(limits.may_report(ACCOUNT) for _ in range(100))


def test_the_tips_of_one_account_are_not_counted_against_another() -> None:
    limits = limited(SteppedClock())
    for _ in range(3):
        limits.count_tip(ACCOUNT)
    assert limits.may_report(ACCOUNT + 1)


def test_an_allowance_that_is_used_up_says_no_and_how_much_is_left() -> None:
    clock = SteppedClock()
    allowance = Allowance(clock, 2, timedelta(hours=1))
    assert [(allowance.left("a"), allowance.take("a")) for _ in range(3)] == [
        (2, True),
        (1, True),
        (0, False),
    ]
    assert (allowance.has("a"), allowance.has("b")) == (False, True)
    clock.step(hours=1)
    assert allowance.left("a") == 2


def test_ten_tries_of_a_code_an_hour() -> None:
    clock = SteppedClock()
    limits = limited(clock)
    assert all(limits.take_try(ACCOUNT) for _ in range(10))
    assert not limits.take_try(ACCOUNT)
    clock.step(minutes=59)
    assert not limits.take_try(ACCOUNT)
    clock.step(minutes=1)
    assert limits.take_try(ACCOUNT)


def test_thirty_tries_a_minute_of_all_together() -> None:
    clock = SteppedClock()
    limits = Limits(clock, KeepsNothingBack())
    assert all(limits.take_try(account) for account in range(30))
    assert not limits.take_try(31)
    clock.step(minutes=1)
    assert limits.take_try(31)


def test_whoever_counts_their_own_tries_does_not_learn_how_many_others_try() -> None:
    def taken_by_three(others: int, seed: int) -> int:
        limits = limited(SteppedClock(), seed)
        for account in range(others):
            limits.take_try(account)
        return sum(limits.take_try(ACCOUNT + number % 3) for number in range(40))

    alone, beside_one = ({taken_by_three(others, seed) for seed in range(60)} for others in (0, 1))
    assert alone == set(range(30 - MOST_KEPT_BACK, 31))
    assert beside_one == set(range(29 - MOST_KEPT_BACK, 30))
    assert len(alone & beside_one) == MOST_KEPT_BACK


def test_a_try_that_was_refused_for_all_is_not_counted_against_the_account() -> None:
    clock = SteppedClock()
    limits = limited(clock)
    for account in range(30):
        limits.take_try(account)
    for _ in range(20):
        limits.take_try(ACCOUNT)
    clock.step(minutes=1)
    assert all(limits.take_try(ACCOUNT) for _ in range(10))


def test_whoever_is_over_his_own_limit_takes_nothing_from_the_others() -> None:
    limits = Limits(SteppedClock(), KeepsNothingBack())
    for _ in range(100):
        limits.take_try(ACCOUNT)
    assert all(limits.take_try(account) for account in range(20))


@given(st.lists(st.integers(0, 400), max_size=60))
def test_no_hour_holds_more_than_ten_tries_of_an_account(pauses: list[int]) -> None:
    clock = SteppedClock()
    limits = limited(clock)
    taken = []
    for pause in pauses:
        clock.step(seconds=pause)
        if limits.take_try(ACCOUNT):
            taken.append(clock.now())
    for first in taken:
        assert sum(0 <= (other - first).total_seconds() < 3600 for other in taken) <= 10


def test_nothing_of_the_account_is_in_memory() -> None:
    limits = limited(SteppedClock())
    account = int("7351946029")  # made here, so that no constant of this module is found
    limits.count_tip(account)
    limits.take_try(account)
    held = list(everything_in(limits))
    assert any(isinstance(one, bytes) and len(one) == 32 for one in held), "the search goes down to the keys"
    forms = (str(account).encode(), account.to_bytes(8, "big"), account.to_bytes(8, "little"))
    for one in held:
        assert one != account
        assert str(account) not in repr(one)
        assert not (isinstance(one, bytes) and any(form in one for form in forms))


def test_two_processes_know_an_account_by_different_names() -> None:
    first, second = (limited(SteppedClock()) for _ in range(2))
    assert first.veiled(ACCOUNT) != second.veiled(ACCOUNT)


def test_what_is_over_is_forgotten() -> None:
    clock = SteppedClock()
    limits = limited(clock)
    for account in range(25):
        limits.count_tip(account)
        limits.take_try(account)
    before = sum(map(sys.getsizeof, everything_in(limits)))
    clock.step(days=1)
    limits.may_report(1)
    limits.take_try(1)
    assert sum(map(sys.getsizeof, everything_in(limits))) < before / 2


def everything_in(root: object) -> Iterator[object]:
    """All that an object holds, as the collector sees it; classes and modules are the program's, not its."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type) or type(one).__name__ in {"module", "function", "code"}:
            continue
        seen.add(id(one))
        yield one
        waiting += gc.get_referents(one)
