"""A reporter who comes back with their code: what became of it, more to say, or nothing more (T10). Nothing is ever pushed to them."""

from telegram import User
from telegram.ext import filters

from bot.texts.texts import Say
from bot.tips.reporting.codes import read_code
from bot.tips.reporting.draft import Stage
from bot.tips.reporting.filing import TooManyAdditionsError
from bot.tips.secrecy.code_hashing import TooManyCodesError
from bot.tips.secrecy.vault import TamperedError
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.turn import AnyPress, Turn, on_message, on_press
from handlers.tips.buttons import CaseStep, OfCase
from handlers.tips.pressing import do_step
from handlers.tips.room import Room, Step, is_unfinished, open_room, room_of
from handlers.tips.services import TipServices


def register(application: AdepApplication, services: TipServices) -> None:
    """Add the handlers of this module."""
    receipts = Receipts(services)
    come_back = on_message(services.knowledge, receipts.come_back)
    application.add_handler(CommandHandler("case", come_back, filters.ChatType.PRIVATE))
    application.add_handler(on_press(services.knowledge, CaseStep, receipts.press))


class Receipts:
    """Opens cases for those who come back."""

    def __init__(self, services: TipServices) -> None:
        self._services = services

    async def come_back(self, turn: Turn) -> None:
        """Ask for the code, or take the one that stands behind the command; its message goes at once."""
        services, chat, message = self._services, turn.chat.id, turn.message.message_id
        language = await services.languages.of(turn.update)
        room = room_of(services, turn.bot, turn.knowledge, chat)
        is_away = await services.chats.take_out(turn.bot, chat, message, room.phone if room else None)
        if await is_unfinished(room_of(services, turn.bot, turn.knowledge, chat)):
            return
        room = await open_room(services, turn, language, Stage.ENTERING)
        if not is_away:
            room.phone.stuck.add(message)
        if turn.words:
            await enter_code(room, turn.message.from_user, " ".join(turn.words))
        else:
            await room.show_step()

    async def press(self, press: AnyPress[CaseStep]) -> None:
        """Do what a button of a case says."""
        await do_step(self._services, press, *STEPS[press.button.step])


async def enter_code(room: Room, user: User | None, typed: str) -> None:
    """Open the case of a typed code; whatever is wrong with a code, the answer is the same."""
    code = read_code(typed)
    if code is None:
        room.phone.remark = Say.CASE_NO_CODE
    elif user is None or not room.desk.limits.take_try(user.id):
        room.phone.remark = Say.CASE_TOO_MANY_TRIES
    else:
        try:
            room.draft.case = await room.desk.filing.enter(code)
        except TooManyCodesError:
            room.phone.remark = Say.TIP_BUSY
        else:
            if room.draft.case is None:
                room.phone.remark = Say.CASE_NONE
    await case_again(room)


async def case_again(room: Room) -> None:
    """Show the case as it stands now; where none is open, ask for the code."""
    if room.draft.case is None:
        await room.show(room.screens.of(room.draft))
        return
    try:
        view = await room.desk.filing.view(room.draft.case)
    except TamperedError:
        await _unsound(room)
        return
    if view is None:
        await _away(room)
        return
    room.draft.stage = Stage.CASE
    await room.show(room.screens.case(room.language, view))
    for screen in room.screens.more_of_case(room.language, view):
        await room.show_beside(screen)


async def back(room: Room) -> Say | None:
    """Back to the case; what was written and not sent is forgotten."""
    if room.draft.case is None:
        return Say.OLD_BUTTON
    room.wipe()
    await case_again(room)
    return None


async def begin_to_add(room: Room) -> Say | None:
    """Let the reporter write more."""
    return await _go(room, Stage.ADDING)


async def send(room: Room) -> Say | None:
    """Add what was written to the case."""
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
    room.phone.remark = Say.CASE_ADDED
    await case_again(room)
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
    await room.go(stage)
    return None


STEPS: dict[OfCase, tuple[Step, frozenset[Stage]]] = {
    OfCase.BACK: (back, frozenset({Stage.ADDING, Stage.WITHDRAWING})),
    OfCase.ADD: (begin_to_add, frozenset({Stage.CASE})),
    OfCase.REPLY_FILES: (show_reply_files, frozenset({Stage.CASE})),
    OfCase.SEND: (send, frozenset({Stage.ADDING})),
    OfCase.WITHDRAW: (ask_to_withdraw, frozenset({Stage.CASE})),
    OfCase.WITHDRAW_SURELY: (withdraw, frozenset({Stage.WITHDRAWING})),
}
