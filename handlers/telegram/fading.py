"""Messages of the bot that must go from a chat after a while, known in memory alone."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import logs
from handlers.telegram.sending import trying_once

AT_ONCE = 24
"""Messages that are deleted at the same time: fewer than there are connections, so that answers find one."""

AT_ONCE_LAST = 60
"""The same when the program ends."""


@dataclass(frozen=True, slots=True)
class _Faint:
    chat: int
    message: int
    until: datetime
    when_gone: Callable[[], None] | None = None


class Fading:
    """Takes messages away when their time is over, or at once when asked."""

    def __init__(self) -> None:
        self._faint: list[_Faint] = []
        self.places = asyncio.Semaphore(AT_ONCE)

    def add(
        self, chat: int, message: int, until: datetime, when_gone: Callable[[], None] | None = None
    ) -> None:
        """Let a message go at a moment; `when_gone` is called when it went."""
        self._faint.append(_Faint(chat, message, until, when_gone))

    async def take_due(self, bot: Bot, now: datetime) -> None:
        """Take away what has had its time."""
        await self._take(bot, [one for one in self._faint if one.until <= now])

    async def take_of(self, bot: Bot, chat: int) -> None:
        """Take away everything of a chat."""
        await self._take(bot, [one for one in self._faint if one.chat == chat])

    async def take_all(self, bot: Bot) -> None:
        """Take away everything: the program ends."""
        await self._take(bot, list(self._faint))

    def hurry(self) -> None:
        """The program ends: no answer needs a connection any more, so that more may go at the same time."""
        for _ in range(AT_ONCE_LAST - AT_ONCE):
            self.places.release()

    def holds(self, chat: int) -> bool:
        """Whether something of a chat waits to go."""
        return any(one.chat == chat for one in self._faint)

    async def _take(self, bot: Bot, faint: list[_Faint]) -> None:
        """Side by side: what the network keeps stays on the list for the next turn, and keeps no other."""
        await asyncio.gather(*(self._take_one(bot, one) for one in faint))

    async def _take_one(self, bot: Bot, one: _Faint) -> None:
        async with self.places:
            fate = await remove(bot, one.chat, one.message)
        if fate is not Removal.UNREACHED and one in self._faint:
            self._faint.remove(one)
            if one.when_gone and fate is Removal.GONE:
                one.when_gone()


class Removal(Enum):
    """What became of a message that was to go."""

    GONE = auto()
    REFUSED = auto()
    """Telegram's own No: it is too old, or the chat shut the bot out. Trying again does not help."""
    UNREACHED = auto()
    """The network, or Telegram's pace: trying again helps."""


async def remove(bot: Bot, chat: int, message: int) -> Removal:
    """Delete a message, or find it gone, with one try: whoever asks keeps in mind what is to be tried again."""
    try:
        with trying_once():
            await bot.delete_message(chat, message)
    except (BadRequest, Forbidden) as error:
        if isinstance(error, BadRequest) and "to delete not found" in error.message:
            return Removal.GONE
        logs.event("MESSAGE_NOT_DELETED")
        return Removal.REFUSED
    except TelegramError:
        return Removal.UNREACHED
    return Removal.GONE


async def take_away(bot: Bot, chat: int, message: int) -> bool:
    """Delete a message, or find it gone; False where Telegram refuses (it is too old) or cannot be reached."""
    try:
        return await bot.delete_message(chat, message)
    except TelegramError as error:
        if isinstance(error, BadRequest) and "to delete not found" in error.message:
            return True
        logs.event("MESSAGE_NOT_DELETED")
        return False


async def is_done_with(bot: Bot, chat: int, message: int) -> bool:
    """Delete a message; False where trying again may help: Telegram's own No is no reason to."""
    try:
        await bot.delete_message(chat, message)
    except (BadRequest, Forbidden):
        logs.event("MESSAGE_NOT_DELETED")
    except TelegramError:
        return False
    return True
