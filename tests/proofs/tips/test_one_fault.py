"""One fault at every third call from the first word to ✅: the tip is filed once, and nothing of it stays in the chat (T7, T23)."""

from collections.abc import Callable

import pytest

from emulator.local_telegram import Fault
from emulator.local_telegram.errors import ImpossibleError
from emulator.local_telegram.faults import Faults
from handlers.telegram import sending
from tests.tips.town import CODE, FINANCE, City, Reporter

WORDS = "Завхоз берёт деньги за справки."
STEPS = ("/tip", "tp:begin", f"tp:body:{FINANCE}", "tp:next", WORDS, "tp:review", "tp:code")
FAULTS = {
    "500": Fault.server_error,
    "429": lambda: Fault.too_many_requests(0),
    "no connection": Fault.drop_before,
    "no answer": Fault.drop_after,
}
STEP = 3
"""Every which call is tried; each fault begins with another one."""

MOST_TRIES = 4


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits before a call is made again."""
    monkeypatch.setattr(sending, "PAUSES", (0.0,))
    monkeypatch.setattr(sending, "OUTAGE", 0.0)
    monkeypatch.setattr(sending, "GAP", 0.0)


class OneFault:
    """The calls of the bot from now on, of which one goes wrong."""

    def __init__(self, at: int, fault: Fault) -> None:
        self.count = 0
        self._at = at
        self._fault = fault

    def take(self, method: str) -> Fault | None:
        if method.lower() == "getupdates":
            return None
        self.count += 1
        return self._fault if self.count == self._at else None


@pytest.mark.parametrize("name", FAULTS)
async def test_a_tip_is_filed_once_and_leaves_nothing_whatever_call_went_wrong(
    city: City, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    at, calls = 1 + list(FAULTS).index(name) % STEP, STEP
    while at <= calls:
        reporter, fault = await city.reporter(), OneFault(at, FAULTS[name]())
        before = len(await city.supplies.store.all_cases())
        with monkeypatch.context() as patch:
            patch.setattr(Faults, "take", lambda _, method, one=fault: one.take(method))
            await led_to_the_tick(city, reporter)
        where = f"{name} at call {at}"
        assert len(await city.supplies.store.all_cases()) == before + 1, where
        await city.wait(minutes=11)
        shown = reporter.guest.person.shown()
        assert reporter.own == [], where
        assert not [one.text for one in shown if WORDS in one.text or CODE.search(one.text)], where
        at, calls = at + STEP, fault.count
    assert at > 2 * STEP


async def led_to_the_tick(city: City, reporter: Reporter) -> None:
    """All steps; where a button is not there yet, or nothing came of a step, after a second once more."""
    for step in STEPS:
        await insist(city, reporter, lambda step=step: act(reporter, step))  # type: ignore[misc]
    await insist(city, reporter, lambda: reporter.guest.say(digits(reporter)), is_confirmed)


async def act(reporter: Reporter, step: str) -> None:
    await (reporter.guest.press(step) if step.startswith("tp:") else reporter.guest.say(step))


async def insist(
    city: City,
    reporter: Reporter,
    act: Callable[[], object],
    is_done: Callable[[Reporter], bool] = lambda _: True,
) -> None:
    for _ in range(MOST_TRIES):
        try:
            await act()  # type: ignore[misc]  # both kinds of act are awaited
        except (ImpossibleError, StopIteration):
            pass
        else:
            if is_done(reporter):
                return
        await city.wait(seconds=1)
        if is_confirmed(reporter):
            return
    raise AssertionError(reporter.screen.text)


def digits(reporter: Reporter) -> str:
    return next(m[0] for one in reversed(reporter.guest.answers) if (m := CODE.search(one.text)))[-4:]


def is_confirmed(reporter: Reporter) -> bool:
    return any(one.text.startswith("✅") for one in reporter.guest.answers)


async def test_where_the_disk_takes_nothing_there_is_no_tick_and_the_same_digits_file_it_later(
    city: City,
) -> None:
    reporter, database = await city.reporter(), city.supplies.store.database
    await reporter.write(WORDS)
    await reporter.get_code()
    await database._connection.execute("PRAGMA query_only=ON")
    await reporter.type_back()
    assert not is_confirmed(reporter)
    await database._connection.execute("PRAGMA query_only=OFF")
    assert await city.supplies.store.all_cases() == []
    await reporter.type_back()
    assert is_confirmed(reporter)
    assert len(await city.supplies.store.all_cases()) == 1
