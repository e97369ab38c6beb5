"""Whatever Telegram sends, Adep goes on: nothing raises, nobody's question is lost, and what waits is answered in its order."""

from random import Random

import pytest

from bench.strange_updates import StrangeUpdates
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Limits, LocalTelegram
from tests.emulator.local_telegram.support import SteppedClock
from tests.house import House, house_open
from tests.questions import answered

OF_TELEGRAM = {"BadRequest", "Forbidden"}
"""Telegram's own No to an answer that goes to a chat which was made up."""


def failures(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The kinds of errors that handlers raised and that are not Telegram's No."""
    told = [
        getattr(record, "adep", {}).get("error", "")
        for record in caplog.records
        if record.message in {"UPDATE_FAILED", "TICK_FAILED"}
    ]
    return [error for error in told if error not in OF_TELEGRAM]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_strange_updates_raise_nothing_and_lose_no_question_between_them(
    house: House, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    caplog.set_level("INFO")
    guests = [await house.guest(language) for language in Language]
    telegram, people = house.telegram, [guest.person.id for guest in guests]
    now = int(house.clock.now().timestamp())
    strange = StrangeUpdates(Random(seed), telegram.world.updates.last_id + 1, people, now)  # noqa: S311 - made-up updates, not secrets
    for guest, language in zip(guests, Language, strict=True):
        house.clock.step(minutes=20)
        for update in strange.some(150):
            telegram.world.updates.inject(update)
        await telegram.idle()
        number = len(guest.answers)
        house.clock.step(minutes=20)
        await guest.person.say("/cancel")
        await guest.say(answered(house.services, language))
        strange = StrangeUpdates(Random(seed + 9), telegram.world.updates.last_id + 1, people, now)  # noqa: S311 - as above
        assert len(guest.answers) > number
        assert any("📖" in shown.text for shown in guest.answers[number:])
    assert failures(caplog) == []


async def test_half_a_sign_in_what_somebody_writes_costs_them_no_answer(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for half, language in zip(("\ud83d", "\udc4d"), Language, strict=True):
        guest, texts = await house.guest(language), house.services.texts
        asked = f"{answered(house.services, language)} {half}"
        for said in (half, f"/rules {half}", f"/ask {half}", f"/case {half}", f"/remind {half}", asked):
            house.clock.step(minutes=20)
            number = len(guest.answers)
            await guest.say(said)
            assert len(guest.answers) > number, ascii(said)
        assert "📖" in guest.last.text
        await guest.press("👎")
        for name in (Say.BUTTON_HAND_OVER, Say.BUTTON_HAND_OVER_YES):
            await guest.press(texts(language, name))
        assert texts(language, Say.HANDED_OVER) in {one.text for one in guest.answers}
        inline = await guest.person.inline(asked)
        await house.telegram.idle()
        assert inline.is_answered
    assert failures(caplog) == []


async def test_what_waited_during_an_outage_is_answered_in_its_order_in_every_chat(
    services: Knowledge,
) -> None:
    clock = SteppedClock()
    telegram = LocalTelegram(clock, limits=Limits.none())
    people = [telegram.person(f"Адам {number}") for number in range(12)]
    asked = {person.id: list[int]() for person in people}
    for _ in range(10):
        clock.step(seconds=30)
        for person in people:
            asked[person.id].append(await person.say("/ask xkcd qwrtp zzz"))
    async with house_open(services, telegram=telegram, clock=clock):
        await telegram.idle()
    for person in people:
        answers = [shown.reply_to for shown in person.shown() if shown.from_bot]
        assert answers == asked[person.id]
