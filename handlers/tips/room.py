"""The private room of a tip: the one screen that changes, and everything that goes when it is left."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from bot.tips.desk import TipDesk
from bot.tips.model import Attachment
from bot.tips.reporting.draft import Draft, Stage
from handlers.telegram.fading import Removal, remove
from handlers.telegram.screen import PhotoScreen, Screen, VoiceScreen
from handlers.telegram.sending import replace, send_screen, trying_once
from handlers.telegram.turn import Turn
from handlers.tips.file_lines import FileLines
from handlers.tips.phone import Phone
from handlers.tips.screens import TipScreens
from handlers.tips.services import TipServices

MARKS = {Say.CASE_ADDED: "✅"} | dict.fromkeys(
    (
        Say.TIP_TAKEN_EARLY,
        Say.CASE_TAKEN_EARLY,
        Say.CASE_WORDS_WAIT,
        Say.TIP_ASKED,
        Say.TIP_ASKED_WHO_SEES,
        Say.TIP_ASKED_CODE,
        Say.TIP_UNFINISHED,
    ),
    "ℹ️",
)
"""What stands before a remark that is no warning."""

EMPTY = Screen("⏳")
"""What stands in a message of the bot before it is filled."""


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
    def is_blank(self) -> bool:
        """Whether nothing was sent yet that is, or may come to be, part of a tip or of an addition: no word, no file, no voice."""
        return self.draft.is_empty and not self.phone.voices

    @property
    def language(self) -> Language:
        """The language of the draft."""
        return self.draft.language

    @property
    def screens(self) -> TipScreens:
        """What a reporter sees."""
        return screens_of(self.services, self.knowledge)

    async def show(
        self, screen: Screen, *beside: Screen, above: tuple[Screen, ...] = (), below: bool = False
    ) -> None:
        """Put a screen where the last one stands, or at the end of the chat; `beside` are sent below it and go with it.

        What is to stand `above` it stays as long as it is the same; where it changes, the screen goes below it. Where that fails the screen is owed, and is shown again by itself (showing.py).
        """
        phone, old, said = self.phone, self.phone.screen, self.phone.remark
        is_other = above != phone.files_above
        asked, screen = phone.owed.ask(below=below or (is_other and bool(above))), self._dressed(screen)
        await self.clear_extra()
        if is_other:
            await self._put_above(above)
        if phone.owed.below or old is None or not await replace(self.bot, self.chat, old, screen):
            phone.screen = await self._send(screen)
            if old is not None:
                await self.take_away(old)
        for one in beside:
            phone.extra.add(await self._send(one))
        phone.owed.settle(asked)
        if phone.remark is said:
            phone.remark = None

    async def show_file_beside(self, file: Attachment) -> None:
        """Send a file that goes with the next step."""
        for name, data, caption in FileLines(self.knowledge.texts, self.language).documents(file):
            with trying_once():  # a twin of it would stay in the chat
                sent = await self.bot.send_document(self.chat, data, filename=name, caption=caption)
            self.phone.extra.add(sent.message_id)

    async def _put_above(self, screens: tuple[Screen, ...]) -> None:
        await self._clear_above()
        for one in screens:
            self.phone.above.add(await self._send(one))
        self.phone.files_above = screens

    async def _clear_above(self) -> None:
        gone, self.phone.above, self.phone.files_above = self.phone.above, set(), ()
        await asyncio.gather(*(self.take_away(message) for message in gone))

    async def show_for_a_while(self, screen: Screen, span: timedelta) -> None:
        """Send a screen that goes of itself."""
        message, chats = await self._send(screen), self.services.chats
        chats.fading.add(self.chat, message, chats.clock.now() + span)

    async def take_faint(self) -> None:
        """Take away what would go of itself."""
        await self.services.chats.fading.take_of(self.bot, self.chat)

    async def take_out(self, message: int) -> bool:
        """Take a message of the reporter out of the chat; False where Telegram refuses."""
        return await self.services.chats.take_out(self.bot, self.chat, message)

    async def take_away(self, message: int) -> None:
        """Take a message of the bot out of the chat; where the network keeps it, it goes as soon as it can."""
        if await remove(self.bot, self.chat, message) is Removal.UNREACHED:
            chats = self.services.chats
            chats.fading.add(self.chat, message, chats.clock.now())

    def wipe(self) -> None:
        """Forget what was written."""
        self.draft.wipe()
        self.phone.forget_written()

    def close(self) -> None:
        """Forget the draft; what it left in the chat still stands."""
        self.services.chats.close(self.chat)

    async def leave(self, last: Screen) -> None:
        """End a draft that is closed already: what it left in the chat goes, and its screen says why.

        Where that fails the last screen is owed, and is shown as soon as it can be (housekeeping.py).
        """
        try:
            await self._leave(last)
        except Forbidden:
            raise  # nobody is there to see it
        except TelegramError:
            self.services.chats.ends.append(partial(self.leave_now, last))
            raise

    async def leave_now(self, last: Screen) -> None:
        """The same with one try, by nobody's update; where it fails it is owed once more, and keeps no other from its end."""
        with suppress(TelegramError), trying_once():
            async with self.phone.lock:
                await self.leave(last)

    async def _leave(self, last: Screen) -> None:
        await self.clear_extra()
        await self._clear_above()
        await self.take_faint()
        last = self.screens.with_stuck(last, self.language, len(self.phone.stuck))
        message = self.phone.screen
        if message is None or not await replace(self.bot, self.chat, message, last):
            message = await send_screen(self.bot, self.chat, last)
        self.services.chats.end(self.chat, message)

    async def clear(self) -> None:
        """Take every screen of the draft away."""
        await self.clear_extra()
        await self._clear_above()
        if self.phone.screen is not None:
            await self.take_away(self.phone.screen)
            self.phone.screen = None

    async def clear_extra(self) -> None:
        """Take away the messages that went with the last step."""
        gone, self.phone.extra = self.phone.extra, set()
        await asyncio.gather(*(self.take_away(message) for message in gone))

    async def _send(self, screen: Screen) -> int:
        """Send a screen; the number of its message.

        It is sent empty and then filled: where Telegram's answer is lost and the call is made again, the twin says nothing.
        """
        if isinstance(screen, PhotoScreen | VoiceScreen):
            try:
                return await self._send_file(screen)
            except (
                BadRequest
            ):  # sides too unlike, or a person who takes no voices: its words and buttons are enough to go on
                screen = Screen(screen.html, screen.buttons)
        message = await send_screen(self.bot, self.chat, EMPTY)
        try:
            is_filled = await replace(self.bot, self.chat, message, screen)
        except TelegramError:
            await self.take_away(message)
            raise
        if is_filled:
            return message
        await self.take_away(message)  # what could not be filled must not stay empty
        return await send_screen(self.bot, self.chat, screen)

    async def _send_file(self, screen: PhotoScreen | VoiceScreen) -> int:
        """Send what cannot be sent empty: with one try, so that no twin is made of it."""
        html, buttons, mode = screen.html, screen.buttons, ParseMode.HTML
        with trying_once():
            if isinstance(screen, PhotoScreen):
                sent = await self.bot.send_photo(
                    self.chat, screen.photo, caption=html, parse_mode=mode, reply_markup=buttons
                )
            else:
                sent = await self.bot.send_voice(
                    self.chat, screen.voice, caption=html, parse_mode=mode, reply_markup=buttons
                )
        return sent.message_id

    def _dressed(self, screen: Screen) -> Screen:
        """The screen with what is said once above it, and what stands in the chat below it. Nothing stands above whom to call."""
        said, screen = self.phone.remark, self.screens.below_danger(self.draft, screen)
        if said is not None:
            parts = [f"{MARKS.get(said, '❗️')} {self.knowledge.texts(self.language, said)}", screen.html]
            screen = Screen("\n\n".join(parts[:: -1 if self.draft.tells_of_danger else 1]), screen.buttons)
        return self.screens.with_stuck(screen, self.language, len(self.phone.stuck))


Step = Callable[[Room], Awaitable[Say | None]]
"""One step in a room; what it returns is said as an alert."""


def what_waits(room: Room) -> Say | None:
    """Why nothing can be sent yet: files are being made anew, or a voice waits for its speaker's word; None where nothing waits."""
    if room.draft.awaited:
        return Say.TIP_FILES_WAIT
    return Say.TIP_VOICE_OPEN if room.phone.voices else None


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
        async with room.phone.lock:
            await room.clear()
            await room.take_faint()
    draft, phone = services.chats.begin(chat, language, stage)
    if old:
        phone.stuck |= old[1].stuck
    return Room(turn.bot, services, turn.knowledge, chat, draft, phone)
