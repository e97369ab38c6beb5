"""Where Adep is, and where it is no more."""

import pytest

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.handlers.answers.test_group import Circle, gathered
from tests.handlers.people.test_start import said
from tests.house import House


async def known(house: House) -> dict[int, tuple[str, str | None, int]]:
    """What people.db holds of chats."""
    rows = await house.people.database.run(
        lambda connection: connection.execute("SELECT id, kind, language, reachable FROM chat").fetchall()
    )
    return {row[0]: tuple(row[1:]) for row in rows}


@pytest.fixture
async def circle(house: House) -> Circle:
    return await gathered(house, Language.KK)


async def test_a_group_is_greeted_once_in_both_languages_when_adep_is_added(circle: Circle) -> None:
    (greeting,) = circle.answers
    for language in Language:
        welcome = said(circle.house.services, language, Say.GROUP_WELCOME, bot="@adep_bot")
        assert welcome in greeting.text
    assert [button.url for button in greeting.every_button()] == ["https://t.me/adep_bot"]
    assert (await known(circle.house))[circle.place.id] == ("group", None, 1)


async def test_a_promotion_is_no_reason_to_greet_again(circle: Circle) -> None:
    circle.place.promote_bot()
    await circle.house.telegram.idle()
    assert len(circle.answers) == 1


async def test_a_repeated_update_greets_no_second_time(circle: Circle) -> None:
    telegram = circle.house.telegram
    for update in range(telegram.world.updates.last_id - 1, telegram.world.updates.last_id + 1):
        telegram.repeat_update(update)
    await telegram.idle()
    assert len(circle.answers) == 1


async def test_a_group_that_removes_adep_is_noted_as_unreachable_and_nothing_else(circle: Circle) -> None:
    circle.house.telegram.calls.clear()
    circle.place.remove_bot()
    await circle.house.telegram.idle()
    assert (await known(circle.house))[circle.place.id] == ("group", None, 0)
    assert not [call for call in circle.house.telegram.calls if call.method != "getUpdates"]
    circle.place.add_bot()
    await circle.house.telegram.idle()
    assert (await known(circle.house))[circle.place.id] == ("group", None, 1)
    assert len(circle.answers) == 2


async def test_a_person_who_blocks_is_noted_as_unreachable_till_he_returns(
    house: House, language: Language
) -> None:
    guest = await house.guest(language)
    await guest.person.block()
    await house.telegram.idle()
    assert (await known(house))[guest.person.id] == ("private", language.value, 0)
    await guest.person.unblock()
    await house.telegram.idle()
    assert (await known(house))[guest.person.id] == ("private", language.value, 1)


async def test_of_a_stranger_who_blocks_nothing_is_noted(house: House) -> None:
    guest = await house.newcomer()
    await guest.person.block()
    await house.telegram.idle()
    assert await known(house) == {}


async def test_a_chat_that_refuses_an_answer_is_noted_as_unreachable(house: House) -> None:
    guest = await house.guest(Language.RU)
    house.telegram.faults.add(Fault.delay(0.05), method="sendMessage")
    await guest.person.say("Можно ли принять подарок?")
    house.telegram.world.blocked.add(guest.person.id)
    await house.telegram.idle()
    assert (await known(house))[guest.person.id] == ("private", "ru", 0)


async def test_a_group_that_becomes_a_supergroup_keeps_what_is_known_of_it(circle: Circle) -> None:
    old = circle.place.id
    await circle.house.people.choose(old, Language.RU)
    circle.place.migrate()
    await circle.house.telegram.idle()
    chats = await known(circle.house)
    assert chats[circle.place.id] == ("group", "ru", 1)
    assert old not in chats


WAYS = [
    ("member", "to", "from"),
    ("to", "from", "member"),
    ("to", "member", "from"),
    ("member", "from"),
    ("from",),
    ("to",),
    ("member", "to"),
]


@pytest.mark.parametrize("told", WAYS, ids="-".join)
async def test_an_upgrade_moves_everything_and_greets_nobody_twice_whatever_telegram_tells_of_it(
    house: House, told: tuple[str, ...]
) -> None:
    circle = await gathered(house, Language.KK)
    owner, old = circle.owner, circle.place.id
    await owner.say("/remind", circle.place)
    await house.telegram.idle()
    for data in ("rm:on", "rm:every:weekly", "rm:hour:16"):
        await owner.press(data, chat=circle.place)
        await house.telegram.idle()
    circle.place.migrate(told=told)
    await house.telegram.idle()
    for _ in range(3):
        await house.wait(seconds=5)
    new = circle.place.id
    greeted = [
        call for call in house.telegram.calls.of("sendMessage") if "@adep_bot" in str(call.params["text"])
    ]
    assert len(greeted) == 1
    found = await house.people.database.run(
        lambda connection: connection.execute("SELECT chat, every, hour FROM reminder").fetchall()
    )
    assert found == [(new, "weekly", 16)]
    assert (await known(house))[new][2] == 1
    assert old not in await known(house)


async def test_a_new_supergroup_beside_a_known_group_is_greeted_a_little_later(house: House) -> None:
    await gathered(house, Language.KK)
    owner = house.telegram.person("Сәуле")
    other = house.telegram.group("Басқарма", owner, supergroup=True)
    other.add_bot()
    await house.telegram.idle()
    assert [one for one in owner.shown(other) if one.from_bot] == []
    await house.wait(seconds=5)
    await house.wait(seconds=5)
    assert len([one for one in owner.shown(other) if one.from_bot]) == 1


async def test_a_channel_is_neither_greeted_nor_noted(house: House) -> None:
    owner = house.telegram.person("Айгүл")
    channel = house.telegram.channel("Хабарлар", owner)
    channel.add_bot()
    await house.telegram.idle()
    assert await known(house) == {}
    assert [message for message in owner.shown(channel) if message.from_bot] == []
