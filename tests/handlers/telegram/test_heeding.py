"""What is heeded: an edit that changes words, and no bot; a message is not answered twice because Telegram shows it twice."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram.model import Entity
from tests.handlers.answers.test_group import gathered
from tests.handlers.people.test_start import said
from tests.house import OWNER, Guest, House, house_open, owned_house
from tests.questions import answered

COMMANDS = ("/start", "/help", "/lang", "/rules", "/quiz", "/remind", "/settings", "/privacy", "/whoami")
OWNERS = ("/announce Жаңалық", "/status", "/reload", "/questions", "/qr")


async def counted(house: House) -> int:
    """How many questions are counted."""
    rows = await house.people.database.run(
        lambda connection: connection.execute("SELECT sum(count) FROM asked").fetchone()
    )
    return int(rows[0] or 0)


async def react(guest: Guest, message: int) -> None:
    await guest.person.react(message)
    await guest.house.telegram.idle()


async def asked(guest: Guest, text: str) -> int:
    """Say it; the number of the message."""
    guest.house.clock.step(seconds=5)
    message = await guest.person.say(text)
    await guest.house.telegram.idle()
    return message


async def test_a_reaction_to_a_question_neither_counts_nor_changes_anything(
    guest: Guest, language: Language
) -> None:
    message = await asked(guest, answered(guest.house.services, language))
    await guest.press(guest.house.services.texts(language.other, Say.LANGUAGE_NAME))
    before, number = guest.answers, await counted(guest.house)
    await react(guest, message)
    assert guest.answers == before
    assert await counted(guest.house) == number == 1


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_reaction_to_a_command_does_not_repeat_it(house: House, command: str) -> None:
    guest = await house.guest(Language.RU)
    message = await asked(guest, command)
    before = guest.answers
    await react(guest, message)
    assert guest.answers == before


@pytest.mark.parametrize("command", OWNERS)
async def test_a_reaction_to_an_owners_command_does_not_repeat_it(owned: House, command: str) -> None:
    owner = await owned.guest(Language.KK, OWNER)
    message = await asked(owner, command)
    owned.telegram.calls.clear()
    await react(owner, message)
    assert [call.method for call in owned.telegram.calls] == []


async def test_a_command_whose_words_were_changed_is_done(guest: Guest, language: Language) -> None:
    message = await asked(guest, "/hepl")
    await guest.edit(message, "/help")
    assert guest.last.text == said(guest.house.services, language, Say.HELP)


async def test_a_changed_ask_is_answered_anew_in_place(guest: Guest, language: Language) -> None:
    services = guest.house.services
    message = await asked(guest, "/ask xkcd qwrtp zzz")
    place, number = guest.last.message_id, len(guest.answers)
    await guest.edit(message, f"/ask {answered(services, language)}")
    assert guest.last.message_id == place
    assert "📖" in guest.last.text
    await guest.edit(message, answered(services, language))
    assert len(guest.answers) == number


async def test_a_changed_ask_in_a_group_is_answered_anew_in_place(house: House, language: Language) -> None:
    circle = await gathered(house, language)
    message = await circle.member.say("/ask xkcd qwrtp zzz", circle.place)
    await house.telegram.idle()
    number = len(circle.answers)
    await circle.member.edit(message, f"/ask {answered(house.services, language)}", circle.place)
    await house.telegram.idle()
    assert len(circle.answers) == number
    assert "📖" in circle.answers[-1].text
    questions = await counted(house)
    await circle.member.react(message, chat=circle.place)
    await house.telegram.idle()
    assert len(circle.answers) == number
    assert await counted(house) == questions


async def test_a_mention_that_an_edit_adds_is_answered(house: House, language: Language) -> None:
    circle = await gathered(house, language)
    question = answered(house.services, language)
    message = await circle.member.say(question, circle.place)
    (shown,) = await circle.after(circle.member.edit(message, f"@adep_bot {question}", circle.place))
    assert "📖" in shown.text


@pytest.fixture
async def restarted(services: Knowledge, tmp_path: Path) -> AsyncIterator[tuple[House, Guest, int]]:
    """A house after a restart, one who asked before it, and the question."""
    async with house_open(services, folder=tmp_path) as before:
        guest = await before.guest(Language.RU)
        message = await asked(guest, answered(services, Language.RU))
    async with house_open(services, folder=tmp_path, telegram=before.telegram, clock=before.clock) as after:
        yield after, Guest(after, guest.person), message


async def test_after_a_restart_a_reaction_to_an_old_question_stays_without_an_answer(
    restarted: tuple[House, Guest, int],
) -> None:
    house, guest, message = restarted
    before = guest.answers
    await react(guest, message)
    assert guest.answers == before
    assert await counted(house) == 1
    assert "📖" in (await guest.say(answered(house.services, Language.RU))).text


async def test_two_bots_do_not_talk(house: House, language: Language) -> None:
    circle = await gathered(house, language)
    other = house.telegram.bot("Аударма", "other_bot")
    circle.place.add(other)
    await house.telegram.idle()
    for text in (f"@adep_bot {answered(house.services, language)}", "/ask сыйлық", "/tip"):
        assert await circle.say(text, by=other) == []
    last = circle.answers[-1].message_id
    assert await circle.say("рақмет", by=other, reply_to=last) == []


async def test_an_admin_who_hides_behind_the_group_and_a_channel_are_people(house: House) -> None:
    circle = await gathered(house, Language.RU)
    question = answered(house.services, Language.RU)
    circle.place.say_as_group(f"/ask {question}")
    circle.place.say_as_channel(f"/ask {question}", house.telegram.channel("Канал", circle.owner))
    await house.telegram.idle()
    assert ["📖" in shown.text for shown in circle.answers[1:]] == [True, True]


Marks = Callable[[str], list[Entity]]
MARKED: list[Marks] = [
    lambda text: [Entity("bold", 0, len(text))],
    lambda text: [Entity("code", 0, len(text))],
    lambda text: [Entity("pre", 0, len(text))],
    lambda text: [Entity("italic", 0, len(text)), Entity("underline", 0, 4)],
]


@pytest.mark.parametrize("marks", MARKED)
async def test_a_command_is_one_whatever_else_is_marked(
    guest: Guest, language: Language, marks: Marks
) -> None:
    house = guest.house
    for text, begins in (("/help", Say.HELP), ("/nosuch", Say.UNKNOWN_COMMAND)):
        house.clock.step(seconds=5)
        await guest.person.say(text, marks=marks(text))
        await house.telegram.idle()
        assert guest.last.text == said(house.services, language, begins)
    text = f"/ask {answered(house.services, language)}"
    house.clock.step(seconds=5)
    await guest.person.say(text, marks=marks(text))
    await house.telegram.idle()
    assert "📖" in guest.last.text


@pytest.mark.parametrize("before", ["\u200b", "\ufeff", "\u200e ", "\u2060"])
async def test_a_pasted_command_is_one_behind_signs_that_nobody_sees(
    guest: Guest, language: Language, before: str
) -> None:
    assert (await guest.say(f"{before}/help")).text == said(guest.house.services, language, Say.HELP)


async def test_a_group_understands_a_command_in_bold(house: House, language: Language) -> None:
    circle = await gathered(house, language)
    text = f"/ask {answered(house.services, language)}"
    (shown,) = await circle.say(text, marks=[Entity("bold", 0, len(text))])
    assert "📖" in shown.text


async def test_a_text_that_only_begins_with_a_stroke_is_a_question(guest: Guest, language: Language) -> None:
    unknown = said(guest.house.services, language, Say.UNKNOWN_COMMAND)
    for text in ("/", "/ сыйлық", "//сыйлық", "/сыйлық алуға бола ма"):
        assert (await guest.say(text)).text != unknown


async def test_an_announcement_in_bold_is_drafted_without_its_command(services: Knowledge) -> None:
    async with owned_house(services) as house:
        owner = await house.guest(Language.RU, OWNER)
        text = "/announce Собрание в среду"
        await owner.person.say(text, marks=[Entity("bold", 0, len(text))])
        await house.telegram.idle()
        await owner.press("am:to:1:all")
        notice = owner.answers[-2]
        assert notice.html == "<b>Собрание в среду</b>"
