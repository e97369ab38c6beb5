"""/help: short, with examples that answer when pressed."""

from bot.answers.content import FoundParagraph
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from handlers.people.menus import OWNERS
from handlers.people.welcome import EXAMPLES
from tests.handlers.people.test_start import said
from tests.house import OWNER, Guest, House, owned_house

STEPS = (*EXAMPLES, Say.BUTTON_TOPICS, Say.BUTTON_QUIZ, Say.TIP_BUTTON_REPORT)


async def test_help_is_short_and_offers_three_examples(guest: Guest, language: Language) -> None:
    shown = await guest.say("/help")
    services = guest.house.services
    assert shown.text == said(services, language, Say.HELP)
    assert len(shown.text) <= 480
    assert shown.labels == [services.texts(language, name) for name in STEPS]


async def test_an_owner_reads_what_an_owner_can_do_and_nobody_else_does(
    services: Knowledge, language: Language
) -> None:
    async with owned_house(services) as house:
        owner = await house.guest(language, OWNER)
        shown = await owner.say("/help")
        assert shown.text.startswith(said(services, language, Say.HELP))
        for name, words in OWNERS:
            assert f"/{name} – {services.texts(language, words)}" in shown.text.splitlines()
        other = await house.guest(language)
        assert (await other.say("/help")).text == said(services, language, Say.HELP)


async def test_a_pressed_example_is_asked_and_answered_with_a_paragraph(
    guest: Guest, language: Language
) -> None:
    services = guest.house.services
    for name in EXAMPLES:
        help_screen = await guest.say("/help")
        question = services.texts(language, name)
        await guest.press(question, help_screen.message_id)
        content = services.asking.ask(question).content
        assert isinstance(content, FoundParagraph), question
        asked, answer = guest.answers[-2:]
        assert asked.text == question
        assert answer.reply_to == asked.message_id
        place = services.citations.place(content.paragraph.ref, language)
        assert f"📖 {place}\n" in answer.text


async def test_the_answer_to_an_example_comes_in_the_other_language_too(
    guest: Guest, language: Language
) -> None:
    await guest.say("/help")
    await guest.press("hp:" + language + ":1")
    before = guest.last
    await guest.press("an:lang", before.message_id)
    assert guest.last.message_id == before.message_id
    assert (
        guest.house.services.citations.standing(guest.house.services.rulebook.act, language.other).words
        in guest.last.text
    )


async def test_an_example_that_is_no_more_says_so(guest: Guest, language: Language) -> None:
    shown = await guest.say("/help")
    old = guest.house.services.texts(language, Say.OLD_BUTTON)
    for data in ("hp:kk:0", "hp:ru:9", "hp:en:1", "hp:kk:11"):
        assert await guest.forge(data, shown.message_id) == old


async def test_help_in_a_wobbly_network_is_still_answered_once_pressed(house: House) -> None:
    guest = await house.guest(Language.RU)
    await guest.say("/help")
    house.telegram.faults.add(Fault.server_error(), method="sendMessage")
    await guest.press("hp:ru:1")
    assert "📖" in guest.last.text
