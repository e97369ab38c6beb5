"""The draft stands where its writer is: commands and questions beside it do not lose it, Back is everywhere, nothing is swallowed."""

import asyncio
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.language import Language
from bot.printing.confirmation import confirmation_picture
from bot.texts.texts import Say
from bot.tips.officials.file import ANY_BODY
from bot.tips.reporting.draft import Stage
from bot.tips.reporting.filing import Filing, UnreachedError
from bot.tips.secrecy.code_hashing import TooManyCodesError
from emulator.local_telegram import Fault, Shown
from handlers.tips.asking import OF_THE_CODE
from handlers.tips.screens import TipScreens
from tests.tips.canary import picture
from tests.tips.town import CODE, FINANCE, City, Reporter, both
from tests.waiting import patient

WORDS = "Завхоз берёт деньги за справки."
GIFT = {Language.KK: "Сыйлық алуға бола ма?", Language.RU: "Можно ли принять подарок?"}
TRACED = {Language.KK: "жазғанымды кім оқиды", Language.RU: "кто увидит, что я написал?"}
CODE_ASKED = {Language.KK: "код деген не, түбіртек пе?", Language.RU: "а что такое код квитанции?"}


@pytest.mark.parametrize("command", ["/start", "/help", "/rules", "/whoami", "/settings"])
async def test_after_any_other_command_the_screen_stands_at_the_end_of_the_chat(
    city: City, command: str
) -> None:
    reporter = await city.reporter()
    await reporter.write(WORDS)
    before = reporter.screen.message_id
    await reporter.guest.say(command)
    assert reporter.guest.last == reporter.screen
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=1) in reporter.screen.text
    assert reporter.text(Say.TIP_UNFINISHED) in reporter.screen.text
    assert before not in [shown.message_id for shown in reporter.guest.answers]


async def test_the_draft_goes_on_in_the_language_chosen_last(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.write(WORDS)
    await reporter.guest.say("/lang")
    texts = city.house.services.texts
    await reporter.guest.press(texts(Language.KK, Say.LANGUAGE_NAME))
    assert texts(Language.KK, Say.TIP_TAKEN_TEXTS, count=1) in reporter.guest.last.text
    await reporter.guest.press("tp:review")
    assert texts(Language.KK, Say.TIP_BUTTON_CODE) in reporter.screen.labels


@pytest.mark.parametrize("steps", [(), ("tp:begin",), ("tp:begin", f"tp:body:{FINANCE}")])
async def test_a_question_before_the_writing_is_answered_and_is_no_word_of_the_tip(
    city: City, reporter: Reporter, steps: tuple[str, ...]
) -> None:
    await reporter.begin()
    for step in steps:
        await reporter.guest.press(step)
    await reporter.guest.say(GIFT[reporter.language])
    assert any("📖" in shown.text for shown in reporter.guest.answers)
    assert reporter.own == []
    assert reporter.guest.last == reporter.screen
    assert reporter.text(Say.TIP_ASKED) in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=1) not in reporter.screen.text


@pytest.mark.parametrize(
    ("asked", "answer"), [(TRACED, Say.TIP_ASKED_WHO_SEES), (CODE_ASKED, Say.TIP_ASKED_CODE)]
)
async def test_a_question_about_the_desk_is_answered_in_its_own_words(
    reporter: Reporter, asked: dict[Language, str], answer: Say
) -> None:
    await reporter.begin()
    await reporter.guest.say(asked[reporter.language])
    assert reporter.own == []
    assert reporter.text(answer) in reporter.screen.text
    assert reporter.guest.last == reporter.screen


@pytest.mark.parametrize(
    "asked", ["Что говорит кодекс?", "Этика кодексі сыйлық туралы не дейді?", "Кодекстің қай бабы?"]
)
def test_a_question_about_a_code_of_law_is_none_about_the_receipt(asked: str) -> None:
    assert not OF_THE_CODE.search(asked)
    assert all(OF_THE_CODE.search(about) for about in CODE_ASKED.values())
    assert OF_THE_CODE.search("Как вернуть коды?")


async def test_what_is_no_question_is_taken_and_its_writer_told_so(reporter: Reporter) -> None:
    await reporter.begin()
    await reporter.guest.say(WORDS)
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_EARLY) in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=1) in reporter.screen.text


