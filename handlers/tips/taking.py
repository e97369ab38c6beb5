"""What a reporter sends while a draft is open: into the draft and out of the chat, whatever it is (T7, T11).

Taking is done with its update. What takes long, deleting, making files anew and showing the screen, are the draft's own jobs:
however much one person sends, nobody else waits for it (T25).
"""

import asyncio

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop, CallbackQueryHandler, MessageHandler, filters

from bot.texts.texts import Say
from bot.tips.reporting.codes import has_code, without_codes
from bot.tips.reporting.draft import CHOOSING, Stage
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Turn, on_message
from handlers.telegram.words import COMMAND, OWN_CARD, words_of
from handlers.tips.asking import answered, look_for_danger
from handlers.tips.chats import TipChats
from handlers.tips.commands import Written
from handlers.tips.files import has_words, is_more_than_digits, says_something
from handlers.tips.filing import file_soon
from handlers.tips.opening import open_soon
from handlers.tips.parts import take_part, take_words
from handlers.tips.room import Room, room_of, screens_of
from handlers.tips.services import TipServices
from handlers.tips.showing import settle_soon, show_soon

OWN_COMMANDS = Written("tip", "case", "cancel")
"""Commands whose handlers take their message out of the chat themselves."""

BEFORE_ALL, AFTER_ALL = -1, 1
"""Groups of handlers before and behind those that answer."""


class InDraft(filters.MessageFilter):
    """A message in a private chat that has a draft, or had one a moment ago: it belongs to the tip, whatever it is.

    An edited one belongs to it where the message itself was taken into the draft, or stayed in the chat when it should not.
    """

    def __init__(self, chats: TipChats, *, edited: bool) -> None:
        super().__init__()
        self._chats = chats
        self._edited = edited

    def filter(self, message: Message) -> bool:
        """Whether the message is for the draft of its chat."""
        if self._edited:
            return self._chats.is_of_draft(message.chat_id, message.message_id)
        return self._chats.is_for_draft(message.chat_id)


def register(application: AdepApplication, services: TipServices) -> None:
    """Add the handlers of this module. They stand before those of questions: what is written in a draft is none."""
    taking, chats = Taking(services), services.chats
    private = filters.ChatType.PRIVATE & ~COMMAND & ~OWN_COMMANDS & ~filters.StatusUpdate.ALL
    fresh = private & filters.UpdateType.MESSAGE & InDraft(chats, edited=False)
    edited = private & filters.UpdateType.EDITED_MESSAGE & InDraft(chats, edited=True)
    commands = filters.ChatType.PRIVATE & COMMAND & ~OWN_COMMANDS & InDraft(chats, edited=False)
    take_command = on_message(services.knowledge, taking.take_command)
    come_down = on_message(services.knowledge, taking.come_down)
    application.add_handler(MessageHandler(commands, take_command), group=BEFORE_ALL)
    application.add_handler(MessageHandler(fresh | edited, on_message(services.knowledge, taking.take)))
    application.add_handler(MessageHandler(commands, come_down), group=AFTER_ALL)
    application.add_handler(CallbackQueryHandler(taking.press_elsewhere, _is_elsewhere), group=AFTER_ALL)


def register_last(application: AdepApplication, services: TipServices) -> None:
    """Add the handler of commands that nobody knows: in a draft such a one is a word of the tip and must not stay in the chat."""
    fresh = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~OWN_CARD
    in_draft = fresh & COMMAND & InDraft(services.chats, edited=False)
    take = on_message(services.knowledge, Taking(services).take)
    application.add_handler(MessageHandler(in_draft, take))


def _is_elsewhere(data: object) -> bool:
    """Whether a button is none of the tip desk's."""
    return isinstance(data, str) and data.partition(":")[0] not in {"tp", "cs"}


