"""A world with a tip that keeps an official out, and a world without it: everything they can obtain is the same, byte for byte (T14)."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from tests.tips.town import FINANCE, City, city_open

EXCLUDED = "second"
TOKEN = re.compile(r"of:[A-Za-z0-9_-]{22}")


@asynccontextmanager
async def world(services: Knowledge, folder: Path) -> AsyncIterator[City]:
    async with city_open(services, folder, owner_ids=()) as city:
        yield city


async def life(city: City, *, with_tip: bool, days: int = 45) -> str:
    """So many days at the desk; what the excluded official was told, call by call, with what they read and the moments."""
    told_before = len(city.house.telegram.calls)
    excluded = city.officials[EXCLUDED]
    if with_tip:
        reporter = await city.reporter(Language.RU)
        await reporter.file("Сам second берёт деньги.", keep_out=(EXCLUDED,))
    seen = []
    for day in range(days):
        await city.wait(days=1)
        if with_tip and day == 5:
            notice = city.officials["first"].last
            await city.officials["first"].press(next(notice.every_button()).label)
        if with_tip and day == 30:
            await reporter.come_back()
            await reporter.guest.press("cs:add")
            await reporter.guest.say("И ещё.")
            await reporter.guest.press("cs:send")
        for command in ("/inbox", "/stats", "/help", "/whoami", "/start"):
            await excluded.say(command)
            seen.append(
                (command, city.house.clock.now().isoformat(), excluded.last.html, excluded.last.labels)
            )
    calls = [
        (call.method, {key: value for key, value in call.params.items() if key != "callback_query_id"})
        for call in city.house.telegram.calls[told_before:]
        if call.params.get("chat_id") == excluded.person.id
    ]
    return with_tokens_named(json.dumps([calls, seen], ensure_ascii=False, default=str))


def with_tokens_named(told: str) -> str:
    """The same with each random token, which no two worlds share, as the number of its first appearance."""
    found = list(dict.fromkeys(TOKEN.findall(told)))
    for number, token in enumerate(found):
        told = told.replace(token, f"of:{number}")
    return told


async def test_an_excluded_official_cannot_tell_a_world_with_the_tip_from_one_without(
    services: Knowledge, tmp_path: Path
) -> None:
    async with world(services, tmp_path / "with") as city:
        with_tip = await life(city, with_tip=True)
    async with world(services, tmp_path / "without") as city:
        without = await life(city, with_tip=False)
    assert with_tip == without


async def test_an_official_who_is_not_excluded_can_tell_the_worlds_apart(
    services: Knowledge, tmp_path: Path
) -> None:
    """Or the test above would prove nothing."""
    async with world(services, tmp_path / "with") as city:
        reporter = await city.reporter(Language.RU)
        await reporter.file("Завхоз берёт деньги.", keep_out=("first",))
        with_tip = await life(city, with_tip=False, days=3)
    async with world(services, tmp_path / "without") as city:
        without = await life(city, with_tip=False, days=3)
    assert with_tip != without


async def test_a_token_of_one_official_stands_for_nothing_in_the_hand_of_another(city: City) -> None:
    reporter = await city.reporter()
    await reporter.file(keep_out=(EXCLUDED,))
    await city.wait(hours=2)
    first, second = city.officials["first"], city.officials[EXCLUDED]
    stolen = next(first.last.every_button()).data
    assert stolen
    answer = await second.forge(stolen, second.last.message_id)
    made_up = await second.forge("of:" + "A" * 22, second.last.message_id)
    assert answer == made_up
    assert "Завхоз" not in second.last.text


@pytest.mark.parametrize("command", ["/inbox", "/stats"])
async def test_whoever_is_no_official_meets_no_such_command(city: City, command: str) -> None:
    stranger = (await city.reporter()).guest
    unknown = await stranger.say("/nosuchcommand")
    assert (await stranger.say(command)).text == unknown.text


async def test_where_everybody_is_kept_out_nothing_is_stored_and_other_channels_are_shown(city: City) -> None:
    reporter = await city.reporter(Language.RU)
    await reporter.begin()
    await reporter.guest.press("tp:begin")
    await reporter.guest.press(f"tp:body:{FINANCE}")
    for name in ("first", "second", "chief"):
        await reporter.guest.press(f"tp:not:{name}")
    await reporter.guest.press("tp:next")
    assert "1424" in reporter.guest.last.text
    assert await city.supplies.store.all_cases() == []
