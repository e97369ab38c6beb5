"""Polling that confirms after processing: a kill loses no question."""

import asyncio
import logging
from collections.abc import Iterator
from random import Random

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot import logs
from bot.lanes import Lanes
from handlers.intake import Intake, Raw

LONG_POLL = 30
"""Seconds Telegram holds the line while there is nothing."""

ANSWER = 10.0
"""Seconds a poll may take beyond the time that Telegram holds it."""

GLANCE = 0.25
"""Seconds between looks for new updates while others are still in hand: Telegram then returns those at once."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
DRAIN = 20.0
"""Seconds that what is in hand may take when the program is asked to stop."""

QUIET_DAYS = 5 * 24 * 3600
"""Seconds without an update after which the offset is dropped: after a week Telegram may count anew from below it."""

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")


def pauses(chance: Random) -> Iterator[float]:
    """Growing pauses with a quarter of chance in them, so that many bots do not return at one moment."""
    pause = FIRST_PAUSE
    while True:
        yield pause * chance.uniform(0.75, 1.25)
        pause = min(pause * 2, LONGEST_PAUSE)


class UpdatesBot(ExtBot[None]):
    """PTB's bot that also hands out updates as they came.

    Raw, so that one update which this PTB cannot read does not take the whole batch with it.
    """

    async def fetch(self, offset: int | None, seconds: int) -> list[Raw]:
        """Updates from `offset` on, waiting up to `seconds` for the first; this confirms all below `offset`."""
        asked: dict[str, object] = {"timeout": seconds, "allowed_updates": KINDS}
        if offset is not None:
            asked["offset"] = offset
        batch: list[Raw] = await self._post("getUpdates", asked, read_timeout=seconds + ANSWER)
        return batch


class Poller:
    """Fetches updates and confirms those that are done."""

    def __init__(self, bot: UpdatesBot, intake: Intake, lanes: Lanes, chance: Random) -> None:
        self._bot = bot
        self._intake = intake
        self._lanes = lanes
        self._chance = chance
        self._pauses = pauses(chance)
        self._last_news = 0.0
        self._trouble = ""

    async def poll(self, stop: asyncio.Event) -> None:
        """Poll until asked to stop; then finish what is in hand and confirm it.

        Raises:
            InvalidToken: where Telegram refuses the token.
        """
        self._last_news = asyncio.get_running_loop().time()
        while not stop.is_set():
            await self._round(stop)
        if not await self._lanes.drain(DRAIN):
            logs.event("UPDATES_LEFT", count=self._intake.in_hand)
        await self._confirm_last()

    async def _round(self, stop: asyncio.Event) -> None:
        await self._intake.save()
        waiting = asyncio.create_task(self._fetch(0 if self._intake.in_hand else LONG_POLL))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((waiting, stopping), return_when=asyncio.FIRST_COMPLETED)
            if waiting.done():
                await self._receive(waiting.result())
        except TelegramError as error:
            await self._suffer(error, stop)
        finally:
            # A poll broken off takes nothing: what it would have brought is still unconfirmed.
            for task in (waiting, stopping):
                task.cancel()
            await asyncio.gather(waiting, stopping, return_exceptions=True)

    async def _receive(self, batch: list[Raw]) -> None:
        self._recover()
        fresh = [self._intake.take(raw) for raw in batch]
        if any(fresh):
            self._last_news = asyncio.get_running_loop().time()
        if self._intake.in_hand:
            await self._lanes.any_ended(GLANCE)

    async def _fetch(self, seconds: int) -> list[Raw]:
        return await self._bot.fetch(self._offset(), seconds)

    def _offset(self) -> int | None:
        quiet = asyncio.get_running_loop().time() - self._last_news > QUIET_DAYS
        return None if quiet or self._intake.done is None else self._intake.done + 1

    async def _suffer(self, error: TelegramError, stop: asyncio.Event) -> None:
        match error:
            case InvalidToken():
                raise error
            case RetryAfter():
                self._note("TELEGRAM_ASKS_TO_WAIT")
            case Conflict():
                self._note("SECOND_POLLER")
            case _:
                self._note("TELEGRAM_UNREACHABLE")
        try:
            await asyncio.wait_for(stop.wait(), next(self._pauses))
        except TimeoutError:
            return

    def _note(self, trouble: logs.Event) -> None:
        if trouble != self._trouble:
            logs.event(trouble, level=logging.WARNING, hint=HINTS[trouble])
            self._trouble = trouble

    def _recover(self) -> None:
        if self._trouble:
            logs.event("TELEGRAM_BACK")
            self._trouble = ""
            self._pauses = pauses(self._chance)

    async def _confirm_last(self) -> None:
        await self._intake.save()
        try:
            await self._fetch(0)
        except TelegramError:
            # The number is saved: what Telegram sends again is known to be done.
            return


HINTS: dict[str, str] = {
    "SECOND_POLLER": "another-program-polls-with-this-token:stop-it",
    "TELEGRAM_UNREACHABLE": "check-the-network-and-BOT_API_URL",
    "TELEGRAM_ASKS_TO_WAIT": "nothing-to-do",
}
