"""What surprises bots at Telegram: edits without a change, messages out of sight, hidden members, closed topics, other bots, old servers."""

from typing import Any

import pytest

from emulator.local_telegram import LocalTelegram, Person, Place
from emulator.local_telegram.model import Entity, User
from tests.emulator.local_telegram.support import PNG, Api, RefusedError, button


@pytest.fixture
def forum(telegram: LocalTelegram, aigul: Person) -> Place:
    place = telegram.group("Бөлім", aigul, topics=True)
    place.add_bot(by=aigul)
    return place


async def updates(api: Api, kind: str) -> list[dict[str, Any]]:
    return [update[kind] for update in await api("getUpdates") if kind in update]


async def test_a_reaction_shows_a_persons_message_again_as_edited_with_the_same_words(
    api: Api, aigul: Person
) -> None:
    message = await aigul.say("сәлем")
    await aigul.react(message)
    (edited,) = await updates(api, "edited_message")
    assert (edited["message_id"], edited["text"]) == (message, "сәлем")
    own = await api("sendMessage", chat_id=aigul.id, text="жауап")
    await aigul.react(own["message_id"])
    assert len(await updates(api, "edited_message")) == 1


async def test_of_a_message_out_of_sight_a_pressed_button_tells_the_place_alone(
    telegram: LocalTelegram, api: Api, aigul: Person
) -> None:
    sent = await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(callback_data="a"))
    telegram.put_out_of_sight(sent["message_id"], aigul.id)
    await aigul.press("a")
    (pressed,) = await updates(api, "callback_query")
    assert pressed["message"]["date"] == 0
    assert set(pressed["message"]) == {"chat", "message_id", "date"}


async def test_a_locked_message_cannot_be_edited(telegram: LocalTelegram, api: Api, aigul: Person) -> None:
    sent = await api("sendMessage", chat_id=aigul.id, text="x")
    telegram.lock(sent["message_id"], aigul.id)
    with pytest.raises(RefusedError, match="message can't be edited"):
        await api("editMessageText", chat_id=aigul.id, message_id=sent["message_id"], text="y")


async def test_hidden_members_are_told_to_admins_alone(api: Api, aigul: Person, forum: Place) -> None:
    forum.hide_members()
    with pytest.raises(RefusedError, match="CHAT_ADMIN_REQUIRED"):
        await api("getChatMember", chat_id=forum.id, user_id=aigul.id)
    forum.promote_bot()
    assert (await api("getChatMember", chat_id=forum.id, user_id=aigul.id))["status"] == "creator"


async def test_closed_and_lost_topics_take_nothing_but_from_admins(api: Api, forum: Place) -> None:
    closed, lost = forum.topic("Бір"), forum.topic("Екі")
    forum.close_topic(closed)
    forum.delete_topic(lost)
    with pytest.raises(RefusedError, match="TOPIC_CLOSED"):
        await api("sendMessage", chat_id=forum.id, message_thread_id=closed, text="x")
    with pytest.raises(RefusedError, match="message thread not found"):
        await api("sendMessage", chat_id=forum.id, message_thread_id=lost, text="x")
    await api("sendMessage", chat_id=forum.id, text="x")
    forum.close_topic()
    with pytest.raises(RefusedError, match="TOPIC_CLOSED"):
        await api("sendMessage", chat_id=forum.id, text="x")
    forum.promote_bot()
    await api("sendMessage", chat_id=forum.id, message_thread_id=closed, text="x")


async def test_a_private_chat_can_have_topics(api: Api, aigul: Person) -> None:
    topic = await aigul.topic("Сыйлық")
    await aigul.say("сәлем", topic=topic)
    said = (await updates(api, "message"))[-1]
    assert (said["message_thread_id"], said["is_topic_message"]) == (topic, True)
    sent = await api("sendMessage", chat_id=aigul.id, message_thread_id=topic, text="x")
    assert sent["message_thread_id"] == topic


async def test_marks_stand_before_what_telegram_finds_by_itself(api: Api, aigul: Person) -> None:
    await aigul.say("/tip сөз", marks=[Entity("bold", 0, 8)])
    await aigul.say("/tip сөз", marks=[Entity("code", 0, 8)])
    bold, code = (await updates(api, "message"))[-2:]
    assert [mark["type"] for mark in bold["entities"]] == ["bold", "bot_command"]
    assert [mark["type"] for mark in code["entities"]] == ["code"]


async def test_further_fields_of_a_message_are_shown(api: Api, aigul: Person) -> None:
    translator = User(77, "Translator", is_bot=True, username="translator_bot")
    await aigul.say("сәлем", via=translator, more={"effect_id": "5", "has_protected_content": True})
    said = (await updates(api, "message"))[-1]
    assert said["via_bot"]["id"] == 77
    assert (said["effect_id"], said["has_protected_content"]) == ("5", True)


async def test_an_album_may_have_captions(api: Api, aigul: Person) -> None:
    await aigul.send_album([PNG, PNG], captions=["сөз"])
    album = (await updates(api, "message"))[-2:]
    assert [message.get("caption") for message in album] == ["сөз", None]
    assert len({message["media_group_id"] for message in album}) == 1


async def test_an_older_server_knows_no_fields_of_tomorrow(
    telegram: LocalTelegram, api: Api, aigul: Person
) -> None:
    telegram.be_older()
    options = [{"text": "а"}, {"text": "б"}]
    sent = await api("sendPoll", chat_id=aigul.id, question="?", options=options)
    assert not {"allows_revoting", "members_only"} & set(sent["poll"])


async def test_guests_are_called_by_name_where_they_are_no_members(
    telegram: LocalTelegram, api: Api, aigul: Person
) -> None:
    other = telegram.group("Басқа", aigul)
    await aigul.say("@adep_bot сыйлық", other)
    telegram.take_guests()
    await aigul.say("сыйлық", other)
    await aigul.say("@adep_bot сыйлық", other)
    (called,) = await updates(api, "guest_message")
    card = {"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "жауап"}}
    await api("answerGuestQuery", guest_query_id=called["guest_query_id"], result=card)
    with pytest.raises(RefusedError):
        await api("answerGuestQuery", guest_query_id=called["guest_query_id"], result=card)


async def test_people_behind_a_group_and_a_channel_and_other_bots_are_shown_as_telegram_does(
    telegram: LocalTelegram, api: Api, aigul: Person, forum: Place
) -> None:
    other = telegram.bot("Аударма", "other_bot")
    forum.add(other)
    channel = telegram.channel("Канал", aigul)
    forum.say_as_group("/ask")
    forum.say_as_channel("/ask", channel)
    await other.say("/ask", forum)
    group, behind, bot = (await updates(api, "message"))[-3:]
    assert (group["from"]["id"], group["sender_chat"]["id"]) == (1087968824, forum.id)
    assert (behind["from"]["id"], behind["sender_chat"]["id"]) == (136817688, channel.id)
    assert bot["from"]["is_bot"] is True
