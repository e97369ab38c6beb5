"""Telegram is away in the middle of it: nothing is lost, nothing stays in the chat, and what is owed is shown when it is back."""

import asyncio
from pathlib import Path

import pytest

from bot.drafts.open_drafts import LIFE
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from handlers.telegram import sending
from handlers.telegram.fading import Removal, remove
from handlers.tips import room
from tests.tips.canary import picture
from tests.tips.town import CODE, City, Reporter, city_open

WORDS = "Завхоз берёт деньги за справки."
CALLS = ("sendMessage", "editMessageText", "deleteMessage", "getFile")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update gives up at once, as it does at the end of a long outage."""
    monkeypatch.setattr(sending, "PAUSES", ())
    monkeypatch.setattr(sending, "OUTAGE", 0.0)


@pytest.fixture
async def reporter(city: City) -> Reporter:
    return await city.reporter(Language.RU)


def telegram_goes(city: City, *methods: str) -> None:
    for method in methods or CALLS:
        city.house.telegram.faults.add(Fault.server_error(), method=method, times=10_000)


async def telegram_returns(city: City) -> None:
    city.house.telegram.faults.clear()
    for _ in range(2):
        await city.wait(seconds=1)
    await city.settle()


def stands(reporter: Reporter, words: str) -> bool:
    return any(words in shown.text for shown in reporter.guest.person.shown())


def is_confirmed(reporter: Reporter) -> bool:
    return any(shown.text.startswith("✅") for shown in reporter.guest.answers)


async def test_what_was_written_meanwhile_is_taken_and_goes_when_telegram_is_back(
    city: City, reporter: Reporter
) -> None:
    await reporter.write()
    telegram_goes(city)
    await reporter.guest.say(WORDS)
    await reporter.guest.person.send_photo(picture(), "Касса")
    await city.settle()
    assert len(reporter.own) == 2
    await telegram_returns(city)
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=2) in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_FILES, count=1) in reporter.screen.text
    assert reporter.text(Say.TIP_STUCK, count=1) not in reporter.screen.text


async def test_a_step_that_could_not_be_shown_is_shown_and_its_writer_told_that_nothing_is_lost(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    telegram_goes(city, "editMessageText")
    said = await reporter.guest.press("tp:review")
    assert said == reporter.text(Say.TIP_FAILED)
    await telegram_returns(city)
    assert "Перечитайте" in reporter.screen.text
    assert WORDS in reporter.screen.text


async def test_a_code_that_could_not_be_shown_is_never_asked_for(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await reporter.guest.press("tp:review")
    telegram_goes(city)
    await reporter.guest.press("tp:code")
    await telegram_returns(city)
    assert not [shown for shown in reporter.guest.answers if CODE.search(shown.text)]
    await reporter.guest.press("tp:code")
    (shown,) = [one for one in reporter.guest.answers if CODE.search(one.text)]
    await reporter.guest.say(shown.text.split("\n\n")[1].split()[-1])
    assert "✅" in reporter.screen.text


async def test_a_code_whose_answer_was_lost_stands_in_the_chat_once(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await reporter.guest.press("tp:review")
    city.house.telegram.faults.add(Fault.drop_after(), method="sendMessage")
    await reporter.guest.press("tp:code", reporter.screen.message_id)
    await reporter.guest.press("tp:code", reporter.screen.message_id)
    assert len([shown for shown in reporter.guest.answers if CODE.search(shown.text)]) == 1


async def test_a_tick_that_could_not_be_shown_is_owed_and_shown_and_the_tip_is_filed_once(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()
    telegram_goes(city)
    for _ in range(2):
        await reporter.type_back()
    assert not is_confirmed(reporter)
    await telegram_returns(city)
    assert is_confirmed(reporter)
    assert reporter.own == []
    assert not stands(reporter, WORDS)
    assert len(await city.supplies.store.all_cases()) == 1


async def test_a_tick_is_owed_beyond_the_quarter_of_an_hour(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()
    telegram_goes(city)
    await reporter.type_back()
    await city.wait(seconds=LIFE.total_seconds() + 1)
    await telegram_returns(city)
    assert is_confirmed(reporter)
    assert not stands(reporter, WORDS)


async def test_before_anything_new_the_tick_that_is_owed_is_shown(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()
    telegram_goes(city)
    await reporter.type_back()
    city.house.telegram.faults.clear()
    await reporter.begin()
    assert is_confirmed(reporter)
    assert reporter.screen.labels[0] == reporter.text(Say.TIP_BUTTON_BEGIN)


@pytest.mark.parametrize("how", ["cancel", "time"])
async def test_a_draft_that_ends_meanwhile_leaves_no_word_in_the_chat(
    city: City, reporter: Reporter, how: str
) -> None:
    await reporter.write(f"{WORDS} " * 110)
    await reporter.guest.press("tp:review")
    assert stands(reporter, WORDS)
    telegram_goes(city)
    if how == "cancel":
        await reporter.guest.press("tp:cancel")
    else:
        await city.wait(seconds=LIFE.total_seconds() + 1)
    await telegram_returns(city)
    assert not stands(reporter, WORDS)
    assert stands(reporter, reporter.text(Say.TIP_CANCELLED if how == "cancel" else Say.TIP_TIMED_OUT))


async def test_a_withdrawal_that_could_not_be_told_is_told(city: City, reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await reporter.come_back()
    await reporter.guest.press("cs:withdraw")
    telegram_goes(city)
    await reporter.guest.press("cs:withdraw:yes")
    await telegram_returns(city)
    assert stands(reporter, reporter.text(Say.CASE_WITHDRAWN))


async def test_a_second_press_on_the_last_screen_puts_no_other_in_its_place(
    city: City, reporter: Reporter
) -> None:
    await reporter.file(WORDS)
    await reporter.come_back()
    await reporter.guest.press("cs:withdraw")
    screen = reporter.screen.message_id
    for _ in range(2):
        await reporter.guest.person.press("cs:withdraw:yes", screen)
    await city.settle()
    assert reporter.guest.last.text == reporter.text(Say.CASE_WITHDRAWN)


async def test_at_the_stop_all_drafts_go_side_by_side_the_words_first(
    services: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = asyncio.Barrier(12)

    async def slow(*args: object) -> Removal:
        await together.wait()
        return await remove(*args)  # type: ignore[arg-type]  # handed on as it came

    async with city_open(services, tmp_path) as city:
        reporters = [await city.reporter() for _ in range(12)]
        for reporter in reporters:
            await reporter.write(WORDS)
            await reporter.guest.press("tp:review")
        monkeypatch.setattr(room, "remove", slow)
    for reporter in reporters:
        assert [shown.text for shown in reporter.guest.person.shown()] == [reporter.text(Say.TIP_STOPPED)]


async def test_a_tip_that_is_being_filed_at_the_stop_is_filed_and_its_reporter_told_so(
    services: Knowledge, tmp_path: Path
) -> None:
    async with city_open(services, tmp_path) as city:
        reporter = await city.reporter()
        await reporter.write(WORDS)
        await reporter.get_code()
        await reporter.guest.person.say(reporter.code.split()[-1])
        while city.house.telegram.world.updates.pending:
            await city.house.telegram.world.activity.stirred()
    assert reporter.guest.last.text.startswith("✅")
    assert reporter.own == []
