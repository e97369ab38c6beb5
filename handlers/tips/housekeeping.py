"""What the tip desk does in reporters' chats of itself: when a draft's time is over, and when the program ends."""

from telegram import Bot
from telegram.error import TelegramError

from bot import logs
from handlers.telegram.repeating_jobs import Job
from handlers.telegram.sending import send_screen
from handlers.tips.room import Room
from handlers.tips.services import TipServices


def housekeeping(bot: Bot, services: TipServices) -> Job:
    """The job that ends drafts whose time is over, takes faded messages away and forgets what could not be taken."""

    async def keep(_: object) -> None:
        chats, knowledge = services.chats, services.knowledge.value
        await chats.fading.take_due(bot, chats.clock.now())
        chats.forget_old()
        for chat, draft, phone in chats.close_expired():
            room = Room(bot, services, knowledge, chat, draft, phone)
            await room.leave(room.screens.timed_out(draft))

    return keep


async def farewell(bot: Bot, services: TipServices) -> None:
    """The program ends: every draft is wiped and its messages go first, then its reporter is told (T2)."""
    knowledge = services.knowledge.value
    await services.chats.fading.take_all(bot)
    for chat, draft, phone in services.chats.close_all():
        await _dismiss(Room(bot, services, knowledge, chat, draft, phone))


async def _dismiss(room: Room) -> None:
    await room.clear()
    last = room.screens.with_stuck(room.screens.stopped(room.draft), room.language, len(room.phone.stuck))
    try:
        await send_screen(room.bot, room.chat, last)
    except TelegramError:
        # Whoever cannot be told must not keep the others from being told.
        logs.event("CHAT_UNREACHABLE")
