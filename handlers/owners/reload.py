"""/reload for the owners: the knowledge read anew while answers go on, taken whole or not at all."""

import asyncio
import logging
from html import escape
from typing import Any

from telegram import Message, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CommandHandler, filters

from bot import logs
from bot.knowledge.reread import Faulty, Learned, learn
from bot.language import Language
from bot.texts.texts import Say
from handlers.telegram.context import AdepApplication, Context, Desk

MOST_SHOWN, LONGEST = 15, 240
"""Faults shown, and characters of each: together they fit one message."""


def register(application: AdepApplication) -> None:
    """Add the handlers of this module; to anybody else the command does not exist."""
    owners = filters.User(application.bot_data[Desk].settings.owner_ids)
    application.add_handler(CommandHandler("reload", reload, filters.ChatType.PRIVATE & owners))


async def reload(update: Update, context: Context) -> None:
    """Read the knowledge anew and tell the owner what came of it, in the words that are then in force."""
    message = update.effective_message
    if message is None:
        return
    language = await context.language(update)
    outcome = await relearn(context.application)
    await _tell(message, outcome, context.application.bot_data[Desk], language)


async def relearn(application: Application[Any, Any, Any, Any, Any, Any]) -> Learned | Faulty:
    """Read the knowledge anew; from then on every update is served with the new, or, where it is faulty, with the old."""
    desk = application.bot_data[Desk]
    # One after another: of two readings the later one must win.
    async with desk.learning:
        outcome = await asyncio.to_thread(learn, desk.settings.knowledge_dir)
        match outcome:
            case Learned(services):
                application.bot_data[Desk] = application.bot_data[Desk].knowing(services)
                logs.event("KNOWLEDGE_RELOADED")
            case Faulty(problems):
                place = f"{problems[0].path.name}:{problems[0].line}"
                logs.event("KNOWLEDGE_FAULTY", level=logging.WARNING, count=len(problems), hint=place)
    return outcome


async def _tell(message: Message, outcome: Learned | Faulty, desk: Desk, language: Language) -> None:
    match outcome:
        case Learned(services):
            said = desk.texts(
                language,
                Say.RELOADED,
                refs=len(services.rulebook.paragraphs),
                topics=len(services.rulebook.matters),
            )
        case Faulty(problems):
            lines = [f"<code>{escape(str(problem)[:LONGEST])}</code>" for problem in problems[:MOST_SHOWN]]
            said = desk.texts(language, Say.RELOAD_FAULTY, count=len(problems), problems="\n".join(lines))
    await message.reply_text(said, parse_mode=ParseMode.HTML)
