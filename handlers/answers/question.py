"""Questions: answered, answered anew when edited, shown in the other language, opened at a related paragraph."""

import re
from collections.abc import Iterator

from telegram import InlineKeyboardMarkup, Message, Update, User
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.acts.model import Ref
from bot.answers.advisor import Answer
from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.rendering import Screen, place_of
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import replace, reply, settle

COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]+)(@\w+)?(\s+(?P<rest>.*))?", re.DOTALL)
WHY = re.compile(callback_data.WHY)


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    # A card chosen in this very chat comes back as the person's message.
    private_text = filters.ChatType.PRIVATE & filters.TEXT & ~filters.COMMAND & ~filters.VIA_BOT
    application.add_handler(MessageHandler(private_text & filters.UpdateType.MESSAGE, answer_question))
    application.add_handler(MessageHandler(private_text & filters.UpdateType.EDITED_MESSAGE, answer_anew))
    application.add_handler(CommandHandler("ask", answer_question, filters.ChatType.PRIVATE))
    application.add_handler(CallbackQueryHandler(switch_language, f"^{callback_data.OTHER_LANGUAGE}$"))
    application.add_handler(CallbackQueryHandler(open_paragraph, callback_data.OPEN_REF))


async def answer_question(update: Update, context: Context) -> None:
    """Reply to a question."""
    message = update.message
    if message is None or message.text is None:
        return
    answer = await _answer_to(message, context)
    screen = _seen_by(message.from_user, context.desk.renderer.answer(answer), answer.language, context)
    sent = await reply(message, screen)
    context.desk.recent.remember(message.chat_id, message.message_id, sent.message_id)
    await context.desk.feedback.answered(answer)


async def answer_anew(update: Update, context: Context) -> None:
    """Put the answer to an edited question in the place of the old answer."""
    message = update.edited_message
    if message is None or message.text is None:
        return
    old = context.desk.recent.answer_to(message.chat_id, message.message_id)
    answer = await _answer_to(message, context)
    is_rated = old is not None and context.desk.rated.holds(message.chat_id, old)
    screen = context.desk.renderer.answer(answer, can_be_rated=not is_rated)
    screen = _seen_by(message.from_user, screen, answer.language, context)
    if old is None or not await replace(context.bot, message.chat_id, old, screen):
        sent = await reply(message, screen)
        context.desk.recent.remember(message.chat_id, message.message_id, sent.message_id)
    await context.desk.feedback.answered(answer)


async def switch_language(update: Update, context: Context) -> None:
    """Show an answer in the other language, in place."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message):
        return
    target = offered_language(message, context)
    screen = _switched(message, target, context) if target else None
    if screen is None:
        language = await context.language(update)
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    if target and is_offered(message, WHY):
        screen = _seen_by(query.from_user, screen, target, context)
    await replace(context.bot, message.chat_id, message.message_id, screen)
    await settle(query)


async def open_paragraph(update: Update, context: Context) -> None:
    """Send the paragraph a button names."""
    query = update.callback_query
    if query is None or not context.matches:
        return
    message = query.message if isinstance(query.message, Message) else None
    found = context.desk.asking.open(Ref(context.matches[0]["ref"]), question_behind(message))
    if found is None or message is None:
        language = await context.language(update)
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    shown_in = offered_language(message, context)
    language = shown_in.other if shown_in else await context.language(update)
    question = message.reply_to_message or message
    await reply(question, context.desk.renderer.paragraph(found, language))
    await settle(query)


def _seen_by(person: User | None, screen: Screen, language: Language, context: Context) -> Screen:
    """The screen as a person sees it: under an answer owners have a button that says why it was given."""
    return context.desk.renderer.with_why(screen, language) if context.is_owner(person) else screen


async def _answer_to(message: Message, context: Context) -> Answer:
    preferred = await context.chosen_language(message.chat)
    return context.desk.asking.ask(_question_in(message), preferred)


def _switched(message: Message, target: Language, context: Context) -> Screen | None:
    question = question_behind(message)
    ref = context.desk.citations.read(place_of(message.text or ""))
    if ref is not None:
        found = context.desk.asking.open(ref, question)
        can_be_rated = is_offered(message, callback_data.RATE)
        return context.desk.renderer.paragraph(found, target, can_be_rated=can_be_rated) if found else None
    if (message.text or "").startswith(context.desk.texts(target.other, Say.OTHERS)):
        return context.desk.renderer.others(tuple(_offered_refs(message)), target)
    return (
        context.desk.renderer.answer(context.desk.asking.ask(question, forced=target)) if question else None
    )


def is_offered(message: Message, data: re.Pattern[str]) -> bool:
    """Whether a message has a button of such data."""
    return any(data.fullmatch(offered) for offered in _offered(message))


def _offered_refs(message: Message) -> Iterator[Ref]:
    for data in _offered(message):
        if opened := callback_data.OPEN_REF.fullmatch(data):
            yield Ref(opened["ref"])


def _offered(message: Message) -> list[str]:
    markup = message.reply_markup or InlineKeyboardMarkup([])
    buttons = (button for row in markup.inline_keyboard for button in row)
    return [button.callback_data for button in buttons if isinstance(button.callback_data, str)]


def offered_language(message: Message, context: Context) -> Language | None:
    """The language that the message's own button offers: the message itself is in the other one."""
    markup = message.reply_markup or InlineKeyboardMarkup([])
    labels = {
        button.text
        for row in markup.inline_keyboard
        for button in row
        if button.callback_data == callback_data.OTHER_LANGUAGE
    }
    offered = [language for language in Language if context.desk.texts(language, Say.LANGUAGE_NAME) in labels]
    return offered[0] if offered else None


def question_behind(message: Message | None) -> str:
    """The question a message replies to, as Telegram hands it back; empty where it is gone."""
    question = message.reply_to_message if message else None
    return _question_in(question) if question else ""


def _question_in(message: Message) -> str:
    """What is asked; of commands only /ask asks anything."""
    text = message.text or ""
    command = COMMAND.fullmatch(text)
    if command is None:
        return text
    return (command["rest"] or "") if command["name"].lower() == "ask" else ""
