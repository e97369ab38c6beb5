"""The menu of an official from the start on."""

import asyncio

from bot.language import Language
from bot.texts.texts import Say
from handlers.people.menus import Introduction
from tests.emulator.local_telegram.support import Api
from tests.tips.town import City


async def test_officials_have_their_commands_in_the_language_of_each_and_nobody_else_has(city: City) -> None:
    await Introduction(city.house.application.bot, city.house.features.people.menus)(asyncio.Event())
    for guest, spoken in (
        (city.officials["first"], Language.KK),
        (city.officials["second"], Language.RU),
        ((await city.reporter()).guest, None),
    ):
        scope = {"type": "chat", "chat_id": guest.person.id}
        shown = await Api(city.house.telegram)("getMyCommands", scope=scope, language_code="ru")
        menu = {command["command"]: command["description"] for command in shown}
        assert menu.get("inbox") == (city.house.services.texts(spoken, Say.MENU_INBOX) if spoken else None)
