"""The front in memory: a request object of python-telegram-bot that asks the core instead of the network."""

import asyncio
from typing import Any
from urllib.parse import unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from emulator.local_telegram.core import LocalTelegram
from emulator.local_telegram.params import Params, Upload
from emulator.local_telegram.replies import CallResult, Reply

_READ_SECONDS = 5.0


class ConnectionClosedError(NetworkError):
    """The answer was lost; PTB itself raises a plain NetworkError where Telegram answered with 5xx."""


class MemoryRequest(BaseRequest):
    """Carries calls to a LocalTelegram; two of them serve an Application.

    A closed connection raises ConnectionClosedError, an answer later than the read timeout TimedOut (the call has its effect nevertheless).
    """

    __slots__ = ("_read_timeout", "_telegram", "_under_way")

    def __init__(self, telegram: LocalTelegram, read_timeout: float | None = _READ_SECONDS) -> None:
        self._telegram = telegram
        self._read_timeout = read_timeout
        self._under_way: set[asyncio.Task[CallResult]] = set()

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Abandon the calls whose answer nobody waits for."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is BaseRequest's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Ask the core as BaseRequest has it: status code and body."""
        del write_timeout, connect_timeout, pool_timeout
        if method == "GET":
            return self._download(url)
        token, name = _token_and_method(url)
        seconds = self._read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        outcome = await self._outcome(token, name, _params(request_data), seconds)
        if not isinstance(outcome, Reply):
            raise ConnectionClosedError("the connection was closed before the answer was complete")
        return outcome.code, outcome.body

    async def _outcome(self, token: str, name: str, params: Params, seconds: float | None) -> CallResult:
        """The task is shielded: what a bot stopped waiting for still happens, as on the network. Not so a poll."""
        task = asyncio.create_task(self._telegram.call(token, name, params))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        waited = task if name.lower() == "getupdates" else asyncio.shield(task)
        try:
            async with asyncio.timeout(seconds):
                return await waited
        except TimeoutError:
            raise TimedOut from None

    def _download(self, url: str) -> tuple[int, bytes]:
        token, _, path = unquote(url.partition("/file/bot")[2]).partition("/")
        reply = self._telegram.download(token, path)
        return reply.code, reply.body


def _token_and_method(url: str) -> tuple[str, str]:
    token, _, method = url.rpartition("/bot")[2].partition("/")
    return token, method


def _params(data: RequestData | None) -> Params:
    if data is None:
        return Params()
    uploads = {
        name: Upload(file[0], file[1] if isinstance(file[1], bytes) else file[1].read(), file[2])
        for name, file in data.multipart_data.items()
    }
    return Params(data.json_parameters, uploads)
