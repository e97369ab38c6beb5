"""One update is answered from one knowledge, and a button that is old is answered in words."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.acts.model import Ref
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.acts.buttons import Share
from handlers.answers.buttons import OpenRef, OtherLanguage
from handlers.telegram.button import all_on, first_on
from handlers.telegram.context import Context
from handlers.telegram.turn import Turn, knowing, on_message
from tests.house import Guest

CHAT = {"id": 11, "type": "private"}


def message(*data: str) -> dict[str, Any]:
    rows = [[{"text": "…", "callback_data": one}] for one in data]
    sent = int(datetime(2026, 11, 30, tzinfo=UTC).timestamp())
    return {"message_id": 5, "date": sent, "chat": CHAT, "reply_markup": {"inline_keyboard": rows}}


def update(**kind: Any) -> Update:
    made = Update.de_json({"update_id": 1, **kind}, None)
    assert made
    return made


@pytest.fixture
def current(services: Knowledge) -> Current[Knowledge]:
    return Current(services)


async def test_a_knowledge_swapped_while_an_update_is_answered_comes_into_force_with_the_next(
    services: Knowledge, current: Current[Knowledge]
) -> None:
    new, seen = replace(services), list[Knowledge]()

    async def act(turn: Turn) -> None:
        seen.append(turn.knowledge)
        current.swap(new)
        seen.append(turn.knowledge)

    handle = on_message(current, act)
    for _ in range(2):
        await handle(update(message=message()), None)  # type: ignore[arg-type]  # not looked at
    assert [one is new for one in seen] == [False, False, True, True]


async def test_what_is_no_message_is_handed_the_knowledge_in_force_too(
    services: Knowledge, current: Current[Knowledge]
) -> None:
    seen = list[Knowledge]()

    async def act(_: Update, __: Context, knowledge: Knowledge) -> None:
        seen.append(knowledge)

    await knowing(current, act)(update(), None)  # type: ignore[arg-type]  # not looked at
    assert seen[0] is services


def test_buttons_are_read_off_a_message_in_their_order() -> None:
    shown = update(message=message("an:lang", "an:ref:11", "sh:kk:3.12", "an:ref:3.12")).message
    assert [button.ref for button in all_on(shown, OpenRef)] == [Ref("11"), Ref("3.12")]
    assert first_on(shown, Share) == Share(Language.KK, Ref("3.12"))
    assert first_on(None, OtherLanguage) is None


@pytest.mark.parametrize("data", ["sh:kk:3.12", "an:ref:11", "br:kk:act", "fb:1", "rm:on", "am:go:1"])
async def test_a_button_that_comes_without_its_message_is_answered_in_words(
    guest: Guest, language: Language, data: str
) -> None:
    house, person = guest.house, guest.person
    query = house.telegram.world.queries.ask(person.id)
    house.telegram.world.updates.put(
        "callback_query",
        {
            "id": query.id,
            "from": {"id": person.id, "is_bot": False, "first_name": "Айгүл", "language_code": language},
            "inline_message_id": "1",
            "chat_instance": "1",
            "data": data,
        },
    )
    await house.telegram.idle()
    old = Say.BROWSE_OLD if data.startswith("br:") else Say.OLD_BUTTON
    assert query.answer is not None
    assert query.answer["text"] == house.services.texts(language, old)
