"""A reporter who comes back with their code: what became of it, more to say, or nothing more (T10). Nothing is ever pushed to them."""

import re

from telegram import Message
from telegram.ext import ApplicationHandlerStop, MessageHandler, filters

from bot.texts.texts import Say
from bot.tips.reporting.codes import TYPED_BACK, has_code
from bot.tips.reporting.draft import Stage
from bot.tips.reporting.filing import TooManyAdditionsError
from bot.tips.secrecy.vault import TamperedError
from handlers.telegram.context import AdepApplication
from handlers.telegram.screen import Screen
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import AnyPress, Turn, on_message, on_press
from handlers.telegram.words import words_of
from handlers.tips.buttons import CaseStep, OfCase
from handlers.tips.chats import TipChats
from handlers.tips.commands import Written
from handlers.tips.opening import open_soon
from handlers.tips.pressing import do_step
from handlers.tips.proof import send_proof
from handlers.tips.room import Room, Step, open_room, room_of, screens_of, what_waits
from handlers.tips.services import TipServices
from handlers.tips.showing import go, is_unfinished, show_soon, show_step
from handlers.tips.taking import BEFORE_ALL, InDraft, take_out_soon

CASE = Written("case")
DIGITS = re.compile(rf"\s*\d{{{TYPED_BACK}}}\s*")


class WithCode(filters.MessageFilter):
    """A message that holds the code of a case and goes to no draft: whoever reads it there opens the case."""

    def __init__(self, chats: TipChats) -> None:
        super().__init__()
        self._chats = chats

    def filter(self, message: Message) -> bool:
        """Whether it holds one; /case knows itself what to do with it."""
        return (
            has_code(words_of(message))
            and not CASE.filter(message)
            and not self._chats.is_for_draft(message.chat_id)
            and not self._chats.is_of_draft(message.chat_id, message.message_id)
        )


class DigitsAgain(filters.MessageFilter):
    """The last digits, typed once more after ✅: no question."""

    def __init__(self, chats: TipChats) -> None:
        super().__init__()
        self._chats = chats

    def filter(self, message: Message) -> bool:
        """Whether a message is nothing but such digits, where the message with the code still stands or has just gone."""
        chats, text = self._chats, message.text or ""
        return bool(DIGITS.fullmatch(text)) and chats.fading.holds(message.chat_id)


def register(application: AdepApplication, services: TipServices) -> None:
    """Add the handlers of this module."""
    receipts, private = Receipts(services), filters.ChatType.PRIVATE & filters.UpdateType.MESSAGES
    come_back = on_message(services.knowledge, receipts.come_back)
    take_code = on_message(services.knowledge, receipts.take_code)
    again = on_message(services.knowledge, receipts.say_filed_already)
    fresh = private & ~InDraft(services.chats, edited=False)
    application.add_handler(MessageHandler(private & WithCode(services.chats), take_code), group=BEFORE_ALL)
    application.add_handler(MessageHandler(fresh & DigitsAgain(services.chats), again), group=BEFORE_ALL)
    application.add_handler(MessageHandler(private & CASE, come_back))
    application.add_handler(on_press(services.knowledge, CaseStep, receipts.press))


class Receipts:
    """Opens cases for those who come back."""

    def __init__(self, services: TipServices) -> None:
        self._services = services

    async def come_back(self, turn: Turn) -> None:
        """Ask for the code, or take the one that stands behind the command; its message goes at once."""
        services, chat = self._services, turn.chat.id
        language = await services.languages.of(turn.update)
        services.chats.talk.forget(chat)
        is_away = await services.chats.take_out(turn.bot, chat, turn.message.message_id)
        room = room_of(services, turn.bot, turn.knowledge, chat)
        # What waits for its case waits for this very code.
        is_asked = (
            room is not None and room.draft.stage is Stage.ENTERING and has_code(words_of(turn.message))
        )
        if not is_asked and await is_unfinished(room):
            return
        if room is None or not is_asked:
            room = await open_room(services, turn, language, Stage.ENTERING)
        if not is_away:
            room.phone.stuck.add(turn.message.message_id)
        if CASE.words_behind(turn.message) and not open_soon(room, turn.message.from_user, turn.message):
            room.phone.remark = Say.CASE_NO_CODE
        if room.draft.stage is Stage.ENTERING:
            async with room.phone.lock:
                await show_step(room)

    async def take_code(self, turn: Turn) -> None:
        """Take a code out of the chat, wherever it was typed, and open its case: that is what it is for."""
        services, chat = self._services, turn.chat.id
        language = await services.languages.of(turn.update)
        services.chats.talk.forget(chat)
        room = await open_room(services, turn, language, Stage.ENTERING)
        take_out_soon(room, turn.message.message_id)
        open_soon(room, turn.message.from_user, turn.message)
        raise ApplicationHandlerStop

    async def say_filed_already(self, turn: Turn) -> None:
        """Say that the digits were taken the first time; what looks like them goes too."""
        services, language = self._services, await self._services.languages.of(turn.update)
        is_away = await services.chats.take_out(turn.bot, turn.chat.id, turn.message.message_id)
        screens = screens_of(services, turn.knowledge)
        said = Screen(turn.say(language, Say.TIP_FILED_ALREADY))
        await send_screen(turn.bot, turn.chat.id, screens.with_stuck(said, language, 1 - is_away))
        raise ApplicationHandlerStop

    async def press(self, press: AnyPress[CaseStep]) -> None:
        """Do what a button of a case says."""
        await do_step(self._services, press, *STEPS[press.button.step])


