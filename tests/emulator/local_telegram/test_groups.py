"""Groups, channels and topics: who sees what."""

from typing import Any

import pytest

from emulator.local_telegram import ImpossibleError, LocalTelegram, Person, Place
from tests.emulator.local_telegram.support import Api, RefusedError


@pytest.fixture
def group(telegram: LocalTelegram, aigul: Person) -> Place:
    group = telegram.group("Бөлім", aigul, telegram.person("Ерлан"))
    group.add_bot(by=aigul)
    return group


async def texts(api: Api) -> list[str]:
    found: list[dict[str, Any]] = await api("getUpdates")
    return [update["message"]["text"] for update in found if "text" in update.get("message", {})]


async def test_in_privacy_mode_a_bot_sees_only_what_is_addressed_to_it(
    api: Api, aigul: Person, group: Place
) -> None:
    said = ["сәлем", "/ask сыйлық", "/ask@adep_bot", "/ask@other_bot", "ей @adep_bot", "@adep_bot2"]
    for text in said:
        await aigul.say(text, group)
    sent = await api("sendMessage", chat_id=group.id, text="жауап")
    await aigul.say("рахмет", group, reply_to=sent["message_id"])
    assert await texts(api) == ["/start", "/ask сыйлық", "/ask@adep_bot", "ей @adep_bot", "рахмет"]


async def test_an_admin_and_a_bot_without_privacy_see_everything(
    api: Api, aigul: Person, group: Place
) -> None:
    group.promote_bot()
    await aigul.say("сәлем", group)
    assert await texts(api) == ["/start", "сәлем"]


async def test_joining_and_leaving_are_told(api: Api, group: Place) -> None:
    group.remove_bot()
    updates = (await api("getUpdates"))[1:]
    kinds = [update.get("my_chat_member", {}).get("new_chat_member", {}).get("status") for update in updates]
    assert [kind for kind in kinds if kind] == ["member", "kicked"]
    services = [set(update.get("message", {})) for update in updates]
    assert any("new_chat_members" in fields for fields in services)
    assert any("left_chat_member" in fields for fields in services)


async def test_migration_is_told_in_both_chats(api: Api, group: Place) -> None:
    old = group.id
    group.migrate()
    messages = [update["message"] for update in (await api("getUpdates"))[-2:]]
    assert messages[0]["migrate_to_chat_id"] == group.id
    assert messages[1]["migrate_from_chat_id"] == old


async def test_one_who_is_not_in_the_group_neither_reads_nor_writes(
    telegram: LocalTelegram, group: Place
) -> None:
    stranger = telegram.person("Бөтен")
    with pytest.raises(ImpossibleError):
        await stranger.say("x", group)
    with pytest.raises(ImpossibleError):
        stranger.shown(group)


async def test_members_are_counted_and_named(api: Api, aigul: Person, group: Place) -> None:
    assert await api("getChatMemberCount", chat_id=group.id) == 3
    assert [one["status"] for one in await api("getChatAdministrators", chat_id=group.id)] == ["creator"]
    member = await api("getChatMember", chat_id=group.id, user_id=aigul.id)
    assert (member["status"], member["user"]["first_name"]) == ("creator", "Айгүл")
    with pytest.raises(RefusedError, match="PARTICIPANT_ID_INVALID"):
        await api("getChatMember", chat_id=group.id, user_id=1)
    assert (await api("getChat", chat_id=group.id))["title"] == "Бөлім"


async def test_a_topic_is_written_to_by_its_thread(api: Api, aigul: Person, telegram: LocalTelegram) -> None:
    forum = telegram.group("Бөлім", aigul, topics=True)
    forum.add_bot()
    topic = forum.topic("Сыйлықтар")
    await aigul.say("/ask", forum, topic=topic)
    asked = (await api("getUpdates", offset=-1))[0]["message"]
    assert (asked["message_thread_id"], asked["is_topic_message"]) == (topic, True)
    await api("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
    assert aigul.last(forum).thread_id == topic
    with pytest.raises(RefusedError, match="message thread not found"):
        await api("sendMessage", chat_id=forum.id, text="x", message_thread_id=999)


async def test_a_channel_is_for_admins(api: Api, aigul: Person, telegram: LocalTelegram) -> None:
    channel = telegram.channel("Хабарлар", aigul)
    channel.add_bot()
    await aigul.say("жаңалық", channel)
    post = (await api("getUpdates", offset=-1))[0]["channel_post"]
    assert (post["text"], "from" in post) == ("жаңалық", False)
    assert await api("sendMessage", chat_id=channel.id, text="x")


async def test_a_pin_needs_rights_in_a_supergroup(api: Api, aigul: Person, telegram: LocalTelegram) -> None:
    place = telegram.group("Бөлім", aigul, supergroup=True)
    place.add_bot()
    sent = await api("sendMessage", chat_id=place.id, text="x")
    pin = {"chat_id": place.id, "message_id": sent["message_id"]}
    with pytest.raises(RefusedError, match="not enough rights to manage pinned messages in the chat"):
        await api("pinChatMessage", **pin)
    place.promote_bot()
    assert await api("pinChatMessage", **pin) is True
    assert (await api("getChat", chat_id=place.id))["pinned_message"]["text"] == "x"


async def test_a_person_cannot_do_what_the_app_forbids(api: Api, aigul: Person) -> None:
    with pytest.raises(ImpossibleError):
        await aigul.say("  ")
    with pytest.raises(ImpossibleError):
        await aigul.say("x" * 4097)
    sent = await api("sendMessage", chat_id=aigul.id, text="x", protect_content=True)
    with pytest.raises(ImpossibleError):
        await aigul.forward(sent["message_id"])
    with pytest.raises(ImpossibleError):
        await aigul.edit(sent["message_id"], "y")
    await aigul.block()
    with pytest.raises(ImpossibleError):
        await aigul.say("x")
