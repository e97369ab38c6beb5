"""The one catch-all: what no handler expected becomes a sentence to the person and an event code in the log."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import logs
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.people.subscribers import Subscribers
from bot.texts.texts import Say
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.languages import Languages
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply, settle


@dataclass(frozen=True, slots=True)
class ErrorServices:
    """What the catch-all needs; `apology` is what is said in a chat where something is open that a fault must not leave in doubt."""

    knowledge: Current[Knowledge]
    languages: Languages
    subscribers: Subscribers
    apology: Callable[[int], Say | None]


def register(application: AdepApplication, services: ErrorServices) -> None:
    """Add the catch-all."""

    async def handle(update: object, context: Context) -> None:
        await report(update, context, services)

    application.add_error_handler(handle)


async def report(update: object, context: Context, services: ErrorServices) -> None:
    """Log the kind of failure and tell the person that the fault is ours; a chat that shut Adep out is noted as lost."""
    error = context.error
    if isinstance(error, Forbidden):
        logs.event("CHAT_UNREACHABLE")
        if isinstance(update, Update) and update.effective_chat:
            await services.subscribers.lose(update.effective_chat.id)
        return
    logs.event("UPDATE_FAILED", error=type(error).__name__)
    if isinstance(update, Update):
        said = services.knowledge.value.texts(await services.languages.of(update), _said(update, services))
        try:
            await _apologise(update, said)
        except TelegramError as second:
            logs.event("APOLOGY_FAILED", error=type(second).__name__)


def _said(update: Update, services: ErrorServices) -> Say:
    chat = update.effective_chat
    return (services.apology(chat.id) if chat else None) or Say.FAILED


async def _apologise(update: Update, said: str) -> None:
    """Say it as the alert of a pressed button, so that it waits no longer; else, or where that was answered already, as a message."""
    query = update.callback_query
    if query and await settle(query, said):
        return
    if update.effective_message:
        await reply(update.effective_message, Screen(escape(said)))
