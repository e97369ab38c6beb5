"""Notices to officials and alarms to owners: one call each, never repeated, and what became of it."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot import logs
from bot.language import Language
from bot.tips.casework.notices import Arrived, Later, Passage, Unreachable, Unsure
from bot.tips.officials.file import Official
from bot.tips.ports import Batch
from handlers.officials.screens import OfficialScreens
from handlers.telegram.context import AdepBot
from handlers.telegram.screen import Screen
from handlers.telegram.sending import NO_PREVIEW, Tries

REFUSED_AGAIN = 600.0
"""Seconds after which a message that Telegram refused for itself is tried again: a new text may have mended it."""


class TelegramMessenger:
    """Brings batches to phones. Nothing in them says what a case is about."""

    def __init__(self, bot: AdepBot, owners: Sequence[int], screens: Callable[[], OfficialScreens]) -> None:
        """`screens` gives what an official sees in the words in force."""
        self._bot = bot
        self._owners = owners
        self._screens = screens

    async def notify(self, official: Official, batch: Batch) -> Passage:
        """Bring it to an official."""
        return await self._send(official.telegram_id, await self._screens().notice(official, batch))

    async def alarm(self, owner: int, batch: Batch) -> Passage:
        """Tell an owner that cases have nobody who can be reached."""
        if owner >= len(self._owners):
            return Unreachable()
        return await self._send(self._owners[owner], self._screens().alarm(tuple(Language), batch))

    async def _send(self, chat: int, screen: Screen) -> Passage:
        try:
            sent = await self._bot.send_message(
                chat,
                screen.html,
                parse_mode=ParseMode.HTML,
                reply_markup=screen.buttons,
                link_preview_options=NO_PREVIEW,
                protect_content=True,
                disable_notification=False,  # with sound, also where somebody would make the others silent
                rate_limit_args=Tries.ONCE,
            )
        except RetryAfter as error:
            halt = error.retry_after
            return Later(halt.total_seconds() if isinstance(halt, timedelta) else halt)
        except Forbidden:
            return Unreachable()
        except BadRequest as error:
            if "chat not found" in error.message.lower():
                return Unreachable()
            logs.event("NOTICE_REFUSED", error=type(error).__name__)
            return Later(REFUSED_AGAIN)
        except TelegramError:
            return Unsure()
        return Arrived(sent.message_id)
