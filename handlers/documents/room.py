"""The desk at which a paper is written: one screen that changes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Bot

from bot.documents.draft import Draft, Stage
from bot.documents.filling import Filling
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from handlers.documents.chats import Paperwork
from handlers.documents.screens import PaperScreens
from handlers.documents.services import DocumentServices
from handlers.telegram.fading import take_away
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, send_screen
from handlers.telegram.turn import Turn


@dataclass(frozen=True, slots=True)
class PaperRoom:
    """Somebody who writes a paper: everything a step needs."""

    bot: Bot
    services: DocumentServices
    knowledge: Knowledge
    chat: int
    work: Paperwork

    @property
    def draft(self) -> Draft:
        """The draft."""
        return self.work.draft

    @property
    def language(self) -> Language:
        """The language of the screens."""
        return self.draft.language

    @property
    def screens(self) -> PaperScreens:
        """What its writer sees."""
        return PaperScreens(
            self.knowledge.texts, self.knowledge.papers, takes_tips=self.services.beside.takes_tips
        )

    def say(self, name: Say, **values: object) -> str:
        """One of the bot's own sentences, in the language of the screens."""
        return self.knowledge.texts(self.language, name, **values)

    async def show(self, *, below: bool = False) -> None:
        """Show the step the draft is at, where the last screen stands; `below`, or where that is gone, at the end of the chat."""
        await self._put(await self._screen(), below=below)

    async def end(self, said: Say) -> None:
        """End a draft that is closed already: its screen says why."""
        await self._put(self.screens.plain(self.language, said), below=False)

    async def end_below(self, screen: Screen) -> None:
        """End a draft that is closed already with a screen at the end of the chat."""
        await self._put(screen, below=True)

    async def _screen(self) -> Screen:
        screen = self.screens.of(self.draft) if self.draft.stage is not Stage.REVIEW else await self._review()
        remark, self.work.remark = self.work.remark, ""
        return Screen(f"❗️ {remark}\n\n{screen.html}", screen.buttons) if remark else screen

    async def _review(self) -> Screen:
        return self.screens.review(self.draft, await asyncio.to_thread(self._heads))

    def _heads(self) -> dict[Language, tuple[str, str]]:
        """The addressee and the sender in their cases, as they will stand in the paper."""
        paper, layout = self.draft.paper, self.draft.layout
        if paper is None or layout is None:
            return {}
        filling = Filling(paper, self.draft, self.knowledge.grounds, self.services.calendar)
        return {one: (filling.addressee(one), filling.sender(one)) for one in layout.languages}

    async def _put(self, screen: Screen, *, below: bool) -> None:
        old = self.work.screen
        if old is not None and not below and await replace(self.bot, self.chat, old, screen):
            return
        self.work.screen = await send_screen(self.bot, self.chat, screen)
        if old is not None:
            await take_away(self.bot, self.chat, old)


Step = Callable[[PaperRoom], Awaitable[Say | None]]
"""One step; what it returns is said as an alert."""


def room_of(services: DocumentServices, bot: Bot, knowledge: Knowledge, chat: int) -> PaperRoom | None:
    """What is open in a chat, touched with this; None where nothing is, or its time is over."""
    work = services.chats.of(chat)
    return PaperRoom(bot, services, knowledge, chat, work) if work else None


def open_room(services: DocumentServices, turn: Turn, language: Language) -> PaperRoom:
    """A fresh draft in the chat of a message."""
    work = services.chats.begin(turn.chat.id, language)
    return PaperRoom(turn.bot, services, turn.knowledge, turn.chat.id, work)
