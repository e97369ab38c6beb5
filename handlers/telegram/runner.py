"""From the first call to the last: the application started, fed with updates, stopped in order."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from random import Random
from typing import Any

from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot import logs
from bot.health.pulse import Pulse, Trouble
from bot.updates.lanes import Lanes
from handlers.telegram.context import AdepApplication
from handlers.telegram.heeding import Heeding
from handlers.telegram.intake import Ahead, Intake, Progress, TooMany, Work
from handlers.telegram.kinds import KINDS
from handlers.telegram.polling import HINTS, Poller, UpdatesBot, pauses
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.stopping import rest, unless_stopped


class TokenRefusedError(Exception):
    """Telegram does not know the token."""


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """Where Telegram sends updates to, and where they are listened for."""

    url: str
    secret: str
    listen: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the log is told at the start: the acts and how each stands, whether tips are taken, officials reached of all."""

    acts: str
    desk: str
    officials: str


@dataclass(frozen=True, slots=True)
class Serving:
    """What is kept going: the application, what is done of itself, the signs of life, what intake.py needs besides, and what the
    log is told of it at the start.
    """

    application: AdepApplication
    ticks: Ticks
    pulse: Pulse
    ahead: Ahead
    heeding: Heeding
    too_many: TooMany
    standing: Callable[[], Awaitable[Standing]]


class Runner:
    """Runs one application until it is asked to stop."""

    def __init__(
        self,
        serving: Serving,
        progress: Progress,
        chance: Random,
        webhook: WebhookAddress | None = None,
    ) -> None:
        self._application = serving.application
        self._ticks = serving.ticks
        self._pulse = serving.pulse
        self._standing = serving.standing
        self._chance = chance
        self._webhook = webhook
        self._lanes = Lanes()
        work = Work(serving.application, serving.pulse, serving.ahead, serving.heeding, serving.too_many)
        self._intake = Intake(work, self._lanes, progress, in_order=webhook is None)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; what is in hand then is finished.

        Raises:
            TokenRefusedError: where Telegram refuses the token.
            OSError: where the webhook's address cannot be listened on.
        """
        try:
            refused = await self._is_refused(stop)
        finally:
            await self._application.shutdown()
            # The application leaves its bot open when its start was broken off.
            await self._application.bot.shutdown()
            logs.event("STOPPED")
        if refused:
            # Raised here and not in the handler of PTB's own error, which holds the token.
            raise TokenRefusedError

    async def _is_refused(self, stop: asyncio.Event) -> bool:
        try:
            await self._intake.load()
            if await self._insist(self._application.initialize, stop):
                await self._serve(stop)
        except (InvalidToken, Forbidden):
            return True
        return False

    async def _serve(self, stop: asyncio.Event) -> None:
        await self._application.start()
        ticking = asyncio.create_task(self._ticks.run(stop))
        try:
            await (self._listen(self._webhook, stop) if self._webhook else self._poll(stop))
        finally:
            # Serving may have ended without a stop, at a token taken back.
            stop.set()
            self._pulse.trouble(Trouble.STOPPING)
            await ticking
            await self._ticks.say_farewell()
            await self._application.stop()

    async def _poll(self, stop: asyncio.Event) -> None:
        bot = self._application.bot
        assert isinstance(bot, UpdatesBot)  # noqa: S101 - bot/app/application.py builds it so
        if await self._insist(bot.delete_webhook, stop):
            await self._started("polling")
            await Poller(bot, self._intake, self._lanes, self._chance, self._pulse).poll(stop)

    async def _listen(self, address: WebhookAddress, stop: asyncio.Event) -> None:
        # Half of aiohttp, which nobody needs who asks for updates.
        from handlers.telegram.webhook import Webhook  # noqa: PLC0415 - as said

        async def announce() -> None:
            await self._application.bot.set_webhook(
                address.url, secret_token=address.secret, allowed_updates=KINDS
            )

        # Telegram is told when somebody listens, not before.
        async with Webhook(self._intake, address.url, address.secret, address.listen):
            if await self._insist(announce, stop):
                logs.event("WEBHOOK_SET")
                await self._started("webhook")
                await stop.wait()
                logs.event("STOPPING", count=self._intake.in_hand)

    async def _started(self, mode: str) -> None:
        bot, how = f"@{self._application.bot.username}", await self._standing()
        logs.event("STARTED", bot=bot, mode=mode, acts=how.acts, desk=how.desk, officials=how.officials)
        self._pulse.over(Trouble.STARTING)

    async def _insist(self, step: Callable[[], Coroutine[Any, Any, object]], stop: asyncio.Event) -> bool:
        """Do a step that needs the network, again and again until it is done; False when asked to stop before."""
        told: logs.Event | None = None
        for pause in pauses(self._chance):
            if stop.is_set():
                break
            try:
                if await unless_stopped(step(), stop):
                    if told:
                        logs.event("TELEGRAM_BACK")
                        self._pulse.over(Trouble.TELEGRAM)
                    return True
            except (InvalidToken, Forbidden):
                raise
            except TelegramError as error:
                told = _tell(error, told)
                self._pulse.trouble(Trouble.TELEGRAM)
                await rest(pause, stop)
        return False


def _tell(error: TelegramError, told: logs.Event | None) -> logs.Event:
    trouble: logs.Event = "WEBHOOK_NOT_TAKEN" if isinstance(error, BadRequest) else "TELEGRAM_UNREACHABLE"
    if trouble != told:
        logs.event(trouble, level=logging.WARNING, hint=HINTS[trouble])
    return trouble


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set the event at SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