async def test_a_long_story_is_a_word_of_the_tip_though_it_ends_with_a_question(city: City) -> None:
    reporter = await city.reporter()
    await reporter.begin()
    await reporter.guest.say(f"{WORDS} " * 8 + "Что мне делать?")
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_EARLY) in reporter.screen.text


async def test_a_question_where_a_code_is_asked_for_is_answered(reporter: Reporter) -> None:
    await reporter.guest.say("/case")
    await reporter.guest.say(GIFT[reporter.language])
    assert any("📖" in shown.text for shown in reporter.guest.answers)
    assert reporter.own == []
    assert reporter.guest.last == reporter.screen


async def test_back_leads_from_each_step_to_the_one_before_and_loses_nothing(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(WORDS, keep_out=("first",))
    await reporter.get_code()
    seen = []
    for step in ("tp:back", "tp:next", *("tp:back",) * 3):  # from the review it is called «more to write»
        await reporter.guest.press(step, reporter.screen.message_id)
        seen.append(reporter.screen)
    assert not [shown for shown in reporter.guest.answers if CODE.search(shown.text)]
    review, writing, officials, bodies, intro = seen
    assert WORDS in review.text
    assert reporter.text(Say.TIP_BUTTON_REVIEW) in writing.labels
    assert any(label.startswith("🚫 first") for label in officials.labels)
    assert reporter.text(Say.TIP_BODY) in bodies.text
    assert reporter.text(Say.TIP_BUTTON_BEGIN) in intro.labels
    await reporter.guest.press("tp:begin")
    await reporter.guest.press(f"tp:body:{FINANCE}")
    assert any(label.startswith("🚫 first") for label in reporter.screen.labels)
    await reporter.guest.press("tp:next")
    await reporter.get_code()
    await reporter.type_back()
    assert "✅" in reporter.screen.text


async def test_refusals_add_up_with_their_names_and_stand_in_the_review(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(WORDS)
    person = reporter.guest.person
    await person.send_photo(picture())
    await person.send_document("запись.avi", b"RIFF" + bytes(90))
    await person.send_document("note.txt", b"note")
    await person.send_voice()
    await person.send_sticker()
    await person.send_photo(picture())
    await city.settle()
    for screen in (reporter.screen, await reviewed(reporter)):
        assert reporter.text(Say.TIP_TAKEN_FILES, count=2) in screen.text
        assert f"❗️ запись.avi, note.txt: {reporter.text(Say.TIP_NOT_KIND)}" in screen.text
        assert f"❗️ (2) {reporter.text(Say.TIP_NOT_THIS)}" in screen.text


async def reviewed(reporter: Reporter) -> Shown:
    await reporter.guest.press("tp:review")
    return reporter.screen


async def test_where_life_is_in_danger_the_telephone_comes_first(reporter: Reporter) -> None:
    await reporter.write(WORDS)
    await reporter.guest.press("tp:urgent")
    danger = reporter.text(Say.TIP_DANGER).replace("<b>", "").replace("</b>", "")
    assert "102" in danger
    assert "112" in danger
    assert reporter.screen.text.startswith(danger)
    assert (await reviewed(reporter)).text.startswith(danger)


@pytest.mark.parametrize("steps", [(), ("tp:begin", f"tp:body:{FINANCE}", "tp:next")])
async def test_whoever_tells_of_danger_is_told_at_once_whom_to_call_and_at_the_tick_again(
    reporter: Reporter, steps: tuple[str, ...]
) -> None:
    beaten = {Language.KK: "бастық мені ұрды", Language.RU: "меня избил начальник"}[reporter.language]
    danger = reporter.text(Say.TIP_DANGER).replace("<b>", "").replace("</b>", "")
    await reporter.begin()
    for step in steps:
        await reporter.guest.press(step)
    await reporter.guest.say(beaten)
    assert danger in reporter.screen.text
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=1) in reporter.screen.text
    if steps:
        await reporter.guest.press("tp:urgent")
        await reporter.get_code()
        await reporter.type_back()
        assert reporter.screen.text.startswith("✅")
        filed = reporter.text(Say.TIP_DANGER_FILED).replace("<b>", "").replace("</b>", "")
        assert filed in reporter.screen.text
        assert danger not in reporter.screen.text


BEATEN = {Language.KK: "Бастық мені ұрды.", Language.RU: "Начальник меня избил."}
STORY = {
    Language.KK: "Бөлімде екі жылдан бері анықтама үшін ақша алады, ақшаны кеңсе меңгерушісі жинайды. ",
    Language.RU: "В отделе второй год берут деньги за справки, собирает их заведующий канцелярией. ",
}


def danger_in(reporter: Reporter, name: Say = Say.TIP_DANGER) -> str:
    return reporter.text(name).replace("<b>", "").replace("</b>", "")


@pytest.mark.parametrize("before", [0, 8], ids=["first", "ninth"])
async def test_danger_is_seen_in_any_message_of_a_draft_however_long_the_story_around_it(
    reporter: Reporter, before: int
) -> None:
    story = STORY[reporter.language]
    await reporter.write(*[story] * before)
    assert danger_in(reporter) not in reporter.screen.text
    await reporter.guest.say(f"{story * 12}{BEATEN[reporter.language]} {story * 12}")
    assert reporter.screen.text.startswith(danger_in(reporter))
    await reporter.get_code()
    await reporter.type_back()
    assert danger_in(reporter, Say.TIP_DANGER_FILED) in reporter.screen.text


async def test_danger_is_seen_behind_the_command_and_in_a_corrected_message(city: City) -> None:
    reporter = await city.reporter()
    await reporter.guest.say(f"/tip {BEATEN[Language.RU]}")
    assert reporter.screen.text.startswith(danger_in(reporter))
    assert reporter.text(Say.TIP_TAKEN_EARLY) in reporter.screen.text
    other = await city.reporter()
    await other.write()
    city.house.telegram.faults.add(Fault.bad_request("message can't be deleted"), method="deleteMessage")
    message = await other.guest.person.say(STORY[Language.RU])
    await city.settle()
    assert danger_in(other) not in other.screen.text
    await other.guest.edit(message, BEATEN[Language.RU])
    assert danger_in(other) in other.screen.text


async def test_danger_is_seen_in_what_is_added_to_a_case_and_where_its_code_is_asked_for(
    reporter: Reporter,
) -> None:
    beaten = BEATEN[reporter.language]
    await reporter.file(WORDS)
    await reporter.guest.say("/case")
    await reporter.guest.say(beaten)
    assert reporter.screen.text.startswith(danger_in(reporter))
    assert reporter.text(Say.CASE_NO_CODE) in reporter.screen.text
    await reporter.guest.say("/cancel")
    await reporter.come_back()
    assert danger_in(reporter, Say.TIP_DANGER_FILED) not in reporter.screen.text
    await reporter.guest.press("cs:add")
    await reporter.guest.say(beaten)
    assert danger_in(reporter) in reporter.screen.text
    await reporter.guest.press("cs:send")
    assert reporter.screen.text.count(danger_in(reporter, Say.TIP_DANGER_FILED)) == 1


async def test_danger_is_seen_where_the_digits_are_asked_for_and_stands_above_every_screen(
    reporter: Reporter,
) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()
    await reporter.guest.say(BEATEN[reporter.language])
    assert reporter.screen.text.startswith(danger_in(reporter))
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=2) in reporter.screen.text
    await reporter.guest.press("tp:category")
    assert reporter.screen.text.startswith(danger_in(reporter))
    await reporter.guest.press("tp:back")
    await reporter.get_code()
    assert reporter.screen.text.startswith(danger_in(reporter))
    await reporter.guest.say("0")
    assert reporter.screen.text.startswith(danger_in(reporter))
    assert reporter.text(Say.TIP_WRONG_DIGITS) in reporter.screen.text


