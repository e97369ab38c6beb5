"""What a reporter sends while a draft is open: into the draft and out of the chat, whatever it is (T7, T11)."""

from telegram import Document, Message, PhotoSize
from telegram.ext import MessageHandler, filters

from bot.texts.texts import Say
from bot.tips.reporting.draft import Stage
from bot.tips.reporting.filing import NobodyLeftError, UnreachedError
from bot.tips.secrecy.code_hashing import TooManyCodesError
from handlers.telegram.context import AdepApplication
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Turn, on_message
from handlers.telegram.words import COMMAND, OWN_CARD, command_in
from handlers.tips.chats import TipChats
from handlers.tips.files import NotTaken, Words, is_too_large, part_of
from handlers.tips.receipt import case_again, enter_code
from handlers.tips.room import Room, room_of, screens_of
from handlers.tips.services import TipServices


class OwnCommand(filters.MessageFilter):
    """A command whose handler takes its message out of the chat itself."""

    def filter(self, message: Message) -> bool:
        """Whether it is one of these."""
        command = command_in(message.text or "")
        return command is not None and command.name in {"tip", "case", "cancel"}


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
    private = filters.ChatType.PRIVATE & ~COMMAND & ~filters.StatusUpdate.ALL
    fresh = private & filters.UpdateType.MESSAGE & InDraft(chats, edited=False)
    edited = private & filters.UpdateType.EDITED_MESSAGE & InDraft(chats, edited=True)
    commands = filters.ChatType.PRIVATE & COMMAND & ~OwnCommand() & InDraft(chats, edited=False)
    take_command = on_message(services.knowledge, taking.take_command)
    application.add_handler(MessageHandler(commands, take_command), group=-1)
    application.add_handler(MessageHandler(fresh | edited, on_message(services.knowledge, taking.take)))


def register_last(application: AdepApplication, services: TipServices) -> None:
    """Add the handler of commands that nobody knows: in a draft such a one is a word of the tip and must not stay in the chat."""
    fresh = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & ~OWN_CARD
    in_draft = fresh & COMMAND & InDraft(services.chats, edited=False)
    take = on_message(services.knowledge, Taking(services).take)
    application.add_handler(MessageHandler(in_draft, take))


class Taking:
    """Takes what comes."""

    def __init__(self, services: TipServices) -> None:
        self._services = services

    async def take_command(self, turn: Turn) -> None:
        """Take a command out of the chat of a draft; it is done all the same."""
        room = room_of(self._services, turn.bot, turn.knowledge, turn.chat.id)
        if room is None or await room.take_out(turn.message.message_id):
            return
        if room.draft.stage is Stage.CASE:
            await case_again(room)
            return
        await room.show_step()
        if room.draft.stage is Stage.REVIEW:
            for screen in room.screens.more_of_review(room.draft):
                await room.show_beside(screen)

    async def take(self, turn: Turn) -> None:
        """Take a message into the draft, and out of the chat."""
        services, chat, message = self._services, turn.chat.id, turn.message
        room = room_of(services, turn.bot, turn.knowledge, chat)
        is_taken = services.chats.has_taken(chat, message.message_id)
        phone, is_edit = room.phone if room else None, turn.update.edited_message is not None
        is_away = await services.chats.take_out(turn.bot, chat, message.message_id, phone)
        if is_edit and not is_taken:
            await self._edited_too_late(turn, is_away=is_away)
        elif room is None:
            await self._time_is_over(turn, is_away=is_away)
        elif is_edit:
            await _correct(room, message)
        else:
            await _take_in(room, message)

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
        if closed:
            room = Room(turn.bot, services, turn.knowledge, chat, *closed)
            last = screens.timed_out(room.draft)
            await room.leave(screens.with_stuck(last, room.language, 1 - is_away))
        else:
            language = await services.languages.of(turn.update)
            last = screens.with_stuck(screens.late(language), language, 1 - is_away)
            await send_screen(turn.bot, chat, last)


async def _take_in(room: Room, message: Message) -> None:
    match room.draft.stage:
        case Stage.CODE:
            await _typed_back(room, message)
        case Stage.ENTERING:
            await enter_code(room, message.from_user, message.text or "")
        case Stage.CASE | Stage.WITHDRAWING:
            room.phone.remark = Say.CASE_PRESS_ADD
            await case_again(room)
        case _:
            await _take_part(room, message)
            await _show_writing(room)


async def _correct(room: Room, message: Message) -> None:
    """Put other words in the place of those taken from the same message; a code that stands for the old ones is void."""
    if words := message.text or message.caption:  # a file may have had none before
        _take_words(room, message.message_id, words)
    if room.draft.stage is Stage.CODE:
        room.draft.code, room.draft.stage = None, Stage.REVIEW
        await room.take_faint()
    await _show_writing(room)


async def _take_part(room: Room, message: Message) -> None:
    room.phone.taken.add(message.message_id)
    match part_of(message):
        case Words(text):
            _take_words(room, message.message_id, text)
        case Document() | PhotoSize() as file:
            await _take_file(room, file)
            if message.caption:
                _take_words(room, message.message_id, message.caption)
        case NotTaken(reason):
            room.phone.remark = reason


async def _take_file(room: Room, file: Document | PhotoSize) -> None:
    if is_too_large(file):
        room.phone.remark = Say.TIP_NOT_SIZE
        return
    if not room.desk.drafts.has_room_for(room.draft, file.file_size or 0):
        room.phone.remark = Say.TIP_NOT_MORE_FILES
        return
    match await room.services.files.rebuilt(file):
        case NotTaken(reason):
            room.phone.remark = reason
        case attachment:
            room.draft.files.append(attachment)


def _take_words(room: Room, message: int, text: str) -> None:
    if room.draft.has_room_for(message, text):
        room.draft.texts[message] = text
    else:
        room.phone.remark = Say.TIP_NOT_MORE_WORDS


async def _show_writing(room: Room) -> None:
    if room.draft.stage is Stage.CODE:  # what was corrected is read over again, and gets a new code
        await room.take_faint()
    if room.draft.stage in {Stage.REVIEW, Stage.CODE}:
        room.draft.stage, room.draft.code = Stage.WRITING, None
    await room.show_step()


async def _typed_back(room: Room, message: Message) -> None:
    if room.draft.code is None or not room.draft.code.ends_with(message.text or ""):
        room.phone.remark = Say.TIP_WRONG_DIGITS
        await room.show_step()
        return
    try:
        filed = await room.desk.filing.file(room.draft, is_unreached_known=room.draft.is_unreached_known)
    except TooManyCodesError:
        room.phone.remark = Say.TIP_BUSY
        await room.show_step()
        return
    except UnreachedError:
        room.draft.stage = Stage.OFFICIALS
        await room.show(room.screens.unreached(room.draft))
        return
    except NobodyLeftError:
        room.draft.stage = Stage.OFFICIALS
        await room.show(room.screens.nobody_left(room.draft))
        return
    room.close()
    if message.from_user:
        room.desk.limits.count_tip(message.from_user.id)
    # Below, as a message of its own: a press that waited meanwhile is one on a screen that is gone, and cannot take ✅ away.
    await room.show_below(room.screens.filed(room.language, filed))
