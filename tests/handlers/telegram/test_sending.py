"""A call that the network broke is made again: four times where it may have had its effect, through an outage where it cannot."""

from collections.abc import Callable

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.updates.lanes import Lanes
from handlers.telegram import sending
from handlers.telegram.sending import Courier, Tries, trying_once
from handlers.telegram.transport import BrokenOffError, NotReachedError

SAFE = (NotReachedError("…"), NetworkError("Bad Gateway"))
UNSAFE = (BrokenOffError("…"), TimedOut(), NetworkError("Gateway Timeout (504). Parsing failed"))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PAUSES", (0.0, 0.0, 0.0))


class Line:
    """Fails so many times, then answers; counts."""

    def __init__(self, error: TelegramError, times: int) -> None:
        self._error, self._left, self.calls = error, times, 0

    async def call(self) -> bool:
        self.calls += 1
        self._left -= 1
        if self._left >= 0:
            raise self._error
        return True


async def made(line: Line, tries: Tries | None = None) -> object:
    return await Courier().process_request(line.call, (), {}, "sendMessage", {}, tries)


async def in_lane(line: Line, tries: Tries | None = None) -> list[object]:
    lanes, answers = Lanes(), list[object]()

    async def job() -> None:
        try:
            answers.append(await made(line, tries))
        except TelegramError as error:
            answers.append(error)

    lanes.put(1, job)
    assert await lanes.drain(10)
    return answers


@pytest.mark.parametrize("error", SAFE, ids=repr)
async def test_an_answer_waits_for_the_end_of_an_outage(error: TelegramError) -> None:
    line = Line(error, 50)
    assert await in_lane(line) == [True]
    assert line.calls == 51


@pytest.mark.parametrize("error", SAFE, ids=repr)
async def test_it_does_not_wait_for_ever(error: TelegramError, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "OUTAGE", 0.0)
    line = Line(error, 50)
    assert await in_lane(line) == [error]
    assert line.calls == 4


@pytest.mark.parametrize("error", UNSAFE, ids=repr)
async def test_what_may_have_had_its_effect_is_made_four_times_at_most(error: TelegramError) -> None:
    line = Line(error, 50)
    assert await in_lane(line) == [error]
    assert line.calls == 4


@pytest.mark.parametrize("error", UNSAFE, ids=repr)
async def test_what_must_have_no_twin_is_made_once_where_it_may_have_had_its_effect(
    error: TelegramError,
) -> None:
    line = Line(error, 50)
    assert await in_lane(line, Tries.WITHOUT_TWIN) == [error]
    assert line.calls == 1


@pytest.mark.parametrize("error", [*SAFE, *UNSAFE], ids=repr)
async def test_what_is_nobody_s_turn_is_made_four_times(error: TelegramError) -> None:
    line = Line(error, 50)
    with pytest.raises(type(error)):
        await made(line)
    assert line.calls == 4


ONCE: dict[str, Callable[[], TelegramError]] = {
    "Telegram's own No": lambda: BadRequest("no"),
    "a rest longer than anybody waits": lambda: RetryAfter(61),
}


@pytest.mark.parametrize("error", ONCE.values(), ids=ONCE)
async def test_what_does_not_help_is_not_tried_again(error: Callable[[], TelegramError]) -> None:
    line = Line(error(), 50)
    (answer,) = await in_lane(line)
    assert isinstance(answer, type(error()))
    assert line.calls == 1


@pytest.mark.parametrize("error", [*SAFE, *UNSAFE], ids=repr)
async def test_whoever_keeps_in_mind_what_is_owed_tries_once(error: TelegramError) -> None:
    line = Line(error, 1)
    with trying_once(), pytest.raises(type(error)):
        await made(line)
    assert line.calls == 1
    line = Line(error, 1)
    with pytest.raises(type(error)):
        await made(line, Tries.ONCE)
    assert line.calls == 1
