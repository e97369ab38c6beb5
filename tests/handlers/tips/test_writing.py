"""Writing a tip: whatever a reporter sends is taken or refused with its reason, and never stays in the chat (T5–T7, T11–T13)."""

from collections.abc import Hashable
from dataclasses import dataclass

import pytest

from bot.cleaning import Cleaner, CleaningResult
from bot.cleaning.locks import CPU_SECONDS
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.tips.canary import document, picture
from tests.tips.town import ALLOWED, CODE, FINANCE, City, Reporter
from tests.waiting import patient

WORDS = "Завхоз берёт деньги за справки."


async def test_a_whole_tip_uses_no_method_of_telegram_but_those_it_needs(
    city: City, reporter: Reporter
) -> None:
    before = len(city.house.telegram.calls)
    await reporter.write(WORDS)
    await reporter.guest.person.send_document("a.docx", document())
    await city.settle()
    await reporter.get_code()
    await reporter.type_back()
    await reporter.come_back()
    await reporter.guest.press("cs:withdraw")
    await reporter.guest.press("cs:withdraw:yes")
    assert {call.method for call in city.house.telegram.calls[before:]} == ALLOWED


async def test_every_message_goes_as_it_is_taken_and_a_counter_stays(city: City, reporter: Reporter) -> None:
    person = reporter.guest.person
    await reporter.write(WORDS, "Каждую пятницу.")
    await person.send_photo(picture(), "Касса")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=3) in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_FILES, count=1) in reporter.screen.text


@pytest.mark.parametrize("command", ["/help", "/start", "/whoami", "/nosuchcommand Askarov", "/lang"])
async def test_a_command_in_the_middle_goes_too(reporter: Reporter, command: str) -> None:
    await reporter.write(WORDS)
    await reporter.guest.say(command)
    assert reporter.own == []
    await reporter.guest.press("tp:review")
    assert any(reporter.text(Say.TIP_BUTTON_CODE) in shown.labels for shown in reporter.guest.answers)


async def test_commands_of_the_tip_desk_go_even_when_they_are_edited(city: City, reporter: Reporter) -> None:
    city.house.telegram.faults.add(Fault.bad_request("message can't be deleted"), method="deleteMessage")
    command = await reporter.guest.person.say("/tip")
    await city.house.telegram.idle()
    assert reporter.own
    await reporter.guest.edit(command, "/tip please")
    assert reporter.own == []


async def test_an_album_is_taken_picture_by_picture(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    person = reporter.guest.person
    for number in range(3):
        await person.send_photo(picture(), f"Снимок {number}")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_FILES, count=3) in reporter.screen.text


@dataclass
class SlowCleaner(Cleaner):
    """Takes as long for a file as the longest may, once nothing of the reporter's stands in the chat any more."""

    reporter: Reporter

    def __post_init__(self) -> None:
        super().__init__()

    async def clean(self, data: bytes, owner: Hashable = None) -> CleaningResult:
        house = self.reporter.city.house
        async with patient("the reporter's messages gone"):
            while self.reporter.own:
                await house.telegram.world.activity.stirred()
        house.clock.step(seconds=CPU_SECONDS)
        return await super().clean(data, owner)


async def test_all_of_an_album_of_ten_are_gone_before_a_second_is_spent_on_the_first_file(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    city.tip_services.files.cleaner = SlowCleaner(reporter)
    await reporter.guest.person.send_album([picture()] * 10)
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_FILES, count=10) in reporter.screen.text
    await reporter.guest.person.send_photo(picture())
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_NOT_MORE_FILES) in reporter.screen.text


async def test_where_telegram_refuses_he_is_told_how_to_do_it_and_that_48_hours_are_the_limit(
    city: City, reporter: Reporter
) -> None:
    await reporter.write()
    refusal = Fault.bad_request("message can't be deleted for everyone")
    city.house.telegram.faults.add(refusal, method="deleteMessage")
    await reporter.guest.say(WORDS)
    assert len(reporter.own) == 1
    assert reporter.text(Say.TIP_STUCK, count=1) in reporter.screen.text
    assert "48" in reporter.text(Say.TIP_STUCK, count=1)


async def test_an_edit_of_what_stayed_takes_its_place_and_goes(city: City, reporter: Reporter) -> None:
    await reporter.write()
    refusal = Fault.bad_request("message can't be deleted for everyone")
    city.house.telegram.faults.add(refusal, method="deleteMessage")
    await reporter.guest.say(WORDS)
    (stayed,) = reporter.own
    await reporter.guest.edit(stayed.message_id, "Завхоз берёт 5000 тенге.")
    assert reporter.own == []
    await reporter.guest.press("tp:review")
    assert "Завхоз берёт 5000 тенге." in reporter.screen.text
    assert WORDS not in reporter.screen.text


async def test_a_caption_written_under_a_picture_that_stayed_is_taken(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    refusal = Fault.bad_request("message can't be deleted for everyone")
    city.house.telegram.faults.add(refusal, method="deleteMessage")
    photo = await reporter.guest.person.send_photo(picture())
    await city.settle()
    await reporter.guest.edit(photo, "Это касса.")
    await city.settle()
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_FILES, count=1) in reporter.screen.text
    await reporter.guest.press("tp:review")
    assert "Это касса." in reporter.screen.text


