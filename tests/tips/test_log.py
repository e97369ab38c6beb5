"""The log of a whole case at its most talkative holds no word, no number and no token of anybody (T22)."""

import re
from pathlib import Path

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.tips.canary import log_of_everything
from tests.tips.town import city_open

WORDS, REPLY = "қызғылт қоқиқаз берёт деньги", "Проверка лиловая начата."


async def test_the_log_of_a_whole_case_holds_nothing_of_it(services: Knowledge, tmp_path: Path) -> None:
    with log_of_everything() as log:
        async with city_open(services, tmp_path) as city:
            reporter = await city.reporter(Language.RU, user_id=7_351_946_028)
            await reporter.file(WORDS)
            city.house.telegram.faults.add(Fault.server_error(), method="sendMessage")
            await city.wait(hours=2)
            await city.wait(minutes=1)
            second = city.officials["second"]
            await second.press(next(second.last.every_button()).label)
            await second.press(services.texts(Language.RU, Say.BUTTON_REPLY))
            await second.say(REPLY)
            await second.press(services.texts(Language.RU, Say.BUTTON_REPLY_YES))
            await city.wait(minutes=15)
            await reporter.come_back()
            assert REPLY in reporter.screen.text
            city.house.telegram.world.updates.put("message", {"message_id": "none", "text": WORDS})
            await city.house.telegram.idle()
            (number,) = await city.supplies.store.all_cases()
            people = [reporter.guest.person.id, *(guest.person.id for guest in city.officials.values())]
            token = city.house.telegram.token
    written = log.getvalue()
    assert "UPDATE_UNREADABLE" in written, "the log is on"
    secrets = [
        WORDS,
        REPLY,
        reporter.code,
        reporter.code.replace(" ", ""),
        token,
        str(number),
        *map(str, people),
    ]
    assert not [secret for secret in secrets if secret in written]


async def test_a_tip_that_goes_well_writes_no_line_that_is_shown_by_default(
    services: Knowledge, tmp_path: Path
) -> None:
    with log_of_everything() as log:
        async with city_open(services, tmp_path) as city:
            reporter = await city.reporter(Language.RU)
            before = len(log.getvalue())
            await reporter.file(WORDS)
            await city.wait(hours=2)
            second = city.officials["second"]
            await second.press(next(second.last.every_button()).label)
            await reporter.come_back()
            written = log.getvalue()[before:]
    assert " DEBUG " in written
    assert not [line for line in written.splitlines() if re.search(" (INFO|WARNING|ERROR|CRITICAL) ", line)]
