"""Notices to officials and alarms to owners: one call each, never repeated, and what became of it."""

from collections.abc import Callable, Sequence

from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.language import Language
from bot.outbox.delivery_result import Sent, Unreachable
from bot.tips.casework.notices import NoticeResult
from bot.tips.officials.file import Official
from bot.tips.ports import Batch
from handlers.officials.screens import OfficialScreens
from handlers.telegram.context import AdepBot
from handlers.telegram.screen import Screen
from handlers.telegram.sending import NO_PREVIEW, Tries
from handlers.telegram.undelivered import undelivered


class TelegramMessenger:
    """Brings batches to phones. Nothing in them says what a case is about."""

    def __init__(self, bot: AdepBot, owners: Sequence[int], screens: Callable[[], OfficialScreens]) -> None:
        """`screens` gives what an official sees in the words in force."""
        self._bot = bot
        self._owners = owners
        self._screens = screens

    async def notify(self, official: Official, batch: Batch) -> NoticeResult:
        """Bring it to an official."""
        return await self._send(official.telegram_id, await self._screens().notice(official, batch))

    async def alarm(self, owner: int, batch: Batch) -> NoticeResult:
        """Tell an owner that cases have nobody who can be reached."""
        if owner >= len(self._owners):
            return Unreachable()
        return await self._send(self._owners[owner], self._screens().alarm(tuple(Language), batch))

    async def _send(self, chat: int, screen: Screen) -> NoticeResult:
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
        except TelegramError as error:
            return undelivered(error)
        return Sent(sent.message_id)