async def test_nothing_is_taken_twice_when_telegram_brings_it_twice(city: City, reporter: Reporter) -> None:
    await reporter.write(WORDS)
    city.house.telegram.redeliver_last()
    await city.settle()
    await reporter.guest.press("tp:review")
    assert reporter.screen.text.count(WORDS) == 1


async def test_traces_of_himself_are_asked_about_once_and_left_where_he_says_so(
    city: City, reporter: Reporter
) -> None:
    own = {
        Language.KK: "Мен, Асқаров Ерлан, көрдім. Телефоным 8 701 123 45 67.",
        Language.RU: "Я, Аскаров Ерлан, видел. Мой телефон 8 701 123 45 67.",
    }[reporter.language]
    await reporter.write(own)
    await reporter.guest.press("tp:review")
    asked = reporter.text(Say.TIP_TRACES, found="").partition("<b>")[0].strip()
    assert reporter.screen.text.count(asked) == 1
    assert "701 123 45 67" in reporter.screen.text.partition(asked)[2]
    assert reporter.text(Say.TIP_BUTTON_CODE_ANYWAY) in reporter.screen.labels
    await reporter.guest.press("tp:code", reporter.screen.message_id)
    assert asked not in "".join(shown.text for shown in reporter.guest.answers)


async def test_a_text_without_traces_raises_no_question(reporter: Reporter) -> None:
    await reporter.write("Завхоз берёт деньги за справки каждую пятницу.")
    await reporter.guest.press("tp:review")
    assert reporter.text(Say.TIP_BUTTON_CODE) in reporter.screen.labels


@pytest.mark.parametrize("words", ["🤬" * 2000, "<&>" * 1300, "x" * 4000, "🧾&" * 1300])
async def test_whatever_he_writes_he_can_read_over_and_file_and_the_official_reads_it_all(
    city: City, words: str
) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.write(words, words)
    await reporter.guest.press("tp:review")
    read_over = "".join(shown.text for shown in reporter.guest.answers)
    assert read_over.count(words[0]) >= 2 * words.count(words[0])
    await reporter.guest.press("tp:code")
    reporter.code = next(match[0] for shown in reporter.guest.answers if (match := CODE.search(shown.text)))
    await reporter.type_back()
    await city.wait(hours=2)
    official = city.officials["second"]
    await official.press(next(official.last.every_button()).label)
    read = official.last.text.count(words[0])
    while "▶" in official.last.labels:
        await official.press("▶", official.last.message_id)
        read += official.last.text.count(words[0])
    assert read >= 2 * words.count(words[0])


async def test_an_edit_after_the_code_is_read_over_again_under_a_new_code(
    city: City, reporter: Reporter
) -> None:
    await reporter.write()
    refusal = Fault.bad_request("message can't be deleted for everyone")
    city.house.telegram.faults.add(refusal, method="deleteMessage")
    await reporter.guest.say(WORDS)
    (stayed,) = reporter.own
    old = await reporter.get_code()
    await reporter.guest.edit(stayed.message_id, "Завхоз берёт 5000 тенге.")
    assert [shown for shown in reporter.guest.answers if CODE.search(shown.text)] == []
    assert await reporter.get_code() != old
    await reporter.type_back()
    assert reporter.screen.text.startswith("✅")


async def test_the_button_under_an_answer_in_a_group_leads_into_the_private_chat(
    city: City, reporter: Reporter
) -> None:
    person, telegram = reporter.guest.person, city.house.telegram
    group = telegram.group("Отдел", person)
    group.add_bot()
    await telegram.idle()
    message = await person.say("Все это видят", group)
    query = telegram.world.queries.ask(person.id)
    telegram._events.pressed(query, person.user, person._message(message, group), "tp:begin")
    await telegram.idle()
    assert query.answer
    assert query.answer["url"] == "https://t.me/adep_bot?start=tip"
    assert not city.tip_services.desk.drafts.chats()


async def test_a_button_under_an_answer_begins_a_tip_and_not_a_second_one_in_an_open_case(
    city: City, reporter: Reporter
) -> None:
    await reporter.guest.say("/start p-11")
    answer = reporter.guest.last.message_id
    for _ in range(3):
        await reporter.file(WORDS)
    await reporter.come_back()
    await reporter.guest.press("tp:begin", answer)
    assert reporter.text(Say.TIP_TOO_MANY) in reporter.guest.last.text
    assert len(await city.supplies.store.all_cases()) == 3


async def test_the_buttons_of_another_step_do_nothing_and_harm_nothing(
    city: City, reporter: Reporter
) -> None:
    steps = ["tp:next", "tp:review", "tp:code", "tp:urgent", "cs:back", "cs:add", "cs:send", "cs:withdraw"]
    forged = [*steps, "cs:withdraw:yes", f"tp:body:{FINANCE}", "tp:not:first", "tp:body:nowhere"]
    await reporter.begin()
    for data in forged:
        await reporter.guest.forge(data, reporter.screen.message_id)
    await reporter.file(WORDS)
    await reporter.come_back()
    for data in forged:
        await reporter.guest.forge(data, reporter.screen.message_id)
    failed = reporter.text(Say.FAILED)
    assert failed not in {shown.text for shown in reporter.guest.answers}
