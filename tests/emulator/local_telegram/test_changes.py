"""Edits and deletions: what Telegram lets a bot change."""

from typing import Any

import pytest

from emulator.local_telegram import LocalTelegram, Person
from emulator.local_telegram.params import Upload
from tests.emulator.local_telegram.support import PNG, Api, RefusedError, SteppedClock, button


async def sent(api: Api, person: Person, **params: Any) -> dict[str, Any]:
    message = await api("sendMessage", chat_id=person.id, **{"text": "x", **params})
    return {"chat_id": person.id, "message_id": message["message_id"]}


async def test_an_edit_changes_the_text_and_drops_the_keyboard_not_given_again(
    api: Api, aigul: Person
) -> None:
    place = await sent(api, aigul, reply_markup=button(callback_data="a"))
    edited = await api("editMessageText", **place, text="y")
    assert edited["edit_date"]
    assert (aigul.last().text, aigul.last().labels, aigul.last().edited) == ("y", [], True)


async def test_an_identical_edit_is_refused(api: Api, aigul: Person) -> None:
    place = await sent(api, aigul, text="<b>x</b>", parse_mode="HTML", reply_markup=button(callback_data="a"))
    same = {"text": "<strong>x</strong>", "parse_mode": "HTML", "reply_markup": button(callback_data="a")}
    with pytest.raises(
        RefusedError, match="Bad Request: message is not modified: specified new message content"
    ):
        await api("editMessageText", **place, **same)
    with pytest.raises(RefusedError, match="message is not modified"):
        await api("editMessageReplyMarkup", **place, reply_markup=button(callback_data="a"))


async def test_a_missing_message_is_neither_edited_nor_deleted(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="Bad Request: message to edit not found"):
        await api("editMessageText", chat_id=aigul.id, message_id=99, text="y")
    with pytest.raises(RefusedError, match="Bad Request: message to delete not found"):
        await api("deleteMessage", chat_id=aigul.id, message_id=99)


async def test_messages_of_others_are_not_edited(api: Api, aigul: Person) -> None:
    said = await aigul.say("сұрақ")
    with pytest.raises(RefusedError, match="message can't be edited"):
        await api("editMessageText", chat_id=aigul.id, message_id=said, text="y")


async def test_a_text_has_no_caption_and_a_photo_no_text(api: Api, aigul: Person) -> None:
    place = await sent(api, aigul)
    with pytest.raises(RefusedError, match="there is no caption in the message to edit"):
        await api("editMessageCaption", **place, caption="y")
    photo = await api("sendPhoto", {"photo": Upload("a.png", PNG)}, chat_id=aigul.id)
    place["message_id"] = photo["message_id"]
    with pytest.raises(RefusedError, match="there is no text in the message to edit"):
        await api("editMessageText", **place, text="y")
    await api("editMessageCaption", **place, caption="y")
    assert aigul.last().text == "y"


async def test_messages_older_than_48_hours_stay(api: Api, aigul: Person, clock: SteppedClock) -> None:
    place = await sent(api, aigul)
    clock.step(hours=48, seconds=1)
    with pytest.raises(RefusedError, match="Bad Request: message can't be deleted"):
        await api("deleteMessage", **place)
    assert aigul.last().text == "x"


async def test_in_a_private_chat_the_bot_deletes_what_the_person_said(api: Api, aigul: Person) -> None:
    said = await aigul.say("құпия")
    assert await api("deleteMessage", chat_id=aigul.id, message_id=said) is True
    assert "құпия" not in [shown.text for shown in aigul.shown()]


async def test_in_a_group_only_an_admin_deletes_what_others_said(
    api: Api, aigul: Person, telegram: LocalTelegram
) -> None:
    group = telegram.group("Бөлім", aigul)
    group.add_bot()
    said = await aigul.say("/ask", group)
    with pytest.raises(RefusedError, match="message can't be deleted"):
        await api("deleteMessage", chat_id=group.id, message_id=said)
    group.promote_bot()
    assert await api("deleteMessage", chat_id=group.id, message_id=said) is True


async def test_delete_messages_takes_100_and_skips_the_missing(api: Api, aigul: Person) -> None:
    ids = [(await sent(api, aigul))["message_id"] for _ in range(3)]
    assert await api("deleteMessages", chat_id=aigul.id, message_ids=[*ids, 999]) is True
    assert [shown.from_bot for shown in aigul.shown()] == [False]
    with pytest.raises(RefusedError, match="too many message identifiers specified"):
        await api("deleteMessages", chat_id=aigul.id, message_ids=list(range(101)))


async def test_protected_content_is_neither_copied_nor_forwarded(api: Api, aigul: Person) -> None:
    place = await sent(api, aigul, protect_content=True)
    source = {"from_chat_id": aigul.id, "message_id": place["message_id"]}
    with pytest.raises(RefusedError, match="message can't be copied"):
        await api("copyMessage", chat_id=aigul.id, **source)
    with pytest.raises(RefusedError, match="message can't be forwarded"):
        await api("forwardMessage", chat_id=aigul.id, **source)


async def test_a_forward_names_the_author_and_a_copy_does_not(api: Api, aigul: Person) -> None:
    said = await aigul.send_document("есеп.pdf", b"%PDF", "application/pdf")
    source = {"chat_id": aigul.id, "from_chat_id": aigul.id, "message_id": said}
    forwarded = await api("forwardMessage", **source)
    assert forwarded["forward_origin"]["sender_user"]["id"] == aigul.id
    await api("copyMessage", **source)
    document = aigul.last().document
    assert document is not None
    assert (document.name, document.data) == ("есеп.pdf", b"%PDF")
