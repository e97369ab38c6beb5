"""The files of a paper: made, sent once, and everything that was written forgotten."""

import asyncio

from telegram.error import TelegramError

from bot import logs
from bot.documents.draft import Draft
from bot.documents.filling import found_day
from bot.language import Language
from bot.texts.texts import Say
from handlers.documents.room import PaperRoom

WORD, PDF = "docx", "pdf"


async def hand_out(room: PaperRoom) -> Say | None:
    """Send the Word file and the PDF, forget the draft, and say what comes next."""
    draft = room.draft
    if draft.paper is None or draft.layout is None:
        return Say.OLD_BUTTON
    calendar, found = room.services.calendar, found_day(draft.paper, draft)
    term, remind = calendar.term(draft.paper, found), calendar.reminder(draft.paper, found)
    async with room.services.chats.making:
        files = await asyncio.to_thread(_files, room, draft)
    try:
        await _send(room, files)
    except TelegramError:
        logs.event("PAPER_NOT_SENT")
        return Say.PAPER_NOT_SENT
    room.services.chats.close(room.chat)
    await room.end_below(room.screens.made(draft, term, remind))
    return None


async def _send(room: PaperRoom, files: dict[str, bytes]) -> None:
    """Send each file once: one that went out before the line broke is not sent a second time."""
    name = room.say(Say.PAPER_FILE)
    for kind, content in files.items():
        if kind not in room.draft.sent:
            await room.bot.send_document(room.chat, content, filename=f"{name}.{kind}", protect_content=False)
            room.draft.sent.add(kind)


def _files(room: PaperRoom, draft: Draft) -> dict[str, bytes]:
    # Word's and PDF's own machinery is loaded when somebody makes a paper, not at the start.
    from bot.documents.making import make_word  # noqa: PLC0415 - as said
    from bot.printing.word_pages import print_word  # noqa: PLC0415 - as said

    made = room.services.calendar.now
    word = make_word(draft, room.knowledge.grounds, room.services.calendar, made)
    spoken = draft.layout.languages[0] if draft.layout else Language.KK
    title = draft.paper.titles[spoken] if draft.paper else ""
    return {WORD: word, PDF: print_word(word, spoken, title, made)}