async def test_danger_is_seen_while_the_desk_files(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell_while_the_desk_files(reporter, monkeypatch, BEATEN[reporter.language])
    assert danger_in(reporter, Say.TIP_DANGER_FILED) in reporter.screen.text


async def test_danger_is_seen_in_what_comes_after_the_time_of_the_draft(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    await city.wait(minutes=16)
    await reporter.guest.say(BEATEN[reporter.language])
    assert reporter.guest.last.text.startswith(danger_in(reporter))
    assert reporter.text(Say.TIP_TIMED_OUT) in reporter.guest.last.text


async def test_few_words_are_more_to_the_tip_and_what_is_refused_voids_no_code(
    city: City, reporter: Reporter
) -> None:
    few = {Language.KK: "Ақшаны Ахметов алды", Language.RU: "Взятку взял Ахметов"}[reporter.language]
    await reporter.write(WORDS)
    await reporter.get_code()
    await reporter.guest.person.send_sticker()
    await city.settle()
    assert reporter.text(Say.TIP_NOT_THIS) in reporter.screen.text
    assert [one for one in reporter.guest.answers if CODE.search(one.text)]
    await reporter.guest.say(few)
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=2) in reporter.screen.text
    await reporter.get_code()
    await reporter.type_back()
    await reporter.come_back()
    assert few in reporter.screen.text


async def test_what_is_told_while_the_digits_are_asked_for_is_no_wrong_digit_but_more_to_the_tip(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    code = await reporter.get_code()
    await reporter.guest.say(STORY[reporter.language])
    assert reporter.own == []
    assert reporter.text(Say.TIP_TAKEN_TEXTS, count=2) in reporter.screen.text
    assert not [one for one in reporter.guest.answers if CODE.search(one.text)]
    await reporter.guest.person.send_photo(picture())
    await city.settle()
    assert await reporter.get_code() != code
    await reporter.guest.person.send_photo(picture())
    await city.settle()
    assert reporter.text(Say.TIP_TAKEN_FILES, count=2) in reporter.screen.text
    await reporter.get_code()
    await reporter.type_back()
    await reporter.come_back()
    assert STORY[reporter.language].strip() in reporter.screen.text


async def test_a_question_while_the_digits_are_asked_for_is_answered_and_the_code_holds(
    reporter: Reporter,
) -> None:
    await reporter.write(WORDS)
    await reporter.get_code()
    await reporter.guest.say(CODE_ASKED[reporter.language])
    assert reporter.text(Say.TIP_ASKED_CODE) in reporter.screen.text
    await reporter.type_back()
    assert "✅" in reporter.screen.text


@pytest.mark.parametrize("steps", [(), ("cs:withdraw",)])
async def test_words_beside_an_open_case_are_kept_as_more_to_it_and_sent_when_their_writer_says_so(
    reporter: Reporter, steps: tuple[str, ...]
) -> None:
    await reporter.file(WORDS)
    await reporter.come_back()
    for step in steps:
        await reporter.guest.press(step)
    await reporter.guest.say(STORY[reporter.language])
    assert reporter.own == []
    assert reporter.text(Say.CASE_TAKEN_EARLY) in reporter.screen.text
    await reporter.guest.press("cs:send")
    assert STORY[reporter.language].strip() in reporter.screen.text


class Slow:
    """Lets a step of the desk wait until it may go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        self._may_go_on = asyncio.Event()
        do = getattr(Filing, step)

        async def slowly(*args: Any, **rest: Any) -> Any:
            await self._may_go_on.wait()
            return await do(*args, **rest)

        monkeypatch.setattr(Filing, step, slowly)

    async def go_on(self, reporter: Reporter, remark: Say) -> None:
        """Let it go on, once it is known what came meanwhile."""
        found = reporter.city.tip_services.chats.of(reporter.guest.person.id)
        assert found
        draft, phone = found
        async with patient("what came meanwhile"):
            while not (phone.came_late or (draft.stage is Stage.OPENING and phone.taken)):  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0)
        self._may_go_on.set()
        await reporter.city.settle()
        assert reporter.text(remark) in reporter.screen.text


async def tell_while_the_desk_files(reporter: Reporter, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """File a tip, say something before the desk has done so, and see it filed all the same."""
    await reporter.write(WORDS)
    await reporter.get_code()
    desk = Slow(monkeypatch, "file")
    await reporter.guest.person.say(reporter.code[-4:])
    await reporter.guest.person.say(words)
    await desk.go_on(reporter, Say.TIP_CAME_LATE)
    assert "✅" in reporter.screen.text


async def test_what_comes_while_the_desk_files_is_not_lost_without_a_word(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell_while_the_desk_files(reporter, monkeypatch, STORY[reporter.language])


@pytest.mark.parametrize(
    ("failure", "said"), [(TooManyCodesError, Say.TIP_FAILED), (UnreachedError, Say.TIP_UNREACHED)]
)
async def test_what_comes_while_the_desk_files_in_vain_belongs_to_the_draft(
    city: City, monkeypatch: pytest.MonkeyPatch, failure: type[Exception], said: Say
) -> None:
    reporter = await city.reporter()
    await reporter.write(WORDS)
    await reporter.get_code()

    async def fail(*_: object, **__: object) -> None:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(Filing, "file", fail)
        desk = Slow(patch, "file")
        await reporter.guest.person.say(reporter.code[-4:])
        await reporter.guest.person.say("Взятку взял Ахметов")
        await desk.go_on(reporter, said)
    assert reporter.text(Say.TIP_CAME_LATE) not in reporter.screen.text
    draft = city.tip_services.desk.drafts.open_in(reporter.guest.person.id)
    assert draft
    assert list(draft.texts.values()) == [WORDS, "Взятку взял Ахметов"]


async def test_what_comes_while_a_case_is_being_opened_is_more_to_it_and_is_sent_when_they_say_so(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    await reporter.file(WORDS)
    await reporter.guest.say("/case")
    with monkeypatch.context() as patch:
        desk = Slow(patch, "enter")
        await reporter.guest.person.say(reporter.code)
        await reporter.guest.person.say(STORY[reporter.language])
        await desk.go_on(reporter, Say.CASE_TAKEN_EARLY)
    await reporter.guest.press("cs:send")
    assert STORY[reporter.language].strip() in reporter.screen.text


@pytest.mark.parametrize(
    ("failure", "said"), [(None, Say.CASE_NONE), (TooManyCodesError, Say.TIP_BUSY), (OSError, Say.FAILED)]
)
async def test_what_comes_while_no_case_can_be_opened_waits_for_the_right_code_and_the_fault_is_said_too(
    city: City, monkeypatch: pytest.MonkeyPatch, failure: type[Exception] | None, said: Say
) -> None:
    reporter = await city.reporter()
    await reporter.file(WORDS)
    await reporter.guest.say("/case")

    async def fail(*_: object) -> None:
        if failure:
            raise failure

    with monkeypatch.context() as patch:
        patch.setattr(Filing, "enter", fail)
        desk = Slow(patch, "enter")
        await reporter.guest.person.say(reporter.code)
        await reporter.guest.person.say("Взятку взял Ахметов")
        await desk.go_on(reporter, said)
    assert reporter.text(Say.CASE_WORDS_WAIT) in reporter.screen.text
    await reporter.guest.say(reporter.code)
    assert reporter.text(Say.CASE_TAKEN_EARLY) in reporter.screen.text
    await reporter.guest.press("cs:send")
    assert "Взятку взял Ахметов" in reporter.screen.text


async def test_a_story_told_where_the_code_is_asked_for_waits_for_its_case(reporter: Reporter) -> None:
    story = STORY[reporter.language]
    await reporter.file(WORDS)
    await reporter.guest.say("/case")
    await reporter.guest.say(story)
    assert reporter.text(Say.CASE_WORDS_WAIT) in reporter.screen.text
    await reporter.guest.say(reporter.code)
    await reporter.guest.press("cs:send")
    assert story.strip() in reporter.screen.text


async def test_the_code_behind_the_command_opens_the_case_that_a_story_waits_for(reporter: Reporter) -> None:
    story = STORY[reporter.language]
    await reporter.file(WORDS)
    await reporter.guest.say("/case")
    await reporter.guest.say(story)
    await reporter.guest.say(f"/case {reporter.code}")
    assert reporter.text(Say.CASE_TAKEN_EARLY) in reporter.screen.text
    await reporter.guest.press("cs:send")
    assert story.strip() in reporter.screen.text


async def test_officials_read_beside_an_addition_that_its_reporter_told_of_danger(city: City) -> None:
    reporter, second = await city.reporter(), city.officials["second"]
    await reporter.file(WORDS)
    await city.wait(hours=2)
    await reporter.come_back()
    await reporter.guest.press("cs:add")
    await reporter.guest.say("Мне угрожают")
    await reporter.guest.press("tp:urgent")
    await reporter.guest.press("cs:send")
    assert reporter.screen.text.count(danger_in(reporter, Say.TIP_DANGER_FILED)) == 1
    await reporter.guest.press("cs:add")
    assert [button.label for button in reporter.screen.every_button()].count(
        reporter.text(Say.TIP_BUTTON_URGENT)
    ) == 1
    await city.wait(minutes=1)
    assert "112" in second.last.text
    await second.press(next(second.last.every_button()).label)
    assert reporter.text(Say.ENTRY_DANGER) in second.last.text


async def test_a_category_and_a_guide_come_when_they_are_asked_for(city: City) -> None:
    reporter = await city.reporter()
    await reporter.write(WORDS)
    await reporter.guest.press("tp:guide")
    assert reporter.text(Say.TIP_GUIDE) in reporter.screen.text
    await reporter.guest.press("tp:category")
    await reporter.guest.press("tp:category:tender")
    await reporter.get_code()
    await reporter.type_back()
    await city.wait(hours=2)
    second = city.officials["second"]
    await second.press(next(second.last.every_button()).label)
    opened = second.last.text
    assert opened.index(reporter.text(Say.TIP_CATEGORY_TENDER)) < opened.index(WORDS)


async def test_under_the_tick_and_in_the_case_a_picture_says_that_something_was_filed(
    city: City, reporter: Reporter
) -> None:
    await reporter.file(WORDS)
    await reporter.guest.press("tp:proof")
    assert_proof(reporter)
    await city.wait(minutes=10)
    assert [shown for shown in reporter.guest.answers if shown.file] == []
    assert await reporter.guest.press("tp:proof") == reporter.text(Say.TIP_PROOF_BY_CODE)
    await reporter.come_back()
    await reporter.guest.press("cs:proof")
    assert_proof(reporter)
    assert WORDS in reporter.guest.last.text


def assert_proof(reporter: Reporter) -> None:
    (shown,) = [one for one in reporter.guest.answers if one.file]
    assert shown.text == reporter.text(Say.TIP_PROOF_KEEP)


def test_the_picture_holds_dates_and_channels_and_neither_code_nor_words() -> None:
    made = confirmation_picture("Сообщение подано", ("Подано: 2 марта",), ("• 1424",), "Здесь нет кода.")
    picture = Image.open(BytesIO(made))
    assert picture.width == 1080
    assert not picture.info


async def test_where_somebody_receives_tips_about_every_body_another_one_can_be_chosen(city: City) -> None:
    texts, officials = city.house.services.texts, city.tip_services.desk.officials
    draft = city.tip_services.desk.drafts.begin(1, Language.RU)
    label = texts(Language.RU, Say.TIP_BUTTON_OTHER_BODY)
    assert not officials.takes_any
    assert label not in str(TipScreens(texts, officials)._bodies(draft).buttons)
    for_all = replace(
        officials,
        officials=(*officials.officials, replace(officials.officials[0], bodies=None, names=both("а", "а"))),
    )
    assert label in str(TipScreens(texts, for_all)._bodies(draft).buttons)
    assert for_all.may_concern(ANY_BODY)
    assert [one.bodies for one in for_all.covering(ANY_BODY)] == [None]
    assert not officials.may_concern(ANY_BODY)


async def test_who_receives_a_tip_and_who_may_come_to_see_it_are_told_apart(
    city: City, reporter: Reporter
) -> None:
    await reporter.begin()
    await reporter.guest.press("tp:begin")
    await reporter.guest.press(f"tp:body:{FINANCE}")
    receive, may_see = (
        reporter.text(name).replace("<b>", "").replace("</b>", "")
        for name in (Say.TIP_RECEIVE, Say.TIP_MAY_SEE)
    )
    text = reporter.screen.text
    assert text.index(receive) < text.index("• first") < text.index("• second") < text.index(may_see)
    assert text.index(may_see) < text.index("• chief")
