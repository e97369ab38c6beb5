"""Parts of a tip: words at once, files one after another, and what is not taken with its reason."""

from telegram import Document, Message, PhotoSize, Voice

from bot.texts.texts import Say
from bot.tips.reporting.codes import without_codes
from bot.tips.reporting.draft import CHOOSING, Stage
from handlers.tips.files import NotTaken, Sent, Words, caption_of, is_too_large, is_too_long, name_of, part_of
from handlers.tips.phone import WaitingFile
from handlers.tips.room import Room
from handlers.tips.showing import show_soon


def _refuse(room: Room, reason: Say, name: str = "") -> None:
    """Note what was not taken. Before the writing, and where a code is asked for, no screen has a list of it: it is said at once."""
    room.phone.refuse(reason, name)
    if room.draft.stage in {*CHOOSING, Stage.ENTERING}:
        room.phone.remark = reason


async def take_part(room: Room, message: Message, words: str | None = None) -> None:
    """Take what a message brings; `words` are its words where they are not all that stands in it."""
    number = message.message_id
    room.phone.taken.add(number)
    match part_of(message):
        case Words(text):
            take_words(room, number, text if words is None else words)
            return
        case Voice() as voice if room.services.files.cleaner.can_disguise:
            _take_voice(room, message, voice)
        case Voice():
            _refuse(room, Say.TIP_NOT_THIS)
        case Document() | PhotoSize() as file:
            _take_file(room, message, file)
        case NotTaken(reason):
            _refuse(room, reason, name_of(message))
    if caption := caption_of(message) if words is None else words:
        take_words(room, number, caption)


def take_words(room: Room, message: int, text: str) -> None:
    """Take words, in the place of what the same message said before. The code of a case is no word of a tip: it opens one."""
    kept = without_codes(text)
    if kept != text:
        room.phone.remark = Say.TIP_CODE_LEFT_OUT
    if not kept.strip():
        return
    if room.draft.has_room_for(message, kept):
        room.draft.texts[message] = kept
    else:
        _refuse(room, Say.TIP_NOT_MORE_WORDS)


def _take_file(room: Room, message: Message, file: Sent) -> None:
    account = message.from_user.id if message.from_user else room.chat
    if _may_wait(room, account, file, name_of(message)):
        owner = room.desk.limits.veiled(account)
        _await(room, WaitingFile(message.message_id, file, name_of(message), owner))


def _take_voice(room: Room, message: Message, voice: Voice) -> None:
    """Nothing is done with a voice before its speaker has said that it is to be disguised."""
    account = message.from_user.id if message.from_user else room.chat
    if is_too_long(voice):
        _refuse(room, Say.TIP_NOT_LONG_VOICE)
    elif _may_wait(room, account, voice, ""):
        owner = room.desk.limits.veiled(account)
        room.phone.voices.append(WaitingFile(message.message_id, voice, "", owner))


def disguise_voices(room: Room) -> None:
    """Let the voices that wait for their speaker's word be disguised."""
    voices, room.phone.voices = room.phone.voices, []
    for voice in voices:
        if room.desk.drafts.has_room_for(room.draft, voice.file.file_size or 0):
            _await(room, voice)
        else:
            _refuse(room, Say.TIP_NOT_MORE_FILES)


def _may_wait(room: Room, account: int, file: Sent, name: str) -> bool:
    """Whether there is room for a file; where not, the reason is noted. It is counted to its account, whatever becomes of it."""
    if is_too_large(file):
        _refuse(room, Say.TIP_NOT_SIZE, name)
    elif not room.desk.drafts.has_room_for(room.draft, file.file_size or 0):
        _refuse(room, Say.TIP_NOT_MORE_FILES, name)
    elif not room.desk.limits.take_file(account):
        _refuse(room, Say.TIP_NOT_NOW, name)
    else:
        return True
    return False


def _await(room: Room, waiting: WaitingFile) -> None:
    room.draft.awaited[waiting.message] = waiting.file.file_size or 0
    room.draft.tried += 1
    room.phone.files.append(waiting)
    rebuild_soon(room)


def rebuild_soon(room: Room) -> None:
    """Let the files that wait be made anew, one after another."""
    if room.phone.files and not room.phone.is_rebuilding:
        room.phone.is_rebuilding = True
        room.services.chats.jobs.put(_rebuild(room))


async def _rebuild(room: Room) -> None:
    phone, draft, chats = room.phone, room.draft, room.services.chats
    try:
        while phone.files and chats.holds(room.chat, draft):
            waiting = phone.files[0]
            rebuilt = await room.services.files.rebuilt(waiting.file, waiting.owner)
            if not phone.files or phone.files[0] is not waiting:
                continue  # all was wiped meanwhile
            if rebuilt is None:
                return  # the network: the next tick tries again
            phone.files.popleft()
            draft.awaited.pop(waiting.message, None)
            chats.of(room.chat)  # to wait for a file is not to be away
            if isinstance(rebuilt, NotTaken):
                _refuse(room, rebuilt.reason, waiting.name)
            elif not room.desk.drafts.can_hold(draft, rebuilt.size):
                _refuse(room, Say.TIP_NOT_MORE_FILES, waiting.name)
            else:
                draft.files.append(rebuilt)
            show_soon(room)
    finally:
        phone.is_rebuilding = False
