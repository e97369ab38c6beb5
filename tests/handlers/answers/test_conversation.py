"""What was said before is heard; bursts are one message; a code leaves the chat; danger comes first; no screen is a dead end."""

from random import Random

import pytest

from bot.answers.matching.outcome import Unsure
from bot.language import Language
from bot.matters.model import Intent
from bot.texts.texts import Say
from bot.tips.reporting.codes import new_code
from emulator.local_telegram import Fault
from tests.house import Guest
from tests.questions import faint_danger, settled

GIFT = {Language.KK: "сыйлық алуға бола ма", Language.RU: "можно ли принять подарок?"}
SHORTER = {Language.KK: "қысқаша айтшы", Language.RU: "короче"}
EXAMPLE = {Language.KK: "мысал келтірші", Language.RU: "приведи пример"}
NOW = {Language.KK: "енді не істеймін", Language.RU: "и что мне делать"}
REPEAT = {Language.KK: "қайталашы", Language.RU: "повтори"}
BEATEN = {Language.KK: "бастық мені ұрды", Language.RU: "меня избил начальник"}


async def test_again_acts_on_the_last_answer(guest: Guest, language: Language) -> None:
    answer = await guest.say(GIFT[language])
    guidance = guest.house.services.rulebook.matters[
        next(iter(matter for matter in guest.house.services.rulebook.matters if matter == "gifts"))
    ].guidance
    assert guidance
    assert guidance.example
    shorter = await guest.say(SHORTER[language])
    assert guidance.short[language] in shorter.text
    assert "📖" not in shorter.text
    assert guidance.example[language] in (await guest.say(EXAMPLE[language])).text
    assert guidance.now[language] in (await guest.say(REPEAT[language])).text
    assert guidance.now[language] in (await guest.say(NOW[language])).text
    assert "📖" in answer.text


async def test_a_number_after_a_list_opens_that_place_of_it(guest: Guest, language: Language) -> None:
    services = guest.house.services
    unclear = next(
        example.text[:25]
        for _, example in settled(services.rulebook)
        if example.language is language
        and isinstance((heard := services.matcher.hear(example.text[:25]))[0], Unsure)
        and heard[1] is None
    )
    shown = await guest.say(unclear)
    offered = [
        button.data or "" for button in shown.every_button() if (button.data or "").startswith("an:ref:")
    ]
    assert offered
    opened = await guest.say("1")
    ref = next(ref for ref in services.rulebook.paragraphs if f"an:ref:{ref}" == offered[0])
    assert f"📖 {services.citations.place(ref, language)}\n" in opened.text


async def test_after_a_quarter_of_an_hour_nothing_is_remembered(guest: Guest, language: Language) -> None:
    await guest.say(GIFT[language])
    guest.house.clock.step(minutes=16)
    talk = next(talk for talk in guest.house.services.rulebook.talks.values() if talk.id == "again_shorter")
    assert (await guest.say(SHORTER[language])).text == talk.replies[language]


@pytest.mark.parametrize("forgetting", ["/cancel", "/tip"])
async def test_a_command_that_ends_something_ends_the_conversation(
    guest: Guest, language: Language, forgetting: str
) -> None:
    await guest.say(GIFT[language])
    await guest.say(forgetting)
    talk = next(talk for talk in guest.house.services.rulebook.talks.values() if talk.id == "again_shorter")
    if guest.house.tips is None and forgetting == "/tip":
        return  # where no officials are named there is no tip to begin
    assert (await guest.say(SHORTER[language])).text == talk.replies[language]


async def test_messages_of_one_breath_are_one_and_its_answer_is_replaced(
    guest: Guest, language: Language
) -> None:
    first = await guest.say({Language.KK: "тыңдашы", Language.RU: "слушай"}[language])
    before = len(guest.answers)
    await guest.person.say(GIFT[language])
    await guest.house.telegram.idle()
    assert len(guest.answers) == before
    assert guest.last.message_id == first.message_id
    assert guest.last.html != first.html


async def test_what_joins_a_message_without_an_answer_leaves_the_answer_before_it_as_it_was(
    guest: Guest, language: Language
) -> None:
    first = await guest.say(GIFT[language])
    guest.house.clock.step(seconds=10)
    guest.house.telegram.faults.add(Fault.bad_request("Bad Request: made up"), method="sendMessage")
    await guest.person.say({Language.KK: "мүдделер қақтығысы", Language.RU: "конфликт интересов"}[language])
    await guest.house.telegram.idle()
    await guest.person.say({Language.KK: "тыңдашы", Language.RU: "слушай"}[language])
    await guest.house.telegram.idle()
    assert guest.last.message_id != first.message_id
    assert next(one for one in guest.answers if one.message_id == first.message_id).html == first.html


async def test_the_code_of_a_report_leaves_the_chat_and_leads_to_the_case(
    guest: Guest, language: Language
) -> None:
    code = new_code(Random(3)).grouped  # noqa: S311 - the code of no report
    shown = await guest.say(code)
    assert shown.text == guest.house.services.texts(language, Say.CODE_TAKEN)
    assert all(code not in message.text for message in guest.person.shown())


async def test_danger_is_answered_with_where_to_call_and_no_paragraph(
    guest: Guest, language: Language
) -> None:
    shown = await guest.say(BEATEN[language])
    assert "102" in shown.text
    assert "📖" not in shown.text


async def test_what_may_be_danger_is_answered_below_whom_to_call(guest: Guest, language: Language) -> None:
    services = guest.house.services
    shown = await guest.say(faint_danger(services, language))
    warning, *answer = shown.text.split("\n\n")
    assert warning == services.texts(language, Say.WARNING)
    assert answer
    assert shown.every_button()


async def test_two_questions_are_offered_one_by_one(guest: Guest) -> None:
    shown = await guest.say("Можно ли брать подарки? Можно ли ездить на служебной машине домой?")
    services = guest.house.services
    assert shown.text == services.texts(Language.RU, Say.TWO_QUESTIONS)
    assert {"an:ref:14", "an:ref:3.19"} <= {button.data for button in shown.every_button()}


async def test_the_line_on_the_translation_is_said_once_a_day(guest: Guest) -> None:
    line = guest.house.services.rulebook.act.unofficial_lines[Language.RU]
    assert line in (await guest.say("можно ли принять подарок?")).text
    assert line not in (await guest.say("начальник орёт при всех на планёрке")).text
    guest.house.clock.step(days=1)
    assert line in (await guest.say("можно ли принять подарок?")).text


async def test_words_without_a_language_are_answered_in_the_last_language_of_the_chat(guest: Guest) -> None:
    for language in Language:
        await guest.say(GIFT[language])
        shown = await guest.say("ok")
        replies = {talk.replies[language] for talk in guest.house.services.rulebook.talks.values()}
        assert shown.text in replies


async def test_every_reply_but_that_to_danger_has_a_next_step(guest: Guest, language: Language) -> None:
    for talk in guest.house.services.rulebook.talks.values():
        if talk.intent in {Intent.DANGER, Intent.AGAIN}:
            continue
        said = next(
            example.text
            for example in talk.examples
            if example.language is language and example.voice != "editor"
        )
        shown = await guest.say(said)
        assert shown.labels, said
