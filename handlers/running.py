"""From the first call to the last: the application started, fed with updates, stopped in order."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random

from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.lanes import Lanes
from handlers.context import AdepApplication
from handlers.intake import Intake, Progress
from handlers.polling import HINTS, KINDS, Poller, UpdatesBot, pauses
from handlers.webhook import Webhook


class TokenRefusedError(Exception):
    """Telegram does not know the token."""


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """Where Telegram sends updates to, and where they are listened for."""

    url: str
    secret: str
    listen: str


class Runner:
    """Runs one application until it is asked to stop."""

    def __init__(
        self,
        application: AdepApplication,
        progress: Progress,
        chance: Random,
        webhook: WebhookAddress | None = None,
    ) -> None:
        self._application = application
        self._chance = chance
        self._webhook = webhook
        self._lanes = Lanes()
        self._intake = Intake(application, self._lanes, progress)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; what is in hand then is finished.

        Raises:
            TokenRefusedError: where Telegram refuses the token.
        """
        try:
            await self._intake.load()
            if not await self._insist(self._application.initialize, stop):
                return
            if await self._insist(self._announce, stop):
                await self._serve(stop)
        except InvalidToken:
            raise TokenRefusedError from None
        finally:
            await self._application.shutdown()
            logs.event("STOPPED")

    async def _serve(self, stop: asyncio.Event) -> None:
        await self._application.start()
        logs.event("STARTED")
        try:
            await self._receive(stop)
        finally:
            logs.event("STOPPING", count=self._intake.in_hand)
            await self._application.stop()

    async def _receive(self, stop: asyncio.Event) -> None:
        if self._webhook:
            address = self._webhook
            await Webhook(self._intake, address.url, address.secret, address.listen).serve(stop)
            return
        bot = self._application.bot
        assert isinstance(bot, UpdatesBot)  # noqa: S101 - app.py builds it so
        await Poller(bot, self._intake, self._lanes, self._chance).poll(stop)

    async def _announce(self) -> None:
        """Tell Telegram which way updates shall come; those that wait are kept."""
        if self._webhook:
            await self._application.bot.set_webhook(
                self._webhook.url, secret_token=self._webhook.secret, allowed_updates=KINDS
            )
            logs.event("WEBHOOK_SET")
        else:
            await self._application.bot.delete_webhook(drop_pending_updates=False)

    async def _insist(self, step: Callable[[], Awaitable[None]], stop: asyncio.Event) -> bool:
        """Do a step that needs the network, again and again until it is done; False when asked to stop before."""
        told = False
        for pause in pauses(self._chance):
            try:
                await step()
            except InvalidToken:
                raise
            except TelegramError:
                if not told:
                    logs.event(
                        "TELEGRAM_UNREACHABLE", level=logging.WARNING, hint=HINTS["TELEGRAM_UNREACHABLE"]
                    )
                    told = True
            else:
                if told:
                    logs.event("TELEGRAM_BACK")
                return True
            try:
                await asyncio.wait_for(stop.wait(), pause)
            except TimeoutError:
                continue
            break
        return False


def stop_on_signals(stop: asyncio.Event) -> None:
    """Set the event at SIGTERM and SIGINT."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
