"""The private room of a tip: the one screen that changes, and everything that goes when it is left."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from telegram import Bot

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.model import Attachment
from bot.tips.reporting.draft import Draft, Stage
from handlers.telegram.fading import take_away
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, send_screen
from handlers.telegram.turn import Turn
from handlers.tips.file_lines import FileLines
from handlers.tips.phone import Phone
from handlers.tips.screens import TipScreens
from handlers.tips.services import TipServices


@dataclass(frozen=True, slots=True)
class Room:
    """A reporter with something open: everything a step needs."""

    bot: Bot
    services: TipServices
    knowledge: Knowledge
    chat: int
    draft: Draft
    phone: Phone

    @property
    def desk(self) -> TipDesk:
        """The tip desk."""
        return self.services.desk

    @property
    def language(self) -> Language:
        """The language of the draft."""
        return self.draft.language

    @property
    def screens(self) -> TipScreens:
        """What a reporter sees."""
        return screens_of(self.services, self.knowledge)

    @property
    def step_screen(self) -> Screen:
        """The screen of the step the draft is at."""
        if self.draft.stage is Stage.OFFICIALS and self.draft.body:
            return self.screens.officials(self.draft, self.desk.staffing.candidates(self.draft.body))
        return self.screens.of(self.draft)

    async def show(self, screen: Screen) -> None:
        """Put a screen where the last one stands; where that is gone, below."""
        await self.clear_extra()
        screen = self.screens.with_stuck(self._remarked(screen), self.language, len(self.phone.stuck))
        old = self.phone.screen
        if old is None or not await replace(self.bot, self.chat, old, screen):
            self.phone.screen = await send_screen(self.bot, self.chat, screen)

    async def show_step(self) -> None:
        """Show the step the draft is at."""
        await self.show(self.step_screen)

    async def go(self, stage: Stage) -> None:
        """Go to a stage and show it."""
        self.draft.stage = stage
        await self.show(self.screens.of(self.draft))

    async def show_below(self, screen: Screen) -> None:
        """Put a screen at the end of the chat; the last one goes."""
        old, self.phone.screen = self.phone.screen, None
        await self.show(screen)
        if old is not None:
            await take_away(self.bot, self.chat, old)

    async def show_beside(self, screen: Screen) -> None:
        """Send a screen that goes with the next step."""
        self.phone.extra.add(await send_screen(self.bot, self.chat, screen))

    async def show_file_beside(self, file: Attachment) -> None:
        """Send a file that goes with the next step."""
        for name, data, caption in FileLines(self.knowledge.texts, self.language).documents(file):
            sent = await self.bot.send_document(self.chat, data, filename=name, caption=caption)
            self.phone.extra.add(sent.message_id)

    async def show_for_a_while(self, screen: Screen, span: timedelta) -> None:
        """Send a screen that goes of itself."""
        message, chats = await send_screen(self.bot, self.chat, screen), self.services.chats
        chats.fading.add(self.chat, message, chats.clock.now() + span)

    async def take_faint(self) -> None:
        """Take away what would go of itself."""
        await self.services.chats.fading.take_of(self.bot, self.chat)

    async def take_out(self, message: int) -> bool:
        """Take a message of the reporter out of the chat; False where Telegram refuses."""
        return await self.services.chats.take_out(self.bot, self.chat, message, self.phone)

    def wipe(self) -> None:
        """Forget what was written."""
        self.draft.wipe()
        self.phone.taken.clear()

    def close(self) -> None:
        """Forget the draft; what it left in the chat still stands."""
        self.services.chats.close(self.chat)

    async def leave(self, last: Screen) -> None:
        """End a draft that is closed already: what it left in the chat goes, and its screen says why."""
        await self.clear_extra()
        await self.take_faint()
        last = self.screens.with_stuck(last, self.language, len(self.phone.stuck))
        if self.phone.screen is None or not await replace(self.bot, self.chat, self.phone.screen, last):
            await send_screen(self.bot, self.chat, last)

    async def clear(self) -> None:
        """Take every screen of the draft away."""
        await self.clear_extra()
        if self.phone.screen is not None:
            await take_away(self.bot, self.chat, self.phone.screen)
            self.phone.screen = None

    async def clear_extra(self) -> None:
        """Take away the messages that went with the last step."""
        while self.phone.extra:
            await take_away(self.bot, self.chat, self.phone.extra.pop())

    def _remarked(self, screen: Screen) -> Screen:
        """The screen with what is said once above it."""
        said, self.phone.remark = self.phone.remark, None
        if said is None:
            return screen
        mark = "✅" if said is Say.CASE_ADDED else "❗️"
        return Screen(f"{mark} {self.knowledge.texts(self.language, said)}\n\n{screen.html}", screen.buttons)


Step = Callable[[Room], Awaitable[Say | None]]
"""One step in a room; what it returns is said as an alert."""


def screens_of(services: TipServices, knowledge: Knowledge) -> TipScreens:
    """What a reporter sees, in the words of some knowledge."""
    return TipScreens(knowledge.texts, services.desk.officials)


def room_of(services: TipServices, bot: Bot, knowledge: Knowledge, chat: int) -> Room | None:
    """The room of a chat, its draft touched with this; None where nothing is open, or its time is over."""
    found = services.chats.of(chat)
    return Room(bot, services, knowledge, chat, *found) if found else None


async def open_room(services: TipServices, turn: Turn, language: Language, stage: Stage) -> Room:
    """A fresh draft in the chat of a message; the screens of an older one go."""
    chat, old = turn.chat.id, services.chats.close(turn.chat.id)
    if old:
        room = Room(turn.bot, services, turn.knowledge, chat, *old)
        await room.clear()
        await room.take_faint()
    draft, phone = services.chats.begin(chat, language, stage)
    if old:
        phone.stuck |= old[1].stuck
    return Room(turn.bot, services, turn.knowledge, chat, draft, phone)


async def is_unfinished(room: Room | None) -> bool:
    """Whether something is written and not sent: then nothing new begins, and its screen comes down to say so."""
    if room is None or room.draft.is_empty:
        return False
    room.phone.remark = Say.TIP_UNFINISHED
    await room.show_below(room.step_screen)
    return True
