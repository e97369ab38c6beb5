"""The small methods: places, contacts, actions, pins, reactions, and calls of the wrong form."""

from typing import Any

import pytest

from emulator.local_telegram import LocalTelegram, Person
from tests.emulator.local_telegram.support import Api, RefusedError


async def test_a_place_and_a_contact_are_sent(api: Api, aigul: Person) -> None:
    sent = await api("sendLocation", chat_id=aigul.id, latitude="43.2", longitude=76.9)
    assert sent["location"] == {"latitude": 43.2, "longitude": 76.9}
    await api("sendContact", chat_id=aigul.id, phone_number="+7700", first_name="Ерлан")
    assert [shown.detail for shown in aigul.shown()[1:]] == ["location", "contact"]


async def test_pins_and_reactions_are_remembered(api: Api, aigul: Person, telegram: LocalTelegram) -> None:
    said = await aigul.say("сұрақ")
    place = {"chat_id": aigul.id, "message_id": said}
    assert await api("pinChatMessage", **place) is True
    assert (await api("getChat", chat_id=aigul.id))["pinned_message"]["message_id"] == said
    assert await api("unpinAllChatMessages", chat_id=aigul.id) is True
    assert "pinned_message" not in await api("getChat", chat_id=aigul.id)
    await api("setMessageReaction", **place, reaction=[{"type": "emoji", "emoji": "👍"}])
    assert telegram.world.reactions[aigul.id, said] == [{"type": "emoji", "emoji": "👍"}]


async def test_telegram_marks_at_most_100_entities(api: Api, aigul: Person) -> None:
    sent = await api("sendMessage", chat_id=aigul.id, text="<b>ә</b> " * 150, parse_mode="HTML")
    assert len(sent["entities"]) == 100


async def test_a_bot_may_close(api: Api) -> None:
    assert await api("close") is True


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
        ("sendLocation", {"latitude": "north"}, "latitude and longitude must be numbers"),
        ("sendContact", {"first_name": "Ерлан"}, "phone number and first name must be non-empty"),
        ("editMessageText", {"text": "x"}, "message identifier is not specified"),
        ("deleteMessages", {}, "message identifiers are not specified"),
        (
            "sendMessage",
            {"text": "x", "reply_markup": []},
            "can't parse reply keyboard markup: expected an Object",
        ),
        ("sendMessage", {"text": "x", "reply_markup": {"inline_keyboard": 1}}, "must be an Array"),
        ("sendMessage", {"text": "x", "entities": [1]}, "can't parse MessageEntity"),
        ("sendMessage", {"text": "x", "reply_parameters": {"message_id": "a"}}, "a Number is expected"),
        ("sendPhoto", {}, "there is no photo in the request"),
        ("copyMessage", {"message_id": 1}, "from_chat_id is empty"),
        ("getChatAdministrators", {}, "there are no administrators in the private chat"),
        ("leaveChat", {}, "chat member status can't be changed in private chats"),
        ("setMessageReaction", {"message_id": 1, "reaction": [{}, {}]}, "REACTIONS_TOO_MANY"),
        ("setChatMenuButton", {"menu_button": {"type": "big"}}, "can't parse menu button"),
        ("setMyCommands", {"scope": {"type": "moon"}, "commands": []}, "can't parse BotCommandScope"),
        ("sendMediaGroup", {"media": [{"type": "voice"}] * 2}, "can't use the media of the specified type"),
        ("stopPoll", {"message_id": 1}, "message with poll to stop not found"),
    ],
)
async def test_a_call_of_the_wrong_form_is_refused(
    api: Api, aigul: Person, method: str, params: dict[str, Any], words: str
) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        await api(method, chat_id=aigul.id, **params)
    assert refused.value.code == 400
