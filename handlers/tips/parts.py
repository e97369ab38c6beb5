"""Parts of a tip: words at once, files one after another, and what is not taken with its reason."""

from telegram import Document, Message, PhotoSize

from bot.texts.texts import Say
from bot.tips.reporting.codes import without_codes
from handlers.tips.files import NotTaken, Words, caption_of, is_too_large, name_of, part_of
from handlers.tips.phone import WaitingFile
from handlers.tips.room import Room
from handlers.tips.showing import show_soon


async def take_part(room: Room, message: Message, words: str | None = None) -> None:
    """Take what a message brings; `words` are its words where they are not all that stands in it."""
    number = message.message_id
    room.phone.taken.add(number)
    match part_of(message):
        case Words(text):
            take_words(room, number, text if words is None else words)
            return
        case Document() | PhotoSize() as file:
            _take_file(room, message, file)
        case NotTaken(reason):
            room.phone.refuse(reason, name_of(message))
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
        room.phone.refuse(Say.TIP_NOT_MORE_WORDS)


def _take_file(room: Room, message: Message, file: Document | PhotoSize) -> None:
    draft, name, size = room.draft, name_of(message), file.file_size or 0
    account = message.from_user.id if message.from_user else room.chat
    if is_too_large(file):
        room.phone.refuse(Say.TIP_NOT_SIZE, name)
    elif not room.desk.drafts.has_room_for(draft, size):
        room.phone.refuse(Say.TIP_NOT_MORE_FILES, name)
    elif not room.desk.limits.take_file(account):
        room.phone.refuse(Say.TIP_NOT_NOW, name)
    else:
        draft.awaited[message.message_id] = size
        draft.tried += 1
        owner = room.desk.limits.veiled(account)
        room.phone.files.append(WaitingFile(message.message_id, file, name, owner))
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
                phone.refuse(rebuilt.reason, waiting.name)
            else:
                draft.files.append(rebuilt)
            show_soon(room)
    finally:
        phone.is_rebuilding = False
