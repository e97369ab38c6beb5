"""What somebody could break with a hasty thumb, a second device, a stale button or a forged one."""

from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.model import EntryKind, State
from bot.tips.officials.file import OfficialId
from emulator.local_telegram import Fault
from handlers.tips.buttons import CaseStep, ChooseBody, OfCase, OfTip, TipStep, ToggleOfficial
from tests.tips.canary import picture
from tests.tips.town import FINANCE, MEDEU, City, Reporter, city_open

SECRET = "Завхоз берёт деньги за справки."


def said(city: City, name: Say, language: Language = Language.RU, **values: object) -> str:
    return city.house.services.texts(language, name, **values)


async def entries(city: City, kind: EntryKind) -> int:
    """How many entries of a kind are kept, in all cases."""
    store = city.supplies.store
    kept = [entry for number in await store.all_cases() for entry in await store.entries(number)]
    return sum(entry.kind is kind for entry in kept)


async def test_the_last_group_of_the_code_is_what_is_typed_back(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    code = await reporter.get_code()
    assert [len(group) for group in code.split()] == [5, 4, 4, 4, 4]
    await reporter.guest.say(code.split()[-1])
    assert "✅" in reporter.screen.text


async def test_the_question_for_the_digits_stands_below_the_code(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    code = await reporter.get_code()
    assert code in reporter.guest.answers[-2].text
    assert reporter.guest.last.text == said(city, Say.TIP_TYPE_BACK).replace("<b>", "").replace("</b>", "")


async def test_a_cancel_pressed_while_the_code_is_worked_out_does_not_cover_the_confirmation(
    city: City,
) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    await reporter.get_code()
    screen = reporter.screen.message_id
    # Both are on their way before the first is answered: one lane, one after the other.
    await reporter.guest.person.say(reporter.code.replace(" ", "")[-4:])
    press = await reporter.guest.person.press(TipStep(OfTip.CANCEL).encode(), screen)
    await city.house.telegram.idle()
    assert "✅" in reporter.guest.last.text
    assert press.answer == said(city, Say.TIP_OLD_SCREEN)
    assert len(await city.supplies.store.all_cases()) == 1


async def test_digits_typed_twice_file_one_tip_and_leave_nothing_in_the_chat(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    await reporter.get_code()
    for _ in range(2):
        await reporter.guest.person.say(reporter.code.replace(" ", "")[-4:])
    await city.house.telegram.idle()
    assert len(await city.supplies.store.all_cases()) == 1


async def test_the_button_under_an_old_confirmation_does_not_touch_a_case_that_is_open(city: City) -> None:
    reporter = await city.reporter()
    await reporter.file(SECRET)
    confirmed = reporter.screen.message_id
    await reporter.come_back()
    await reporter.guest.press(TipStep(OfTip.WIPE).encode(), confirmed)
    assert confirmed not in [shown.message_id for shown in reporter.guest.answers]
    assert "справки" in reporter.screen.text
    await reporter.guest.press(CaseStep(OfCase.ADD).encode())
    assert reporter.screen.text.startswith(said(city, Say.CASE_ADD))


STALE = [
    *(
        TipStep(OfTip.BEGIN).encode(),
        ChooseBody(FINANCE).encode(),
        ToggleOfficial(OfficialId("first")).encode(),
        TipStep(OfTip.NEXT).encode(),
    ),
    *(
        TipStep(OfTip.REVIEW).encode(),
        TipStep(OfTip.CODE).encode(),
        TipStep(OfTip.URGENT).encode(),
        CaseStep(OfCase.BACK).encode(),
    ),
    *(CaseStep(OfCase.SEND).encode(), CaseStep(OfCase.WITHDRAW_SURELY).encode()),
]


@pytest.mark.parametrize("data", STALE)
async def test_a_forged_press_on_a_case_changes_nothing(city: City, data: str) -> None:
    reporter = await city.reporter()
    await reporter.file(SECRET)
    await reporter.come_back()
    before = reporter.screen
    assert await reporter.guest.forge(data, before.message_id) == said(city, Say.TIP_OLD_SCREEN)
    assert reporter.screen == before
    assert len(await city.supplies.store.all_cases()) == 1


@pytest.mark.parametrize(
    "data",
    [
        CaseStep(OfCase.BACK).encode(),
        CaseStep(OfCase.ADD).encode(),
        TipStep(OfTip.CODE).encode(),
        TipStep(OfTip.NEXT).encode(),
    ],
)
async def test_a_forged_press_does_not_wipe_what_was_written(city: City, data: str) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    assert await reporter.guest.forge(data, reporter.screen.message_id) == said(city, Say.TIP_OLD_SCREEN)
    await reporter.guest.press(TipStep(OfTip.REVIEW).encode())
    assert "справки" in reporter.screen.text


@pytest.mark.parametrize("command", ["/tip", "/case", "/start tip"])
async def test_beginning_anew_does_not_lose_what_is_written(city: City, command: str) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    await reporter.guest.say(command)
    assert said(city, Say.TIP_UNFINISHED) in reporter.screen.text
    assert reporter.guest.last == reporter.screen
    assert reporter.own == [] or command == "/start tip"
    await reporter.get_code()
    await reporter.type_back()
    assert "✅" in reporter.screen.text


async def test_start_in_the_middle_leaves_the_draft_open(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    await reporter.guest.say("/start")
    await reporter.guest.say("Каждую пятницу.")
    assert "Каждую пятницу." not in [shown.text for shown in reporter.own]
    await reporter.guest.press(TipStep(OfTip.REVIEW).encode())
    assert any("пятницу" in shown.text for shown in reporter.guest.answers)


async def test_cancel_ends_a_draft_and_takes_itself_away(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    await reporter.guest.say("/cancel")
    assert reporter.guest.last.text == said(city, Say.TIP_CANCELLED)
    assert reporter.own == []
    await reporter.guest.say("/cancel")
    assert reporter.guest.last.text == said(city, Say.NOTHING_TO_CANCEL)


@pytest.mark.parametrize("words", ["/zavhoz берёт деньги", "/zavhoz"])
async def test_a_command_that_nobody_knows_is_in_a_draft_a_word_of_the_tip(city: City, words: str) -> None:
    reporter = await city.reporter()
    await reporter.write(words)
    assert reporter.own == []
    await reporter.guest.press(TipStep(OfTip.REVIEW).encode())
    assert words in reporter.screen.text


async def test_what_comes_after_the_quarter_of_an_hour_is_no_question_and_goes_too(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write("Начну.")
    await city.wait(minutes=16)
    await reporter.guest.say(SECRET)
    assert reporter.own == []
    assert reporter.guest.last.text == said(city, Say.TIP_TIMED_OUT)
    await reporter.guest.say("Можно ли принять подарок?")
    assert reporter.guest.last.reply_to is not None


async def test_a_case_that_was_looked_at_is_put_away_in_its_own_words(city: City) -> None:
    reporter = await city.reporter()
    await reporter.file(SECRET)
    await reporter.come_back()
    await city.wait(minutes=16)
    assert reporter.guest.last.text == said(city, Say.CASE_LEFT)


async def test_a_message_corrected_after_the_code_was_shown_needs_a_new_code(city: City) -> None:
    reporter = await city.reporter()
    await reporter.begin()
    await reporter.guest.press(TipStep(OfTip.BEGIN).encode())
    await reporter.guest.press(ChooseBody(FINANCE).encode())
    await reporter.guest.press(TipStep(OfTip.NEXT).encode())
    city.house.telegram.faults.add(
        Fault.bad_request("message can't be deleted"), method="deleteMessage", times=1
    )
    await reporter.guest.say("Завхоз берёт.")
    assert said(city, Say.TIP_STUCK, count=1) in reporter.screen.text
    first = await reporter.get_code()
    await reporter.guest.edit(reporter.own[0].message_id, SECRET)
    assert all(first not in shown.text for shown in reporter.guest.answers)
    await reporter.guest.say(first.split()[-1])
    assert "✅" not in reporter.screen.text
    await reporter.get_code()
    await reporter.type_back()
    await reporter.come_back()
    assert SECRET in reporter.screen.text
    assert "Завхоз берёт.\n" not in reporter.screen.text


async def reporting_official(city: City) -> Reporter:
    """The official `second`, asked for a reply to a case, who then reports something themself."""
    reporter = await city.reporter()
    await reporter.file(SECRET)
    await city.wait(hours=2)
    second = city.officials["second"]
    await second.press(next(second.last.every_button()).label)
    await second.press(said(city, Say.BUTTON_REPLY))
    return Reporter(city, second, Language.RU)


async def test_an_official_who_reports_something_writes_a_tip_and_no_reply(city: City) -> None:
    official = await reporting_official(city)
    await official.file("Мой начальник требует денег.", body=MEDEU)
    assert await entries(city, EntryKind.REPLY) == 0
    assert await entries(city, EntryKind.TIP) == 2


async def test_an_official_with_a_draft_is_not_asked_for_a_reply(city: City) -> None:
    official = await reporting_official(city)
    await official.guest.say("/cancel")
    await official.write("Мой начальник требует денег.", body=MEDEU)
    card = next(one for one in official.guest.answers if said(city, Say.BUTTON_NOTE) in one.labels)
    assert await official.guest.press(said(city, Say.BUTTON_NOTE), card.message_id) == said(
        city, Say.TIP_UNFINISHED
    )


async def test_an_official_is_waited_for_a_quarter_of_an_hour_and_no_longer(city: City) -> None:
    official = await reporting_official(city)
    await city.wait(minutes=16)
    await official.guest.say("Можно ли принять подарок?")
    assert await entries(city, EntryKind.REPLY) == 0


async def test_an_official_may_think_better_of_a_reply(city: City) -> None:
    official = await reporting_official(city)
    await official.guest.say("/cancel")
    assert official.guest.last.text == said(city, Say.TIP_CANCELLED)
    await official.guest.say("Можно ли принять подарок?")
    assert await entries(city, EntryKind.REPLY) == 0


async def test_a_case_closed_twice_is_closed_once_and_says_so(city: City) -> None:
    reporter = await city.reporter()
    await reporter.file(SECRET)
    await city.wait(hours=2)
    second = city.officials["second"]
    await second.press(next(second.last.every_button()).label)
    await second.press(said(city, Say.BUTTON_END))
    screen = second.last
    outcome = next(
        button for button in screen.every_button() if button.label == said(city, Say.OUTCOME_CONFIRMED)
    )
    assert outcome.data
    await second.press(outcome.label)
    await second.say("Завхоз уволен.")
    yes = next(
        button for button in second.last.every_button() if button.label == said(city, Say.BUTTON_END_YES)
    )
    assert yes.data
    preview = second.last
    await second.press(yes.label)
    assert await second.forge(outcome.data, screen.message_id) == said(city, Say.CASE_ENDED)
    assert await second.forge(yes.data, preview.message_id) == said(city, Say.WRITING_GONE)
    [number] = await city.supplies.store.all_cases()
    case = await city.supplies.store.case(number)
    assert case is not None
    assert case.head.state is State.CLOSED
    assert len(await city.supplies.store.facts(OfficialId("second"))) == 1


async def test_everybody_to_whom_a_case_can_be_handed_on_can_be_kept_out(city: City) -> None:
    reporter = await city.reporter()
    await reporter.begin()
    await reporter.guest.press(TipStep(OfTip.BEGIN).encode())
    await reporter.guest.press(ChooseBody(MEDEU).encode())
    offered = {button.data for button in reporter.screen.every_button()}
    assert {ToggleOfficial(OfficialId(name)).encode() for name in city.officials} <= offered


async def test_a_network_that_fails_for_a_while_leaves_no_code_in_the_chat(city: City) -> None:
    reporter = await city.reporter()
    code = await reporter.file(SECRET)
    city.house.telegram.faults.add(Fault.server_error(), method="deleteMessage", times=4)
    await city.wait(minutes=11)
    for _ in range(4):
        await city.wait(seconds=1)
    assert all(code not in shown.text for shown in reporter.guest.answers)


async def test_at_the_stop_one_reporter_who_blocked_the_bot_keeps_no_other_from_being_told(
    services: Knowledge, tmp_path: Path
) -> None:
    async with city_open(services, tmp_path) as city:
        first, second = await city.reporter(), await city.reporter()
        for reporter in (first, second):
            await reporter.write(SECRET)
        await first.guest.person.block()
    assert second.guest.last.text == said(city, Say.TIP_STOPPED)
    assert "справки" not in "".join(shown.text for shown in second.guest.answers)


async def test_an_album_of_ten_files_is_taken_whole_and_an_eleventh_is_refused(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(SECRET)
    for _ in range(11):
        await reporter.guest.person.send_photo(picture())
    await city.house.telegram.idle(120)
    assert reporter.own == []
    assert said(city, Say.TIP_TAKEN_FILES, count=10) in reporter.screen.text
    assert said(city, Say.TIP_NOT_MORE_FILES) in reporter.screen.text


async def test_a_report_begun_in_a_group_goes_on_in_the_private_chat_alone(city: City) -> None:
    person = (await city.reporter()).guest.person
    group = city.house.telegram.group("Бөлім", person)
    group.add_bot()
    await person.say("/ask Коллега берёт взятки, куда сообщить?", group)
    await city.house.telegram.idle()
    before = person.shown(group)
    answer = next(shown for shown in reversed(before) if shown.from_bot)
    telegram = city.house.telegram
    query = telegram.world.queries.ask(person.id)
    # Whether it stands there or is forged: nothing begins before everybody.
    telegram._events.pressed(
        query, person.user, person._message(answer.message_id, group), TipStep(OfTip.BEGIN).encode()
    )
    await telegram.idle()
    assert query.answer
    assert str(query.answer["url"]).endswith("?start=tip")
    assert person.shown(group) == before


async def test_whoever_stepped_back_is_not_called_as_the_backup_of_his_own_backup(city: City) -> None:
    reporter = await city.reporter()
    await reporter.file(SECRET, body=MEDEU)
    await city.wait(hours=2)
    [number] = await city.supplies.store.all_cases()
    chief = city.officials["chief"]
    await chief.say("/inbox")
    await chief.press(next(label for label in chief.last.labels if label.startswith(number)))
    for button in (said(city, Say.BUTTON_RECUSE), said(city, Say.BUTTON_RECUSE_YES)):
        await chief.press(button)
    assert await city.supplies.store.recipients(number) == {"first"}
    # Nobody opens it: on the seventh working day the backup of `first` would be called, and that is `chief`.
    for _ in range(12):
        await city.wait(days=1)
    assert await city.supplies.store.recipients(number) == {"first"}
