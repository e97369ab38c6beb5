"""PTB's requests over aiohttp: httpx slows to a quarter above eight requests at once, aiohttp does not."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

DEFAULT_SECONDS = 10.0
CONNECT_SECONDS = 5.0
POOL_SECONDS = 5.0
WRITE_SECONDS = 10.0
FILE_SECONDS = 120.0
"""Seconds in which the largest file must have passed; a line that is slower is as good as dead."""


class NotReachedError(NetworkError):
    """No connection came about: the call had no effect, and can be made again without fear."""


class BrokenOffError(NetworkError):
    """The connection broke before the answer was there: the call may have had its effect."""


class AiohttpRequest(BaseRequest):
    """One pool of connections; give updates a second one, so that a long poll holds up no answer.

    Proxies are taken from the environment. No error carries the URL: it holds the token.
    """

    __slots__ = ("_connections", "_seconds", "_session")

    def __init__(self, connections: int = 64, seconds: float = DEFAULT_SECONDS) -> None:
        self._connections = connections
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds to wait for an answer; PTB adds a long poll's own time to it."""
        return self._seconds

    async def initialize(self) -> None:
        """Open the pool."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(
                connector=connector, trust_env=True, cookie_jar=aiohttp.DummyCookieJar()
            )

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # noqa: PLR0913, PLR0917 - the signature is PTB's
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body of the answer.

        Raises:
            NotReachedError: where no connection came about.
            TimedOut: where the answer did not come in time; the call may have had its effect.
            BrokenOffError: where the connection broke; likewise.
        """
        is_file = method == "GET" or bool(request_data and request_data.multipart_data)
        wait = _Wait(
            connect=_chosen(connect_timeout, CONNECT_SECONDS) + _chosen(pool_timeout, POOL_SECONDS),
            read=_chosen(read_timeout, self._seconds),
            write=_chosen(write_timeout, FILE_SECONDS if is_file else WRITE_SECONDS),
        )
        # Raised outside the handler: the error of aiohttp may hold the URL, and an error remembers what it came from.
        try:
            return await self._ask(url, method, _body(request_data), wait)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            failure: NetworkError = NotReachedError(type(error).__name__)
        except TimeoutError:
            failure = TimedOut()
        except (aiohttp.ClientError, OSError) as error:
            failure = BrokenOffError(type(error).__name__)
        raise failure

    async def _ask(self, url: str, method: str, body: dict[str, Any], wait: "_Wait") -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("this request is not initialized")
        timeout = aiohttp.ClientTimeout(
            total=wait.connect + wait.write + wait.read, connect=wait.connect, sock_read=wait.read
        )
        # A redirect is not followed: it would take the token elsewhere.
        async with self._session.request(
            method, url, timeout=timeout, allow_redirects=False, **body
        ) as answer:
            return answer.status, await answer.read()


@dataclass(frozen=True, slots=True)
class _Wait:
    """Seconds: for a connection, from the question to the next bytes of the answer, and more for a long body."""

    connect: float
    read: float
    write: float


def _chosen(seconds: Any, default: float) -> float:
    """PTB's None means without end; nothing here waits so long."""
    return default if seconds is BaseRequest.DEFAULT_NONE or seconds is None else float(seconds)


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.multipart_data:
        return {"data": data.json_payload, "headers": {"Content-Type": "application/json"}}
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}
