"""Where a bot may write, and with which token."""

import json

import pytest

from emulator.local_telegram import LocalTelegram, Person
from emulator.local_telegram.params import Params
from emulator.local_telegram.replies import Reply
from tests.emulator.local_telegram.support import Api, RefusedError


async def test_an_unknown_chat_is_not_found(api: Api) -> None:
    for chat_id in (5, -100500, "@nowhere"):
        with pytest.raises(RefusedError, match="400 Bad Request: chat not found"):
            await api("sendMessage", chat_id=chat_id, text="x")
    with pytest.raises(RefusedError, match="400 Bad Request: chat_id is empty"):
        await api("sendMessage", text="x")


async def test_a_person_who_did_not_start_the_bot_gets_nothing(api: Api, telegram: LocalTelegram) -> None:
    stranger = telegram.person("Ерлан")
    with pytest.raises(RefusedError, match="403 Forbidden: bot can't initiate conversation with a user"):
        await api("sendMessage", chat_id=stranger.id, text="x")


async def test_a_person_who_blocked_the_bot_gets_nothing_until_unblocking(api: Api, aigul: Person) -> None:
    await aigul.block()
    with pytest.raises(RefusedError, match="403 Forbidden: bot was blocked by the user"):
        await api("sendMessage", chat_id=aigul.id, text="x")
    await aigul.unblock()
    assert await api("sendMessage", chat_id=aigul.id, text="x")
    kinds = [
        update["my_chat_member"]["new_chat_member"]["status"] for update in (await api("getUpdates"))[1:]
    ]
    assert kinds == ["kicked", "member"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_removed_bot_does_not_write_to_the_group(
    api: Api, aigul: Person, telegram: LocalTelegram, kind: str
) -> None:
    group = telegram.group("Бөлім", aigul, supergroup=kind == "supergroup")
    group.add_bot()
    group.remove_bot()
    with pytest.raises(RefusedError, match=f"403 Forbidden: bot was kicked from the {kind} chat"):
        await api("sendMessage", chat_id=group.id, text="x")


async def test_a_bot_that_left_is_no_member(api: Api, aigul: Person, telegram: LocalTelegram) -> None:
    group = telegram.group("Бөлім", aigul)
    group.add_bot()
    assert await api("leaveChat", chat_id=group.id) is True
    with pytest.raises(RefusedError, match="403 Forbidden: bot is not a member of the group chat"):
        await api("sendMessage", chat_id=group.id, text="x")


async def test_a_migrated_group_names_its_successor(api: Api, aigul: Person, telegram: LocalTelegram) -> None:
    group = telegram.group("Бөлім", aigul)
    group.add_bot()
    old = group.id
    group.migrate()
    with pytest.raises(RefusedError, match="group chat was upgraded to a supergroup chat") as refused:
        await api("sendMessage", chat_id=old, text="x")
    assert refused.value.parameters == {"migrate_to_chat_id": group.id}
    assert await api("sendMessage", chat_id=group.id, text="x")


async def test_a_wrong_token_is_unauthorized_and_an_unknown_method_not_found(
    api: Api, telegram: LocalTelegram
) -> None:
    outcome = await telegram.call("1:wrong", "getMe", Params())
    assert isinstance(outcome, Reply)
    assert json.loads(outcome.body) == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    with pytest.raises(RefusedError, match="404 Not Found: method not found"):
        await api("sendTelepathy")


async def test_methods_are_named_in_any_case(api: Api) -> None:
    assert (await api("GETME"))["username"] == "adep_bot"


async def test_after_logging_out_nothing_works(api: Api) -> None:
    assert await api("logOut") is True
    with pytest.raises(RefusedError, match="400 Logged out"):
        await api("getMe")
