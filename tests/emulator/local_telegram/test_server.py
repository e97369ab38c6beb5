"""The front over HTTP: encodings, webhooks, and the program of its own."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientSession, FormData, web

from emulator.local_telegram import LocalTelegram, LocalTelegramServer, Pauses, Person
from tests.bot_process import PATIENCE
from tests.emulator.local_telegram.support import Api


@pytest.fixture
async def server(telegram: LocalTelegram) -> AsyncIterator[LocalTelegramServer]:
    async with LocalTelegramServer(telegram, pauses=Pauses(0.01, 0.05, 1.0)) as server:
        yield server


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as http:
        yield http


async def test_parameters_come_as_json_as_a_form_in_parts_or_in_the_query(
    telegram: LocalTelegram, server: LocalTelegramServer, http: ClientSession, aigul: Person
) -> None:
    url = f"{server.base_url}{telegram.token}/sendMessage"
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    parts = FormData({"chat_id": str(aigul.id), "text": "3"})
    parts.add_field("extra", b"x", filename="x")
    query = {"chat_id": str(aigul.id), "text": "4"}
    form = {"chat_id": str(aigul.id), "text": "2", "reply_markup": json.dumps(markup)}
    for sending in (
        http.post(url, json={"chat_id": aigul.id, "text": "1", "reply_markup": markup}),
        http.post(url, data=form),
        http.post(url, data=parts),
        http.get(url, params=query),
    ):
        async with sending as answer:
            assert (await answer.json())["ok"]
    assert [shown.text for shown in aigul.shown()[1:]] == ["1", "2", "3", "4"]
    assert [shown.labels for shown in aigul.shown()[1:3]] == [["a"], ["a"]]


async def test_status_codes_and_envelopes_agree(
    telegram: LocalTelegram, server: LocalTelegramServer, http: ClientSession
) -> None:
    for path, code in [
        ("1:wrong/getMe", 401),
        (f"{telegram.token}/nothing", 404),
        (f"{telegram.token}/getMe", 200),
    ]:
        async with http.get(server.base_url + path) as answer:
            assert answer.status == code
            assert (await answer.json()).get("error_code", 200) == code
    async with http.post(
        f"{server.base_url}{telegram.token}/getMe", data=b"{", headers={"Content-Type": "application/json"}
    ) as answer:
        assert answer.status == 400


class Hook:
    """A webhook that remembers what came and refuses as often as told."""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals
        self.secrets: set[str | None] = set()
        self.attempts: list[str] = []

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.attempts.append((await request.json())["message"]["text"])
        if self.refusals > 0:
            self.refusals -= 1
            return web.Response(status=500)
        return web.Response()


@asynccontextmanager
async def hooked(hook: Hook) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


async def test_a_webhook_gets_updates_in_order_with_the_secret(
    api: Api, telegram: LocalTelegram, server: LocalTelegramServer, aigul: Person
) -> None:
    hook = Hook(refusals=2)
    async with hooked(hook) as url:
        await api("setWebhook", url=url, secret_token="s_-1")
        await aigul.say("бір")
        await aigul.say("екі")
        await telegram.idle()
    assert hook.attempts == ["/start", "/start", "/start", "бір", "екі"]
    assert hook.secrets == {"s_-1"}
    info = await api("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 500"


async def test_a_webhook_nobody_listens_at_is_tried_again(
    api: Api, telegram: LocalTelegram, server: LocalTelegramServer, aigul: Person
) -> None:
    await api("setWebhook", url="http://127.0.0.1:1/hook")
    await asyncio.sleep(0.1)
    assert (await api("getWebhookInfo"))["last_error_message"] == "Connection refused"
    assert telegram.world.updates.pending == 1
    hook = Hook(refusals=0)
    async with hooked(hook) as url:
        await api("setWebhook", url=url)
        await telegram.idle()
    assert hook.attempts == ["/start"]


@asynccontextmanager
async def program(*options: str) -> AsyncIterator[str]:
    """The server as a process of its own; gives the root of its URL."""
    command = (sys.executable, "-m", "emulator.local_telegram", "--port", "0", *options)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode().strip()
        assert line.startswith("BOT_API_URL=")
        yield line.removeprefix("BOT_API_URL=").removesuffix("/bot")
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0


async def test_a_whole_conversation_is_driven_through_the_control_interface(http: ClientSession) -> None:
    async with program("--token", "42:abc") as url:

        async def ask(path: str, **body: Any) -> Any:
            async with http.post(url + path, json=body) as answer:
                return await answer.json()

        person = (await ask("/control/people", name="Айгүл"))["id"]
        assert await ask(f"/control/people/{person}/start") == {"result": 1}
        updates = (await ask("/bot42:abc/getUpdates"))["result"]
        await ask("/bot42:abc/getUpdates", offset=updates[0]["update_id"] + 1)
        markup = {"inline_keyboard": [[{"text": "Иә", "callback_data": "y"}]]}
        await ask("/control/faults", kind="server_error", method="sendMessage")
        for expected in (False, True):
            sent = await ask("/bot42:abc/sendMessage", chat_id=person, text="?", reply_markup=markup)
            assert sent["ok"] is expected
        assert (await ask(f"/control/people/{person}/press", what="Иә"))["answered"] is False
        assert (await ask(f"/control/people/{person}/press", what="Жоқ"))["error"] == "no such button"
        async with http.get(f"{url}/control/people/{person}/shown") as answer:
            assert [(one["text"], one["from_bot"]) for one in await answer.json()] == [
                ("/start", False),
                ("?", True),
            ]
        async with http.get(f"{url}/control/calls", params={"method": "sendMessage"}) as answer:
            assert [call["code"] for call in await answer.json()] == [500, 200]
        assert "error" in await ask("/control/idle", timeout=0.05)


async def test_groups_are_driven_through_the_control_interface(
    telegram: LocalTelegram, server: LocalTelegramServer, http: ClientSession, aigul: Person
) -> None:
    async def ask(path: str, **body: Any) -> Any:
        async with http.post(f"{server.url}/control{path}", json=body) as answer:
            return await answer.json()

    group = (await ask("/groups", title="Бөлім", owner=aigul.id))["id"]
    assert await ask(f"/groups/{group}/add_bot", by=aigul.id) == {"id": group}
    assert "result" in await ask(f"/people/{aigul.id}/say", text="/ask", chat=group)
    assert "result" in await ask(f"/people/{aigul.id}/send_document", name="a", data="YWJj")
    assert "error" in await ask(f"/people/{aigul.id}/say", words="x")
    assert aigul.shown()[-1].document is not None
    assert await ask("/repeat") == {}
    assert telegram.world.updates.pending == 6
