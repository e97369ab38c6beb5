"""Who the bot is and what it can do, as Telegram shows it in either language."""

import asyncio
from typing import Any

import pytest
from telegram.ext import CommandHandler

from bot.config import Settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from handlers.people import menus
from tests.emulator.local_telegram.support import Api
from tests.house import OWNER, House, house_open
from tests.tips.town import City
from tests.waiting import patient

NAMELESS = {"cancel", "start", "whoami", "tip", "case"}
"""Commands that stand in no menu: what Telegram offers itself, what an operator asks for, and what a group is only told to
take to the private chat."""


async def commands(house: House, code: str, **scope: Any) -> dict[str, str]:
    """The menu in one scope and language of Telegram's own."""
    shown = await Api(house.telegram)("getMyCommands", scope=scope, language_code=code)
    return {command["command"]: command["description"] for command in shown}


def introduction_of(house: House) -> menus.Introduction:
    return menus.Introduction(house.application.bot, house.features.people.menus)


async def introduced(house: House) -> House:
    """The house once the bot has introduced itself, as it does at the start."""
    texts = house.features.people.menus.knowledge.value.texts
    jobs = [kept.job for kept in house.ticks._kept]
    (introduction,) = [job for job in jobs if isinstance(job, menus.Introduction)]
    async with patient("the introduction"):
        while introduction._told is not texts:
            await house.telegram.idle()
    return house


@pytest.mark.parametrize(("code", "spoken"), [("kk", Language.KK), ("ru", Language.RU), ("", Language.KK)])
async def test_name_descriptions_and_menus_are_set_in_both_languages(
    house: House, code: str, spoken: Language
) -> None:
    api, texts = Api((await introduced(house)).telegram), house.services.texts
    assert await api("getMyName", language_code=code) == {"name": texts(spoken, Say.BOT_NAME)}
    assert (await api("getMyDescription", language_code=code))["description"] == texts(
        spoken, Say.BOT_DESCRIPTION
    )
    short = await api("getMyShortDescription", language_code=code)
    assert short["short_description"] == texts(spoken, Say.BOT_SHORT_DESCRIPTION)
    private = await commands(house, code, type="all_private_chats")
    assert private["settings"] == texts(spoken, Say.MENU_SETTINGS)
    assert "reload" not in private
    assert await commands(house, code, type="all_group_chats") == {
        command: texts(spoken, said) for command, said in menus.GROUPS
    }


async def test_every_command_of_a_menu_is_served_and_every_command_served_is_in_a_menu(city: City) -> None:
    served = {
        command
        for group in city.house.application.handlers.values()
        for handler in group
        if isinstance(handler, CommandHandler)
        for command in handler.commands
    }
    offered = {command for menu in menus.ALL for command, _ in menu}
    assert offered - served == set()
    assert served - offered - NAMELESS == set(), (
        "put it into a menu in handlers/people/menus.py, or name it above"
    )


async def test_what_telegram_knows_already_is_not_set_again(house: House) -> None:
    await introduced(house)
    before = len(house.telegram.calls.of("setMyCommands")) + len(house.telegram.calls.of("setMyName"))
    await introduction_of(house)(asyncio.Event())
    after = len(house.telegram.calls.of("setMyCommands")) + len(house.telegram.calls.of("setMyName"))
    assert after == before > 0


async def test_what_telegram_refuses_delays_nothing_and_is_tried_again(
    house: House, language: Language, caplog: pytest.LogCaptureFixture
) -> None:
    introduction = introduction_of(house)
    await introduced(house)
    house.telegram.profile.texts["name"].clear()
    house.telegram.faults.add(Fault.too_many_requests(3600), method="setMyName", times=3)
    with caplog.at_level("INFO"):
        await introduction(asyncio.Event())
    assert [record.message for record in caplog.records].count("PROFILE_NOT_SET") == 3
    guest = await house.guest(language)
    assert (await guest.say("/help")).text
    await introduction(asyncio.Event())
    name = await Api(house.telegram)("getMyName", language_code="ru")
    assert name == {"name": house.services.texts(Language.RU, Say.BOT_NAME)}


async def test_a_stop_ends_the_introduction_early(house: House) -> None:
    await introduced(house)
    stop = asyncio.Event()
    stop.set()
    before = len(house.telegram.calls.of("getMyName"))
    await introduction_of(house)(stop)
    assert len(house.telegram.calls.of("getMyName")) == before


async def test_the_menu_of_a_chat_follows_the_language_that_was_chosen_in_it(
    house: House, language: Language
) -> None:
    guest = await house.guest(language)
    place = {"type": "chat", "chat_id": guest.person.id}
    texts = house.services.texts
    assert (await commands(house, "", **place))["settings"] == texts(language, Say.MENU_SETTINGS)
    shown = await guest.say("/settings")
    await guest.press(f"st:lang:{language.other}", shown.message_id)
    assert (await commands(house, "", **place))["settings"] == texts(language.other, Say.MENU_SETTINGS)
    await guest.press("st:lang:auto", shown.message_id)
    assert await commands(house, "", **place) == {}


async def test_a_menu_set_by_an_older_program_is_made_new_at_start(house: House, language: Language) -> None:
    guest = await house.guest(language)
    place = {"type": "chat", "chat_id": guest.person.id}
    whole = await commands(house, "", **place)
    old = [{"command": "help", "description": "?"}]
    await Api(house.telegram)("setMyCommands", scope=place, commands=old)
    await guest.say("/start")
    assert await commands(house, "", **place) == whole


async def test_an_owner_has_more_in_his_menu_in_the_language_he_chose(
    owned: House, language: Language
) -> None:
    owner = await owned.newcomer(OWNER)
    place = {"type": "chat", "chat_id": owner.person.id}
    texts = owned.services.texts
    await introduction_of(owned)(asyncio.Event())
    for code, spoken in menus.CODES.items():
        assert (await commands(owned, code, **place))["reload"] == texts(spoken, Say.MENU_RELOAD)
    await owner.press(texts(language, Say.LANGUAGE_NAME))
    for code in menus.CODES:
        shown = await commands(owned, code, **place)
        assert shown["reload"] == texts(language, Say.MENU_RELOAD)
        assert shown["help"] == texts(language, Say.MENU_HELP)


async def test_an_owner_who_never_wrote_is_passed_over(services: Knowledge) -> None:
    settings = Settings(_env_file=None, owner_ids=(4_000_000_000,))  # type: ignore[call-arg]  # as in config.py
    async with house_open(services, settings) as house:
        await introduced(house)
        before = len(house.telegram.calls.of("getMyName"))
        await house.ticks.once()
        assert len(house.telegram.calls.of("getMyName")) == before
