"""The body of a person: asked once where it matters, taken from a poster's link, changed in the settings; answers follow it."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.acts.bodies import BodyId
from bot.acts.model import Ref
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.people.bodies import bodies_screen, is_to_be_asked
from handlers.telegram.everyday_buttons import SetBody, ShowBodies
from handlers.telegram.leaves import PER_PAGE
from tests.acts.second_act import AKIMAT, PARKS, POINTS
from tests.house import Guest, House, house_open

ASKED = {Language.KK: "Сыйлық алуға бола ма?", Language.RU: "Можно ли принять подарок?"}
HUMAN = {Language.KK: "адаммен сөйлескім келеді", Language.RU: "хочу поговорить с человеком"}
DANGER = {Language.KK: "бастық мені ұрды", Language.RU: "меня избил начальник"}


@pytest.fixture
async def town(two_acts: Knowledge) -> AsyncIterator[House]:
    async with house_open(two_acts) as house:
        yield house


@pytest.fixture
async def newcomer(town: House, language: Language) -> Guest:
    guest = await town.newcomer()
    await guest.press(town.services.texts(language, Say.LANGUAGE_NAME))
    return guest


def name_of(body: BodyId, house: House, language: Language) -> str:
    return house.services.rulebook.bodies[body].names[language]


async def test_where_other_acts_bind_other_bodies_it_is_asked_once_between_the_language_and_the_welcome(
    newcomer: Guest, language: Language
) -> None:
    house = newcomer.house
    assert newcomer.last.text == house.services.texts(language, Say.CHOOSE_BODY)
    await newcomer.press(name_of(AKIMAT, house, language))
    assert len(newcomer.answers) == 1, "the welcome stands in the place of the question"
    assert name_of(AKIMAT, house, language) in newcomer.last.text
    shown = await newcomer.say("/start")
    assert name_of(AKIMAT, house, language) in shown.text


async def test_answers_follow_the_body_and_change_with_it(newcomer: Guest, language: Language) -> None:
    house, (gifts, rules) = newcomer.house, (POINTS[13], newcomer.house.services.rulebook)
    await newcomer.press(name_of(AKIMAT, house, language))
    shown = await newcomer.say(ASKED[language])
    assert rules.paragraphs[Ref("14")].text(language).whole in shown.text
    assert gifts.text(language) not in shown.text
    settings = await newcomer.say("/settings")
    assert name_of(AKIMAT, house, language) in settings.text
    await newcomer.press(house.services.texts(language, Say.BUTTON_BODY))
    await newcomer.press(name_of(PARKS, house, language))
    assert newcomer.last.message_id == settings.message_id
    assert name_of(PARKS, house, language) in newcomer.last.text
    assert gifts.text(language) in (await newcomer.say(ASKED[language])).text


async def test_whoever_finds_no_body_of_theirs_is_answered_by_the_first_and_not_asked_again(
    newcomer: Guest, language: Language
) -> None:
    texts = newcomer.house.services.texts
    await newcomer.press(texts(language, Say.BODY_OTHER))
    assert name_of(PARKS, newcomer.house, language) in newcomer.last.text
    assert (await newcomer.say("/start")).text != texts(language, Say.CHOOSE_BODY)


async def test_the_link_of_a_bodys_poster_chooses_the_body(town: House, language: Language) -> None:
    guest = Guest(town, town.telegram.person("Дәмеш", language.value))
    await guest.say(f"/start b-{AKIMAT}")
    await guest.press(town.services.texts(language, Say.LANGUAGE_NAME))
    assert name_of(AKIMAT, town, language) in guest.last.text
    assert await town.people.body_of(guest.person.id) == AKIMAT
    # Of a body that there is not the link only greets.
    await guest.say("/start b-nowhere")
    assert await town.people.body_of(guest.person.id) == AKIMAT


@pytest.mark.parametrize("said", [HUMAN, DANGER], ids=["human", "danger"])
async def test_whoever_needs_a_person_is_told_the_officer_and_the_hotline_of_their_body(
    newcomer: Guest, language: Language, said: dict[Language, str]
) -> None:
    house = newcomer.house
    await newcomer.press(name_of(PARKS, house, language))
    officer = house.services.rulebook.bodies[PARKS].ethics_officer
    assert officer
    told = (await newcomer.say(said[language])).text
    assert all(word in told for word in (officer.post[language], "5-55", "12", "1400"))
    await newcomer.say(f"/start b-{AKIMAT}")
    assert officer.post[language] not in (await newcomer.say(said[language])).text


async def test_a_body_is_forgotten_with_the_rest(newcomer: Guest, language: Language) -> None:
    house, texts = newcomer.house, newcomer.house.services.texts
    await newcomer.press(name_of(AKIMAT, house, language))
    await newcomer.say("/settings")
    await newcomer.press(texts(language, Say.BUTTON_FORGET))
    await newcomer.press(texts(language, Say.BUTTON_FORGET_SURELY))
    assert await house.people.body_of(newcomer.person.id) is None


async def test_of_one_body_alone_nothing_is_asked_or_said(guest: Guest, language: Language) -> None:
    texts = guest.house.services.texts
    assert texts(language, Say.BUTTON_BODY) not in (await guest.say("/settings")).labels
    assert not is_to_be_asked(guest.house.services, None)


def test_many_bodies_stand_on_pages_that_turn_in_a_ring(two_acts: Knowledge, language: Language) -> None:
    one = two_acts.rulebook.bodies[AKIMAT]
    many = {
        BodyId(f"body-{number}"): replace(one, id=BodyId(f"body-{number}")) for number in range(2 * PER_PAGE)
    }
    knowledge = replace(two_acts, rulebook=replace(two_acts.rulebook, bodies=many))
    pages = [bodies_screen(knowledge, language, page, first=True).buttons for page in (0, 1, 7)]
    data = [
        [button.callback_data for row in page.inline_keyboard for button in row] for page in pages if page
    ]
    offered = [SetBody.decode(str(one)) for page in data[:2] for one in page]
    assert {button.body for button in offered if button} == many.keys()
    assert data[2] == data[1], "a page beyond the last is the last"
    assert ShowBodies(1, first=True).encode() in data[0]
