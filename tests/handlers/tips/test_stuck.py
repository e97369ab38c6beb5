"""Where Telegram does not let a reporter's message go, they are told how to do it by hand, and it never becomes a question (T7)."""

from collections.abc import Awaitable, Callable

import pytest

from bot.texts.texts import Say
from bot.tips.reporting.undeleted_messages import Leftovers
from emulator.local_telegram import Fault
from emulator.local_telegram.model import Formatted, Text
from tests.emulator.local_telegram.support import SteppedClock
from tests.tips.canary import picture
from tests.tips.town import City, Reporter

WORDS = "Завхоз берёт деньги за справки."
REFUSAL = Fault.bad_request("message can't be deleted for everyone")
Step = Callable[[Reporter], Awaitable[object]]


def refuse_once(city: City) -> None:
    """The next message will not be deleted."""
    city.house.telegram.faults.add(REFUSAL, method="deleteMessage", times=1)


async def write(reporter: Reporter) -> None:
    await reporter.write(WORDS)


async def at_the_code(reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()


async def with_a_case(reporter: Reporter) -> None:
    await reporter.file(WORDS)


async def asked_for_the_code(reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await reporter.guest.say("/case")


async def before_the_case(reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await reporter.come_back()


async def three_times(reporter: Reporter) -> None:
    for _ in range(3):
        await reporter.file(WORDS)


def saying(words: str) -> Step:
    return lambda reporter: reporter.guest.say(words)


STEPS: dict[str, tuple[Step, Step]] = {
    "the command that begins": (lambda reporter: reporter.guest.person.start(), saying("/tip")),
    "the command that is too many": (three_times, saying("/tip")),
    "the command that would begin another": (write, saying("/tip")),
    "words": (write, saying("Каждую пятницу.")),
    "another command": (write, saying("/help")),
    "wrong digits": (at_the_code, saying("00000")),
    "the last digits": (at_the_code, lambda reporter: reporter.type_back()),
    "cancel": (write, saying("/cancel")),
    "the code behind the command": (with_a_case, lambda reporter: reporter.come_back()),
    "the code by itself": (asked_for_the_code, lambda reporter: reporter.guest.say(reporter.code)),
    "a wrong code": (asked_for_the_code, saying("12345 1234 1234 1234 1234")),
    "a command before a case": (before_the_case, saying("/help")),
    "words before a case": (before_the_case, saying("Ещё вот что.")),
}


def is_told(reporter: Reporter, count: int = 1) -> bool:
    """Whether a screen says how to do it by hand, and that 48 hours are the limit."""
    told = reporter.text(Say.TIP_STUCK, count=count)
    assert "48" in told
    return any(told in shown.text for shown in reporter.guest.answers)


@pytest.mark.parametrize(("before", "step"), STEPS.values(), ids=STEPS)
async def test_whatever_of_his_stays_he_is_told_at_once_how_to_do_it_by_hand(
    city: City, reporter: Reporter, before: Step, step: Step
) -> None:
    await before(reporter)
    await city.settle()
    assert not is_told(reporter)
    kept = len(reporter.own)
    refuse_once(city)
    await step(reporter)
    assert len(reporter.own) == kept + 1
    assert is_told(reporter)


async def test_what_is_over_48_hours_old_by_the_clock_stays_and_he_is_told(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    person, clock = reporter.guest.person, city.house.clock
    clock.step(hours=-49)
    old = city.house.telegram.world.post(person._draft(None, Text(Formatted("Каждую пятницу."))))
    clock.step(hours=49)
    person._events.posted(old)
    await city.settle()
    assert [shown.text for shown in reporter.own] == ["Каждую пятницу."]
    assert is_told(reporter)
    await reporter.guest.press("tp:review")
    assert "Каждую пятницу." in reporter.screen.text


async def test_what_comes_after_the_quarter_of_an_hour_and_stays_is_told_of(
    city: City, reporter: Reporter
) -> None:
    for is_noticed in (False, True):
        await reporter.write(WORDS)
        city.house.clock.step(minutes=16)
        if is_noticed:
            await city.wait(minutes=0)
        refuse_once(city)
        await reporter.guest.say("Каждую пятницу.")
        assert reporter.text(Say.TIP_TIMED_OUT) in reporter.guest.last.text
        assert reporter.text(Say.TIP_STUCK, count=1) in reporter.guest.last.text


async def test_what_the_reporter_deleted_himself_first_is_not_said_to_have_stayed(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    person = reporter.guest.person
    await person.delete(await person.say("Каждую пятницу."))
    await city.settle()
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=2) in reporter.screen.text
    assert not is_told(reporter)


async def test_what_stayed_of_a_draft_is_told_of_in_the_next_one(city: City, reporter: Reporter) -> None:
    await reporter.write()
    refuse_once(city)
    await reporter.guest.person.send_voice()
    await city.settle()
    await reporter.guest.say("/tip")
    assert reporter.text(Say.TIP_STUCK, count=1) in reporter.screen.text


async def test_what_goes_at_its_edit_is_no_longer_said_to_have_stayed(city: City, reporter: Reporter) -> None:
    await reporter.write()
    refuse_once(city)
    await reporter.guest.say(WORDS)
    assert is_told(reporter)
    await reporter.guest.edit(reporter.own[0].message_id, "Завхоз берёт 5000 тенге.")
    assert reporter.own == []
    assert not is_told(reporter)


@pytest.mark.parametrize("hours", [0, 1, 47])
async def test_an_edit_of_what_stayed_after_the_tip_was_filed_goes_and_is_no_question(
    city: City, reporter: Reporter, hours: int
) -> None:
    await reporter.write()
    refuse_once(city)
    await reporter.guest.say(WORDS)
    (stayed,) = reporter.own
    await reporter.get_code()
    await reporter.type_back()
    await city.wait(hours=hours)
    before = len(city.house.telegram.calls.of("sendMessage"))
    await reporter.guest.edit(stayed.message_id, "Можно ли принять подарок?")
    assert reporter.own == []
    assert len(city.house.telegram.calls.of("sendMessage")) == before


async def test_an_edit_of_what_stayed_is_no_word_of_the_next_tip(city: City, reporter: Reporter) -> None:
    await reporter.write()
    refuse_once(city)
    await reporter.guest.say(WORDS)
    (stayed,) = reporter.own
    await reporter.get_code()
    await reporter.type_back()
    await reporter.write("Совсем другое дело.")
    await reporter.guest.edit(stayed.message_id, "Завхоз берёт 5000 тенге.")
    assert reporter.own == []
    await reporter.guest.press("tp:review")
    assert "5000" not in reporter.screen.text


async def test_an_edit_that_stays_because_48_hours_have_passed_is_told_of_and_is_no_question(
    city: City, reporter: Reporter
) -> None:
    await reporter.write()
    refuse_once(city)
    await reporter.guest.say(WORDS)
    (stayed,) = reporter.own
    await reporter.guest.say("/cancel")
    await city.wait(hours=48, minutes=1)
    await reporter.guest.edit(stayed.message_id, "Можно ли принять подарок?")
    assert reporter.guest.last.text == reporter.text(Say.TIP_STUCK, count=1)
    assert reporter.guest.last.reply_to is None


@pytest.mark.parametrize("step", ["wrong digits", "the code by itself"])
async def test_an_edit_of_digits_that_stayed_is_no_question(
    city: City, reporter: Reporter, step: str
) -> None:
    before, act = STEPS[step]
    await before(reporter)
    refuse_once(city)
    await act(reporter)
    (stayed,) = reporter.own
    await reporter.guest.edit(stayed.message_id, "Можно ли принять подарок?")
    assert reporter.own == []
    assert all(shown.reply_to is None for shown in reporter.guest.answers)


async def test_after_two_days_nothing_is_known_of_what_stayed() -> None:
    clock = SteppedClock()
    leftovers = Leftovers(clock)
    leftovers.add(7, 5)
    clock.step(hours=48)
    assert leftovers.holds(7, 5)
    assert not leftovers.holds(5, 7)
    clock.step(hours=2)
    assert not leftovers.holds(7, 5)


async def test_what_waits_its_turn_and_stays_is_told_of_when_its_turn_has_come(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    city.house.telegram.faults.add(REFUSAL, method="deleteMessage", times=19)
    await reporter.guest.person.send_album([picture()] * 10)
    await city.settle()
    assert len(reporter.own) == 10
    assert is_told(reporter, 10)
