"""Sharing a paragraph: its link and its card, offered in the place of the buttons under it."""

from urllib.parse import urlencode

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler

from bot.acts.model import Ref
from bot.acts.shelves import ShelfKey
from bot.answers.advisor import FoundParagraph
from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.question import question_behind
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.deep_links import link_to_ref
from handlers.telegram.sending import settle

SHARE_URL = "https://t.me/share/url"


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CallbackQueryHandler(offer_ways, callback_data.SHARE))
    application.add_handler(CallbackQueryHandler(end_offer, callback_data.SHARE_END))


async def offer_ways(update: Update, context: Context) -> None:
    """Put the ways to share in the place of the buttons."""
    if not context.matches:
        return
    pressed = context.matches[0]
    language, ref = Language(pressed["language"]), Ref(pressed["ref"])
    shelf = ShelfKey.read(pressed["shelf"]) if pressed["shelf"] else None
    is_known = context.desk.asking.open(ref) is not None
    await _put(update, context, _ways(context, ref, language, shelf) if is_known else None)


async def end_offer(update: Update, context: Context) -> None:
    """Put the buttons of the answer back."""
    if not context.matches:
        return
    message = update.effective_message
    found = context.desk.asking.open(Ref(context.matches[0]["ref"]), question_behind(message))
    await _put(update, context, _buttons(context, message, found) if found else None)


def _buttons(context: Context, message: Message | None, found: FoundParagraph) -> InlineKeyboardMarkup | None:
    """The buttons that the answer had, without an opinion that was given already."""
    assert context.matches  # noqa: S101 - asked before
    is_rated = message is not None and context.desk.rated.holds(message.chat_id, message.message_id)
    language = Language(context.matches[0]["language"])
    return context.desk.renderer.paragraph(found, language, can_be_rated=not is_rated).buttons


async def _put(update: Update, context: Context, buttons: InlineKeyboardMarkup | None) -> None:
    query = update.callback_query
    if query is None:
        return
    if buttons is None or not isinstance(query.message, Message):
        await settle(query, context.desk.texts(await context.language(update), Say.OLD_BUTTON))
        return
    try:
        await query.message.edit_reply_markup(buttons)
    except BadRequest as error:
        if "not modified" not in error.message:
            raise
    await settle(query)


def _ways(context: Context, ref: Ref, language: Language, shelf: ShelfKey | None) -> InlineKeyboardMarkup:
    say, citations = context.desk.texts, context.desk.citations
    link = link_to_ref(context.bot.username, ref)
    words = urlencode({"url": link, "text": citations.full(ref, language)})
    back = callback_data.browse_ref(language, shelf, ref) if shelf else callback_data.share_end(language, ref)
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(say(language, Say.BUTTON_SEND_LINK), url=f"{SHARE_URL}?{words}")],
            [
                InlineKeyboardButton(
                    say(language, Say.BUTTON_SEND_CARD), switch_inline_query=citations.place(ref, language)
                )
            ],
            [InlineKeyboardButton(say(language, Say.BUTTON_COPY_LINK), copy_text=CopyTextButton(link))],
            [InlineKeyboardButton(say(language, Say.BUTTON_BACK), callback_data=back)],
        ]
    )