class Taking:
    """Takes what comes."""

    def __init__(self, services: TipServices) -> None:
        self._services = services

    async def take_command(self, turn: Turn) -> None:
        """Take a command out of the chat of a draft; it is done all the same."""
        if room := room_of(self._services, turn.bot, turn.knowledge, turn.chat.id):
            take_out_soon(room, turn.message.message_id)
            asked_for = room.draft.stage in {Stage.ENTERING, Stage.CASE} and has_code(words_of(turn.message))
            if asked_for and open_soon(room, turn.user, turn.message):  # a code behind a mistyped command
                raise ApplicationHandlerStop

    async def come_down(self, turn: Turn) -> None:
        """After another command the screen of the draft comes down, to where its writer is now, in the language chosen last."""
        chat = turn.chat.id
        room = room_of(self._services, turn.bot, turn.knowledge, chat)
        if room and not self._services.chats.has_taken(chat, turn.message.message_id):
            await self._come_down(room)

    async def press_elsewhere(self, update: Update, context: Context) -> None:
        """The same after a button of another screen."""
        query = update.callback_query
        if query is None or query.message is None or query.message.chat.id < 0:
            return
        room = room_of(self._services, context.bot, self._services.knowledge.value, query.message.chat.id)
        if room:
            await self._come_down(room)

    async def _come_down(self, room: Room) -> None:
        chosen = await self._services.languages.chosen(room.chat)
        room.draft.language = chosen or room.draft.language
        if not room.is_blank:
            room.phone.remark = Say.TIP_UNFINISHED
        show_soon(room, below=True)

    async def take(self, turn: Turn) -> None:
        """Take a message into the draft, and out of the chat."""
        services, chat, message = self._services, turn.chat.id, turn.message
        room = room_of(services, turn.bot, turn.knowledge, chat)
        is_taken = services.chats.has_taken(chat, message.message_id)
        is_edit = turn.update.edited_message is not None
        if room is None or (is_edit and not is_taken):
            is_away = await services.chats.take_out(turn.bot, chat, message.message_id)
            tell = self._edited_too_late if is_edit and not is_taken else self._time_is_over
            await tell(turn, is_away=is_away)
            return
        take_out_soon(room, message.message_id)
        look_for_danger(room, words_of(message))
        if is_edit:
            await _correct(room, message)
        else:
            await self._take_in(room, turn)

    async def _edited_too_late(self, turn: Turn, *, is_away: bool) -> None:
        """An edit of what belonged to a tip that is filed or gone: it is neither a question nor a word of another tip."""
        if not is_away:
            language = await self._services.languages.of(turn.update)
            screen = screens_of(self._services, turn.knowledge).stuck(language, 1)
            await send_screen(turn.bot, turn.chat.id, screen)

    async def _time_is_over(self, turn: Turn, *, is_away: bool) -> None:
        """What comes too late is no question: it goes from the chat all the same, and its writer is told."""
        services, chat = self._services, turn.chat.id
        screens, closed = screens_of(services, turn.knowledge), services.chats.close(chat)
        services.desk.drafts.settle_late(chat)
        in_danger = await _tells_of_danger(turn)
        if closed:
            room = Room(turn.bot, services, turn.knowledge, chat, *closed)
            room.draft.is_warned |= in_danger
            async with room.phone.lock:
                last = screens.timed_out(room.draft)
                await room.leave(screens.with_stuck(last, room.language, 1 - is_away))
        else:
            language = await services.languages.of(turn.update)
            late = screens.late(language, in_danger=in_danger)
            last = screens.with_stuck(late, language, 1 - is_away)
            await send_screen(turn.bot, chat, last)

    async def _take_in(self, room: Room, turn: Turn) -> None:
        message = turn.message
        match room.draft.stage:
            case Stage.CODE:
                await self._typed_back(room, turn)
            case Stage.FILING | Stage.FILED:
                _came_late(room, message)
            case Stage.OPENING:
                if is_more_than_digits(message):
                    await take_part(room, message)
            case Stage.ENTERING | Stage.CASE | Stage.WITHDRAWING:
                await self._beside_a_case(room, turn)
            case stage if stage in CHOOSING:
                if self._is_code_alone(room, message) and open_soon(room, turn.user, message):
                    return
                if not await answered(room, turn):
                    _remark(room, Say.TIP_TAKEN_EARLY)
                    await take_part(room, message)
                    show_soon(room)
            case _:
                await take_part(room, message)
                _back_to_writing(room)

    @staticmethod
    async def _typed_back(room: Room, turn: Turn) -> None:
        """The last digits file the tip. Whoever tells more instead has not done with writing: the code is void, no word is lost."""
        message, code = turn.message, room.draft.code
        if code is not None and code.ends_with(message.text or ""):
            file_soon(room, message.from_user.id if message.from_user else room.chat)
        elif not says_something(message):
            room.phone.remark = Say.TIP_WRONG_DIGITS
            show_soon(room)
        elif not await answered(room, turn):
            await _take_behind_code(room, message)

    @staticmethod
    def _is_code_alone(room: Room, message: Message) -> bool:
        """Whether somebody who has written nothing sends a code and nothing else: they came for their case."""
        words = words_of(message)
        return room.is_blank and has_code(words) and not has_words(without_codes(words))

    async def _beside_a_case(self, room: Room, turn: Turn) -> None:
        # Beside an open case nobody asks for a code: sums in a question are none.
        is_code = room.draft.stage is Stage.ENTERING or has_code(words_of(turn.message))
        if is_code and open_soon(room, turn.message.from_user, turn.message):
            return
        if await answered(room, turn):
            return
        if room.draft.case is None:  # what they tell before it is open waits for it
            room.draft.stage = Stage.ENTERING
            _remark(room, Say.CASE_NO_CODE)
            if says_something(turn.message):
                await take_part(room, turn.message)
                if room.phone.remark is Say.CASE_NO_CODE and room.draft.is_empty and room.phone.voices:
                    room.phone.remark = Say.CASE_WORDS_WAIT
        else:  # whatever they tell is more to the case: nothing is sent before they say so
            room.draft.stage = Stage.ADDING
            await take_part(room, turn.message)
            if not room.is_blank:
                room.phone.remark = room.phone.remark or Say.CASE_TAKEN_EARLY
        show_soon(room)


