"""«Why this answer» for the owners: the words and concepts that decided, and the runner-up."""

from html import escape

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler

from bot.texts.texts import Say
from handlers.answers.question import offered_language, question_behind
from handlers.answers.rendering import Screen
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import reply, settle


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CallbackQueryHandler(tell_why, f"^{callback_data.WHY}$"))


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
