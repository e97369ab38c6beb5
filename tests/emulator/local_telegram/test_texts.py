"""What Telegram takes as a text or caption."""

import pytest

from emulator.local_telegram import Person
from emulator.local_telegram.params import Upload
from tests.emulator.local_telegram.support import PNG, Api, RefusedError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Bad Request: message text is empty"),
        (" \n ", "Bad Request: text must be non-empty"),
        ("ә" * 4097, "Bad Request: message is too long"),
        ("😀" * 2049, "Bad Request: message is too long"),
    ],
)
async def test_a_text_that_is_empty_or_too_long_is_refused(
    api: Api, aigul: Person, text: str, words: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        await api("sendMessage", chat_id=aigul.id, text=text)
    assert (refused.value.code, refused.value.description) == (400, words)


async def test_markup_does_not_count_towards_the_length(api: Api, aigul: Person) -> None:
    text = f"<b>{'ә' * 4096}</b>"
    sent = await api("sendMessage", chat_id=aigul.id, text=text, parse_mode="HTML")
    assert len(sent["text"]) == 4096


async def test_markup_alone_is_no_text(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="text must be non-empty"):
        await api("sendMessage", chat_id=aigul.id, text="<b></b>", parse_mode="HTML")


async def test_a_text_is_trimmed_and_its_entities_move_along(api: Api, aigul: Person) -> None:
    sent = await api("sendMessage", chat_id=aigul.id, text="\n <b>бап </b>\n", parse_mode="HTML")
    assert sent["text"] == "бап"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 3}]


async def test_entities_are_taken_as_given(api: Api, aigul: Person) -> None:
    entities = [{"type": "italic", "offset": 2, "length": 3}]
    sent = await api("sendMessage", chat_id=aigul.id, text="😀бап", entities=entities)
    assert sent["entities"] == entities
    assert aigul.last().html == "😀<i>бап</i>"


async def test_commands_mentions_and_links_are_marked_by_telegram(api: Api, aigul: Person) -> None:
    sent = await api("sendMessage", chat_id=aigul.id, text="/help @adep_bot https://gov.kz/a a@b.kz")
    kinds = [entity["type"] for entity in sent["entities"]]
    assert kinds == ["bot_command", "mention", "url", "email"]


async def test_a_caption_has_1024_units(api: Api, aigul: Person) -> None:
    photo = {"photo": Upload("a.png", PNG)}
    assert (await api("sendPhoto", photo, chat_id=aigul.id, caption="ә" * 1024))["caption"] == "ә" * 1024
    with pytest.raises(RefusedError, match="message caption is too long"):
        await api("sendPhoto", photo, chat_id=aigul.id, caption="ә" * 1025)


async def test_text_that_is_not_utf8_is_refused(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="strings must be encoded in UTF-8"):
        await api("sendMessage", chat_id=aigul.id, text="\ud800")


async def test_an_unknown_parse_mode_is_refused(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="unsupported parse_mode"):
        await api("sendMessage", chat_id=aigul.id, text="x", parse_mode="BBCode")


async def test_a_reply_to_a_missing_message_is_refused_unless_allowed(api: Api, aigul: Person) -> None:
    with pytest.raises(RefusedError, match="message to be replied not found"):
        await api("sendMessage", chat_id=aigul.id, text="x", reply_parameters={"message_id": 99})
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api(
        "sendMessage", chat_id=aigul.id, text="x", reply_parameters=lenient
    )


async def test_a_reply_shows_what_it_answers(api: Api, aigul: Person) -> None:
    question = await aigul.say("сұрақ")
    sent = await api("sendMessage", chat_id=aigul.id, text="x", reply_parameters={"message_id": question})
    assert sent["reply_to_message"]["text"] == "сұрақ"
    assert aigul.last().reply_to == question
