"""The bot's commands, names and descriptions."""

from typing import Any

import pytest

from emulator.local_telegram import Person
from tests.emulator.local_telegram.support import Api, RefusedError

START = {"command": "start", "description": "Бастау"}


async def test_commands_are_kept_per_scope_and_language(api: Api, aigul: Person) -> None:
    chat = {"type": "chat", "chat_id": aigul.id}
    assert await api("setMyCommands", commands=[START], language_code="kk") is True
    await api("setMyCommands", commands=[{**START, "command": "inbox"}], scope=chat)
    assert await api("getMyCommands", language_code="kk") == [START]
    assert await api("getMyCommands") == []
    assert (await api("getMyCommands", scope=chat))[0]["command"] == "inbox"
    await api("deleteMyCommands", language_code="kk")
    assert await api("getMyCommands", language_code="kk") == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "x", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [START] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [START], "language_code": "kz"}, "invalid language code specified"),
        ({"commands": [START], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_bad_commands_are_refused(api: Api, params: dict[str, Any], words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        await api("setMyCommands", **params)


@pytest.mark.parametrize(
    ("method", "field", "most"),
    [
        ("MyName", "name", 64),
        ("MyDescription", "description", 512),
        ("MyShortDescription", "short_description", 120),
    ],
)
async def test_names_and_descriptions_are_kept_per_language(
    api: Api, method: str, field: str, most: int
) -> None:
    await api(f"set{method}", **{field: "Әдеп", "language_code": "kk"})
    await api(f"set{method}", **{field: "Адеп"})
    assert await api(f"get{method}", language_code="kk") == {field: "Әдеп"}
    assert await api(f"get{method}", language_code="ru") == {field: "Адеп"}
    with pytest.raises(RefusedError, match="is too long"):
        await api(f"set{method}", **{field: "x" * (most + 1)})


async def test_a_menu_button_is_kept_per_chat(api: Api, aigul: Person) -> None:
    await api("setChatMenuButton", chat_id=aigul.id, menu_button={"type": "commands"})
    assert await api("getChatMenuButton", chat_id=aigul.id) == {"type": "commands"}
    assert await api("getChatMenuButton") == {"type": "default"}
