"""Everybody sees the knowledge in force with the eyes of their own body."""

from dataclasses import replace

from bot.acts.bodies import BodyId
from bot.answers.content import FoundParagraph
from bot.knowledge.by_body import KnowledgeByBody
from bot.knowledge.knowledge import Knowledge
from tests.acts.second_act import AKIMAT, GARDENS, PARKS

CHOSEN = {1: PARKS, 2: AKIMAT, 3: BodyId("gone")}


async def body_of(person: int) -> BodyId | None:
    return CHOSEN.get(person)


async def test_a_person_sees_the_acts_of_their_body_and_whoever_chose_none_those_of_the_first(
    two_acts: Knowledge,
) -> None:
    current = KnowledgeByBody(two_acts, body_of)
    first = {person: (await current.of(person)).rulebook.first_act.id for person in (1, 2, 3, 4, None)}
    assert first == {1: GARDENS, 2: "almaty-2013", 3: GARDENS, 4: GARDENS, None: GARDENS}
    asked = (await current.of(2)).asking.ask("Можно ли принять подарок?").content
    assert isinstance(asked, FoundParagraph)
    assert asked.paragraph.ref.act == ""


async def test_a_view_is_made_once_and_anew_when_the_knowledge_is_swapped(two_acts: Knowledge) -> None:
    current = KnowledgeByBody(two_acts, body_of)
    before = await current.of(2)
    assert await current.of(2) is before
    current.swap(replace(two_acts))
    assert await current.of(2) is not before


async def test_of_one_body_alone_nobody_is_looked_up(services: Knowledge) -> None:
    async def nobody(_: int) -> None:
        raise AssertionError("there is nothing to choose from")

    assert await KnowledgeByBody(services, nobody).of(7) is services
