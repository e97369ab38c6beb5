"""A webhook that says 200 only when the update is done: until then Telegram keeps it."""

import hmac
import json
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from aiohttp import web

from bot import logs
from handlers.telegram.intake import PATIENCE, Intake, Raw, is_numbered

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
MOST_IN_HAND = 100
"""Updates in hand above which Telegram is asked to come again later."""

CROWDED = 20
"""Updates in hand above which a slow one is confirmed before it is done: Telegram brings 40 at a time and then waits."""

LARGEST = 1024 * 1024
DRAIN = 20.0
"""Seconds that what is in hand may take when the program is asked to stop."""


class Webhook:
    """Listens for updates on a local address while entered; a web server with a certificate stands before it."""

    def __init__(self, intake: Intake, url: str, secret: str, listen: str) -> None:
        self._intake = intake
        self._secret = secret.encode()
        host, _, port = listen.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        server = web.Application(client_max_size=LARGEST)
        server.router.add_post(urlsplit(url).path or "/", self._take)
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=DRAIN)

    async def __aenter__(self) -> Self:
        """Begin to listen.

        Raises:
            OSError: where the address cannot be listened on.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Listen no more; requests in hand are finished first."""
        await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        told = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(told, self._secret):
            logs.event("WEBHOOK_REFUSED")
            return web.Response(status=403)
        if self._intake.unconfirmed >= MOST_IN_HAND:
            return web.Response(status=503, headers={"Retry-After": "1"})
        update = _update_in(await request.read())
        if update is None:
            logs.event("UPDATE_UNREADABLE")
            return web.Response(status=400)
        await self._intake.finish(update, at_most=PATIENCE if self._intake.unconfirmed >= CROWDED else None)
        return web.Response()


def _update_in(body: bytes) -> Raw | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if is_numbered(update) else None
