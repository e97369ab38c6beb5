"""What cannot be reached as usual: old messages, buttons, quoted commands, members; everything is done and told, nothing spins."""

import pytest

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.handlers.answers.test_group import gathered
from tests.handlers.people.test_start import said
from tests.handlers.reminders.test_remind import news, subscribed
from tests.house import Guest, House
from tests.questions import answered

WAYS = ("locked", "out of sight", "both")


def grown_old(guest: Guest, message: int, way: str) -> None:
    """Let a message be one that Telegram no longer shows, or no longer lets be edited."""
    telegram, chat = guest.house.telegram, guest.person.id
    if way in {"locked", "both"}:
        telegram.lock(message, chat)
    if way in {"out of sight", "both"}:
        telegram.put_out_of_sight(message, chat)


def no_fault(guest: Guest) -> None:
    texts = guest.house.services.texts
    assert not {texts(one, Say.FAILED) for one in Language} & {shown.text for shown in guest.answers}


@pytest.mark.parametrize("way", WAYS)
async def test_a_tap_on_stop_under_an_old_reminder_stops_and_says_so(
    guest: Guest, language: Language, way: str
) -> None:
    panel = await subscribed(guest, "rm:what:rules")
    await guest.house.live(days=1)
    rule = news(guest, panel)[0]
    grown_old(guest, rule.message_id, way)
    assert await guest.press("rm:stop", rule.message_id) == said(
        guest.house.services, language, Say.REMIND_STOPPED
    )
    left = next(one for one in guest.answers if one.message_id == rule.message_id)
    assert any(button.url for button in left.every_button()), "the link to ask about the paragraph stays"
    await guest.house.live(days=3)
    assert len(news(guest, panel)) == 1
    no_fault(guest)


PRESSED = ["st:lang:ru", "st:forget", "br:kk:home:0", "rm:on", "rm:hour:9", "lg:ru", "lg:ru:first"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("data", PRESSED)
async def test_what_an_old_screen_cannot_show_comes_below(house: House, data: str, way: str) -> None:
    guest = await house.guest(Language.KK)
    await subscribed(guest)
    shown = await guest.say("/settings")
    grown_old(guest, shown.message_id, way)
    before = {one.message_id: one.html for one in guest.answers}
    await guest.forge(data, shown.message_id)
    changed = [one for one in guest.answers if before.get(one.message_id) != one.html]
    assert changed, "nothing moved"
    no_fault(guest)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("label", ["share", "language", "up", "down"])
async def test_buttons_under_an_old_answer_do_what_they_say_or_say_that_they_are_old(
    guest: Guest, language: Language, label: str, way: str
) -> None:
    texts = guest.house.services.texts
    labels = {
        "share": texts(language, Say.BUTTON_SHARE),
        "language": texts(language.other, Say.LANGUAGE_NAME),
        "up": "👍",
        "down": "👎",
    }
    shown = await guest.say(answered(guest.house.services, language))
    data = next(one.data for one in shown.every_button() if one.label == labels[label])
    assert data
    grown_old(guest, shown.message_id, way)
    number = len(guest.answers)
    alert = await guest.forge(data, shown.message_id)
    after = next(one for one in guest.answers if one.message_id == shown.message_id)
    assert alert or len(guest.answers) > number or after != shown
    assert list(after.every_button()), "no button is taken with nothing in its place"
    no_fault(guest)


async def test_an_opinion_on_an_answer_that_cannot_be_changed_counts_once(
    guest: Guest, language: Language
) -> None:
    shown = await guest.say(answered(guest.house.services, language))
    grown_old(guest, shown.message_id, "locked")
    for _ in range(2):
        await guest.press("fb:1", shown.message_id)
    counted = await guest.house.people.database.run(
        lambda connection: connection.execute("SELECT sum(up) FROM opinion").fetchone()
    )
    assert counted == (1,)


async def test_a_button_whose_work_fails_says_so_and_spins_no_more(guest: Guest, language: Language) -> None:
    shown = await guest.say("/settings")
    guest.house.telegram.faults.add(Fault.bad_request("something new"), method="editMessageText", times=9)
    guest.house.telegram.faults.add(Fault.bad_request("something new"), method="sendMessage", times=9)
    alert = await guest.forge("st:lang:ru", shown.message_id)
    assert alert in {guest.house.services.texts(one, Say.FAILED) for one in Language}


async def test_where_telegram_hides_who_is_an_admin_it_is_said_what_to_do(house: House) -> None:
    circle = await gathered(house, Language.RU)
    await circle.say("/remind", by=circle.owner)
    circle.place.hide_members()
    told = [
        shown.text for command in ("/remind", "/qr") for shown in await circle.say(command, by=circle.owner)
    ]
    press = await circle.owner.press("rm:on", chat=circle.place)
    await house.telegram.idle()
    sentences = {house.services.texts(one, Say.ADMINS_UNKNOWN) for one in Language}
    assert len(told) == 2
    assert {*told, press.answer} <= sentences


async def test_an_admin_of_a_group_with_hidden_members_is_known_once_adep_is_an_admin_or_writes_as_the_group(
    house: House,
) -> None:
    circle = await gathered(house, Language.RU)
    circle.place.hide_members()
    off = {said(house.services, one, Say.REMIND_OFF) for one in Language}
    circle.place.say_as_group("/remind")
    await house.telegram.idle()
    assert circle.answers[-1].text in off
    circle.place.promote_bot()
    await house.telegram.idle()
    (shown,) = await circle.say("/remind", by=circle.owner)
    assert shown.text in off


async def test_a_channel_that_asks_for_what_admins_decide_is_told_what_to_do(house: House) -> None:
    circle = await gathered(house, Language.RU)
    circle.place.say_as_channel("/remind", house.telegram.channel("Канал", circle.owner))
    await house.telegram.idle()
    assert circle.answers[-1].text in {house.services.texts(one, Say.ADMINS_UNKNOWN) for one in Language}


@pytest.mark.parametrize("command", ["/remind", "/qr", "/tip", "/help", "/ask сыйлық", "/ask"])
async def test_a_command_that_a_moderating_bot_removes_is_answered_all_the_same(
    house: House, command: str
) -> None:
    circle = await gathered(house, Language.RU)
    house.telegram.faults.add(Fault.delay(0.2), method="getChatMember")
    house.telegram.faults.add(Fault.delay(0.2), method="sendMessage")
    number = len(circle.answers)
    message = await circle.member.say(command, circle.place)
    await circle.owner.delete(message, circle.place)
    await house.telegram.idle()
    assert len(circle.answers) == number + 1


async def test_the_apology_for_a_fault_is_said_though_its_command_is_gone(house: House) -> None:
    circle = await gathered(house, Language.RU)
    house.telegram.faults.add(Fault.bad_request("something new"), method="getChatMember")
    house.telegram.faults.add(Fault.bad_request("something new"), method="sendMessage")
    message = await circle.member.say("/ask сыйлық", circle.place)
    await circle.owner.delete(message, circle.place)
    await house.telegram.idle()
    assert circle.answers[-1].text in {house.services.texts(one, Say.FAILED) for one in Language}
