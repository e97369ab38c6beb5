"""A reminder of a paper: on consent, one day, no content; it comes once and is forgotten."""

from datetime import timedelta

import pytest

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault
from tests.handlers.documents.test_writing import ACCUSATION, CORRUPTION, begun, reviewed, text
from tests.handlers.reminders.test_carrier import rows, tally
from tests.house import Guest, House

RU = Language.RU


async def asked(house: House) -> Guest:
    """Somebody who asked to be reminded in a month, as under the files of a paper."""
    guest = await house.guest(RU)
    day = house.features.documents.calendar.today + timedelta(days=31)
    await guest.forge(f"nt:remind:{day:%Y%m%d}", guest.last.message_id)
    return guest


async def made(house: House) -> Guest:
    """Somebody who has made a paper."""
    guest = await begun(house, CORRUPTION)
    await reviewed(guest, CORRUPTION)
    await guest.press("nt:make")
    return guest


async def kept(house: House) -> list[tuple[object, ...]]:
    return await rows(house, "SELECT chat, language FROM paper_reminder")


async def test_nothing_is_kept_before_somebody_asks_for_it(house: House) -> None:
    await made(house)
    assert await kept(house) == []


async def test_a_reminder_comes_once_on_its_day_and_names_no_paper(house: House) -> None:
    guest = await asked(house)
    assert await kept(house) == [(guest.person.id, "ru")]
    said = text(house, Say.PAPER_REMINDER)
    await house.wait(days=30)
    assert said not in {message.text for message in guest.answers}
    await house.wait(days=3)
    await house.wait(days=30)
    assert [message.text for message in guest.answers].count(said) == 1
    assert await kept(house) == []
    assert await rows(house, "SELECT * FROM outbox") == []
    assert await tally(house) == {"sent": 1}


async def test_what_was_asked_for_can_be_taken_back_and_asked_for_again(house: House) -> None:
    guest = await made(house)
    (first,) = [b.data for b in guest.last.every_button()]
    await guest.press(first or "")
    (back,) = [b.data for b in guest.last.every_button()]
    assert "✅" in guest.last.text, "what to do now still stands there"
    assert await guest.press(back or "") == text(house, Say.PAPER_REMINDED_NOT)
    assert await kept(house) == []
    (again,) = [b.data for b in guest.last.every_button()]
    assert await guest.press(again or "") == text(house, Say.PAPER_REMINDED)
    assert await kept(house) == [(guest.person.id, "ru")]


async def test_being_forgotten_forgets_the_day(house: House) -> None:
    guest = await asked(house)
    await guest.say("/settings")
    await guest.press("st:forget")
    await guest.press("st:forget:yes")
    assert await kept(house) == []


async def test_who_cannot_be_reached_any_more_leaves_no_day(house: House) -> None:
    guest = await asked(house)
    house.telegram.faults.add(Fault.forbidden(), method="sendMessage")
    await house.wait(days=33)
    assert await rows(house, "SELECT * FROM outbox") == []
    assert await kept(house) == []
    assert guest.answers


async def test_it_waits_while_telegram_fails_and_comes_once(house: House) -> None:
    guest = await asked(house)
    house.telegram.faults.add(Fault.server_error(), times=1, method="sendMessage")
    await house.wait(days=31, hours=20)
    await house.live(hours=2)
    said = text(house, Say.PAPER_REMINDER)
    assert [message.text for message in guest.answers].count(said) == 1


@pytest.mark.parametrize("days", [0, -1, 100])
async def test_a_forged_day_is_no_reminder(house: House, days: int) -> None:
    guest = await begun(house, ACCUSATION)
    day = house.features.documents.calendar.today + timedelta(days=days)
    assert await guest.forge(f"nt:remind:{day:%Y%m%d}", guest.last.message_id)
    assert await kept(house) == []


async def test_a_refutation_that_is_too_late_offers_no_reminder_and_says_that_the_month_is_over(
    house: House,
) -> None:
    guest = await begun(house, ACCUSATION)
    for question in range(6):
        if question == 3:
            await guest.say("01.01.2026")
        else:
            await guest.press("nt:skip", guest.last.message_id)
    await guest.press("nt:make")
    assert text(house, Say.PAPER_TERM_OVER, date="1 февраля 2026\N{NO-BREAK SPACE}г.") in guest.last.text
    assert list(guest.last.every_button()) == []
