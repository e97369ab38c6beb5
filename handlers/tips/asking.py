"""A question before anything is written, or beside a case: it is answered, and is no word of the tip (T5, T11 of the walk)."""

import asyncio
import re
from collections.abc import Iterator

from bot.conversation.listening import Message
from bot.matters.model import Intent
from bot.texts.texts import Say
from bot.tips.reporting.codes import without_codes
from handlers.telegram.turn import Turn
from handlers.tips.room import Room
from handlers.tips.showing import show_soon

ABOUT_THE_DESK = frozenset({Intent.PRIVACY, Intent.ABOUT})
"""What is asked of the desk itself: its own words answer it, where those of a conversation would be untrue of a tip."""

LONGEST = 200
"""Signs of a question; what is longer tells a story, whatever sign it ends with."""

OF_THE_CODE = re.compile(r"\bкод(?!екс)|квитанци|түбіртек", re.IGNORECASE)


def look_for_danger(room: Room, text: str) -> None:
    """Where words of a draft tell of danger to somebody, say whom to call, once: that comes before any report.

    Every message is looked at, then each of its sentences as a job of the draft's own: however long it is, it holds up nobody.
    """
    text = without_codes(text)
    if not text.strip() or room.draft.is_warned:
        return
    looks = room.knowledge.listener.looks_for_danger(text)
    if next(looks, False):  # as quick as any message: whoever takes the words shows it with them
        room.draft.is_warned = True
    else:
        room.services.chats.jobs.put(_look_on(room, looks))


async def _look_on(room: Room, looks: Iterator[bool]) -> None:
    for is_danger in looks:
        if room.draft.is_warned or not room.services.chats.holds(room.chat, room.draft):
            return
        if is_danger:
            room.draft.is_warned = True
            show_soon(room)
            return
        await asyncio.sleep(0)


def _intent(room: Room, turn: Turn, text: str) -> Intent | None:
    message = Message(room.chat, text, room.services.chats.clock.now(), room.language)
    heard = turn.knowledge.listener.alone(message)
    return heard.intent.intent if heard.intent else None


async def answered(room: Room, turn: Turn) -> bool:
    """Answer a question; False where a message is none."""
    text = turn.message.text or ""
    if not text.strip() or len(text) > LONGEST:
        return False
    if _intent(room, turn, text) in ABOUT_THE_DESK:
        room.phone.remark = Say.TIP_ASKED_WHO_SEES
    elif OF_THE_CODE.search(text) and text.rstrip().endswith("?"):
        room.phone.remark = Say.TIP_ASKED_CODE
    elif text.rstrip().endswith("?"):
        await room.take_out(turn.message.message_id)
        await room.services.chats.talk.answer(turn)
        room.services.chats.talk.forget(room.chat)
        room.phone.remark = Say.TIP_ASKED
    else:
        return False
    show_soon(room, below=True)
    return True
