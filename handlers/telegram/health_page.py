"""The page of health, for the operator's own watch: is it alive, is it ready, and figures for Prometheus."""

import logging
from types import TracebackType
from typing import Self

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot import logs
from bot.health.metrics import Metrics
from bot.health.pulse import AddressTakenError, EventCounts, Pulse


class HealthPage:
    """Serves /live, /ready and /metrics on a local address while entered, beside polling and webhook alike."""

    def __init__(self, pulse: Pulse, listen: str) -> None:
        self._pulse = pulse
        self._events = EventCounts()
        self._metrics = Metrics(pulse, self._events)
        host, _, port = listen.rpartition(":")
        self._host, self._port = host.strip("[]"), int(port)
        server = web.Application()
        server.router.add_get("/live", self._live)
        server.router.add_get("/ready", self._ready)
        server.router.add_get("/metrics", self._figures)
        self._runner = web.AppRunner(server, access_log=None, shutdown_timeout=1.0)

    async def __aenter__(self) -> Self:
        """Begin to listen, and to count events.

        Raises:
            AddressTakenError: where the address cannot be listened on.
        """
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self._port).start()
        except OSError as error:
            await self._runner.cleanup()
            raise AddressTakenError(error.strerror) from None
        logging.getLogger(logs.NAME).addHandler(self._events)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Listen and count no more."""
        logging.getLogger(logs.NAME).removeHandler(self._events)
        await self._runner.cleanup()

    async def _live(self, _: web.Request) -> web.Response:
        lives = self._pulse.condition().lives
        return web.json_response({"lives": lives}, status=200 if lives else 503)

    async def _ready(self, _: web.Request) -> web.Response:
        condition = self._pulse.condition()
        last = {f"last_{sign}": moment and moment.isoformat() for sign, moment in condition.last.items()}
        told = {"ready": condition.is_ready, "troubles": condition.troubles, **last}
        return web.json_response(told, status=200 if condition.is_ready else 503)

    async def _figures(self, _: web.Request) -> web.Response:
        return web.Response(body=self._metrics.page(), headers={"Content-Type": CONTENT_TYPE_LATEST})
