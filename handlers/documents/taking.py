"""What is typed while a paper is written: an answer, never a question to be answered."""

from telegram import Message
from telegram.ext import MessageHandler, filters

from bot.documents.draft import MOST_SIGNS, Stage
from bot.documents.filling import clean
from bot.documents.papers import Kind
from bot.texts.texts import Say
from handlers.documents.chats import PaperChats
from handlers.documents.room import PaperRoom, room_of
from handlers.documents.services import DocumentServices
from handlers.documents.writing import go_on
from handlers.telegram.context import AdepApplication
from handlers.telegram.fading import take_away
from handlers.telegram.screen import Screen
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Turn, on_message
from handlers.telegram.words import COMMAND, OWN_CARD, CommandNamed

BEFORE, AFTER = -1, 1
"""Groups of handlers: before and after all that answers."""

ENDING = CommandNamed("tip", "case")
"""Commands after which what is typed belongs to the tip desk."""

OWN = CommandNamed("notice", "cancel", "tip", "case")


class InPaper(filters.MessageFilter):
    """A message in a private chat where a paper is written, or was a moment ago; an edited one, where it gave an answer."""

    def __init__(self, chats: PaperChats, *, edited: bool = False) -> None:
        super().__init__()
        self._chats = chats
        self._edited = edited

    def filter(self, message: Message) -> bool:
        """Whether the message is for the draft of its chat."""
        if self._edited:
            return self._chats.is_of_draft(message.chat_id, message.message_id)
        return self._chats.is_for_draft(message.chat_id)


def register(application: AdepApplication, services: DocumentServices) -> None:
    """Add the handlers of this module. They stand before those of questions: what is written for a paper is none."""
    taking, chats, knowledge = Taking(services), services.chats, services.knowledge
    private = filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL & ~OWN_CARD
    fresh = private & filters.UpdateType.MESSAGE & InPaper(chats)
    edited = private & filters.UpdateType.EDITED_MESSAGE & InPaper(chats, edited=True)
    commands = fresh & COMMAND
    application.add_handler(
        MessageHandler(commands & ENDING, on_message(knowledge, taking.end)), group=BEFORE
    )
    application.add_handler(MessageHandler(fresh & ~COMMAND, on_message(knowledge, taking.take)))
    application.add_handler(MessageHandler(edited & ~COMMAND, on_message(knowledge, taking.correct)))
    application.add_handler(
        MessageHandler(commands & ~OWN, on_message(knowledge, taking.show_again)), group=AFTER
    )


class Taking:
    """Takes what comes."""

    def __init__(self, services: DocumentServices) -> None:
        self._services = services

    async def take(self, turn: Turn) -> None:
        """Take a message as the answer to what is asked."""
        room = room_of(self._services, turn.bot, turn.knowledge, turn.chat.id)
        if room is None:
            await self._too_late(turn)
            return
        message = turn.message
        if room.draft.takes_away:
            await take_away(turn.bot, turn.chat.id, message.message_id)
        below = not room.draft.takes_away
        if room.draft.stage is not Stage.ASKING:
            room.work.remark = room.say(Say.PAPER_PRESS)
        elif remark := _take(room, message):
            room.work.remark = remark
        else:
            await go_on(room, below=below)
            return
        await room.show(below=below)

    async def correct(self, turn: Turn) -> None:
        """Put other words in the place of those that came with the same message."""
        room = room_of(self._services, turn.bot, turn.knowledge, turn.chat.id)
        key = room.draft.from_message.get(turn.message.message_id) if room else None
        if room is None or key is None:
            return
        step = next(step for step in room.draft.steps if (step.question.id, step.language) == key)
        said, remark = _read(room, turn.message, step.question.kind)
        if not remark:
            room.draft.answers[key] = said
        room.work.remark = remark
        await room.show()

    async def show_again(self, turn: Turn) -> None:
        """Put the screen below what a command said."""
        if room := room_of(self._services, turn.bot, turn.knowledge, turn.chat.id):
            await room.show(below=True)

    async def end(self, turn: Turn) -> None:
        """Forget the draft: what is typed from now on is not for it. A message that should go goes with it."""
        self._services.chats.leave(turn.chat.id)
        await self._services.chats.take_left(turn.bot)

    async def _too_late(self, turn: Turn) -> None:
        """What comes after the quarter of an hour is no question; its writer is told."""
        chats, chat = self._services.chats, turn.chat.id
        late = chats.drafts.late(chat)
        closed = chats.close(chat)
        chats.drafts.settle_late(chat)
        takes_away = (late and late.takes_away) or (closed and closed.draft.takes_away)
        if takes_away:
            await take_away(turn.bot, chat, turn.message.message_id)
        if closed:
            room = PaperRoom(turn.bot, self._services, turn.knowledge, chat, closed)
            await room.end_below(room.screens.plain(room.language, Say.PAPER_TIMED_OUT))
            return
        language = await self._services.languages.of(turn.update)
        await send_screen(turn.bot, chat, Screen(turn.say(language, Say.PAPER_TIMED_OUT)))


def _take(room: PaperRoom, message: Message) -> str:
    """Take an answer; what is wrong with it, where it cannot be taken."""
    said, remark = _read(room, message, room.draft.step.question.kind)
    if not remark:
        room.draft.take(said, message.message_id)
    return remark


def _read(room: PaperRoom, message: Message, kind: Kind) -> tuple[str, str]:
    """The answer that a message gives, or why it gives none."""
    said = clean(message.text or "")
    if not said:
        return "", room.say(Say.PAPER_NOT_TEXT)
    if len(said) > MOST_SIGNS:
        return "", room.say(Say.PAPER_TOO_LONG, most=MOST_SIGNS)
    if kind is Kind.DATE:
        day = room.services.calendar.read_day(said)
        return (day.isoformat(), "") if day else ("", room.say(Say.PAPER_NOT_DAY))
    return said, ""
