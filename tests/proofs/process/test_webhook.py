"""Adep as a process that Telegram brings updates to."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from emulator.local_telegram import Fault
from tests.proofs.process.running import Town, answers_to, free_port

SECRET = "a-long-random-word"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as http:
        yield http


async def test_a_webhook_is_served_guarded_and_left_in_order(town: Town, http: ClientSession) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    program = await town.start(
        WEBHOOK_URL=url, WEBHOOK_SECRET=SECRET, WEBHOOK_LISTEN=f"127.0.0.1:{port}", LOG_LEVEL="DEBUG"
    )
    await program.logged("STARTED")

    async def bring(update: Any, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {HEADER: secret}
        async with http.post(url, json=update, headers=headers) as answer:
            return answer.status

    person = town.telegram.person("Айгүл")
    questions = [await person.say(f"Можно ли взять подарок от подрядчика? {number}") for number in range(3)]
    await town.idle()
    assert [len(answers_to(person, question)) for question in questions] == [1, 1, 1]

    # Who does not know the secret is turned away, and nothing happens.
    last = town.last_update
    for wrong in (None, "", SECRET.upper(), SECRET + "1", "құпия".encode().decode("latin-1")):
        assert await bring(town.update(last) | {"update_id": last + 9}, wrong) == 403
    assert await bring({"no": "update"}) == 400

    # A later update overtakes an earlier one; each comes again, one in the middle of being answered.
    known = town.update(last)
    for number in (last + 3, last + 1, last + 2):
        town.telegram.faults.add(Fault.delay(0.3), method="sendMessage")
        assert await asyncio.gather(*(bring(known | {"update_id": number}) for _ in range(2))) == [200, 200]
    for number in (last - 1, last, last + 1, last + 2, last + 3):
        assert await bring(known | {"update_id": number}) == 200
    assert len(answers_to(person, questions[-1])) == 1 + 3

    # A stop waits for the answer under way, and Telegram is told that it is done.
    town.telegram.world.updates._next_id = last + 4
    town.telegram.faults.add(Fault.delay(1), method="sendMessage")
    late = await person.say("Сыйлық алуға бола ма?")
    await town.under_way(1)
    assert await program.stop() == 0
    assert len(answers_to(person, late)) == 1
    await town.idle()
    assert len(program.of("STOPPED")) == 1
    assert program.said == []
    assert SECRET not in program.output

    # What comes while nobody listens is kept by Telegram, and polling takes it over.
    waiting = await person.say("Можно ли принять подарок?")
    program = await town.start()
    await town.idle()
    assert len(answers_to(person, waiting)) == 1
    assert await program.stop() == 0


async def test_an_address_that_is_taken_is_named(town: Town) -> None:
    taken = f"127.0.0.1:{town.port}"
    program = await town.start(
        WEBHOOK_URL="https://adep.example.kz/t", WEBHOOK_SECRET=SECRET, WEBHOOK_LISTEN=taken
    )
    assert await program.ended() == 1
    (said,) = program.said
    assert said.startswith(f"WEBHOOK_LISTEN={taken} cannot be listened on: ")
