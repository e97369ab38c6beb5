"""Misbehaviour on command, as the bot meets it on both fronts."""

import asyncio

import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from emulator.local_telegram import Fault, LocalTelegram, Person
from tests.emulator.local_telegram.support import AnyApplication, Front


@pytest.fixture
def application(front: Front, monkeypatch: pytest.MonkeyPatch) -> AnyApplication:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    return front.builder().build()


WITHOUT_EFFECT = [
    (Fault.server_error(), NetworkError),
    (Fault.html_502(), NetworkError),
    (Fault.drop_before(), NetworkError),
    (Fault.too_many_requests(3), RetryAfter),
    (Fault.conflict(), Conflict),
    (Fault.forbidden(), Forbidden),
    (Fault.unauthorized(), InvalidToken),
    (Fault.bad_request("chat not found"), BadRequest),
]
WITH_EFFECT = [
    (Fault.cut_json(), TelegramError),
    (Fault.cut_body(), NetworkError),
    (Fault.drop_after(), NetworkError),
    (Fault.html_504(), NetworkError),
]


@pytest.mark.parametrize(("fault", "error"), WITHOUT_EFFECT, ids=lambda one: getattr(one, "kind", None))
async def test_a_fault_before_the_effect_leaves_nothing_sent(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person, fault: Fault, error: type[Exception]
) -> None:
    async with application:
        telegram.faults.add(fault, method="sendMessage")
        with pytest.raises(error):
            await application.bot.send_message(aigul.id, "x")
        assert len(aigul.shown()) == 1
        await application.bot.send_message(aigul.id, "x")
    first, second = telegram.calls.of("sendMessage")
    assert (first.fault, first.is_ok, second.fault, second.is_ok) == (fault.kind, False, None, True)


@pytest.mark.parametrize(("fault", "error"), WITH_EFFECT, ids=lambda one: getattr(one, "kind", None))
async def test_a_fault_after_the_effect_leaves_the_message_sent(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person, fault: Fault, error: type[Exception]
) -> None:
    async with application:
        telegram.faults.add(fault, method="sendMessage")
        with pytest.raises(error):
            await application.bot.send_message(aigul.id, "x")
    assert aigul.last().text == "x"
    assert telegram.calls.of("sendMessage")[0].is_ok


async def test_a_delay_beyond_the_read_timeout_times_out_and_the_effect_comes_later(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with application:
        telegram.faults.add(Fault.delay(0.2), method="sendMessage")
        with pytest.raises(TimedOut):
            await application.bot.send_message(aigul.id, "x", read_timeout=0.05)
        assert len(aigul.shown()) == 1
        await asyncio.sleep(0.25)
    assert aigul.last().text == "x"


async def test_a_short_delay_only_delays(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with application:
        telegram.faults.add(Fault.delay(0.05), method="sendMessage")
        started = asyncio.get_running_loop().time()
        await application.bot.send_message(aigul.id, "x")
        assert asyncio.get_running_loop().time() - started >= 0.05


async def test_a_fault_may_hit_the_poll_and_loses_no_update(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with application:
        telegram.faults.add(Fault.drop_after(), method="getUpdates", times=2)
        for _ in range(2):
            with pytest.raises(NetworkError):
                await application.bot.get_updates()
        assert len(await application.bot.get_updates()) == 1


async def test_faults_without_a_method_hit_any_call_but_the_poll(
    telegram: LocalTelegram, application: AnyApplication, aigul: Person
) -> None:
    async with application:
        telegram.faults.add(Fault.server_error(), times=2)
        assert len(await application.bot.get_updates()) == 1
        with pytest.raises(NetworkError):
            await application.bot.send_chat_action(aigul.id, "typing")
        assert telegram.faults.left == 1
        telegram.faults.clear()
        assert await application.bot.send_chat_action(aigul.id, "typing")


async def test_a_second_poller_ends_the_first(
    telegram: LocalTelegram, application: AnyApplication, front: Front
) -> None:
    async with application, front.builder().build() as other:
        older = asyncio.create_task(application.bot.get_updates(timeout=5))
        await asyncio.sleep(0.1)
        newer = asyncio.create_task(other.bot.get_updates(timeout=1))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await older
        assert await newer == ()
