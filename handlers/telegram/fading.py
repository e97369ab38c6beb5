"""Messages of the bot that must go from a chat after a while, known in memory alone."""

from dataclasses import dataclass
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import logs


@dataclass(frozen=True, slots=True)
class _Faint:
    chat: int
    message: int
    until: datetime


class Fading:
    """Takes messages away when their time is over, or at once when asked."""

    def __init__(self) -> None:
        self._faint: list[_Faint] = []

    def add(self, chat: int, message: int, until: datetime) -> None:
        """Let a message go at a moment."""
        self._faint.append(_Faint(chat, message, until))

    async def take_due(self, bot: Bot, now: datetime) -> None:
        """Take away what has had its time."""
        await self._take(bot, [one for one in self._faint if one.until <= now])

    async def take_of(self, bot: Bot, chat: int) -> None:
        """Take away everything of a chat."""
        await self._take(bot, [one for one in self._faint if one.chat == chat])

    async def take_all(self, bot: Bot) -> None:
        """Take away everything: the program ends."""
        await self._take(bot, list(self._faint))

    async def _take(self, bot: Bot, faint: list[_Faint]) -> None:
        for one in faint:
            # What the network keeps stays on the list for the next turn, and keeps no other.
            if await is_done_with(bot, one.chat, one.message) and one in self._faint:
                self._faint.remove(one)


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
