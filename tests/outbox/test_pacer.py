"""An even pace, whatever the clock does."""

from bot.outbox.pacer import Pacer
from tests.emulator.local_telegram.support import SteppedClock


def test_messages_leave_a_twentieth_of_a_second_apart() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    assert pacer.wait() == 0
    pacer.spend(7)
    assert pacer.wait() == 0.05
    clock.step(seconds=0.05)
    assert pacer.wait() == 0


def test_one_person_waits_a_second_and_one_group_three() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    pacer.spend(7)
    pacer.spend(-9)
    clock.step(seconds=0.5)
    assert (pacer.wait_for(7), pacer.wait_for(-9), pacer.wait_for(8)) == (0.5, 2.5, 0)
    clock.step(seconds=0.5)
    assert (pacer.wait_for(7), pacer.wait_for(-9)) == (0, 2)


def test_a_halt_lasts_as_long_as_the_longest_asked_for() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    pacer.halt(30)
    pacer.halt(5)
    clock.step(seconds=29)
    assert pacer.is_halted
    clock.step(seconds=1)
    assert not pacer.is_halted


def test_long_after_a_message_nothing_is_waited_for() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    pacer.spend(7)
    clock.step(seconds=1.5)
    assert (pacer.wait(), pacer.wait_for(7)) == (0, 0)


def test_a_halt_lasts_an_hour_at_most() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    pacer.halt(100_000)
    clock.step(seconds=3599)
    assert pacer.is_halted
    clock.step(seconds=1)
    assert not pacer.is_halted


def test_the_first_group_there_may_be_waits_as_every_group_does() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    pacer.spend(-1)
    assert pacer.wait_for(-1) == 3


def test_a_clock_that_is_put_back_stops_nothing() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    pacer.spend(7)
    pacer.halt(60)
    clock.step(days=-1)
    assert (pacer.wait(), pacer.wait_for(7), pacer.is_halted) == (0, 0, False)


def test_only_the_chats_of_the_last_seconds_are_remembered() -> None:
    clock = SteppedClock()
    pacer = Pacer(clock)
    for chat in range(1000):
        pacer.spend(chat)
        clock.step(seconds=0.05)
    assert len(pacer._chats) <= 62
    clock.step(hours=1)
    pacer.spend(7)
    assert list(pacer._chats) == [7]
