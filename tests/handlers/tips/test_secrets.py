"""A code, wherever it is typed, leaves the chat and opens its case; words are words in whatever they come (T33)."""

from dataclasses import replace

import pytest

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Person
from emulator.local_telegram.model import Entity, Formatted, Text
from tests.tips.canary import picture
from tests.tips.town import CODE, City, Reporter

WORDS = "Завхоз берёт деньги за справки."

WRAPPED = {
    "alone": "{code}",
    "without blanks": "{digits}",
    "behind a mistyped command": "/cas {code}",
    "behind another command": "/start {digits}",
    "as the bot itself wrote it": "🔑 Код вашего сообщения:\n\n{code}\n\nСохраните его сейчас: через 10 минут оно исчезнет.",
    "in words": "Добрый день, мой код {code}, что с ним?",
    "in quotes": "«{code}»",
    "in brackets": "({code})",
    "as code": "`{code}`",
    "behind a number sign": "№ {code}.",
    "with commas": "{commas}",
    "with signs that nobody sees": "\u200e{unseen}\u200b",
    "beside a date and a telephone": "02.03.2026 {code} +7 701 123 45 67",
}


async def filed_a_while_ago(city: City, reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await city.wait(minutes=11)


def wrapped(reporter: Reporter, how: str) -> str:
    groups = reporter.code.split()
    return how.format(
        code=reporter.code,
        digits="".join(groups),
        commas=", ".join(groups),
        unseen="\u200b".join(groups),
    )


def assert_case_is_open(reporter: Reporter) -> None:
    assert reporter.own == []
    assert WORDS in reporter.screen.text
    assert not [one for one in reporter.guest.answers if CODE.search(one.text)]


@pytest.mark.parametrize("how", WRAPPED.values(), ids=WRAPPED)
async def test_a_code_anywhere_in_a_private_chat_is_taken_out_and_opens_its_case(
    city: City, how: str
) -> None:
    reporter = await city.reporter()
    await filed_a_while_ago(city, reporter)
    await reporter.guest.say(wrapped(reporter, how))
    assert_case_is_open(reporter)


@pytest.mark.parametrize("how", WRAPPED.values(), ids=WRAPPED)
async def test_so_it_is_where_the_code_is_asked_for(city: City, how: str) -> None:
    reporter = await city.reporter()
    await filed_a_while_ago(city, reporter)
    await reporter.guest.say("/case")
    await reporter.guest.say(wrapped(reporter, how))
    assert_case_is_open(reporter)


async def test_so_it_is_under_a_picture_and_in_an_edit(city: City, reporter: Reporter) -> None:
    await filed_a_while_ago(city, reporter)
    await reporter.guest.person.send_photo(picture(), reporter.code)
    await city.settle()
    assert_case_is_open(reporter)
    await reporter.guest.press("tp:cancel")
    question = await reporter.guest.person.say("Можно ли принять подарок?")
    await city.settle()
    await reporter.guest.edit(question, f"Код: {reporter.code}")
    assert_case_is_open(reporter)


async def bold(person: Person, text: str) -> None:
    """Say it with all of it bold: Telegram names that mark first."""
    length = len(text.encode("utf-16-le")) // 2
    command = len(text.split(maxsplit=1)[0])
    marks = (Entity("bold", 0, length), Entity("bot_command", 0, command))
    person._send(person._draft(None, Text(Formatted(text, marks))))


async def test_the_commands_of_the_desk_are_commands_whatever_is_marked_in_them(
    city: City, reporter: Reporter
) -> None:
    await bold(reporter.guest.person, f"/tip {WORDS}")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_EARLY) in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=1) in reporter.screen.text
    for button in ("tp:begin", "tp:body:finance", "tp:next"):
        await reporter.guest.press(button)
    await reporter.get_code()
    await reporter.type_back()
    await bold(reporter.guest.person, f"/case {reporter.code}")
    await city.settle()
    assert reporter.own == []
    assert WORDS in reporter.screen.text


async def test_a_picture_under_the_command_is_taken_with_its_words(city: City, reporter: Reporter) -> None:
    await reporter.guest.person.send_photo(picture(), f"/tip {WORDS}")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=1) in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_FILES, count=1) in reporter.screen.text


async def test_the_code_of_one_case_is_no_word_of_another(city: City, reporter: Reporter) -> None:
    await filed_a_while_ago(city, reporter)
    await reporter.write(f"Дополняю {reporter.code}, он снова берёт.")
    assert reporter.own == []
    assert reporter.text(Say.TIP_CODE_LEFT_OUT) in reporter.screen.text
    await reporter.guest.press("tp:review")
    assert reporter.code not in reporter.screen.text
    assert "он снова берёт." in reporter.screen.text


async def test_the_digits_typed_once_more_after_the_tick_are_no_question(
    city: City, reporter: Reporter
) -> None:
    await reporter.file(WORDS)
    await reporter.type_back()
    assert reporter.own == []
    assert reporter.guest.last.text == reporter.text(Say.TIP_FILED_ALREADY)
    await city.wait(minutes=11)
    await reporter.guest.say("2015")
    assert reporter.own


async def test_the_words_under_what_is_not_taken_are_taken(city: City, reporter: Reporter) -> None:
    await reporter.write()
    await reporter.guest.person.send_video(caption=WORDS)
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_NOT_THIS) in reporter.screen.text
    await reporter.guest.press("tp:review")
    assert WORDS in reporter.screen.text


async def test_words_sent_by_way_of_another_bot_are_words(city: City, reporter: Reporter) -> None:
    await reporter.write()
    person, telegram = reporter.guest.person, city.house.telegram
    translator = replace(telegram.world.bot, id=77, first_name="Translator", username="translator_bot")
    person._send(replace(person._draft(None, Text(Formatted(WORDS))), via_bot=translator))
    await city.settle()
    assert reporter.own == []
    await reporter.guest.press("tp:review")
    assert WORDS in reporter.screen.text


@pytest.mark.parametrize("text", ["\u200b", "\u2060\u00ad \ufeff", "\u3164\u2800", "\ufe0f"])
async def test_signs_that_nobody_sees_are_no_tip(city: City, text: str) -> None:
    reporter = await city.reporter(Language.KK)
    await reporter.write()
    await reporter.guest.say(text)
    assert reporter.own == []
    assert reporter.text(Say.TIP_EMPTY) in reporter.screen.text
    assert reporter.text(Say.TIP_BUTTON_REVIEW) not in reporter.screen.labels


async def test_a_code_alone_where_a_tip_begins_opens_its_case(city: City, reporter: Reporter) -> None:
    await filed_a_while_ago(city, reporter)
    await reporter.begin()
    await reporter.guest.say(reporter.code)
    assert_case_is_open(reporter)


async def test_sums_in_a_question_beside_an_open_case_are_no_code(city: City, reporter: Reporter) -> None:
    await filed_a_while_ago(city, reporter)
    await reporter.guest.say(reporter.code)
    await reporter.guest.say("Выплатили 1 260 000, 3 400 000, 2 100 000 тенге.")
    assert reporter.text(Say.CASE_TAKEN_EARLY) in reporter.screen.text
    await reporter.guest.press("cs:send")
    assert "1 260 000" in reporter.screen.text
    assert_case_is_open(reporter)
