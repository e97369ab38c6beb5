"""The code and what it opens: filed only when typed back, answered alike when wrong, read only by who comes for it (T8–T10)."""

import asyncio
from pathlib import Path
from random import Random

import pytest
from argon2.low_level import hash_secret_raw

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.reporting.codes import new_code
from bot.tips.secrecy import code_hashing as hashing
from emulator.local_telegram import Call
from tests.tips.canary import picture
from tests.tips.town import CODE, City, Reporter, city_open

WORDS = "Завхоз берёт деньги за справки."


async def stored(city: City) -> int:
    return len(await city.supplies.store.all_cases())


def codes_shown(reporter: Reporter) -> list[str]:
    return [match[0] for shown in reporter.guest.answers if (match := CODE.search(shown.text))]


async def test_nothing_is_filed_before_the_last_four_digits_are_typed_back(
    city: City, reporter: Reporter
) -> None:
    await reporter.write(WORDS)
    code = (await reporter.get_code()).replace(" ", "")
    copy = [button.copy_text for shown in reporter.guest.answers for button in shown.every_button()]
    assert reporter.code in copy
    assert await stored(city) == 0
    wrong = f"{(int(code[-4:]) + 1) % 10000:04}"
    for typed in (wrong, code[-3:], code[:4], "?", "всё, записала"):
        await reporter.guest.say(typed)
        assert reporter.text(Say.TIP_WRONG_DIGITS) in reporter.screen.text
        assert reporter.own == []
    assert await stored(city) == 0
    await reporter.guest.say(" - ".join(chr(ord("٠") + int(digit)) for digit in code[-4:]))
    assert reporter.screen.text.startswith("✅")
    assert await stored(city) == 1


async def test_the_receipt_names_the_dates_that_the_case_itself_shows(reporter: Reporter) -> None:
    await reporter.file(WORDS)
    person_by, decision_by = {
        Language.KK: ("2026 ж. 5 наурыз", "2026 ж. 2 сәуір"),
        Language.RU: ("5 марта 2026", "2 апреля 2026"),
    }[reporter.language]
    screen = reporter.screen.text.replace("\u202f", " ")
    assert person_by in screen
    assert decision_by in screen
    await reporter.come_back()
    assert person_by in reporter.screen.text.replace("\u202f", " ")


