"""From the last digits to ✅: a job of the draft's own, so that whoever else writes meanwhile is answered as ever."""

from bot.texts.texts import Say
from bot.tips.reporting.draft import Stage
from bot.tips.reporting.filing import NobodyLeftError, UnreachedError
from bot.tips.secrecy.code_hashing import TooManyCodesError
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
        draft.stage, room.phone.remark = Stage.CODE, Say.TIP_BUSY
    except UnreachedError:
        draft.stage = Stage.UNREACHED
    except NobodyLeftError:
        draft.stage = Stage.NOBODY_LEFT
    except BaseException:
        draft.stage, room.phone.remark = Stage.CODE, Say.TIP_FAILED
        show_soon(room)
        raise
    else:
        room.wipe()
        draft.filed, draft.stage = filed, Stage.FILED
        room.desk.limits.count_tip(account)
    show_soon(room, below=draft.stage is Stage.FILED)
