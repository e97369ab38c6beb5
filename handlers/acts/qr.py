"""/qr: the code of the bot, or of one paragraph, as a picture to print and hang up."""

import asyncio

from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatType
from telegram.ext import CommandHandler, filters

from bot.acts.model import Ref
from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.deep_links import link_to, link_to_ref
from handlers.telegram.sending import reply


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("qr", send_code, filters.UpdateType.MESSAGE))


async def send_code(update: Update, context: Context) -> None:
    """Send the code to an owner, or to an admin of the group it is asked in."""
    message = update.message
    if message is None:
        return
    language = await context.language(update)
    asked = " ".join(context.args or [])
    cited = context.desk.citations.find(asked) if asked else None
    if not await _may_ask(update, context):
        await reply(message, Screen(context.desk.texts(language, Say.QR_NOT_FOR_YOU)))
    elif asked and cited is None:
        await reply(message, Screen(context.desk.texts(language, Say.QR_NO_SUCH)))
    else:
        await _send(message, context, language, cited.ref if cited else None)


async def _may_ask(update: Update, context: Context) -> bool:
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type == ChatType.PRIVATE:
        return context.is_owner(user)
    return context.is_owner(user) or await context.is_admin(chat, user)


async def _send(message: Message, context: Context, language: Language, ref: Ref | None) -> None:
    from bot.printing.qr import Caption, qr_picture  # noqa: PLC0415 - pillow is loaded when a picture is drawn

    say, citations, username = context.desk.texts, context.desk.citations, context.bot.username
    link = link_to_ref(username, ref) if ref else link_to(username)
    citation = citations.full(ref, language) if ref else citations.short_act(language)
    title = context.desk.renderer.title(ref, language) if ref else say(language, Say.QR_ASK)
    small = (say(language, Say.QR_ASK), f"@{username}") if ref else (f"@{username}",)
    caption = Caption(title, (citation,), small)
    picture = await asyncio.to_thread(qr_picture, link, caption)
    await message.reply_photo(
        picture,
        caption=f"{citation}\n{link}",
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
    )
