"""Which updates count as done, whatever the order they come and end in."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.updates.done_updates import NEW_COUNT, WINDOW, Ledger, Mark


def in_order(mark: Mark | None = None) -> Ledger:
    return Ledger(mark, in_order=True)


def any_order(mark: Mark | None = None) -> Ledger:
    return Ledger(mark, in_order=False)


def last(ledger: Ledger) -> int:
    assert ledger.mark is not None
    return ledger.mark.last


def test_before_the_first_update_there_is_no_mark() -> None:
    assert in_order().mark is None


def test_what_is_in_hand_is_not_confirmed() -> None:
    ledger = in_order()
    for number in (10, 11, 12):
        assert ledger.begin(number)
    ledger.finish(12)
    assert ledger.mark == Mark(9, frozenset({12}))
    ledger.finish(10)
    assert ledger.mark == Mark(10, frozenset({12}))
    ledger.finish(11)
    assert ledger.mark == Mark(12)


def test_an_update_in_hand_or_done_is_not_begun_again() -> None:
    ledger = in_order()
    ledger.begin(10)
    ledger.begin(11)
    ledger.finish(11)
    assert not ledger.begin(10)
    assert not ledger.begin(11)


def test_after_a_start_only_what_was_not_done_is_begun() -> None:
    ledger = in_order(Mark(9, frozenset({12})))
    assert [number for number in range(8, 15) if ledger.begin(number)] == [10, 11, 13, 14]


def test_polling_skips_numbers_that_do_not_exist() -> None:
    ledger = in_order()
    for number in (10, 17):
        ledger.begin(number)
        ledger.finish(number)
    assert ledger.mark == Mark(17)


def test_a_webhook_takes_an_update_that_was_overtaken() -> None:
    ledger = any_order()
    ledger.begin(12)
    ledger.finish(12)
    assert ledger.begin(10)
    ledger.finish(10)
    assert ledger.begin(11)
    assert not ledger.begin(10)


def test_a_webhook_gives_up_a_number_that_stays_away() -> None:
    ledger = any_order()
    for number in range(1000, 1000 + 2 * WINDOW):
        ledger.begin(number)
        ledger.finish(number)
    assert ledger.mark == Mark(999 + 2 * WINDOW)


def test_a_count_that_telegram_begins_anew_is_followed_up_or_down() -> None:
    for first in (5_000_000 + NEW_COUNT, 12):
        ledger = in_order(Mark(5_000_000))
        assert ledger.begin(first)
        ledger.finish(first)
        assert last(ledger) == first


@given(
    st.lists(st.integers(1, 40), min_size=1, unique=True), st.randoms(use_true_random=False), st.booleans()
)
def test_each_is_done_once_and_none_is_confirmed_before_its_time(
    numbers: list[int],
    chance: Random,
    polled: bool,  # noqa: FBT001 - drawn by name
) -> None:
    """At any moment a kill and a new start from the mark bring exactly the rest."""
    ledger = Ledger(None, in_order=polled)
    open_now: set[int] = set()
    done: set[int] = set()
    coming = sorted(numbers) if polled else numbers
    for number in coming:
        assert ledger.begin(number)
        open_now.add(number)
        if chance.random() < 0.6:
            one = chance.choice(sorted(open_now))
            open_now.remove(one)
            ledger.finish(one)
            done.add(one)
        assert ledger.mark is not None
        again = Ledger(ledger.mark, in_order=polled)
        assert {n for n in sorted(open_now) if again.begin(n)} == open_now
        assert not any(Ledger(ledger.mark, in_order=polled).begin(n) for n in done)
