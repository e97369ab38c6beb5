"""A webhook that says 200 only when the update is done: until then Telegram keeps it."""

import asyncio
import hmac
from urllib.parse import urlsplit

from aiohttp import web

from bot import logs
from handlers.intake import Intake, Raw

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MOST_IN_HAND = 100
"""Updates in hand above which Telegram is asked to come again later."""

LARGEST = 1024 * 1024


class Webhook:
    """Listens for updates on a local address; a web server with a certificate stands before it."""

    def __init__(self, intake: Intake, url: str, secret: str, listen: str) -> None:
        self._intake = intake
        self._path = urlsplit(url).path or "/"
        self._secret = secret.encode()
        host, _, port = listen.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)

    async def serve(self, stop: asyncio.Event) -> None:
        """Listen until asked to stop; requests in hand are finished first."""
        server = web.Application(client_max_size=LARGEST)
        server.router.add_post(self._path, self._take)
        runner = web.AppRunner(server, access_log=None, shutdown_timeout=20)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
            await stop.wait()
        finally:
            await runner.cleanup()
            await self._intake.save()

    async def _take(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, "").encode(), self._secret):
            logs.event("WEBHOOK_REFUSED")
            return web.Response(status=403)
        if self._intake.in_hand >= MOST_IN_HAND:
            return web.Response(status=503, headers={"Retry-After": "1"})
        update = await _update_in(request)
        if update is None:
            logs.event("UPDATE_UNREADABLE")
            return web.Response(status=400)
        await self._intake.finish(update)
        await self._intake.save()
        return web.Response()


async def _update_in(request: web.Request) -> Raw | None:
    try:
        update = await request.json()
    except ValueError:
        return None
    return update if isinstance(update, dict) and isinstance(update.get("update_id"), int) else None
