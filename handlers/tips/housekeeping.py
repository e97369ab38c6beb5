"""What the tip desk does in reporters' chats of itself: when a draft's time is over, and when the program ends."""

import asyncio
from functools import partial

from telegram import Bot
from telegram.error import TelegramError

from bot import logs
from bot.tips.reporting.draft import Stage
from handlers.telegram.repeating_jobs import Job
from handlers.telegram.sending import send_screen
from handlers.tips.parts import rebuild_soon
from handlers.tips.room import Room
from handlers.tips.services import TipServices
from handlers.tips.showing import settle_soon


def housekeeping(bot: Bot, services: TipServices) -> Job:
    """The job that ends drafts whose time is over, and does what could not be done: shows, deletes, makes anew, forgets."""

    async def keep(_: object) -> None:
        chats, knowledge = services.chats, services.knowledge.value
        await chats.fading.take_due(bot, chats.clock.now())
        chats.forget_old()
        for chat, draft, phone in chats.owing():
            room = Room(bot, services, knowledge, chat, draft, phone)
            rebuild_soon(room)
            if phone.owed.is_due:
                settle_soon(room)
        owed, chats.ends = chats.ends, []
        expired = [Room(bot, services, knowledge, *closed) for closed in chats.close_expired()]
        owed += [partial(room.leave_now, room.screens.timed_out(room.draft)) for room in expired]
        for show_last in owed:  # a job each: a chat that must wait keeps no other waiting
            chats.jobs.put(show_last())

    return keep


async def farewell(bot: Bot, services: TipServices) -> None:
    """The program ends: every draft is wiped and its messages go first, side by side; then its reporter is told (T2)."""
    chats, knowledge = services.chats, services.knowledge.value
    rooms = [Room(bot, services, knowledge, *one) for one in chats.all()]
    chats.fading.hurry()
    await asyncio.gather(chats.removed(), chats.fading.take_all(bot), *(_clear(room) for room in rooms))
    await asyncio.gather(*(_say_last(room) for room in rooms))
    await chats.fading.take_all(bot)
    await chats.jobs.end()


async def _clear(room: Room) -> None:
    """Take away what stands in the chat; a tip that is just being filed is filed all the same."""
    if room.draft.stage is not Stage.FILING:
        room.close()
    async with room.phone.lock:
        await room.clear()
    if room.phone.filing:
        await asyncio.wait([room.phone.filing])


async def _say_last(room: Room) -> None:
    room.close()
    last = room.screens.stopped(room.draft)
    last = room.screens.with_stuck(last, room.language, len(room.phone.stuck))
    try:
        async with room.phone.lock:
            await send_screen(room.bot, room.chat, last)
    except TelegramError:
        # Whoever cannot be told must not keep the others from being told.
        logs.event("CHAT_UNREACHABLE")
