"""👍 and 👎 under an answer: counted once, without the one who pressed; 👎 offers what else may have been meant."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot.texts.texts import Say
from handlers.answers.question import offered_language, question_behind
from handlers.answers.rendering import place_of
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import reply, settle


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CallbackQueryHandler(rate, callback_data.RATE))


async def rate(update: Update, context: Context) -> None:
    """Count an opinion on the paragraph that is shown, thank for it, and help on where it did not help."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message) or not context.matches:
        return
    shown_in = offered_language(message, context)
    language = shown_in.other if shown_in else await context.language(update)
    ref = context.desk.citations.read(place_of(message.text or ""))
    if ref is None:
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    helpful = context.matches[0]["helpful"] == "1"
    if not await _take_buttons(message, context):
        await settle(query)
        return
    await context.desk.feedback.rated(ref, helpful=helpful)
    await settle(query, toast=context.desk.texts(language, Say.RATED_UP if helpful else Say.RATED_DOWN))
    if not helpful:
        others = context.desk.asking.others(question_behind(message), ref)
        await reply(message.reply_to_message or message, context.desk.renderer.others(others, language))


async def _take_buttons(message: Message, context: Context) -> bool:
    """Take both buttons away; False where they are gone: who presses twice at once counts once."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    left = [row for row in rows if not any(_rates(button) for button in row)]
    try:
        await message.edit_reply_markup(InlineKeyboardMarkup(left))
    except BadRequest:
        # Telegram says «not modified» where an earlier press took them.
        return False
    context.desk.rated.remember(message.chat_id, message.message_id)
    return True


def _rates(button: InlineKeyboardButton) -> bool:
    data = button.callback_data
    return isinstance(data, str) and bool(callback_data.RATE.fullmatch(data))