def _remark(room: Room, said: Say) -> None:
    """Say something above the next screen, unless a refusal that nobody has seen yet stands there."""
    if room.phone.remark not in room.phone.refused:
        room.phone.remark = said


def _came_late(room: Room, message: Message) -> None:
    """A message that comes while the desk files is not taken. If it says more than the digits, the reporter is told so."""
    is_filed = room.draft.stage is Stage.FILED
    if is_more_than_digits(message):
        if is_filed:
            room.phone.remark = Say.TIP_CAME_LATE
        else:  # whether it is too late is known when the tip is filed
            room.phone.came_late.append(message)
    if is_filed:
        show_soon(room)


async def _take_behind_code(room: Room, message: Message) -> None:
    """Take what is told while the digits are asked for. The code is void where it no longer stands for all; what is refused voids none."""
    draft, phone = room.draft, room.phone
    before = dict(draft.texts), set(draft.awaited), len(phone.voices)
    refused = {reason: len(names) for reason, names in phone.refused.items()}
    await take_part(room, message)
    if before == (draft.texts, set(draft.awaited), len(phone.voices)):
        fresh = (reason for reason, names in phone.refused.items() if len(names) > refused.get(reason, 0))
        phone.remark = phone.remark or next(fresh, None)
        show_soon(room)
    else:
        await _leave_code(room)
        _back_to_writing(room)


async def _tells_of_danger(turn: Turn) -> bool:
    """Whether a message that belongs to no draft any more tells of danger to somebody; others have their turn between its sentences."""
    words = words_of(turn.message)
    for is_danger in turn.knowledge.listener.looks_for_danger(words) if words else ():
        if is_danger:
            return True
        await asyncio.sleep(0)
    return False


def take_out_soon(room: Room, message: int) -> None:
    """Take a message of the reporter out of the chat; where it stays, the screen says so."""

    async def take_out() -> None:
        if not await room.take_out(message):
            show_soon(room)
        elif room.phone.owed.is_due:
            settle_soon(room)

    room.services.chats.jobs.put(take_out())


async def _correct(room: Room, message: Message) -> None:
    """Put other words in the place of those taken from the same message; a code that stands for the old ones is void."""
    if room.draft.stage in {Stage.FILING, Stage.FILED}:
        return
    if words := message.text or message.caption:  # a file may have had none before
        take_words(room, message.message_id, words)
    if room.draft.stage is Stage.CODE:
        await _leave_code(room)
    _back_to_writing(room)


async def _leave_code(room: Room) -> None:
    """What was read over has changed: the code goes, and none is void that anybody still sees."""
    room.draft.code, room.draft.stage = None, Stage.REVIEW
    await room.take_faint()


def _back_to_writing(room: Room) -> None:
    """What was read over is read over again."""
    if room.draft.stage is Stage.REVIEW:
        room.draft.stage, room.draft.code = Stage.WRITING, None
    show_soon(room)
