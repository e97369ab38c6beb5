"""Whatever a strange client sends as a button or an inline query, it is answered, and Adep goes on."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram.queries import Query
from tests.handlers.acts.test_browse import DATA
from tests.house import Guest, house_open
from tests.questions import answered


async def pressed_through(services: Knowledge, many: list[str], queries: list[str]) -> None:
    async with house_open(services) as house:
        guest = await house.guest(Language.KK)
        shown = await guest.say("/rules")
        asked = [await guest.person.inline(query) for query in queries]
        buttons = [press(guest, data, shown.message_id) for data in many]
        await house.telegram.idle()
        assert all(query.answer is not None for query in buttons), many
        assert all(question.is_answered for question in asked), queries
        assert "📖" in (await guest.say(answered(services, Language.KK))).text
        assert house.services.texts(Language.KK, Say.FAILED) not in {one.text for one in guest.answers}


def press(guest: Guest, data: str, message_id: int) -> Query:
    telegram = guest.house.telegram
    query = telegram.world.queries.ask(guest.person.id)
    telegram._events.pressed(query, guest.person.user, guest.person._message(message_id, None), data)
    return query


@given(many=st.lists(DATA, min_size=1, max_size=25), queries=st.lists(st.text(max_size=256), max_size=10))
@settings(max_examples=12, deadline=None)
def test_any_button_and_any_inline_query_is_answered(
    services: Knowledge, many: list[str], queries: list[str]
) -> None:
    asyncio.run(pressed_through(services, many, queries))
