"""The front over HTTP: the Bot API at `/bot<token>/<method>`, files, webhooks and a control interface."""

import asyncio
import contextlib
import ssl
from types import TracebackType
from typing import Self

from aiohttp import web
from aiohttp.web_request import FileField

from emulator.local_telegram.control import Control
from emulator.local_telegram.core import LocalTelegram
from emulator.local_telegram.delivery import Pauses, WebhookDelivery
from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.files import MOST_UP
from emulator.local_telegram.params import Params, Upload
from emulator.local_telegram.replies import Broken, CallResult, Reply, encoded, refusal

_ROOM_FOR_FIELDS = 1024 * 1024


class LocalTelegramServer:
    """Serves a LocalTelegram while entered: `async with LocalTelegramServer(telegram) as server: server.base_url`.

    Port 0 takes any free one. `base_url` and `file_url` are what python-telegram-bot wants as base_url and base_file_url.
    """

    def __init__(
        self,
        telegram: LocalTelegram,
        host: str = "127.0.0.1",
        port: int = 0,
        pauses: Pauses | None = None,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._telegram = telegram
        self._host = host
        self._port = port
        self._delivery = WebhookDelivery(telegram, pauses or Pauses(), trusted)
        self._delivering: asyncio.Task[None] | None = None
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)

    @property
    def url(self) -> str:
        """The root of the server, without a slash at its end."""
        return f"http://{self._host}:{self._port}"

    @property
    def base_url(self) -> str:
        """What a token and a method are appended to (BOT_API_URL)."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What a token and a file's path are appended to."""
        return f"{self.url}/file/bot"

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]
        self._delivering = asyncio.create_task(self._delivery.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._telegram.world.updates.close()
        if self._delivering is not None:
            self._delivering.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._delivering
        await self._runner.cleanup()
        self._telegram.world.updates.reopen()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=2 * MOST_UP)
        application.add_routes(
            [
                web.route("*", "/bot{token:[^/]+}/{method}", self._call),
                web.get("/file/bot{token:[^/]+}/{path:.+}", self._file),
                *Control(self._telegram).routes(),
            ]
        )
        return application

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if (request.content_length or 0) > MOST_UP + _ROOM_FOR_FIELDS:
            return web.Response(status=413, text="Request Entity Too Large")
        try:
            params = await _params(request)
        except ValueError:
            return await _written(request, encoded(400, refusal(bad_request("can't parse JSON object"))))
        path = request.match_info
        return await _written(request, await self._telegram.call(path["token"], path["method"], params))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info
        return await _written(request, self._telegram.download(path["token"], path["path"]))


async def _params(request: web.Request) -> Params:
    if request.content_type == "application/json":
        body = await request.json() if request.can_read_body else {}
        if not isinstance(body, dict):
            raise ValueError
        return Params({**request.query, **body})
    fields = await request.post()
    files = {name: field for name, field in fields.items() if isinstance(field, FileField)}
    texts = {name: field for name, field in fields.items() if isinstance(field, str)}
    uploads = {
        name: Upload(file.filename, file.file.read(), file.content_type) for name, file in files.items()
    }
    return Params({**request.query, **texts}, uploads)


async def _written(request: web.Request, outcome: CallResult) -> web.StreamResponse:
    match outcome:
        case Reply(code, body, content_type):
            return web.Response(status=code, body=body, content_type=content_type)
        case Broken(body, length):
            return await _broken_off(request, body, length)


async def _broken_off(request: web.Request, body: bytes, length: int) -> web.StreamResponse:
    """Announce the whole length, write a part of it, or nothing at all, and close the connection."""
    response = web.StreamResponse(headers={"Content-Length": str(length), "Content-Type": "application/json"})
    if body:
        await response.prepare(request)
        await response.write(body)
    if request.transport is not None:
        request.transport.close()
    return response
