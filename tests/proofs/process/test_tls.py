"""Adep behind a web server with a certificate, as it stands in the world: nothing is lost over restarts and changes of the way."""

import shutil
from pathlib import Path

import pytest
from aiohttp import ClientSession

from emulator.local_telegram import Person
from emulator.local_telegram.delivery import Pauses
from tests.proofs.process import tls
from tests.proofs.process.running import Town, answers_to, free_port
from tests.proofs.process.test_webhook import HEADER, SECRET

SOON = Pauses(first=0.05, most=0.2)
QUESTION = "Можно ли принять подарок?"


@pytest.mark.parametrize("name", ["own", "caddy"])
async def test_behind_tls_nothing_is_lost_at_a_restart_a_change_to_polling_and_back(
    dark_town: Town, tmp_path: Path, name: str
) -> None:
    if name == "caddy" and shutil.which("caddy") is None:
        pytest.skip("caddy is not on this machine")
    town, proxy = dark_town, tls.Proxy(free_port(), free_port(), tmp_path)
    in_front = tls.own if name == "own" else tls.caddy
    by_webhook = {
        "WEBHOOK_URL": proxy.url,
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_LISTEN": f"127.0.0.1:{proxy.behind}",
    }

    async def asked(person: Person) -> int:
        return await person.say(QUESTION)

    async with in_front(proxy):
        trusted = proxy.trusted
        async with town.server(SOON, trusted):
            program = await town.start(**by_webhook)
            assert "mode=webhook" in await program.logged("STARTED")
            person = town.telegram.person("Айгүл")
            questions = [await asked(person)]
            await town.idle()

            # A stranger who found the address is turned away.
            async with (
                ClientSession() as http,
                http.post(proxy.url, json={"update_id": 1}, headers={HEADER: "x"}, ssl=trusted) as answer,
            ):
                assert answer.status == 403
            assert program.of("WEBHOOK_REFUSED")

            # While nobody is behind the web server Telegram tries again, until the bot comes: here by polling.
            assert await program.stop() == 0
            questions.append(await asked(person))
            program = await town.start()
            assert "mode=polling" in await program.logged("STARTED")
            await town.idle()

            # And back.
            assert await program.stop() == 0
            questions.append(await asked(person))
            program = await town.start(**by_webhook)
            await program.logged("STARTED")
            await town.idle()
            assert [len(answers_to(person, question)) for question in questions] == [1, 1, 1]
            assert SECRET not in program.output
            assert await program.stop() == 0
