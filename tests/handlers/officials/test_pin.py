"""An official with a PIN at their phone: nothing of a case before it, and no digit of it stays in the chat."""

from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Shown
from tests.house import Guest
from tests.tips.town import City, Reporter, city_open

PIN, OTHER = "481920", "204817"
OWNER = 555
WORDS = "Завхоз берёт деньги."


def said(city: City, name: Say, **values: object) -> str:
    return city.house.services.texts(Language.RU, name, **values)


@pytest.fixture
async def second(city: City) -> Guest:
    """An official with a PIN, and a case of theirs."""
    await (await city.reporter(Language.RU)).file(WORDS)
    await city.wait(hours=2)
    second = city.officials["second"]
    for typed in ("/pin", PIN, PIN):
        await second.say(typed)
    assert second.last.text == said(city, Say.PIN_SET)
    return second


def notice(second: Guest) -> Shown:
    return next(shown for shown in second.answers if shown.text.startswith("📨"))


async def open_it(second: Guest) -> None:
    await second.press(next(notice(second).every_button()).label, notice(second).message_id)


async def test_after_half_an_hour_the_pin_comes_before_the_content_and_then_the_content_comes(
    city: City, second: Guest
) -> None:
    await open_it(second)
    assert WORDS in second.last.text
    await city.wait(minutes=30)
    await open_it(second)
    assert second.last.text == said(city, Say.PIN_ASK)
    assert WORDS not in "".join(shown.text for shown in second.answers)
    await second.say(PIN)
    assert WORDS in second.last.text
    assert not [shown for shown in second.person.shown() if PIN in shown.text]


@pytest.mark.parametrize("is_stopped", [False, True], ids=["next turn", "stop"])
async def test_digits_that_the_network_kept_in_the_chat_go_as_soon_as_they_can_and_at_the_stop(
    city: City, second: Guest, *, is_stopped: bool
) -> None:
    await city.wait(minutes=30)
    await open_it(second)
    city.house.telegram.faults.add(Fault.server_error(), method="deleteMessage", times=2)
    await second.say(PIN)
    assert [shown for shown in second.person.shown() if PIN in shown.text]
    if is_stopped:
        await city.house.ticks.say_farewell()
    else:
        await city.wait(seconds=1)
    assert not [shown for shown in second.person.shown() if PIN in shown.text]


@pytest.mark.parametrize("command", ["/inbox", "/stats"])
async def test_no_command_of_theirs_is_done_before_the_pin(city: City, second: Guest, command: str) -> None:
    await city.wait(minutes=30)
    await second.say(command)
    assert second.last.text == said(city, Say.PIN_ASK)
    await second.say(PIN)
    assert second.last.text != said(city, Say.PIN_ASK)


async def test_words_for_a_case_are_taken_after_the_pin(city: City, second: Guest) -> None:
    await city.wait(minutes=30)
    await second.person.say("Кто присутствовал?", reply_to=notice(second).message_id)
    await city.house.telegram.idle()
    assert second.last.text == said(city, Say.PIN_ASK)
    await second.say(PIN)
    assert "Кто присутствовал?" in second.last.text
    assert said(city, Say.BUTTON_REPLY_YES) in second.last.labels


async def test_all_that_was_sent_before_the_pin_is_taken_after_it(city: City, second: Guest) -> None:
    await city.wait(minutes=30)
    await second.say("/inbox")
    await second.person.say("Кто присутствовал?", reply_to=notice(second).message_id)
    await city.house.telegram.idle()
    await second.say("И где это было?")
    assert [shown.text for shown in second.answers].count(said(city, Say.PIN_ASK)) == 1
    await second.say(PIN)
    shown = "".join(shown.text for shown in second.answers)
    assert "Управление финансов" in shown
    assert "Кто присутствовал?" in second.last.text
    assert "И где это было?" in second.last.text
    assert not [shown for shown in second.person.shown() if PIN in shown.text]


