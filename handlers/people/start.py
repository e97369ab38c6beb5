"""/start, /lang, /whoami: the first words, and the choice of the language."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.officials import commands as official_commands
from handlers.people import menus
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import replace, reply, settle


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    private = filters.ChatType.PRIVATE
    application.add_handler(CommandHandler("start", start, private))
    application.add_handler(CommandHandler("lang", ask_language, private))
    application.add_handler(CommandHandler("whoami", tell_id, private))
    application.add_handler(CallbackQueryHandler(choose_language, callback_data.CHOOSE_LANGUAGE))


async def start(update: Update, context: Context) -> None:
    """Open what a link names; else greet, and ask the language once."""
    message = update.effective_message
    if message is None:
        return
    if await official_commands.greet(update, context):
        return
    word = context.args[0] if context.args else ""
    opener = context.desk.links.opener(word)
    ref = callback_data.linked_ref(word)
    found = context.desk.asking.open(ref) if ref else None
    if opener:
        await opener(update, context)
    elif found:
        await reply(message, context.desk.renderer.paragraph(found, await context.language(update)))
    elif await context.chosen_language(message.chat) is None:
        await ask_language(update, context)
    else:
        language = await context.language(update)
        await _say(message, context, language, Say.WELCOME)
        # The menu of this chat was set when its language was chosen, perhaps by an older program.
        await menus.follow(context, message.chat_id, language)


async def ask_language(update: Update, context: Context) -> None:
    """Offer both languages, in both languages."""
    message = update.effective_message
    if message is None:
        return
    texts = context.desk.texts
    first = await context.chosen_language(message.chat) is None
    buttons = [
        InlineKeyboardButton(
            texts(language, Say.LANGUAGE_NAME),
            callback_data=callback_data.choose_language(language, first=first),
        )
        for language in Language
    ]
    question = "\n".join(texts(language, Say.CHOOSE_LANGUAGE) for language in Language)
    await message.reply_text(question, reply_markup=InlineKeyboardMarkup([buttons]))


async def choose_language(update: Update, context: Context) -> None:
    """Remember the language and greet in it, in the place of the question."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or message is None or not context.matches:
        return
    language = Language(context.matches[0]["language"])
    await context.desk.subscribers.choose(message.chat.id, language)
    said = context.desk.texts(language, Say.WELCOME if context.matches[0]["first"] else Say.LANGUAGE_CHOSEN)
    await replace(context.bot, message.chat.id, message.message_id, Screen(said))
    await settle(query)
    await menus.follow(context, message.chat.id, language)


async def tell_id(update: Update, context: Context) -> None:
    """Tell a person his own Telegram id, which the operator asks for."""
    if update.effective_message and update.effective_user:
        language = await context.language(update)
        await _say(update.effective_message, context, language, Say.WHOAMI, id=update.effective_user.id)


async def _say(message: Message, context: Context, language: Language, name: Say, **values: object) -> None:
    await message.reply_text(context.desk.texts(language, name, **values), parse_mode=ParseMode.HTML)
