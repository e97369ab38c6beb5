"""A notice arrives once; where Telegram's own answer was lost, one more at most, and its twin goes (T23)."""

import pytest

from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram import Fault, Shown
from tests.tips.town import City

SOONER = {"minutes": 80}


def notices(city: City, name: str) -> list[Shown]:
    return [shown for shown in city.officials[name].answers if shown.text.startswith("📨")]


async def filed(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.file("Завхоз берёт деньги.", keep_out=("first",))


@pytest.mark.parametrize(
    "fault", [Fault.drop_after(), Fault.cut_json(), Fault.cut_body()], ids=lambda f: f.kind
)
async def test_where_the_answer_was_lost_one_more_comes_and_its_twin_goes_when_the_first_is_pressed(
    city: City, fault: Fault
) -> None:
    await filed(city)
    city.house.telegram.faults.add(fault, method="sendMessage")
    await city.wait(**SOONER)
    assert len(notices(city, "second")) == 1
    await city.wait(seconds=31)
    first, twin = notices(city, "second")
    for _ in range(5):
        await city.wait(minutes=1)
    assert len(notices(city, "second")) == 2
    second = city.officials["second"]
    await second.press(next(first.every_button()).label, first.message_id)
    assert notices(city, "second") == [first]
    assert "Завхоз" in second.last.text
    assert twin.message_id != first.message_id


async def test_where_every_answer_is_lost_the_notices_come_further_and_further_apart(city: City) -> None:
    await filed(city)
    city.house.telegram.faults.add(Fault.drop_after(), method="sendMessage", times=1000)
    await city.wait(**SOONER)
    for _ in range(120):
        await city.wait(seconds=30)
    assert 3 < len(notices(city, "second")) <= 13
    city.house.telegram.faults.clear()
    await city.wait(hours=1)
    told = len(notices(city, "second"))
    await city.wait(hours=2)
    assert len(notices(city, "second")) == told


async def test_where_telegram_asks_to_wait_the_notice_comes_once_after_that(city: City) -> None:
    await filed(city)
    city.house.telegram.faults.add(Fault.too_many_requests(120), method="sendMessage")
    await city.wait(**SOONER)
    await city.wait(seconds=119)
    assert notices(city, "second") == []
    await city.wait(seconds=1)
    assert len(notices(city, "second")) == 1
    await city.wait(hours=1)
    assert len(notices(city, "second")) == 1


@pytest.mark.parametrize(
    "fault", [Fault.server_error(), Fault.html_502(), Fault.drop_before()], ids=lambda fault: fault.kind
)
async def test_where_telegram_is_broken_the_notice_comes_once_when_it_works_again(
    city: City, fault: Fault
) -> None:
    await filed(city)
    city.house.telegram.faults.add(fault, method="sendMessage", times=3)
    await city.wait(**SOONER)
    for _ in range(6):
        await city.wait(seconds=31)
    assert len(notices(city, "second")) == 1
    await city.wait(hours=1)
    assert len(notices(city, "second")) == 1


async def test_two_cases_due_at_once_are_one_message(city: City) -> None:
    await filed(city)
    await filed(city)
    await city.wait(**SOONER)
    (notice,) = notices(city, "second")
    assert len(notice.labels) == 2
    assert all(
        label.startswith(city.house.services.texts(Language.RU, Say.BUTTON_OPEN, number="")[:3])
        for label in notice.labels
    )