async def test_a_pin_that_is_asked_for_is_no_word_of_their_own_tip(city: City, second: Guest) -> None:
    await city.wait(minutes=30)
    await second.say("/inbox")
    own = Reporter(city, second, Language.RU)
    await own.write(WORDS)
    await second.say(PIN)
    assert said(city, Say.PIN_ASK) not in [shown.text for shown in second.answers]
    await second.press("tp:review")
    assert PIN not in "".join(shown.text for shown in second.person.shown())
    assert any(WORDS in shown.text for shown in second.answers)


async def test_five_wrong_pins_lock_and_the_owners_hear_who(services: Knowledge, tmp_path: Path) -> None:
    async with city_open(services, tmp_path, owner_ids=(OWNER,)) as city:
        owner = (await city.reporter(user_id=OWNER)).guest
        await owner.person.start()
        second = city.officials["second"]
        for typed in ("/pin", PIN, PIN):
            await second.say(typed)
        await city.wait(hours=1)
        await second.say("/inbox")
        for left in (4, 3, 2, 1):
            await second.say(OTHER)
            assert second.last.text == said(city, Say.PIN_WRONG, count=left)
        await second.say(OTHER)
        assert second.last.text == said(city, Say.PIN_LOCKED)
        await second.say(PIN)
        for command in ("/inbox", "/pin"):
            assert (await second.say(command)).text == said(city, Say.PIN_LOCKED)
        await city.wait(minutes=1)
        await city.wait(minutes=1)
        alarms = [shown for shown in owner.answers if "second" in shown.text]
        assert len(alarms) == 1
        assert "pin forget second" in alarms[0].text
        assert not [shown for shown in second.person.shown() if PIN in shown.text or OTHER in shown.text]


async def test_without_owners_the_backup_hears_of_a_lock(city: City, second: Guest) -> None:
    await city.wait(hours=1)
    await second.say("/inbox")
    for _ in range(5):
        await second.say(OTHER)
    city.house.telegram.faults.add(Fault.server_error(), method="sendMessage", times=50)
    await city.wait(minutes=1)
    assert "pin forget second" not in city.officials["chief"].last.text
    city.house.telegram.faults.clear()  # what was lost to the outage is told in the next turn
    await city.wait(minutes=1)
    assert "pin forget second" in city.officials["chief"].last.text


async def test_who_has_a_pin_shows_it_before_they_choose_another(city: City, second: Guest) -> None:
    await second.say("/pin")
    assert second.last.text == said(city, Say.PIN_ASK)
    await second.say(PIN)
    for typed, answer in (
        ("1234", Say.PIN_SIX_DIGITS),
        ("123456", Say.PIN_WEAK),
        (OTHER, Say.PIN_AGAIN),
        (PIN, Say.PIN_DIFFERS),
        (OTHER, Say.PIN_AGAIN),
        (OTHER, Say.PIN_SET),
    ):
        assert (await second.say(typed)).text == said(city, answer)
    await city.wait(hours=1)
    await second.say("/inbox")
    await second.say(OTHER)
    assert "Управление финансов" in second.last.text


async def test_who_gives_up_is_asked_no_more_and_a_late_pin_does_not_stay(city: City, second: Guest) -> None:
    await city.wait(hours=1)
    await second.say("/inbox")
    await second.say("/cancel")
    await second.say(PIN)
    assert second.last.text == said(city, Say.PIN_NOT_ASKED)
    assert not [shown for shown in second.person.shown() if PIN in shown.text]


async def test_who_has_no_pin_is_advised_to_set_one(city: City) -> None:
    first = city.officials["first"]
    await (await city.reporter(Language.RU)).file(WORDS)
    await city.wait(hours=2)
    advice = city.house.services.texts(Language.KK, Say.PIN_ADVICE)
    await first.say("/inbox")
    assert advice in first.last.text
    await first.say("/help")
    await first.press(city.house.services.texts(Language.KK, Say.MENU_INBOX))
    assert advice in first.last.text


async def test_a_pin_is_in_no_line_of_the_log_and_in_no_file(city: City, second: Guest) -> None:
    assert second.person.id
    for path in city.folder.rglob("*"):
        assert not path.is_file() or PIN.encode() not in path.read_bytes()
