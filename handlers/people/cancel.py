"""/cancel: give up what was begun, a tip, a case on the screen, an official's reply."""

from telegram import Update
from telegram.ext import CommandHandler, filters

from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.officials import commands as official_commands
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.fading import take_away
from handlers.telegram.sending import send_screen
from handlers.tips import conversation as tip_conversation
from handlers.tips.room import take_out


def register(application: AdepApplication) -> None:
    """Add the handler of this module."""
    application.add_handler(CommandHandler("cancel", cancel, filters.ChatType.PRIVATE))


async def cancel(update: Update, context: Context) -> None:
    """Give up what is open in the chat, the command with it; where nothing is, say so."""
    message, tips = update.effective_message, context.desk.tips
    if message is None:
        return
    chat = message.chat_id
    draft = tips.drafts.of(chat) if tips else None
    if tips and draft:
        await take_out(context, tips, chat, message.message_id, draft)
        await tip_conversation.cancel(context, tips, chat, draft)
        return
    await take_away(context.bot, chat, message.message_id)
    language = await context.language(update)
    given_up = official_commands.give_up_writing(update, context)
    said = Say.TIP_CANCELLED if given_up else Say.NOTHING_TO_CANCEL
    await send_screen(context.bot, chat, Screen(context.desk.texts(given_up or language, said)))
