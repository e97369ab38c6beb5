"""/rules: the act by topics and by sections, leafed through in one message."""

import re
from collections.abc import Callable

from telegram import Message, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.acts.model import Ref
from bot.acts.shelves import ShelfKey
from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context, Desk
from handlers.telegram.sending import replace, reply, settle


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(CommandHandler("rules", show_topics, filters.ChatType.PRIVATE))
    application.bot_data[Desk].links.add("rules", show_topics)
    for pattern in SCREENS:
        application.add_handler(CallbackQueryHandler(leaf, pattern))


async def show_topics(update: Update, context: Context) -> None:
    """Offer the topics."""
    if update.effective_message:
        await reply(update.effective_message, context.desk.contents.home(await context.language(update)))


async def leaf(update: Update, context: Context) -> None:
    """Put the screen that a button names in the place of its message."""
    query = update.callback_query
    if query is None or not context.matches:
        return
    pressed = context.matches[0]
    screen = SCREENS[pressed.re](context.desk, Language(pressed["language"]), pressed)
    message = query.message
    if screen is None or not isinstance(message, Message):
        await settle(query, context.desk.texts(await context.language(update), Say.BROWSE_OLD))
        return
    await replace(context.bot, message.chat_id, message.message_id, screen)
    await settle(query)


Pressed = re.Match[str]


def _home(desk: Desk, language: Language, pressed: Pressed) -> Screen:
    return desk.contents.home(language, int(pressed["page"]))


def _act(desk: Desk, language: Language, _: Pressed) -> Screen:
    return desk.contents.act(language)


def _shelf(desk: Desk, language: Language, pressed: Pressed) -> Screen | None:
    shelf = desk.browsing.shelf(ShelfKey.read(pressed["shelf"]))
    return desk.contents.shelf(shelf, language, int(pressed["page"])) if shelf else None


def _ref(desk: Desk, language: Language, pressed: Pressed) -> Screen | None:
    shelf = desk.browsing.shelf(ShelfKey.read(pressed["shelf"]))
    found = desk.asking.open(Ref(pressed["ref"]))
    if shelf is None or found is None or found.paragraph.ref not in shelf.refs:
        return None
    return desk.contents.paragraph(shelf, found, language)


SCREENS: dict[re.Pattern[str], Callable[[Desk, Language, Pressed], Screen | None]] = {
    callback_data.BROWSE_HOME: _home,
    callback_data.BROWSE_ACT: _act,
    callback_data.BROWSE_SHELF: _shelf,
    callback_data.BROWSE_REF: _ref,
}
