"""From a typed code to its case: a job of the draft's own, like the filing."""

from telegram import Message, User

from bot.texts.texts import Say
from bot.tips.reporting.codes import Code, read_code
from bot.tips.reporting.draft import Stage
from bot.tips.secrecy.code_hashing import TooManyCodesError
from handlers.telegram.words import words_of
from handlers.tips.room import Room
from handlers.tips.showing import show_soon


def open_soon(room: Room, user: User | None, message: Message) -> bool:
    """Open the case of the code in a message that is on its way out of the chat; False where there is none in it.

    Whatever is wrong with a code, the answer is the same. What was told before it, where the code was asked for, waits for its case:
    it is more to it. Of the message itself only the code is taken.
    """
    code = read_code(words_of(message))
    if code is None:
        return False
    if user is None or not room.desk.limits.take_try(user.id):
        room.phone.remark = Say.CASE_TOO_MANY_TRIES
        show_soon(room)
        return True
    room.draft.stage, room.draft.case = Stage.OPENING, None
    room.services.chats.jobs.put(_open(room, code))
    return True


async def _open(room: Room, code: Code) -> None:
    draft, phone = room.draft, room.phone
    await room.services.chats.removed(room.chat)
    try:
        draft.case = await room.desk.filing.enter(code)
    except TooManyCodesError:
        draft.stage, phone.remark = Stage.ENTERING, Say.TIP_BUSY
    except BaseException:
        draft.stage, phone.remark = Stage.ENTERING, Say.FAILED
        show_soon(room)
        raise
    else:
        if draft.case is None:
            draft.stage, phone.remark = Stage.ENTERING, Say.CASE_NONE
        elif room.is_blank and not phone.refused:
            draft.stage = Stage.CASE
        else:
            draft.stage = Stage.ADDING
            phone.remark = None if room.is_blank else Say.CASE_TAKEN_EARLY
    show_soon(room)
