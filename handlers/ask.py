"""Questions: answered, answered anew when edited, shown in the other language, opened at a related paragraph."""

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.language import Language
from bot.rulebook.model import Ref
from bot.texts import Say
from handlers import callbacks
from handlers.context import AdepApplication, Context
from handlers.courier import replace, reply, settle
from handlers.render import Screen, place_of


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    private_text = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND
    application.add_handler(MessageHandler(private_text & filters.UpdateType.MESSAGE, answer_question))
    application.add_handler(MessageHandler(private_text & filters.UpdateType.EDITED_MESSAGE, answer_anew))
    application.add_handler(CallbackQueryHandler(switch_language, f"^{callbacks.OTHER_LANGUAGE}$"))
    application.add_handler(CallbackQueryHandler(open_paragraph, callbacks.OPEN_REF))


async def answer_question(update: Update, context: Context) -> None:
    """Reply to a question."""
    message = update.message
    if message is None or message.text is None:
        return
    screen = await _screen_of(message, context)
    sent = await reply(message, screen)
    context.desk.recent.remember(message.chat_id, message.message_id, sent.message_id)


async def answer_anew(update: Update, context: Context) -> None:
    """Put the answer to an edited question in the place of the old answer."""
    message = update.edited_message
    if message is None or message.text is None:
        return
    old = context.desk.recent.answer_to(message.chat_id, message.message_id)
    screen = await _screen_of(message, context)
    if old is None or not await replace(context.bot, message.chat_id, old, screen):
        sent = await reply(message, screen)
        context.desk.recent.remember(message.chat_id, message.message_id, sent.message_id)


async def switch_language(update: Update, context: Context) -> None:
    """Show an answer in the other language, in place."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message):
        return
    target = _offered_language(message, context)
    screen = _switched(message, target, context) if target else None
    if screen is None:
        language = await context.language(update)
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    await replace(context.bot, message.chat_id, message.message_id, screen)
    await settle(query)


async def open_paragraph(update: Update, context: Context) -> None:
    """Send the paragraph a button names."""
    query = update.callback_query
    if query is None or not context.matches:
        return
    message = query.message if isinstance(query.message, Message) else None
    found = context.desk.asking.open(Ref(context.matches[0]["ref"]), _question_behind(message))
    if found is None or message is None:
        language = await context.language(update)
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    shown_in = _offered_language(message, context)
    language = shown_in.other if shown_in else await context.language(update)
    question = message.reply_to_message or message
    await reply(question, context.desk.renderer.paragraph(found, language))
    await settle(query)


async def _screen_of(message: Message, context: Context) -> Screen:
    preferred = await context.chosen_language(message.chat)
    return context.desk.renderer.answer(context.desk.asking.ask(message.text or "", preferred))


def _switched(message: Message, target: Language, context: Context) -> Screen | None:
    question = _question_behind(message)
    ref = context.desk.citations.read(place_of(message.text or ""))
    if ref is not None:
        found = context.desk.asking.open(ref, question)
        return context.desk.renderer.paragraph(found, target) if found else None
    return (
        context.desk.renderer.answer(context.desk.asking.ask(question, forced=target)) if question else None
    )


def _offered_language(message: Message, context: Context) -> Language | None:
    """The language that the message's own button offers: the message itself is in the other one."""
    markup = message.reply_markup or InlineKeyboardMarkup([])
    labels = {
        button.text
        for row in markup.inline_keyboard
        for button in row
        if button.callback_data == callbacks.OTHER_LANGUAGE
    }
    offered = [language for language in Language if context.desk.texts(language, Say.LANGUAGE_NAME) in labels]
    return offered[0] if offered else None


def _question_behind(message: Message | None) -> str:
    """The question a message replies to, as Telegram hands it back; empty where it is gone."""
    question = message.reply_to_message if message else None
    return (question.text or "") if question else ""
