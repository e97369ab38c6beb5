"""/settings: the language, and being forgotten."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import KeyboardButtonStyle
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.people import menus
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import replace, reply, settle

AUTOMATIC = "auto"


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("settings", show, filters.ChatType.PRIVATE))
    application.add_handler(CallbackQueryHandler(show_again, f"^{callback_data.SETTINGS}$"))
    application.add_handler(CallbackQueryHandler(set_language, callback_data.SET_LANGUAGE))
    application.add_handler(CallbackQueryHandler(ask_to_forget, f"^{callback_data.FORGET}$"))
    application.add_handler(CallbackQueryHandler(forget, f"^{callback_data.FORGET_SURELY}$"))


async def show(update: Update, context: Context) -> None:
    """Show the settings."""
    message = update.effective_message
    if message is None:
        return
    chosen = await context.chosen_language(message.chat)
    await reply(message, _settings(context, await context.language(update), chosen))


async def show_again(update: Update, context: Context) -> None:
    """Show the settings in the place of a question about them."""
    if update.effective_chat:
        chosen = await context.chosen_language(update.effective_chat)
        await _put(update, context, _settings(context, await context.language(update), chosen))


async def set_language(update: Update, context: Context) -> None:
    """Take a language, or none for automatic, and speak accordingly from here on."""
    chat = update.effective_chat
    if chat is None or not context.matches:
        return
    word = context.matches[0]["language"]
    chosen = None if word == AUTOMATIC else Language(word)
    await context.desk.subscribers.choose(chat.id, chosen)
    await _put(update, context, _settings(context, await context.language(update), chosen))
    await menus.follow(context, chat.id, chosen)


async def ask_to_forget(update: Update, context: Context) -> None:
    """Say what being forgotten means, before it is done."""
    language, texts = await context.language(update), context.desk.texts
    surely = InlineKeyboardButton(
        texts(language, Say.BUTTON_FORGET_SURELY),
        callback_data=callback_data.FORGET_SURELY,
        style=KeyboardButtonStyle.DANGER,
    )
    back = InlineKeyboardButton(texts(language, Say.BUTTON_KEEP), callback_data=callback_data.SETTINGS)
    screen = Screen(texts(language, Say.FORGET), InlineKeyboardMarkup([[surely], [back]]))
    await _put(update, context, screen)


async def forget(update: Update, context: Context) -> None:
    """Delete everything about the chat, and say what it was."""
    chat = update.effective_chat
    if chat is None:
        return
    language = await context.language(update)
    deleted = await context.desk.forgetting.forget(chat.id)
    context.desk.recent.forget(chat.id)
    context.desk.rated.forget(chat.id)
    said = context.desk.texts(
        language, Say.FORGOTTEN if deleted else Say.FORGOTTEN_NOTHING, count=sum(deleted.values())
    )
    titles = context.desk.stored.titles("people.db", language)
    lines = [f"• {titles.get(table, table)}: {count}" for table, count in deleted.items()]
    await _put(update, context, Screen("\n".join([said, *lines])))
    await menus.follow(context, chat.id, None)


async def _put(update: Update, context: Context, screen: Screen) -> None:
    query, message = update.callback_query, update.effective_message
    if query is None or message is None:
        return
    await replace(context.bot, message.chat_id, message.message_id, screen)
    await settle(query)


def _settings(context: Context, language: Language, chosen: Language | None) -> Screen:
    texts = context.desk.texts
    names: dict[Language | None, str] = {one: texts(one, Say.LANGUAGE_NAME) for one in Language}
    names = {None: texts(language, Say.LANGUAGE_AUTOMATIC), **names}
    languages = [
        InlineKeyboardButton(
            f"✓ {name}" if one is chosen else name, callback_data=callback_data.set_language(one)
        )
        for one, name in names.items()
    ]
    forget = InlineKeyboardButton(texts(language, Say.BUTTON_FORGET), callback_data=callback_data.FORGET)
    said = texts(language, Say.SETTINGS, language=names[chosen])
    return Screen(said, InlineKeyboardMarkup([languages[:1], languages[1:], [forget]]))
