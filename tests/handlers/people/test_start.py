"""The first words."""

import re

import pytest

from bot.acts.model import Ref
from bot.answers.content import Choices, FoundParagraph
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.people.welcome import EXAMPLES
from handlers.telegram.deep_links import start_payload
from handlers.telegram.turn import Turn
from tests.house import TAG, Guest, House

STEPS = (*EXAMPLES, Say.BUTTON_TOPICS, Say.BUTTON_QUIZ, Say.TIP_BUTTON_REPORT)


def said(services: Knowledge, language: Language, name: Say, **values: object) -> str:
    """A text as a person sees it."""
    return TAG.sub("", services.texts(language, name, **values))


async def test_start_asks_the_language_in_both_languages(house: House) -> None:
    guest = await house.newcomer()
    for language in Language:
        assert said(house.services, language, Say.CHOOSE_LANGUAGE) in guest.last.text
    assert guest.last.labels == ["Қазақша", "Русский"]


async def test_the_choice_becomes_the_welcome_in_place(house: House, language: Language) -> None:
    guest = await house.newcomer()
    await guest.press(said(house.services, language, Say.LANGUAGE_NAME))
    assert [message.text for message in guest.answers] == [said(house.services, language, Say.WELCOME)]
    assert guest.last.labels == [house.services.texts(language, name) for name in STEPS]


async def test_start_asks_the_language_only_once(guest: Guest, language: Language) -> None:
    shown = await guest.say("/start")
    assert shown.text == said(guest.house.services, language, Say.WELCOME)


async def test_the_language_can_be_changed_at_any_time(guest: Guest, language: Language) -> None:
    await guest.say("/lang")
    await guest.press(said(guest.house.services, language.other, Say.LANGUAGE_NAME))
    assert guest.last.text == said(guest.house.services, language.other, Say.LANGUAGE_CHOSEN)
    shown = await guest.say("/help")
    assert shown.text == said(guest.house.services, language.other, Say.HELP)


async def test_a_choice_pressed_twice_changes_nothing_more(house: House, language: Language) -> None:
    guest = await house.newcomer()
    await guest.person.press(said(house.services, language, Say.LANGUAGE_NAME))
    await guest.forge(f"lg:{language}:first", guest.last.message_id)
    assert [message.text for message in guest.answers] == [said(house.services, language, Say.WELCOME)]


async def test_a_language_chosen_again_twice_is_no_failure(guest: Guest, language: Language) -> None:
    await guest.say("/lang")
    await guest.press(said(guest.house.services, language, Say.LANGUAGE_NAME))
    await guest.forge(f"lg:{language}", guest.last.message_id)
    assert guest.last.text == said(guest.house.services, language, Say.LANGUAGE_CHOSEN)


async def test_whoami_answers_in_the_chosen_language(guest: Guest, language: Language) -> None:
    shown = await guest.say("/whoami")
    assert shown.text == said(guest.house.services, language, Say.WHOAMI, id=guest.person.id)


async def test_a_link_opens_its_paragraph(guest: Guest, language: Language) -> None:
    shown = await guest.say("/start p-3_12")
    assert guest.house.services.citations.place(Ref("3.12"), language) in shown.text


async def test_a_link_to_any_paragraph_opens_it_and_fits_telegram(guest: Guest, language: Language) -> None:
    services = guest.house.services
    for paragraph in services.rulebook:
        payload = start_payload(paragraph.ref)
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
        shown = await guest.say(f"/start {payload}")
        assert f"📖 {services.citations.place(paragraph.ref, language)}\n" in shown.text


async def test_a_link_with_a_registered_word_goes_to_whoever_registered_it(guest: Guest) -> None:
    opened: list[str] = []

    async def open_it(turn: Turn) -> None:
        opened.extend(turn.words)

    guest.house.features.acts.links.add("trial", open_it)
    before = len(guest.answers)
    await guest.person.start("trial")
    await guest.house.telegram.idle()
    assert (opened, len(guest.answers)) == (["trial"], before)


async def test_a_linked_paragraph_in_the_other_language_is_no_answer_to_the_words_of_the_link(
    guest: Guest, language: Language
) -> None:
    shown = await guest.say("/start p-3_12")
    await guest.press("an:lang", shown.message_id)
    assert "fb:1" not in [button.data for button in guest.last.every_button()]
    await guest.press("an:lang", shown.message_id)
    assert (guest.last.html, guest.last.buttons) == (shown.html, shown.buttons)


async def test_a_link_opens_its_paragraph_before_a_language_is_chosen(house: House) -> None:
    guest = await house.newcomer(language_code="kk")
    shown = await guest.say("/start p-11")
    assert house.services.citations.place(Ref("11"), Language.KK) in shown.text


@pytest.mark.parametrize("payload", ["p-99", "p-", "p-3__", "nonsense", "p-3_12'", "p-11 p-12"])
async def test_a_link_to_nowhere_greets(guest: Guest, language: Language, payload: str) -> None:
    shown = await guest.say(f"/start {payload}")
    first = guest.house.services.citations.place(Ref("11"), language)
    assert shown.text == said(guest.house.services, language, Say.WELCOME) or first in shown.text


async def test_a_command_that_does_not_exist_is_told_so(guest: Guest, language: Language) -> None:
    shown = await guest.say("/taxes")
    assert shown.text == said(guest.house.services, language, Say.UNKNOWN_COMMAND)


async def test_every_example_of_the_welcome_is_answered(house: House, language: Language) -> None:
    assert len(EXAMPLES) == 3
    for example in (house.services.texts(language, name) for name in EXAMPLES):
        content = house.services.asking.ask(example).content
        assert isinstance(content, FoundParagraph | Choices), example


async def test_a_link_that_asks_about_a_paragraph_offers_typical_questions_which_answer_when_pressed(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    asking = await guest.say("/start a-3_12")
    assert services.citations.place(Ref("3.12"), language) in asking.text
    assert len(asking.labels) == 4, "three questions, and the paragraph"
    await guest.press(f"qa:{language}:1:3.12", asking.message_id)
    asked, answer = guest.answers[-2:]
    assert asked.text == asking.labels[0]
    assert services.citations.place(Ref("3.12"), language) in answer.text


async def test_a_typical_question_that_is_no_more_says_so(guest: Guest, language: Language) -> None:
    asking = await guest.say("/start a-3_12")
    old = guest.house.services.texts(language, Say.OLD_BUTTON)
    for data in (f"qa:{language}:0:3.12", f"qa:{language}:9:3.12", f"qa:{language}:1:99"):
        assert await guest.forge(data, asking.message_id) == old