async def test_the_message_with_the_code_goes_after_ten_minutes(city: City, reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await city.wait(minutes=9, seconds=59)
    assert codes_shown(reporter) == [reporter.code]
    await city.wait(seconds=1)
    assert codes_shown(reporter) == []


async def test_the_last_messages_go_when_he_asks_for_it(reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await reporter.guest.press("tp:wipe")
    assert reporter.guest.person.shown() == []


async def test_a_code_is_found_however_it_is_typed_and_its_message_goes(reporter: Reporter) -> None:
    await reporter.file(WORDS)
    digits = reporter.code.replace(" ", "")
    for typed in (digits, reporter.code.replace(" ", "-"), "".join(chr(0xFF10 + int(d)) for d in digits)):
        await reporter.guest.say(f"/case {typed}")
        assert WORDS in reporter.screen.text
        assert reporter.own == []
    await reporter.guest.say("/case")
    await reporter.guest.say(digits)
    assert WORDS in reporter.screen.text
    assert reporter.own == []


class Counter:
    """Counts what Argon2 is asked."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.runs = 0

        def counted(*args: object, **how: object) -> bytes:
            self.runs += 1
            return hash_secret_raw(*args, **how)  # type: ignore[arg-type]  # handed on as it came

        patch.setattr(hashing, "hash_secret_raw", counted)


async def test_an_unknown_a_wrong_a_withdrawn_and_a_destroyed_code_are_answered_alike(
    city: City, reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdrawn = await reporter.file(WORDS)
    await reporter.come_back()
    await reporter.guest.press("cs:withdraw")
    await reporter.guest.press("cs:withdraw:yes")
    assert reporter.text(Say.CASE_WITHDRAWN) == reporter.guest.last.text
    destroyed = await reporter.file(WORDS)
    numbers = await city.supplies.store.all_cases()
    async with city.supplies.store.transaction() as unit:
        await unit.destroy(numbers, city.house.clock.now().date())
    unknown = new_code(Random(5)).grouped  # noqa: S311 - repeatable, in a test
    wrong = destroyed[:-1] + str((int(destroyed[-1]) + 1) % 10)
    answers, counter = set(), Counter(monkeypatch)
    for number, code in enumerate((unknown, wrong, withdrawn, destroyed), start=1):
        await reporter.guest.say("/case")
        calls = len(city.house.telegram.calls)
        await reporter.guest.say(code)
        answers.add((reporter.screen.html, *(call.method for call in city.house.telegram.calls[calls:])))
        assert counter.runs == number
    assert len(answers) == 1
    assert reporter.text(Say.CASE_NONE) in reporter.screen.text


async def test_the_eleventh_try_of_an_hour_is_not_taken_and_costs_nothing(
    city: City, reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = await reporter.file(WORDS)
    counter = Counter(monkeypatch)
    for _ in range(10):
        await reporter.guest.say("/case " + "1" * 21)
    await reporter.guest.say(f"/case {code}")
    assert reporter.text(Say.CASE_TOO_MANY_TRIES) in reporter.screen.text
    assert counter.runs == 10
    await city.wait(hours=1)
    await reporter.come_back()
    assert WORDS in reporter.screen.text


async def test_he_sees_status_and_replies_adds_with_a_file_and_withdraws(
    city: City, reporter: Reporter
) -> None:
    await reporter.file(WORDS)
    await city.wait(hours=2)
    official = city.officials["second"]
    await official.press(next(official.last.every_button()).label)
    await reporter.come_back()
    assert reporter.text(Say.STATE_OPENED) in reporter.screen.text
    await reporter.guest.press("cs:add")
    await reporter.guest.say("И ещё вот что.")
    await reporter.guest.person.send_photo(picture(), "Касса")
    await city.house.telegram.idle()
    assert reporter.own == []
    await reporter.guest.press("cs:send")
    assert reporter.text(Say.CASE_ADDED) in reporter.screen.text
    assert "И ещё вот что.\n\nКасса" in reporter.screen.text
    (number,) = await city.supplies.store.all_cases()
    assert len(await city.supplies.store.attachments(number)) == 1
    await reporter.guest.press("cs:withdraw")
    await reporter.guest.press("cs:back")
    assert await stored(city) == 1
    await reporter.guest.press("cs:withdraw")
    await reporter.guest.press("cs:withdraw:yes")
    assert reporter.guest.last.html == reporter.text(Say.CASE_WITHDRAWN)
    await reporter.come_back()
    assert reporter.text(Say.CASE_NONE) in reporter.screen.text
    await city.wait(hours=2)  # it was read: it goes with the notice, or the list would tell the minute
    assert await stored(city) == 0


@pytest.mark.parametrize("hours", [0, 2])
async def test_officials_hear_of_a_withdrawal_only_where_they_had_heard_of_the_case(
    city: City, reporter: Reporter, hours: int
) -> None:
    await reporter.file(WORDS)
    await city.wait(hours=hours)
    (number,) = await city.supplies.store.all_cases()
    await reporter.come_back()
    await reporter.guest.press("cs:withdraw")
    await reporter.guest.press("cs:withdraw:yes")
    await city.wait(hours=3)
    official = city.officials["second"]
    withdrawn = city.house.services.texts(Language.RU, Say.NOTICE_WITHDRAWN, number=number)
    assert any(shown.html == withdrawn for shown in official.answers) is (hours > 0)
    assert any(number in shown.text for shown in official.answers) is (hours > 0)


async def test_an_official_who_looks_again_and_again_sees_no_case_before_its_notice(
    city: City, reporter: Reporter
) -> None:
    await reporter.file(WORDS)
    (number,) = await city.supplies.store.all_cases()
    official = city.officials["second"]
    notice = city.house.services.texts(Language.RU, Say.BUTTON_OPEN, number=number)
    for _ in range(80):
        is_told = any(notice in shown.labels for shown in official.answers)
        listed = await official.say("/inbox")
        assert (number in listed.text) is is_told
        if is_told:
            return
        await city.wait(minutes=1)
    raise AssertionError


async def test_what_he_wrote_to_add_and_did_not_send_is_forgotten(city: City, reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await reporter.come_back()
    await reporter.guest.press("cs:add")
    await reporter.guest.say("Передумал.")
    await reporter.guest.press("cs:back")
    await reporter.guest.press("cs:add")
    await reporter.guest.say("Другое.")
    await reporter.guest.press("cs:send")
    assert "Передумал." not in reporter.screen.text
    assert "Другое." in reporter.screen.text


async def test_nothing_is_ever_pushed_to_him(city: City, reporter: Reporter) -> None:
    await reporter.file(WORDS)
    await city.wait(minutes=11)  # the message with the code goes
    before = len(city.house.telegram.calls)
    official = city.officials["second"]
    await city.wait(hours=2)
    await official.press(next(official.last.every_button()).label)
    for act in (Say.BUTTON_TAKE, Say.BUTTON_REPLY):
        await official.press(city.house.services.texts(Language.RU, act))
    await official.say("Проверка начата.")
    await official.press(city.house.services.texts(Language.RU, Say.BUTTON_REPLY_YES))
    for _ in range(40):
        await city.wait(days=1)
    assert to_him(city, reporter, before) == []
    await reporter.come_back()
    assert "Проверка начата." in reporter.screen.text


def to_him(city: City, reporter: Reporter, since: int) -> list[Call]:
    calls = city.house.telegram.calls[since:]
    return [call for call in calls if call.params.get("chat_id") == reporter.guest.person.id]


async def test_several_long_replies_are_read_whole(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file(WORDS)
    await city.wait(hours=2)
    official = city.officials["second"]
    await official.press(next(official.last.every_button()).label)
    for letter in "жщэ":
        await official.press(city.house.services.texts(Language.RU, Say.BUTTON_REPLY))
        await official.say(f"{letter * 9} " * 400)
        await official.press(city.house.services.texts(Language.RU, Say.BUTTON_REPLY_YES))
    await city.wait(minutes=15)
    await reporter.come_back()
    read = "".join(shown.text for shown in reporter.guest.answers)
    assert [read.count(letter * 9) for letter in "жщэ"] == [400, 400, 400]
    await reporter.guest.press("tp:cancel")
    assert "жжж" not in "".join(shown.text for shown in reporter.guest.answers)


async def test_thirty_people_who_report_within_five_minutes_all_get_through(
    services: Knowledge, tmp_path: Path
) -> None:
    async with city_open(services, tmp_path) as city:
        reporters = [await city.reporter() for _ in range(30)]
        for start in range(0, 30, 10):
            await asyncio.gather(*(reporter.write(WORDS) for reporter in reporters[start : start + 10]))
            for reporter in reporters[start : start + 10]:
                await reporter.get_code()
            await asyncio.gather(*(reporter.type_back() for reporter in reporters[start : start + 10]))
            await city.wait(seconds=90)
        assert all(reporter.screen.text.startswith("✅") for reporter in reporters)
        assert await stored(city) == 30


async def test_the_fourth_tip_of_a_day_is_refused_with_other_ways_and_the_next_day_taken(
    city: City, reporter: Reporter
) -> None:
    for _ in range(3):
        await reporter.file(WORDS)
    await reporter.begin()
    assert reporter.text(Say.TIP_TOO_MANY) in reporter.guest.last.text
    assert "1424" in reporter.guest.last.text
    assert reporter.own == []
    await city.wait(days=1)
    await reporter.file(WORDS)
    assert await stored(city) == 4
