"""The one catch-all: what no handler expected becomes a sentence to the person and an event code in the log."""

from dataclasses import dataclass

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import logs
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.people.subscribers import Subscribers
from bot.texts.texts import Say
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.languages import Languages


@dataclass(frozen=True, slots=True)
class ErrorServices:
    """What the catch-all needs."""

    knowledge: Current[Knowledge]
    languages: Languages
    subscribers: Subscribers


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
    if isinstance(update, Update) and update.effective_message:
        texts = services.knowledge.value.texts
        language = await services.languages.of(update)
        try:
            await update.effective_message.reply_text(texts(language, Say.FAILED))
        except TelegramError as second:
            logs.event("APOLOGY_FAILED", error=type(second).__name__)
