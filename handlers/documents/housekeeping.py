"""What becomes of papers of itself: when a draft's time is over, and when the program ends."""

import asyncio

from telegram import Bot
from telegram.error import TelegramError

from bot import logs
from bot.texts.texts import Say
from handlers.documents.chats import Paperwork
from handlers.documents.room import PaperRoom
from handlers.documents.services import DocumentServices
from handlers.telegram.repeating_jobs import Job


def housekeeping(bot: Bot, services: DocumentServices) -> Job:
    """The job that ends drafts whose time is over, and takes screens away that others have taken the place of."""

    async def keep(_: object) -> None:
        await services.chats.take_left(bot)
        over = services.chats.close_expired()
        await asyncio.gather(*(_end(bot, services, *one, Say.PAPER_TIMED_OUT) for one in over))

    return keep


async def farewell(bot: Bot, services: DocumentServices) -> None:
    """The program ends: every draft is wiped first, then the writers are told and what still stands is taken away, side by side."""
    closed = services.chats.close_all()
    last = (_end(bot, services, *one, Say.PAPER_STOPPED) for one in closed)
    await asyncio.gather(services.chats.take_left(bot), *last)


async def _end(bot: Bot, services: DocumentServices, chat: int, work: Paperwork, said: Say) -> None:
    try:
        await PaperRoom(bot, services, services.knowledge.value, chat, work).end(said)
    except TelegramError:
        # Whoever cannot be told must not keep the others from being told.
        logs.event("CHAT_UNREACHABLE")
