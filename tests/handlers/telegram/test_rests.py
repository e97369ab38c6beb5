"""Calls are repeated where that helps: Telegram's rests are waited out, one after another; its No stays one."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from handlers.telegram import sending
from handlers.telegram.sending import LONGEST_HALT, LONGEST_WAIT, Courier, Tries

Call = Callable[[list[TelegramError]], Awaitable[int]]


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of all waits, none of which takes any."""
    seconds: list[float] = []

    async def sleep(span: float) -> None:
        seconds.append(span)

    monkeypatch.setattr("handlers.telegram.sending.asyncio.sleep", sleep)
    return seconds


async def made(errors: list[TelegramError], tries: Tries | None = None, endpoint: str = "sendMessage") -> int:
    """Make a call that meets these errors first; how often it was made."""
    count = 0

    async def call() -> Any:
        nonlocal count
        count += 1
        if errors:
            raise errors.pop(0)
        return True

    await Courier().process_request(call, (), {}, endpoint, {}, tries)
    return count


async def test_rests_that_telegram_asks_for_are_waited_out_however_many(slept: list[float]) -> None:
    rests: list[TelegramError] = [RetryAfter(timedelta(seconds=7)) for _ in range(10)]
    assert await made(rests) == 11
    assert [span for span in slept if span == 7] == [7] * 10


@pytest.mark.parametrize(
    "rests", [[LONGEST_HALT + 1], [LONGEST_HALT] * (LONGEST_WAIT // LONGEST_HALT) + [1]], ids=["one", "all"]
)
async def test_a_rest_that_is_too_long_is_not_waited_out(slept: list[float], rests: list[int]) -> None:
    with pytest.raises(RetryAfter):
        await made([RetryAfter(timedelta(seconds=rest)) for rest in rests])


async def test_a_broken_network_is_tried_three_times_more(slept: list[float]) -> None:
    assert await made([NetworkError("x")] * 3) == 4
    with pytest.raises(NetworkError):
        await made([NetworkError("x")] * 4)


async def test_what_is_sent_unasked_is_tried_once(slept: list[float]) -> None:
    for error in (BadRequest("x"), RetryAfter(timedelta(seconds=1)), NetworkError("x")):
        with pytest.raises(type(error)):
            await made([error], Tries.ONCE)
    assert slept == []


async def test_after_a_rest_messages_leave_one_after_another(slept: list[float]) -> None:
    courier = Courier()
    errors: list[TelegramError] = [RetryAfter(timedelta(seconds=1))]

    async def call() -> Any:
        if errors:
            raise errors.pop()
        return True

    await asyncio.gather(*(courier.process_request(call, (), {}, "sendMessage", {}, None) for _ in range(30)))
    waits = sorted(span for span in slept if span < 1)
    assert len(waits) > 20
    assert waits[-1] > 20 * sending.GAP
