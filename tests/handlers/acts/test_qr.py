"""/qr: for anybody in private, for group admins in their group: a picture that leads where it says."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image
from telegram.constants import ChatID

from bot.acts.model import Ref
from bot.config import read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Person, Shown
from emulator.local_telegram.model import User
from tests.handlers.answers.test_group import Circle, gathered
from tests.handlers.people.test_start import said
from tests.house import Guest, House, house_open

BOT = "https://t.me/adep_bot"


def is_picture(shown: Shown) -> bool:
    return shown.photo is not None and Image.open(BytesIO(shown.photo)).format == "PNG"


@pytest.fixture
async def owner(services: Knowledge, language: Language) -> AsyncIterator[Guest]:
    """Айгүл, whose id is one of OWNER_IDS."""
    async with house_open(services) as trial:
        first = trial.telegram.person("Айгүл").id
    settings = read_settings(env_file=None).model_copy(update={"owner_ids": (first,)})
    async with house_open(services, settings) as house:
        guest = await house.guest(language)
        assert guest.person.id == first
        yield guest


async def test_an_owner_gets_the_code_of_the_bot_with_the_citation_under_it(
    owner: Guest, language: Language
) -> None:
    shown = await owner.say("/qr")
    assert is_picture(shown)
    assert shown.text == f"{owner.house.services.citations.short_act(language)}\n{BOT}"


async def test_an_owner_gets_the_code_of_a_paragraph_by_its_number_or_its_citation(
    owner: Guest, language: Language
) -> None:
    citations = owner.house.services.citations
    ref = Ref("3.12")
    for words in ("3.12", citations.place(ref, language)):
        shown = await owner.say(f"/qr {words}")
        assert is_picture(shown)
        assert shown.text == f"{citations.full(ref, language)}\n{BOT}?start=p-3_12"


async def test_a_paragraph_that_is_not_there_is_told_so(owner: Guest, language: Language) -> None:
    for words in ("99", "3.99", "<b>", "сыйлық", "3.12 3.13"):
        shown = await owner.say(f"/qr {words}")
        assert shown.text == said(owner.house.services, language, Say.QR_NO_SUCH)


async def test_anybody_gets_a_code_in_private(guest: Guest, language: Language) -> None:
    for words in ("/qr", "/qr 3.12"):
        assert is_picture(await guest.say(words))
    assert (await guest.say("/qr 99")).text == said(guest.house.services, language, Say.QR_NO_SUCH)


@pytest.fixture
async def circle(house: House, language: Language) -> Circle:
    return await gathered(house, language)


async def test_in_a_group_its_admins_get_the_code_and_its_members_do_not(
    circle: Circle, language: Language
) -> None:
    (shown,) = await circle.say("/qr 11", by=circle.owner)
    assert is_picture(shown)
    assert "p-11" in shown.text
    (refused,) = await circle.say("/qr 11", by=circle.member)
    assert refused.text == circle.house.services.texts(language, Say.QR_NOT_FOR_YOU)


async def test_an_admin_who_hides_behind_the_group_gets_the_code(circle: Circle) -> None:
    telegram = circle.house.telegram
    user = User(ChatID.ANONYMOUS_ADMIN, "Group", is_bot=True, username="GroupAnonymousBot")
    hidden = Person(telegram.world, telegram._events, user)
    circle.place.add(hidden)
    assert is_picture((await circle.say("/qr", by=hidden))[0])


async def test_an_owner_needs_to_be_no_admin_of_the_group(owner: Guest, language: Language) -> None:
    house = owner.house
    boss = house.telegram.person("Бастық", language.value)
    place = house.telegram.group("Бөлім", boss, owner.person)
    place.add_bot(by=boss)
    await house.telegram.idle()
    await owner.person.say("/qr", place)
    await house.telegram.idle()
    assert is_picture(owner.person.last(place))
