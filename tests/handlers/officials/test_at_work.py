"""Officials at work: every button of theirs, in one language, on cases that are theirs (T14–T16)."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.model import CaseNumber, State
from emulator.local_telegram import Call, Shown
from tests.house import Guest
from tests.tips.canary import picture
from tests.tips.town import City, Reporter, city_open

WORDS = "Завхоз берёт деньги."
OWNER = 555
BETWEEN = re.compile(r"\{[^}]*\}|<[^>]*>|\n")
LANGUAGES = {"first": Language.KK, "second": Language.RU, "chief": Language.RU}


@dataclass
class Desk:
    """A case that has just reached its officials, and its hands."""

    city: City
    reporter: Reporter
    number: CaseNumber

    def official(self, name: str) -> Guest:
        return self.city.officials[name]

    async def press(self, name: str, button: Say, **values: object) -> str | None:
        """Press a button of an official by its label in their language."""
        label = self.city.house.services.texts(LANGUAGES[name], button, **values)
        return await self.official(name).press(label)

    async def open(self, name: str = "second") -> Shown:
        """Open the content from the notice; what is then on the phone."""
        notice = next(one for one in self.official(name).answers if one.text.startswith(("📨", "🆘")))
        await self.official(name).press(next(notice.every_button()).label, notice.message_id)
        return self.official(name).last

    async def write(self, name: str, *texts: str, button: Say = Say.BUTTON_REPLY) -> None:
        """Press a button that asks for words, and write them."""
        await self.press(name, button)
        for text in texts:
            await self.official(name).say(text)

    async def reply(self, name: str, *texts: str) -> None:
        """Write to the reporter, and say yes to what is shown."""
        await self.write(name, *texts)
        await self.press(name, Say.BUTTON_REPLY_YES)

    async def end(self, name: str, outcome: Say, words: str = "Проверка закончена.") -> None:
        """Close the case: the outcome, a sentence, a yes."""
        await self.press(name, Say.BUTTON_END)
        await self.press(name, outcome)
        await self.official(name).say(words)
        await self.press(name, Say.BUTTON_END_YES)

    def said(self, name: Say, /, who: str = "second", **values: object) -> str:
        """A sentence of the bot to an official."""
        return self.city.house.services.texts(LANGUAGES[who], name, **values)

    async def seen(self) -> str:
        """What the reporter sees who comes back."""
        await self.reporter.come_back()
        screen = self.reporter.screen.text
        await self.reporter.guest.press("tp:cancel")
        return screen

    async def state(self) -> State | None:
        case = await self.city.supplies.store.case(self.number)
        return case.head.state if case else None

    async def recipients(self) -> set[str]:
        return set(await self.city.supplies.store.recipients(self.number))

    def calls(self, name: str) -> list[Call]:
        chat = self.official(name).person.id
        return [call for call in self.city.house.telegram.calls if call.params.get("chat_id") == chat]


@pytest.fixture
async def desk(city: City) -> Desk:
    reporter = await city.reporter(Language.RU)
    await reporter.write(WORDS)
    await reporter.guest.person.send_document("касса.png", picture(), "image/png")
    await city.house.telegram.idle()
    await reporter.get_code()
    await reporter.type_back()
    await city.wait(hours=2)
    (number,) = await city.supplies.store.all_cases()
    return Desk(city, reporter, number)


@pytest.mark.parametrize("name", ["first", "second"])
async def test_a_notice_names_a_case_and_a_day_and_nothing_else(desk: Desk, name: str) -> None:
    notice = desk.official(name).last
    day = {"first": "2026 ж. 5 наурыз", "second": "5 марта 2026 г."}[name]
    language = LANGUAGES[name]
    said = desk.city.house.services.texts(language, Say.NOTICE_NEW, number=desk.number, date=day)
    assert notice.html.replace("\u202f", " ") == said
    assert notice.protected


async def test_what_shows_content_is_protected_and_goes_after_thirty_minutes(desk: Desk) -> None:
    content = await desk.open()
    assert WORDS in content.text
    await desk.press("second", Say.BUTTON_FILES, count=1)
    file = desk.official("second").last
    assert file.document
    assert file.protected
    assert content.protected
    await desk.city.wait(minutes=29)
    assert any(WORDS in shown.text for shown in desk.official("second").answers)
    await desk.city.wait(minutes=1)
    left = desk.official("second").answers
    assert not [shown for shown in left if WORDS in shown.text or shown.file]
    assert WORDS in (await desk.open()).text


async def test_a_file_goes_out_as_a_new_upload_under_a_random_name(desk: Desk) -> None:
    await desk.open()
    await desk.press("second", Say.BUTTON_FILES, count=1)
    (call,) = [call for call in desk.calls("second") if call.method == "sendDocument"]
    (name,) = call.files
    assert name.endswith(".png")
    assert "касса" not in name
    assert "file_id" not in str(call.params)
    document = desk.official("second").last.document
    assert document
    assert b"EXIF-canary" not in document.data
    assert not [
        call
        for call in desk.city.house.telegram.calls
        if call.method in {"copyMessage", "forwardMessage", "copyMessages", "forwardMessages", "getChat"}
    ]


async def test_everything_an_official_gets_of_a_case_is_protected(desk: Desk) -> None:
    await desk.open()
    for act in (Say.BUTTON_TAKE, Say.BUTTON_END, Say.CASE_BUTTON_BACK, Say.BUTTON_REPLY):
        await desk.press("second", act)
    await desk.official("second").say("Проверка начата.")
    await desk.press("second", Say.BUTTON_REPLY_YES)
    await desk.official("second").say("/inbox")
    number = str(desk.number)
    sent = [call for call in desk.calls("second") if call.method.startswith("send")]
    assert all(call.params.get("protect_content") for call in sent if number in str(call.params))
    assert not [call for call in sent if call.params["chat_id"] < 0]


async def test_taken_replied_noted_and_closed_and_the_reporter_sees_what_is_his(desk: Desk) -> None:
    await desk.open()
    assert await desk.state() is State.OPENED
    await desk.press("second", Say.BUTTON_TAKE)
    assert await desk.state() is State.IN_WORK
    for button, words, yes in (
        (Say.BUTTON_REPLY, "Проверка начата.", Say.BUTTON_REPLY_YES),
        (Say.BUTTON_NOTE, "Звонить Асхату.", Say.BUTTON_NOTE_YES),
    ):
        await desk.write("second", words, button=button)
        await desk.press("second", yes)
        assert words not in "".join(shown.text for shown in desk.official("second").person.shown())
    assert "Звонить Асхату." in (await desk.open("first")).text
    await desk.end("second", Say.OUTCOME_CONFIRMED, "Завхоз уволен.")
    assert await desk.state() is State.CLOSED
    await desk.city.wait(minutes=15)
    await desk.reporter.come_back()
    assert "Завхоз уволен." in desk.reporter.screen.text
    screen = desk.reporter.screen.text
    assert "Проверка начата." in screen
    assert "Звонить Асхату." not in screen
    assert desk.reporter.text(Say.OUTCOME_CONFIRMED) in screen


async def test_a_case_is_referred_only_when_the_organ_is_named_and_asked_twice(desk: Desk) -> None:
    await desk.open()
    await desk.press("second", Say.BUTTON_REFER)
    assert desk.said(Say.ASK_REFER) in desk.official("second").last.html
    await desk.official("second").say("Передано в прокуратуру 3 марта.")
    assert await desk.state() is State.OPENED
    await desk.press("second", Say.BUTTON_REFER_YES)
    assert await desk.state() is State.REFERRED
    assert "Передано в прокуратуру 3 марта." in await desk.seen()


async def test_a_case_handed_on_is_gone_from_him_and_there_for_the_other(desk: Desk) -> None:
    await desk.open()
    old = desk.official("second").last
    await desk.press("second", Say.BUTTON_TRANSFER)
    await desk.official("second").press("chief ру, уполномоченный")
    asked = desk.said(Say.ASK_TRANSFER, name="chief ру, уполномоченный")
    assert asked in desk.official("second").last.text
    assert await desk.recipients() == {"first", "second"}
    await desk.press("second", Say.BUTTON_TRANSFER_YES)
    assert await desk.recipients() == {"first", "chief"}
    assert "chief ру" in desk.official("second").last.text
    await desk.city.wait(seconds=1)
    assert WORDS in (await desk.open("chief")).text
    for button in old.every_button():
        await desk.official("second").forge(button.data or "", desk.official("second").last.message_id)
    assert WORDS not in desk.official("second").last.text
    assert await desk.state() is State.OPENED


async def test_who_steps_back_leaves_it_to_the_others_and_the_last_one_to_his_backup(desk: Desk) -> None:
    await desk.open()
    await desk.press("second", Say.BUTTON_RECUSE)
    await desk.press("second", Say.BUTTON_RECUSE_YES)
    assert await desk.recipients() == {"first"}
    await desk.open("first")
    await desk.press("first", Say.BUTTON_RECUSE)
    await desk.press("first", Say.BUTTON_RECUSE_YES)
    assert await desk.recipients() == {"chief"}


async def test_who_is_the_last_and_has_no_backup_left_may_step_back_and_learns_that_the_owners_hear_of_it(
    city: City,
) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file(WORDS, keep_out=("first", "chief"))
    await city.wait(hours=2)
    (number,) = await city.supplies.store.all_cases()
    desk = Desk(city, reporter, number)
    await desk.open()
    await desk.press("second", Say.BUTTON_RECUSE)
    answer = await desk.press("second", Say.BUTTON_RECUSE_YES)
    assert answer == city.house.services.texts(Language.RU, Say.NOBODY_ELSE)
    assert await desk.recipients() == set()


async def test_a_reply_given_up_or_left_for_half_an_hour_is_none_and_goes_from_the_chat(desk: Desk) -> None:
    await desk.open()
    await desk.write("second", "Дайте подарок.")
    said = await desk.official("second").say("/cancel")
    assert said.text == desk.said(Say.TIP_CANCELLED)
    await desk.official("second").say("Можно ли принять подарок?")
    await desk.open()
    await desk.write("second", "Дайте подарок.")
    await desk.city.wait(minutes=30)
    assert desk.said(Say.WRITING_LAPSED, number=desk.number) in desk.official("second").last.text
    assert "Дайте подарок." not in "".join(shown.text for shown in desk.official("second").person.shown())
    await desk.official("second").say("Можно ли принять подарок?")
    assert "подарок" not in await desk.seen()


async def test_nothing_goes_to_the_reporter_before_it_was_shown_and_said_yes_to(desk: Desk) -> None:
    await desk.open()
    await desk.write("second", "Можно ли принять подарок?")
    preview = desk.official("second").last
    assert "Можно ли принять подарок?" in preview.text
    assert preview.protected
    await desk.city.wait(minutes=20)
    assert "подарок" not in await desk.seen()
    await desk.press("second", Say.BUTTON_DISCARD)
    shown = "".join(shown.text for shown in desk.official("second").person.shown())
    assert "подарок" not in shown
    await desk.city.wait(minutes=20)
    assert "подарок" not in await desk.seen()


async def test_a_long_reply_goes_in_parts_and_arrives_whole(desk: Desk) -> None:
    await desk.open()
    parts = [f"{letter * 9} " * 400 for letter in "жщэ"]
    await desk.reply("second", *parts)
    await desk.city.wait(minutes=15)
    await desk.reporter.come_back()
    read = "".join(shown.text for shown in desk.reporter.guest.answers)
    assert [read.count(letter * 9) for letter in "жщэ"] == [400, 400, 400]


async def test_a_part_that_is_edited_before_the_sending_goes_as_it_was_edited(desk: Desk) -> None:
    await desk.open()
    await desk.write("second", "Проверка нчата.")
    own = next(shown for shown in desk.official("second").person.shown() if shown.text == "Проверка нчата.")
    await desk.official("second").edit(own.message_id, "Проверка начата.")
    await desk.press("second", Say.BUTTON_REPLY_YES)
    await desk.city.wait(minutes=15)
    seen = await desk.seen()
    assert "Проверка начата." in seen
    assert "нчата" not in seen


@pytest.mark.parametrize("which", ["the notice", "the open case", "a file"])
async def test_a_reply_to_a_message_of_a_case_begins_a_reply_to_its_reporter(desk: Desk, which: str) -> None:
    second = desk.official("second")
    message = second.last
    if which != "the notice":
        message = await desk.open()
    if which == "a file":
        await desk.press("second", Say.BUTTON_FILES, count=1)
        message = second.last
    await second.person.say("Кто присутствовал?", reply_to=message.message_id)
    await desk.city.house.telegram.idle()
    assert "Кто присутствовал?" in second.last.text
    assert desk.said(Say.BUTTON_REPLY_YES) in second.last.labels
    await desk.press("second", Say.BUTTON_REPLY_YES)
    await desk.city.wait(minutes=15)
    assert "Кто присутствовал?" in await desk.seen()


async def test_a_reply_to_a_notice_of_several_cases_asks_which_one(desk: Desk) -> None:
    for _ in range(2):
        await (await desk.city.reporter(Language.RU)).file(WORDS)
    await desk.city.wait(hours=2)
    second = desk.official("second")
    await second.person.say("Кто присутствовал?", reply_to=second.last.message_id)
    await desk.city.house.telegram.idle()
    assert desk.said(Say.WHICH_CASE) in second.last.text
    assert len(second.last.labels) == 2


async def test_a_reply_to_a_message_of_a_case_that_is_theirs_no_more_goes_nowhere(desk: Desk) -> None:
    second, message = desk.official("second"), await desk.open()
    await desk.press("second", Say.BUTTON_RECUSE)
    await desk.press("second", Say.BUTTON_RECUSE_YES)
    await second.person.say("Кто присутствовал?", reply_to=message.message_id)
    await desk.city.house.telegram.idle()
    assert "Кто присутствовал?" not in second.last.text


async def test_an_official_corrects_a_reply_as_long_as_the_reporter_cannot_have_read_it(desk: Desk) -> None:
    await desk.open()
    await desk.reply("second", "Приходите в понедельник.")
    await desk.press("second", Say.BUTTON_CORRECT)
    await desk.official("second").say("Приходите во вторник.")
    await desk.press("second", Say.BUTTON_REPLY_YES)
    stale = desk.official("second").last
    assert "приходите" not in (await desk.seen()).lower()
    await desk.city.wait(minutes=15)
    seen = await desk.seen()
    assert "Приходите во вторник." in seen
    assert "понедельник" not in seen
    answer = await desk.official("second").press(desk.said(Say.BUTTON_CORRECT), stale.message_id)
    assert answer == desk.said(Say.REPLY_READ)


async def test_a_file_goes_to_the_reporter_rebuilt_with_the_reply_and_leaves_with_the_screen(
    desk: Desk,
) -> None:
    await desk.open()
    await desk.press("second", Say.BUTTON_REPLY)
    second = desk.official("second").person
    await second.send_document("приказ-канарейка.png", picture(), "image/png", "Приказ.")
    await desk.city.settle()
    await desk.press("second", Say.BUTTON_REPLY_YES)
    assert not [shown for shown in second.shown() if shown.document]
    await desk.city.wait(minutes=15)
    await desk.reporter.come_back()
    reporter = desk.reporter.guest
    assert "Приказ." in desk.reporter.screen.text
    await reporter.press("cs:files")
    [file] = [shown for shown in reporter.answers if shown.document]
    assert file.document
    assert "канарейка" not in (file.document.name or "")
    assert b"EXIF-canary" not in file.document.data
    await reporter.press("tp:cancel", desk.reporter.screen.message_id)
    assert not [shown for shown in reporter.answers if shown.document]


@pytest.mark.parametrize("kind", ["voice", "contact", "forward"])
async def test_what_is_no_reply_is_not_taken_and_what_was_written_stands(desk: Desk, kind: str) -> None:
    await desk.open()
    await desk.write("second", "Проверка начата.")
    second = desk.official("second")
    if kind == "voice":
        await second.person.send_voice()
    elif kind == "contact":
        await second.person.send_contact("+77010000000", "Асхат")
    else:
        await second.person.forward(
            next(shown.message_id for shown in second.person.shown() if shown.text == "Проверка начата.")
        )
    await desk.city.house.telegram.idle()
    assert second.last.text == desk.said(Say.WRITE_TEXT)
    await desk.press("second", Say.BUTTON_REPLY_YES)
    await desk.city.wait(minutes=15)
    assert "Проверка начата." in await desk.seen()


async def test_a_case_closes_with_an_outcome_a_sentence_and_a_yes_and_with_nothing_less(desk: Desk) -> None:
    await desk.open()
    await desk.press("second", Say.BUTTON_END)
    await desk.press("second", Say.OUTCOME_NOT_CONFIRMED)
    assert await desk.state() is State.OPENED
    await desk.official("second").person.send_photo(picture())
    await desk.city.settle()
    answer = await desk.press("second", Say.BUTTON_END_YES)
    assert answer == desk.said(Say.WRITING_NEEDS_WORDS)
    await desk.official("second").say("Факты не нашлись.")
    assert await desk.state() is State.OPENED
    await desk.press("second", Say.BUTTON_END_YES)
    assert await desk.state() is State.CLOSED
    assert "Факты не нашлись." in await desk.seen()


async def test_an_outcome_for_two_is_proposed_with_a_note_that_the_reporter_never_sees(desk: Desk) -> None:
    await desk.open()
    await desk.press("second", Say.BUTTON_END)
    await desk.press("second", Say.OUTCOME_NO_DATA)
    await desk.official("second").say("Здесь ни имени, ни места.")
    await desk.press("second", Say.BUTTON_PROPOSE_YES)
    assert await desk.state() is State.OPENED
    await desk.city.wait(minutes=15)
    assert "Здесь ни имени" not in await desk.seen()
    assert "Здесь ни имени" in (await desk.open("first")).text
    await desk.end("first", Say.OUTCOME_NO_DATA, "Мало сведений.")
    assert await desk.state() is State.CLOSED
    seen = await desk.seen()
    assert "Мало сведений." in seen
    assert "Здесь ни имени" not in seen


async def test_words_for_a_colleague_never_reach_the_reporter_where_the_colleague_was_quicker(
    desk: Desk,
) -> None:
    await desk.open("first")
    await desk.open()
    for name in ("first", "second"):
        await desk.press(name, Say.BUTTON_END)
        await desk.press(name, Say.OUTCOME_NO_DATA)
        await desk.official(name).say(f"Между нами, {name}.")
    await desk.press("first", Say.BUTTON_PROPOSE_YES)
    answer = await desk.press("second", Say.BUTTON_PROPOSE_YES)
    assert answer == desk.said(Say.CASE_MOVED_ON)
    assert await desk.state() is State.OPENED
    await desk.city.wait(minutes=15)
    assert "Между нами" not in await desk.seen()


async def test_an_ended_case_to_which_its_reporter_adds_is_open_again_from_the_notice_on(desk: Desk) -> None:
    await desk.open()
    await desk.end("second", Say.OUTCOME_CONFIRMED)
    await desk.city.wait(days=40)
    await desk.reporter.come_back()
    for press in ("cs:add", "И ещё.", "cs:send"):
        await (desk.reporter.guest.say if press == "И ещё." else desk.reporter.guest.press)(press)
    assert await desk.state() is State.CLOSED
    await desk.city.wait(hours=2)
    assert await desk.state() is State.OPENED
    assert desk.official("second").last.text.startswith("📎")
    assert "снова открыто" in desk.official("second").last.text
    await desk.official("second").say("/inbox")
    assert "❗️" not in desk.official("second").last.text


async def test_the_list_names_body_day_and_state_of_each_case_and_is_paged(desk: Desk) -> None:
    for _ in range(8):
        await (await desk.city.reporter(Language.RU)).file(WORDS)
    await desk.city.wait(hours=2)
    second = desk.official("second")
    await second.say("/inbox")
    first_page = second.last
    assert first_page.text.count("Управление финансов") == 8
    assert first_page.text.replace("\u202f", " ").count("Получено 2 марта 2026 г.") == 8
    assert first_page.text.count(desk.said(Say.STATE_RECEIVED)) == 8
    assert all(" · Управление финансов" in label for label in first_page.labels[:8])
    await second.press("▶", first_page.message_id)
    assert second.last.text.count("Управление финансов") == 1


async def test_who_cannot_be_written_to_is_marked_before_a_case_is_handed_on(desk: Desk) -> None:
    await desk.official("chief").person.block()
    await desk.city.house.telegram.idle()
    await desk.open()
    await desk.press("second", Say.BUTTON_TRANSFER)
    second = desk.official("second")
    assert desk.said(Say.SUCCESSOR_UNREACHED) in second.last.text
    await second.press("⚠️ chief ру, уполномоченный")
    assert desk.said(Say.ASK_TRANSFER_UNREACHED, name="chief ру, уполномоченный") in second.last.text


async def test_the_screens_of_an_urgent_case_begin_with_whom_to_call(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.write(WORDS)
    await reporter.guest.press("tp:urgent")
    await reporter.get_code()
    await reporter.type_back()
    await city.wait(seconds=1)
    second = city.officials["second"]
    assert second.last.text.startswith("⚠️ 112 · 102.")
    [call] = [
        call
        for call in city.house.telegram.calls
        if call.method == "sendMessage"
        and call.params.get("text", "").startswith("⚠️ <b>112")
        and call.params["chat_id"] == second.person.id
    ]
    assert not call.params.get("disable_notification")
    await second.press(next(second.last.every_button()).label)
    assert second.last.text.startswith("⚠️ Угроза жизни. Сначала позвоните 112 или 102.")


async def test_a_page_turned_when_the_content_has_just_gone_brings_none_that_would_stay(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file("щ " * 1900, "щ " * 1900)
    await city.wait(hours=2)
    (number,) = await city.supplies.store.all_cases()
    desk = Desk(city, reporter, number)
    content = await desk.open()
    turn = next(button.data for button in content.every_button() if button.label == "▶")
    official, world = desk.official("second"), city.house.telegram.world
    query, message = world.queries.ask(official.person.id), official.person._message(content.message_id, None)
    await city.wait(minutes=30)
    city.house.telegram._events.pressed(query, official.person.user, message, turn or "")
    await city.house.telegram.idle()
    await city.wait(minutes=31)
    assert not [shown for shown in official.answers if "щ щ" in shown.text]


async def test_who_blocked_the_bot_is_replaced_by_his_backup(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await city.officials["second"].person.block()
    await city.house.telegram.idle()
    await reporter.file(WORDS)
    await city.wait(hours=2)
    await city.wait(seconds=1)
    (number,) = await city.supplies.store.all_cases()
    assert set(await city.supplies.store.recipients(number)) == {"first", "second", "chief"}
    assert str(number) in city.officials["chief"].last.text


async def test_who_comes_back_is_one_who_can_be_reached(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    second = city.officials["second"].person
    await second.block()
    await reporter.file(WORDS)
    await city.wait(hours=2)
    await second.unblock()
    await reporter.file(WORDS)
    await city.wait(hours=2)
    rows = await city.supplies.store.database.run(
        lambda connection: dict(connection.execute("SELECT id, reachable FROM official").fetchall())
    )
    assert rows["second"] == 1


async def test_where_nobody_can_be_reached_the_owners_are_alarmed_and_learn_of_no_case(
    services: Knowledge, tmp_path: Path
) -> None:
    async with city_open(services, tmp_path, owner_ids=(OWNER,)) as city:
        owner = (await city.reporter(user_id=OWNER)).guest
        await owner.person.start()
        for guest in city.officials.values():
            await guest.person.block()
        reporter = await city.reporter(Language.RU)
        await reporter.write(anyway=True)
        await reporter.guest.say(WORDS)
        await reporter.get_code()
        await reporter.type_back()
        unreached = services.texts(Language.RU, Say.TIP_FILED_UNREACHED)
        assert reporter.screen.html.startswith(unreached)
        for _ in range(5):
            await city.wait(hours=1)
        (number,) = await city.supplies.store.all_cases()
        alarm = owner.last
        assert alarm.text.startswith(services.texts(Language.KK, Say.ALARM, count=1))
        assert str(number) not in alarm.text
        assert alarm.labels == []
        assert "Завхоз" not in (await owner.say("/inbox")).text
        assert owner.last.text == services.texts(Language.RU, Say.UNKNOWN_COMMAND)


async def test_whoever_mutes_a_case_is_not_reminded_of_it_and_the_others_are(desk: Desk) -> None:
    await desk.press("second", Say.BUTTON_OPEN, number=desk.number)
    await desk.press("second", Say.BUTTON_MUTE)
    assert (
        desk.city.house.services.texts(Language.RU, Say.BUTTON_UNMUTE) in desk.official("second").last.labels
    )
    before = {name: len(desk.official(name).answers) for name in ("first", "second")}
    for _ in range(35):
        await desk.city.wait(days=1)
    heard = {name: len(desk.official(name).answers) - before[name] for name in before}
    assert heard["first"] > 0
    # What they had open went after thirty minutes; nothing came instead.
    assert heard["second"] == -1


async def test_that_a_case_is_about_to_be_destroyed_is_told_to_whoever_muted_it_too(desk: Desk) -> None:
    await desk.press("second", Say.BUTTON_OPEN, number=desk.number)
    await desk.press("second", Say.BUTTON_MUTE)
    await desk.city.wait(days=340)
    assert desk.official("second").last.text.startswith("🗑")


async def test_every_screen_of_an_official_is_in_his_language(desk: Desk) -> None:
    for name, buttons in {
        "first": (Say.BUTTON_TAKE, Say.BUTTON_MUTE, Say.BUTTON_UNMUTE, Say.BUTTON_END, Say.CASE_BUTTON_BACK),
        "second": (Say.BUTTON_TRANSFER, Say.CASE_BUTTON_BACK, Say.BUTTON_REFER, Say.BUTTON_DISCARD),
    }.items():
        await desk.open(name)
        for button in (*buttons, Say.BUTTON_NOTE):
            await desk.press(name, button)
            speaks_only(desk, name)
        await desk.official(name).say("1234")
        for command in ("/inbox", "/stats", "/start"):
            await desk.official(name).say(command)
            speaks_only(desk, name)


def speaks_only(desk: Desk, name: str) -> None:
    """Nothing that only the other language says is on any screen or button of theirs."""
    language = LANGUAGES[name]
    own, foreign = said_in(desk, language), said_in(desk, language.other)
    for shown in desk.official(name).answers:
        heard = "\n".join([shown.text, *shown.labels])
        assert not [piece for piece in foreign - own if piece in heard], (name, heard)


def said_in(desk: Desk, language: Language) -> set[str]:
    """The pieces of all texts of a language between what is filled in and what is marked up."""
    forms = desk.city.house.services.texts._entries[language].values()
    pieces = {piece.strip() for texts in forms for text in texts.values() for piece in BETWEEN.split(text)}
    return {piece for piece in pieces if len(piece) > 8}