async def back(room: Room) -> Say | None:
    """Back to the case; what was written and not sent is forgotten."""
    if room.draft.case is None:
        return Say.OLD_BUTTON
    room.wipe()
    room.draft.is_urgent = False
    await go(room, Stage.CASE)
    return None


async def begin_to_add(room: Room) -> Say | None:
    """Let the reporter write more."""
    return await _go(room, Stage.ADDING)


async def send(room: Room) -> Say | None:
    """Add what was written to the case."""
    if undecided := what_waits(room):
        return undecided
    if room.draft.case is None or room.draft.is_empty:
        return Say.TIP_EMPTY
    try:
        is_added = await room.desk.filing.add(room.draft.case, room.draft)
    except TooManyAdditionsError:
        return Say.CASE_TOO_MANY_ADDITIONS
    except TamperedError:
        await _unsound(room)
        return None
    if not is_added:
        await _away(room)
        return None
    room.wipe()
    room.draft.is_warned, room.draft.is_urgent = room.draft.tells_of_danger, False
    room.phone.remark = Say.CASE_ADDED
    await go(room, Stage.CASE)
    return None


async def show_reply_files(room: Room) -> Say | None:
    """Send the files that came with the replies; they go with the next step."""
    if room.draft.case is None:
        return Say.OLD_BUTTON
    try:
        files = await room.desk.filing.reply_files(room.draft.case)
    except TamperedError:
        await _unsound(room)
        return None
    if files is None:
        await _away(room)
        return None
    await room.clear_extra()
    for file in files:
        await room.show_file_beside(file)
    return None


async def ask_to_withdraw(room: Room) -> Say | None:
    """Ask whether the reporter means it: nothing brings a withdrawn case back."""
    return await _go(room, Stage.WITHDRAWING)


async def withdraw(room: Room) -> Say | None:
    """Destroy the case."""
    if room.draft.case is None:
        return Say.OLD_BUTTON
    try:
        await room.desk.filing.withdraw(room.draft.case)
    except TamperedError:
        await _unsound(room)
        return None
    room.close()
    await room.leave(room.screens.withdrawn(room.language))
    return None


async def _away(room: Room) -> None:
    room.close()
    await room.leave(room.screens.no_case(room.language))


async def _unsound(room: Room) -> None:
    room.close()
    await room.leave(room.screens.unsound(room.language))


async def _go(room: Room, stage: Stage) -> Say | None:
    if room.draft.case is None:
        return Say.OLD_BUTTON
    await go(room, stage)
    return None


async def prove(room: Room) -> Say | None:
    """Send the picture that says that something was filed."""
    view = await room.desk.filing.view(room.draft.case) if room.draft.case else None
    if view is None:
        return Say.OLD_BUTTON
    said = room.screens.confirmation(room.language, view.filed)
    await send_proof(room.bot, room.services.chats, room.chat, said)
    show_soon(room, below=True)
    return None


STEPS: dict[OfCase, tuple[Step, frozenset[Stage]]] = {
    OfCase.BACK: (back, frozenset({Stage.ADDING, Stage.WITHDRAWING})),
    OfCase.ADD: (begin_to_add, frozenset({Stage.CASE})),
    OfCase.REPLY_FILES: (show_reply_files, frozenset({Stage.CASE})),
    OfCase.SEND: (send, frozenset({Stage.ADDING})),
    OfCase.PROOF: (prove, frozenset({Stage.CASE})),
    OfCase.WITHDRAW: (ask_to_withdraw, frozenset({Stage.CASE})),
    OfCase.WITHDRAW_SURELY: (withdraw, frozenset({Stage.WITHDRAWING})),
}
