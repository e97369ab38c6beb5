"""The program ends: however many drafts are open and however slow the network is, no text stays in a chat (T2)."""

import asyncio
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from emulator.local_telegram import LocalTelegram
from handlers.telegram.repeating_jobs import GRACE
from tests.tips.town import FINANCE, Reporter, city_open
from tests.waiting import patient

DRAFTS = 50
CONNECTIONS = 64
"""As many as the bot has: what is asked for beside them waits."""

SECONDS_A_CALL = 2.0
SPINS = 20
"""Turns of the event loop after which whoever wanted to ask has asked."""

WORDS = "Завхоз берёт деньги за справки."


class SlowNetwork:
    """Carries calls in rounds: those on their way together arrive together, and a round stands for two seconds."""

    def __init__(self, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch) -> None:
        self.rounds = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        carry = telegram.call

        async def slowly(token: str, name: str, params: Any) -> Any:
            if name.lower() != "getupdates":
                turn = asyncio.get_running_loop().create_future()
                self._waiting.append(turn)
                await turn
            return await carry(token, name, params)

        monkeypatch.setattr(telegram, "call", slowly)

    async def carry(self, until: "asyncio.Task[None]") -> None:
        """Carry whatever is asked for until a task is done."""
        while not until.done():
            for _ in range(SPINS):
                await asyncio.sleep(0)
            if self._waiting:
                self.rounds += 1
            for _ in range(min(CONNECTIONS, len(self._waiting))):
                turn = self._waiting.popleft()
                if not turn.done():
                    turn.set_result(None)


async def test_a_stop_with_fifty_drafts_and_two_seconds_a_call_leaves_no_text(
    services: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with city_open(services, tmp_path) as city:
        reporters = [await city.reporter(Language.RU) for _ in range(DRAFTS)]
        people = [one.guest.person for one in reporters]
        for step in ("/tip", "tp:begin", f"tp:body:{FINANCE}", "tp:next", WORDS, "tp:review", "tp:code"):
            asked = people[::2] if step == "tp:code" else people
            for person in asked:
                await (person.press(step) if step.startswith("tp:") else person.say(step))
            await city.settle()
        with monkeypatch.context() as patch:
            network = SlowNetwork(city.house.telegram, patch)
            for person in people:
                await person.say(f"{WORDS} И ещё берёт их по пятницам.")
            await all_taken(city.tip_services.chats.phone, reporters)
            farewell = asyncio.create_task(city.house.ticks.say_farewell())
            async with patient("the end of the farewell"):
                await network.carry(farewell)
        for reporter in reporters:
            (told,) = reporter.guest.person.shown()
            assert told.from_bot
            assert WORDS not in told.text
    assert network.rounds * SECONDS_A_CALL <= GRACE


async def all_taken(phone: Any, reporters: list[Reporter]) -> None:
    """Wait until every reporter's second message is in their draft; the calls that it brings wait."""
    async with patient("the second messages taken"):
        for reporter in reporters:
            while len(phone(reporter.guest.person.id).taken) < 2:  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0)
