"""/reload for the owners: the knowledge read anew, and what came of it."""

from html import escape

from telegram.constants import ParseMode
from telegram.ext import filters

from bot.knowledge.knowledge import Knowledge
from bot.knowledge.reread import Faulty, Learned
from bot.language import Language
from bot.texts.texts import Say
from handlers.owners.services import OwnerServices
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.turn import Turn, on_message

MOST_SHOWN, LONGEST = 15, 240
"""Faults shown, and characters of each: together they fit one message."""


def register(application: AdepApplication, services: OwnerServices) -> None:
    """Add the handlers of this module; to anybody else the command does not exist."""
    owners = filters.ChatType.PRIVATE & filters.User(services.owners)
    reload = on_message(services.knowledge, Reloads(services).reload)
    application.add_handler(CommandHandler("reload", reload, owners))


class Reloads:
    """Has the knowledge read anew."""

    def __init__(self, services: OwnerServices) -> None:
        self._services = services

    async def reload(self, turn: Turn) -> None:
        """Read the knowledge anew and tell the owner what came of it, in the words that are then in force."""
        language = await self._services.languages.of(turn.update)
        outcome = await self._services.relearning.relearn()
        said = told(outcome, self._services.knowledge.value, language)
        await turn.message.reply_text(said, parse_mode=ParseMode.HTML)


def told(outcome: Learned | Faulty, in_force: Knowledge, language: Language) -> str:
    """What came of a reading, in words."""
    match outcome:
        case Learned(knowledge):
            rulebook = knowledge.rulebook
            return in_force.texts(
                language, Say.RELOADED, refs=len(rulebook.paragraphs), topics=len(rulebook.matters)
            )
        case Faulty(problems):
            lines = [f"<code>{escape(str(problem)[:LONGEST])}</code>" for problem in problems[:MOST_SHOWN]]
            return in_force.texts(language, Say.RELOAD_FAULTY, count=len(problems), problems="\n".join(lines))
