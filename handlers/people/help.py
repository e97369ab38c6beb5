"""/help: how to ask, in a few lines, and examples that can be pressed."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.sending import reply, settle

EXAMPLES = (Say.EXAMPLE_1, Say.EXAMPLE_2, Say.EXAMPLE_3)


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("help", show_help, filters.ChatType.PRIVATE))
    application.add_handler(CallbackQueryHandler(ask_example, callback_data.ASK_EXAMPLE))


async def show_help(update: Update, context: Context) -> None:
    """Say how to ask."""
    if update.effective_message is None:
        return
    language = await context.language(update)
    buttons = [
        [
            InlineKeyboardButton(
                context.desk.texts(language, name), callback_data=callback_data.ask_example(language, number)
            )
        ]
        for number, name in enumerate(EXAMPLES, start=1)
    ]
    screen = Screen(context.desk.texts(language, Say.HELP), InlineKeyboardMarkup(buttons))
    await reply(update.effective_message, screen)


async def ask_example(update: Update, context: Context) -> None:
    """Ask the question of a button in the person's stead, and answer it.

    The question becomes a message of its own: the buttons under the answer find it there.
    """
    query = update.callback_query
    if query is None or not context.matches:
        return
    language, number = Language(context.matches[0]["language"]), int(context.matches[0]["number"])
    if not isinstance(query.message, Message) or not 1 <= number <= len(EXAMPLES):
        await settle(query, context.desk.texts(await context.language(update), Say.OLD_BUTTON))
        return
    question = context.desk.texts(language, EXAMPLES[number - 1])
    asked = await query.message.reply_text(question, do_quote=False)
    answer = context.desk.asking.ask(question, language)
    await reply(asked, context.desk.renderer.answer(answer))
    await settle(query)
    await context.desk.feedback.answered(answer)
