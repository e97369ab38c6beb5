"""The chats in which a paper is written: the draft, and the one message of the bot that belongs to it."""

import asyncio
from dataclasses import dataclass

from telegram import Bot

from bot.clock import Clock
from bot.documents.draft import Draft, Drafts
from bot.language import Language
from handlers.telegram.fading import is_done_with

MADE_AT_ONCE = 1
"""Papers: each takes a dictionary of 30 MB for a moment."""


@dataclass(slots=True)
class Paperwork:
    """A draft and its screen; `remark` is said once, on the next screen."""

    draft: Draft
    screen: int | None = None
    remark: str = ""


class PaperChats:
    """Opens and closes drafts together with what is known of their chats, in memory alone."""

    def __init__(self, clock: Clock) -> None:
        self.drafts = Drafts(clock)
        self.making = asyncio.Semaphore(MADE_AT_ONCE)
        self._open: dict[int, Paperwork] = {}
        self._left: list[tuple[int, int]] = []

    def of(self, chat: int) -> Paperwork | None:
        """What is open in a chat, touched with this; None where nothing is, or its time is over."""
        return self._open.get(chat) if self.drafts.of(chat) else None

    def begin(self, chat: int, language: Language) -> Paperwork:
        """Open a draft in the place of an older one, whose screen goes."""
        self.leave(chat)
        self._open[chat] = Paperwork(self.drafts.begin(chat, language))
        return self._open[chat]

    def close(self, chat: int) -> Paperwork | None:
        """Forget a draft and what was written in it; its screen can still be changed."""
        self.drafts.close(chat)
        return self._open.pop(chat, None)

    def leave(self, chat: int) -> None:
        """Forget a draft because something else begins in its chat; the screen goes with the next turn of the housekeeping."""
        closed = self.close(chat)
        if closed and closed.screen is not None:
            self._left.append((chat, closed.screen))

    def close_expired(self) -> list[tuple[int, Paperwork]]:
        """Forget the drafts that have had their time; whose they were."""
        return [(chat, self._open.pop(chat)) for chat, _ in self.drafts.close_expired() if chat in self._open]

    def close_all(self) -> list[tuple[int, Paperwork]]:
        """Forget every draft."""
        return [(chat, closed) for chat in self.drafts.chats() if (closed := self.close(chat))]

    def is_for_draft(self, chat: int) -> bool:
        """Whether what is written in a chat now belongs to its draft, or to one that has just had its time."""
        return self.drafts.is_open(chat) or self.drafts.late(chat) is not None

    def is_of_draft(self, chat: int, message: int) -> bool:
        """Whether a message gave an answer to the open draft of a chat."""
        return chat in self._open and message in self._open[chat].draft.from_message

    async def take_left(self, bot: Bot) -> None:
        """Take away the screens of drafts that were left; what the network keeps, in the next turn."""
        left, self._left = self._left, []
        gone = await asyncio.gather(*(is_done_with(bot, *one) for one in left))
        self._left += [one for one, is_gone in zip(left, gone, strict=True) if not is_gone]
