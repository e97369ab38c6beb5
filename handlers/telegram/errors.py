"""The one catch-all: what no handler expected becomes a sentence to the person and an event code in the log."""

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import logs
from bot.texts.texts import Say
from handlers.telegram.context import AdepApplication, Context


def register(application: AdepApplication) -> None:
    """Add the catch-all."""
    application.add_error_handler(report)


async def report(update: object, context: Context) -> None:
    """Log the kind of failure and tell the person that the fault is ours; a chat that shut Adep out is noted as lost."""
    error = context.error
    if isinstance(error, Forbidden):
        logs.event("CHAT_UNREACHABLE")
        if isinstance(update, Update) and update.effective_chat:
            await context.desk.subscribers.lose(update.effective_chat.id)
        return
    logs.event("UPDATE_FAILED", error=type(error).__name__)
    if isinstance(update, Update) and update.effective_message:
        language = await context.language(update)
        try:
            await update.effective_message.reply_text(context.desk.texts(language, Say.FAILED))
        except TelegramError as second:
            logs.event("APOLOGY_FAILED", error=type(second).__name__)
