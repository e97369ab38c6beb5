"""Words that are no text of their own: under pictures and files, through other bots, quoted of a colleague."""

import pytest

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram.model import User
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import jpeg
from tests.handlers.answers.test_group import Circle, gathered
from tests.handlers.people.test_start import said
from tests.house import Guest, House
from tests.questions import answered

TRANSLATOR = User(77, "Translator", is_bot=True, username="some_translator_bot")
PICTURE = jpeg(Canaries())


@pytest.fixture
async def circle(house: House, language: Language) -> Circle:
    return await gathered(house, language)


@pytest.mark.parametrize("kind", ["photo", "document", "video", "audio"])
async def test_what_stands_under_a_picture_or_a_file_is_a_question(
    guest: Guest, language: Language, kind: str
) -> None:
    question, person = answered(guest.house.services, language), guest.person
    match kind:
        case "photo":
            await person.send_photo(PICTURE, question)
        case "document":
            await person.send_document("акт.txt", b"x", caption=question)
        case "video":
            await person.send_video(caption=question)
        case _:
            await person.send_file(kind, b"x", question)
    await guest.house.telegram.idle()
    assert "📖" in guest.last.text
    assert guest.last.html.startswith(guest.house.services.texts(language, Say.CAPTION_ANSWERED))


async def test_a_picture_without_words_is_still_refused(guest: Guest, language: Language) -> None:
    await guest.person.send_photo(PICTURE)
    await guest.house.telegram.idle()
    assert guest.last.text == said(guest.house.services, language, Say.REFUSE_PICTURE)


async def test_ask_under_a_picture_asks(guest: Guest, language: Language) -> None:
    await guest.person.send_photo(PICTURE, f"/ask {answered(guest.house.services, language)}")
    await guest.house.telegram.idle()
    assert "📖" in guest.last.text


async def test_an_album_with_one_caption_is_answered_once_and_not_refused_beside(
    guest: Guest, language: Language
) -> None:
    before = len(guest.answers)
    await guest.person.send_album([PICTURE] * 3, captions=[answered(guest.house.services, language)])
    await guest.house.telegram.idle()
    (shown,) = guest.answers[before:]
    assert "📖" in shown.text


async def test_a_caption_that_is_changed_is_answered_anew_in_place(guest: Guest, language: Language) -> None:
    message = await guest.person.send_photo(PICTURE, "xkcd qwrtp zzz")
    await guest.house.telegram.idle()
    number = len(guest.answers)
    await guest.edit(message, answered(guest.house.services, language))
    assert len(guest.answers) == number
    assert "📖" in guest.last.text


async def test_what_another_bot_helped_to_write_is_the_persons_word(guest: Guest, language: Language) -> None:
    await guest.person.say(answered(guest.house.services, language), via=TRANSLATOR)
    await guest.house.telegram.idle()
    assert "📖" in guest.last.text


async def test_a_group_hears_a_mention_and_ask_under_a_picture(circle: Circle, language: Language) -> None:
    question, member = answered(circle.house.services, language), circle.member
    for words in (f"@adep_bot {question}", f"/ask {question}", f"{question} @adep_bot"):
        (shown,) = await circle.after(member.send_photo(PICTURE, words, circle.place))
        assert "📖" in shown.text


async def test_a_group_hears_what_another_bot_helped_to_write(circle: Circle, language: Language) -> None:
    (shown,) = await circle.say(f"/ask {answered(circle.house.services, language)}", via=TRANSLATOR)
    assert "📖" in shown.text


@pytest.mark.parametrize("words", ["/ask", "@adep_bot", "/ask@adep_bot"])
async def test_quoting_a_colleague_asks_what_the_colleague_wrote(
    circle: Circle, language: Language, words: str
) -> None:
    question = answered(circle.house.services, language)
    quoted = await circle.owner.say(question, circle.place)
    (shown,) = await circle.say(words, reply_to=quoted)
    assert "📖" in shown.text


async def test_quoting_a_part_of_a_message_asks_that_part(circle: Circle, language: Language) -> None:
    question = answered(circle.house.services, language)
    quoted = await circle.owner.say(f"Бүгін күн жылы. {question}", circle.place)
    quote = {"quote": {"text": question, "position": 16, "is_manual": True}}
    (shown,) = await circle.say("/ask", reply_to=quoted, more=quote)
    assert "📖" in shown.text


async def test_words_beside_a_quote_are_the_question(circle: Circle, language: Language) -> None:
    question = answered(circle.house.services, language)
    quoted = await circle.owner.say("xkcd qwrtp zzz", circle.place)
    (shown,) = await circle.say(f"/ask {question}", reply_to=quoted)
    assert "📖" in shown.text


async def test_quoting_nothing_that_can_be_asked_says_how_to_ask(circle: Circle, language: Language) -> None:
    quoted = await circle.owner.send_photo(PICTURE, chat=circle.place)
    (shown,) = await circle.say("/ask", reply_to=quoted)
    assert shown.text == said(circle.house.services, language, Say.GROUP_HOW)


async def test_ask_in_private_asks_what_it_quotes(guest: Guest, language: Language) -> None:
    quoted = await guest.person.send_document("акт.txt", b"x", caption="/start")
    await guest.house.telegram.idle()
    question = await guest.person.say(answered(guest.house.services, language))
    await guest.house.telegram.idle()
    guest.house.clock.step(seconds=60)
    await guest.person.say("/ask", reply_to=question)
    await guest.house.telegram.idle()
    assert "📖" in guest.last.text
    guest.house.clock.step(seconds=60)
    await guest.person.say("/ask", reply_to=quoted)
    await guest.house.telegram.idle()
    assert guest.last.text == guest.house.services.texts(language, Say.NO_WORDS)
