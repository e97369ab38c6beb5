"""From the last digits to ✅: a job of the draft's own, so that whoever else writes meanwhile is answered as ever."""

from bot.texts.texts import Say
from bot.tips.reporting.draft import Stage
from bot.tips.reporting.filing import NobodyLeftError, UnreachedError
from bot.tips.secrecy.code_hashing import TooManyCodesError
from handlers.tips.parts import take_part
from handlers.tips.room import Room
from handlers.tips.showing import show_soon


def file_soon(room: Room, account: int) -> None:
    """File the tip, once what was typed is out of the chat, and show ✅; it is owed until it was shown."""
    room.draft.stage = Stage.FILING
    room.phone.filing = room.services.chats.jobs.put(_file(room, account))


async def _file(room: Room, account: int) -> None:
    draft = room.draft
    await room.services.chats.removed(room.chat)
    try:
        filed = await room.desk.filing.file(draft, is_unreached_known=draft.is_unreached_known)
    except TooManyCodesError:
        await _go_on(room, Say.TIP_BUSY)
    except UnreachedError:
        draft.stage = Stage.UNREACHED
        await _take_late(room)
    except NobodyLeftError:
        draft.stage = Stage.NOBODY_LEFT
        await _take_late(room)
    except BaseException:
        await _go_on(room, Say.TIP_FAILED)
        show_soon(room)
        raise
    else:
        if room.phone.came_late:
            room.phone.remark = Say.TIP_CAME_LATE
        room.wipe()
        draft.filed, draft.stage = filed, Stage.FILED
        room.desk.limits.count_tip(account)
    show_soon(room, below=draft.stage is Stage.FILED)


async def _go_on(room: Room, said: Say) -> None:
    """The filing failed: the digits can be typed again, or, where more came meanwhile, all is read over again under another code."""
    if await _take_late(room):
        room.draft.code, room.draft.stage = None, Stage.WRITING
        room.phone.remark = Say.TIP_FAILED
        await room.take_faint()
    else:
        room.draft.stage, room.phone.remark = Stage.CODE, said


async def _take_late(room: Room) -> bool:
    """Nothing was filed: what came meanwhile belongs to the draft. Whether anything came."""
    late, room.phone.came_late = room.phone.came_late, []
    for message in late:
        await take_part(room, message)
    return bool(late)
