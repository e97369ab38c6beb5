"""Adep as a process that shows how it fares."""

import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from tests.proofs.process.running import Town, free_port

SECRET = "a-long-random-word"


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as http:
        yield http


@pytest.mark.parametrize("by_webhook", [False, True], ids=["polling", "webhook"])
async def test_health_is_shown_beside_polling_and_webhook_alike(
    town: Town, http: ClientSession, *, by_webhook: bool
) -> None:
    port, health = free_port(), f"127.0.0.1:{free_port()}"
    webhook = {
        "WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{port}",
    }
    program = await town.start(HEALTH_LISTEN=health, LOG_LEVEL="INFO", **(webhook if by_webhook else {}))
    await program.logged("STARTED")

    async def shown(page: str) -> tuple[int, str]:
        async with http.get(f"http://{health}/{page}") as answer:
            return answer.status, await answer.text()

    person = town.telegram.person("Қызғылт", username="canary")
    await person.say("Можно ли принять подарок?")
    await town.idle()
    assert await shown("live") == (200, '{"lives": true}')
    status, told = await shown("ready")
    ready = json.loads(told)
    assert status == 200
    assert ready["ready"] is True
    assert ready["troubles"] == []
    assert ready["last_update"].endswith(":00+00:00")
    assert ready["last_tick"]
    assert ready["last_write"]
    status, figures = await shown("metrics")
    assert status == 200
    assert 'adep_signs_total{sign="update"} 1.0' in figures
    assert 'adep_events_total{code="UPDATE_FAILED"} 0.0' in figures
    for word in ("Қызғылт", "canary", str(person.id), "подарок", town.telegram.token):
        assert word not in told + figures
    assert (await shown("telegram"))[0] == 404
    assert await program.stop() == 0
    assert program.said == []


async def test_who_waits_for_telegram_lives_and_is_not_ready(dark_town: Town, http: ClientSession) -> None:
    health = f"127.0.0.1:{free_port()}"
    program = await dark_town.start(HEALTH_LISTEN=health)
    await program.logged("TELEGRAM_UNREACHABLE")
    async with http.get(f"http://{health}/live") as answer:
        assert answer.status == 200
    async with http.get(f"http://{health}/ready") as answer:
        assert answer.status == 503
        assert (await answer.json())["troubles"] == ["starting", "telegram"]
    async with dark_town.server():
        await program.logged("STARTED")
        async with http.get(f"http://{health}/ready") as answer:
            assert (await answer.json())["troubles"] == []
        assert await program.stop() == 0


async def test_an_address_that_is_taken_is_told_in_one_line(town: Town) -> None:
    program = await town.start(HEALTH_LISTEN=f"127.0.0.1:{town.port}")
    assert await program.ended() == 1
    assert len(program.said) == 1
    assert program.said[0].startswith(f"HEALTH_LISTEN=127.0.0.1:{town.port} cannot be listened on: ")
