"""«Why this answer» for the owners: the words and concepts that decided, and the runner-up."""

from html import escape

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler

from bot.texts import Say
from handlers import callbacks
from handlers.ask import offered_language, question_behind
from handlers.context import AdepApplication, Context
from handlers.courier import reply, settle
from handlers.render import Screen


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CallbackQueryHandler(tell_why, f"^{callbacks.WHY}$"))


async def tell_why(update: Update, context: Context) -> None:
    """Tell an owner what decided the answer above the button; to anybody else, and where the question is gone, it is an old one."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message):
        return
    shown_in = offered_language(message, context)
    language = shown_in.other if shown_in else await context.language(update)
    why = context.desk.asking.why(question_behind(message)) if context.is_owner(query.from_user) else None
    if why is None:
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    question = message.reply_to_message or message
    await reply(question, Screen(escape(context.desk.reasons.text(why, language))))
    await settle(query)
