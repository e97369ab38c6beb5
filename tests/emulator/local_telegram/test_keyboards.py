"""What Telegram takes as a button."""

import json
from typing import Any

import pytest

from emulator.local_telegram import Person
from tests.emulator.local_telegram.support import Api, RefusedError, button


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "ә" * 33}, "BUTTON_DATA_INVALID"),
        ({}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x", "url": "https://a.kz"}, "exactly one action must be specified"),
        ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"url": "ftp://a.kz"}, "unsupported URL protocol"),
        ({"callback_data": "x", "style": "loud"}, "invalid button style specified"),
        ({"callback_data": "x", "text": ""}, "button text must be non-empty"),
    ],
)
async def test_a_bad_button_is_refused(api: Api, aigul: Person, action: dict[str, Any], words: str) -> None:
    with pytest.raises(RefusedError, match=words) as refused:
        await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(**action))
    assert refused.value.code == 400


@pytest.mark.parametrize(
    "action",
    [
        {"callback_data": "ә" * 32},
        {"copy_text": {"text": "x" * 256}, "style": "primary"},
        {"url": "tg://resolve?domain=adep_bot"},
        {"switch_inline_query_current_chat": ""},
    ],
)
async def test_a_good_button_is_shown(api: Api, aigul: Person, action: dict[str, Any]) -> None:
    await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(**action))
    assert aigul.last().labels == ["Қазақша"]


async def test_markup_that_is_no_json_is_refused(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="can't parse reply keyboard markup JSON object"):
        await api("sendMessage", chat_id=aigul.id, text="x", reply_markup="{")


async def test_a_reply_keyboard_stands_at_the_foot_and_sends_its_label(api: Api, aigul: Person) -> None:
    keyboard = {"keyboard": [[{"text": "Ережелер"}, "Баптаулар"]]}
    sent = await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=json.dumps(keyboard))
    assert "reply_markup" not in sent
    assert aigul.keyboard() == [["Ережелер", "Баптаулар"]]
    await aigul.press("Ережелер")
    assert aigul.shown()[-1].text == "Ережелер"
    await api("sendMessage", chat_id=aigul.id, text="x", reply_markup={"remove_keyboard": True})
    assert aigul.keyboard() == []


async def test_an_edit_takes_inline_keyboards_only(api: Api, aigul: Person) -> None:
    sent = await api("sendMessage", chat_id=aigul.id, text="x")
    with pytest.raises(RefusedError, match="inline keyboard expected"):
        await api(
            "editMessageText",
            chat_id=aigul.id,
            message_id=sent["message_id"],
            text="y",
            reply_markup={"keyboard": [["a"]]},
        )
