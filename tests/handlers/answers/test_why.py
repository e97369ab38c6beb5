"""«Why this answer» is for the owners: nobody else sees the button."""

import re

import pytest

from bot.answers.content import FoundParagraph
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from tests.house import OWNER, Guest, House
from tests.questions import answered


@pytest.fixture
async def owner(owned: House, language: Language) -> Guest:
    return await owned.guest(language, OWNER)


def data_under(guest: Guest) -> list[str | None]:
    return [button.data for row in guest.last.buttons for button in row]


def line(services: Knowledge, language: Language, say: Say, name: str) -> str:
    """A pattern of a line that names a place with its probability, in whichever order."""
    written = re.escape(services.texts(language, say, name="|", percent=0))
    return written.replace(re.escape("|"), name).replace("0", r"\d+", 1)


async def test_an_owner_is_told_the_words_that_decided_and_the_runner_up(
    owner: Guest, language: Language
) -> None:
    services = owner.house.services
    question = answered(services, language)
    shown = await owner.say(question)
    await owner.press("an:why", shown.message_id)
    content = services.asking.ask(question).content
    assert isinstance(content, FoundParagraph)
    place = services.citations.place(content.paragraph.ref, language)
    assert re.search(line(services, language, Say.WHY_FIRST, re.escape(place)), owner.last.text)
    assert re.search(line(services, language, Say.WHY_SECOND, ".+"), owner.last.text)
    assert "•" in owner.last.text


async def test_the_button_stays_when_the_language_is_switched(owner: Guest, language: Language) -> None:
    shown = await owner.say(answered(owner.house.services, language))
    assert "an:why" in data_under(owner)
    await owner.press("an:lang", shown.message_id)
    assert "an:why" in data_under(owner)


async def test_nobody_else_has_the_button(owned: House, language: Language) -> None:
    await owned.guest(language, OWNER)
    guest = await owned.guest(language, "Басқа")
    await guest.say(answered(owned.services, language))
    assert "an:lang" in data_under(guest)
    assert "an:why" not in data_under(guest)


async def test_whoever_forges_the_button_without_being_an_owner_is_told_nothing(
    owned: House, language: Language
) -> None:
    await owned.guest(language, OWNER)
    guest = await owned.guest(language, "Басқа")
    shown = await guest.say(answered(owned.services, language))
    before = len(guest.answers)
    assert await guest.forge("an:why", shown.message_id) == owned.services.texts(language, Say.OLD_BUTTON)
    assert len(guest.answers) == before
