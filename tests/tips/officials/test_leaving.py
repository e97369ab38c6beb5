"""A draft ends: by its reporter, by time, by the end of the program. Nothing was sent, and they are told so (T2)."""

from pathlib import Path

import pytest

from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from handlers.telegram import sending as courier
from tests.emulator.local_telegram.support import SteppedClock
from tests.proofs.tips.test_crash import written
from tests.tips.crash import Doom, Machine, Mortal, mortal, new_telegram
from tests.tips.town import CODE, MONDAY, City, Reporter, _officials, city_open

__all__ = ["mortal"]

WORDS = "Завхоз берёт деньги за справки."


async def stored(city: City) -> int:
    return len(await city.supplies.store.all_cases())


async def test_after_fifteen_minutes_the_draft_is_gone_and_he_is_told(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await city.wait(minutes=14)
    assert len(reporter.screen.labels) > 1
    await city.wait(minutes=1)
    assert reporter.guest.last.text == reporter.text(Say.TIP_TIMED_OUT)
    assert reporter.own == []
    assert await stored(city) == 0


async def test_what_he_writes_keeps_the_draft_alive(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    for _ in range(5):
        await city.wait(minutes=14)
        await reporter.guest.say("И ещё.")
    await reporter.get_code()
    await reporter.type_back()
    assert reporter.screen.text.startswith("✅")


async def test_a_code_that_was_not_typed_back_goes_with_its_draft(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()
    await city.wait(minutes=15)
    assert [one for one in reporter.guest.answers if CODE.search(one.text)] == []
    assert await stored(city) == 0


@pytest.mark.parametrize("way", ["the button", "the command"])
async def test_he_gives_up_at_the_code_and_nothing_is_stored_or_left(
    city: City, reporter: Reporter, way: str
) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()
    if way == "the button":
        await reporter.guest.press("tp:cancel")
    else:
        await reporter.guest.say("/cancel")
    assert reporter.guest.last.text == reporter.text(Say.TIP_CANCELLED)
    assert reporter.own == []
    assert [one for one in reporter.guest.answers if CODE.search(one.text)] == []
    await reporter.type_back()
    assert await stored(city) == 0


async def test_where_nothing_was_begun_there_is_nothing_to_cancel(reporter: Reporter) -> None:
    assert (await reporter.guest.say("/cancel")).text == reporter.text(Say.NOTHING_TO_CANCEL)


async def test_whoever_gives_up_and_begins_anew_keeps_no_code_of_the_draft_before(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    old = await reporter.get_code()
    # A draft with words in it is not thrown away by a second /tip: it is given up first.
    await reporter.guest.press("tp:cancel")
    await reporter.begin()
    assert [one for one in reporter.guest.answers if CODE.search(one.text)] == []
    assert reporter.own == []
    await reporter.file(WORDS)
    assert reporter.code != old


async def test_after_a_crash_a_button_of_the_draft_says_that_nothing_was_sent(
    services: Knowledge, tmp_path: Path, mortal: Mortal
) -> None:
    clock = SteppedClock(MONDAY)
    telegram, people = new_telegram(clock)
    settings = read_settings(env_file=None).model_copy(update={"data_dir": tmp_path})
    machine = Machine(services, tmp_path, settings, clock, telegram, _officials(people))
    mortal.machine = machine
    await machine.start(Doom())
    for official in people.values():
        await official.start()
        await machine.settle()
    reporter = telegram.person("Reporter", "ru")
    await written(machine, reporter)
    await machine.end()
    await machine.start(Doom())
    press = await reporter.press("tp:cancel")
    await machine.settle()
    gone = services.texts(Language.RU, Say.TIP_GONE)
    assert press.answer == gone
    assert gone in {shown.text for shown in reporter.shown()}
    assert await machine._stores[2].all_cases() == []
    await machine.end()


async def test_at_the_end_of_the_program_every_message_of_a_draft_goes_first(
    services: Knowledge, tmp_path: Path, language: Language
) -> None:
    async with city_open(services, tmp_path) as city:
        reporter = await city.reporter(language)
        await reporter.write(WORDS)
        await reporter.get_code()
        before = len(city.house.telegram.calls)
    (told,) = reporter.guest.person.shown()
    assert told.text == reporter.text(Say.TIP_STOPPED)
    calls = [call for call in city.house.telegram.calls[before:] if call.params.get("chat_id")]
    assert [call.method for call in calls][-1] == "sendMessage"
    assert {call.method for call in calls[:-1]} == {"deleteMessage"}


async def test_a_reporter_who_blocked_the_bot_keeps_no_other_draft_from_its_farewell(
    services: Knowledge, tmp_path: Path
) -> None:
    async with city_open(services, tmp_path) as city:
        blocking, other = await city.reporter(), await city.reporter()
        await blocking.write(WORDS)
        await other.write(WORDS)
        await blocking.guest.person.block()
        await city.house.telegram.idle()
    assert [shown.text for shown in other.guest.person.shown()] == [other.text(Say.TIP_STOPPED)]


async def test_a_code_whose_message_the_network_kept_goes_as_soon_as_it_can(
    city: City, reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courier, "PAUSES", (0.0,))
    await reporter.file(WORDS)
    city.house.telegram.faults.add(Fault.server_error(), method="deleteMessage", times=2)
    await city.wait(minutes=10)
    for _ in range(2):
        await city.wait(seconds=1)
    assert [one for one in reporter.guest.answers if CODE.search(one.text)] == []


async def test_nothing_of_a_conversation_is_kept_by_the_framework(city: City, reporter: Reporter) -> None:
    await reporter.file(WORDS)
    assert city.house.application.persistence is None
    assert not city.house.application.user_data
    assert not city.house.application.chat_data
