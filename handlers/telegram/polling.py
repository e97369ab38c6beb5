"""Polling that confirms after processing: a kill loses no question."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from telegram.error import Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot import logs
from bot.health.pulse import Pulse, Trouble
from bot.updates.lanes import Lanes
from handlers.telegram.intake import Intake, Raw
from handlers.telegram.kinds import KINDS
from handlers.telegram.sending import Courier, Tries
from handlers.telegram.stopping import rest, unless_stopped
from handlers.telegram.topics import Topics

LONG_POLL = 30
"""Seconds Telegram holds the line while there is nothing."""

ANSWER = 10.0
"""Seconds a poll may take beyond the time that Telegram holds it."""

MOST_AT_ONCE = 100
"""Updates that Telegram shows at once."""

GLANCE = 0.25
"""Seconds between looks for new updates while others are still in hand: Telegram then returns those at once."""

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
DRAIN = 20.0
"""Seconds that what is in hand may take when the program is asked to stop."""

FAREWELL = 5.0
"""Seconds for the last confirmation."""

QUIET_DAYS = 5 * 24 * 3600
"""Seconds without an update after which the offset is dropped: after a week Telegram may count anew from below it."""

TRUCE = 60.0
"""Seconds without a conflict after which the other program is taken to have stopped: while two poll, either wins at times."""


def pauses(chance: Random) -> Iterator[float]:
    """Growing pauses with a quarter of chance in them, so that many bots do not return at one moment."""
    pause = FIRST_PAUSE
    while True:
        yield pause * chance.uniform(0.75, 1.25)
        pause = min(pause * 2, LONGEST_PAUSE)


class UpdatesBot(ExtBot[Tries]):
    """PTB's bot that also hands out updates as they came.

    Raw, so that one update which this PTB cannot read does not take the whole batch with it.
    """

    @property
    def topics(self) -> Topics:
        """In which topics of their chats people are: what is sent goes there."""
        assert isinstance(self.rate_limiter, Courier)  # noqa: S101 - bot/app/application.py builds it so
        return self.rate_limiter.topics

    async def fetch(self, offset: int | None, seconds: int) -> list[Raw]:
        """Updates from `offset` on, waiting up to `seconds` for the first; this confirms all below `offset`."""
        asked: dict[str, object] = {"timeout": seconds, "allowed_updates": KINDS}
        if offset is not None:
            asked["offset"] = offset
        batch = await self._post("getUpdates", asked, read_timeout=seconds + ANSWER)
        if not isinstance(batch, list):
            raise NetworkError("no list of updates")
        return batch


class Poller:
    """Fetches updates and confirms those that are done."""

    def __init__(self, bot: UpdatesBot, intake: Intake, lanes: Lanes, chance: Random, pulse: Pulse) -> None:
        self._bot = bot
        self._intake = intake
        self._lanes = lanes
        self._chance = chance
        self._pulse = pulse
        self._pauses = pauses(chance)
        # The first poll is without offset: who knows how long the program stood still.
        self._last_news = float("-inf")
        self._trouble: logs.Event | None = None
        self._last_trouble = 0.0

    async def poll(self, stop: asyncio.Event) -> None:
        """Poll until asked to stop; then finish what is in hand and confirm it.

        Raises:
            InvalidToken, Forbidden: where Telegram refuses the token.
        """
        while not stop.is_set():
            try:
                await self._round(stop)
            except (InvalidToken, Forbidden):
                raise
            except TelegramError as error:
                await self._suffer(error, stop)
        logs.event("STOPPING", count=self._intake.in_hand)
        if not await self._lanes.drain(DRAIN):
            logs.event("UPDATES_LEFT", count=self._intake.in_hand)
            await self._lanes.abandon()
        await self._confirm_last()

    async def _round(self, stop: asyncio.Event) -> None:
        await self._intake.save()
        # A poll broken off takes nothing: what it would have brought is still unconfirmed.
        await unless_stopped(self._fetch_and_take(), stop)

    async def _fetch_and_take(self) -> None:
        batch = await self._bot.fetch(self._offset(), 0 if self._intake.unconfirmed else LONG_POLL)
        self._recover()
        if batch:
            self._last_news = _now()
        fresh = self._intake.take_all(batch)
        if len(batch) >= MOST_AT_ONCE:
            self._intake.make_way()
        if self._intake.unconfirmed or (batch and not fresh):
            # Telegram shows again whatever is not confirmed: asked at each end, it would show a hundred updates a hundred times.
            await self._lanes.half_ended(GLANCE)

    def _offset(self) -> int | None:
        done = self._intake.done
        return None if done is None or _now() - self._last_news > QUIET_DAYS else done + 1

    async def _suffer(self, error: TelegramError, stop: asyncio.Event) -> None:
        pause = next(self._pauses)
        match error:
            case RetryAfter(retry_after=halt):
                self._note("TELEGRAM_ASKS_TO_WAIT")
                pause = halt.total_seconds() if isinstance(halt, timedelta) else halt
            case Conflict():
                self._note("SECOND_POLLER")
            case _:
                self._note("TELEGRAM_UNREACHABLE")
        await rest(pause, stop)

    def _note(self, trouble: logs.Event) -> None:
        if trouble != self._trouble:
            logs.event(trouble, level=logging.WARNING, hint=HINTS[trouble])
            self._trouble = trouble
            self._pulse.trouble(Trouble.TELEGRAM)
        self._last_trouble = _now()

    def _recover(self) -> None:
        if self._trouble is None:
            return
        if self._trouble == "SECOND_POLLER" and _now() - self._last_trouble < TRUCE:
            return
        logs.event("TELEGRAM_BACK")
        self._trouble = None
        self._pulse.over(Trouble.TELEGRAM)
        self._pauses = pauses(self._chance)

    async def _confirm_last(self) -> None:
        await self._intake.save()
        try:
            async with asyncio.timeout(FAREWELL):
                await self._bot.fetch(self._offset(), 0)
        except (TelegramError, TimeoutError):
            # What is done is saved: what Telegram sends again is known to be done.
            return


def _now() -> float:
    return asyncio.get_running_loop().time()


HINTS: dict[logs.Event, str] = {
    "SECOND_POLLER": "another-program-polls-with-this-token:stop-it",
    "TELEGRAM_UNREACHABLE": "check-the-network-and-BOT_API_URL",
    "TELEGRAM_ASKS_TO_WAIT": "nothing-to-do",
    "WEBHOOK_NOT_TAKEN": "check-WEBHOOK_URL",
}
