"""/announce: owners write to everybody; drafted, shown as it will look, confirmed, watched, stopped and resumed."""

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.acts.model import Ref
from bot.announcements.announcements import Announcement, Announcements, Audience
from bot.language import Language
from bot.outbox.letter import AnnouncementId
from bot.reminders.deck import RULE
from bot.texts.texts import Say
from handlers.answers.rendering import Screen
from handlers.owners.announcement_progress import progress_screen
from handlers.reminders.screens import TEXT
from handlers.telegram import callback_data
from handlers.telegram.context import AdepApplication, Context, Desk
from handlers.telegram.sending import NO_PREVIEW, replace, reply, settle

COMMAND = re.compile(r"^/\S+\s*")
AUDIENCES = {
    Audience.ALL: Say.AUDIENCE_ALL,
    Audience.KK: Say.AUDIENCE_KK,
    Audience.RU: Say.AUDIENCE_RU,
    Audience.GROUPS: Say.AUDIENCE_GROUPS,
}


def register(application: AdepApplication) -> None:
    """Add the handlers of this module; for anybody but an owner there is no such command."""
    owners = filters.User(application.bot_data[Desk].settings.owner_ids)
    application.add_handler(CommandHandler("announce", draft, filters.ChatType.PRIVATE & owners))
    application.add_handler(CallbackQueryHandler(press, callback_data.ANNOUNCE))


async def draft(update: Update, context: Context) -> None:
    """Keep what is to be announced and ask to whom."""
    message = update.effective_message
    if message is None:
        return
    language = await context.language(update)
    words = COMMAND.sub("", message.text_html)
    if not words:
        await message.reply_text(context.desk.texts(language, Say.ANNOUNCE_HOW), parse_mode=ParseMode.HTML)
        return
    is_ref = context.desk.asking.open(Ref(words)) is not None
    store = context.desk.announcements.store
    announcement = await store.draft(message.chat_id, f"{RULE if is_ref else TEXT}{words}")
    rows = [
        [
            _button(
                context.desk.texts(language, say, number=await store.count(audience)),
                "to",
                announcement,
                audience,
            )
        ]
        for audience, say in AUDIENCES.items()
    ]
    rows.append([_button(context.desk.texts(language, Say.BUTTON_CANCEL), "no", announcement)])
    await reply(message, Screen(context.desk.texts(language, Say.ANNOUNCE_TO), InlineKeyboardMarkup(rows)))


async def press(update: Update, context: Context) -> None:
    """Do what a button of an announcement says, for an owner; a second press does nothing more."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message) or not context.matches:
        return
    language = await context.language(update)
    key, number, value = context.matches[0].group("key", "number", "value")
    announcement = await context.desk.announcements.store.get(AnnouncementId(int(number)))
    if announcement is None or not context.is_owner(query.from_user):
        await settle(query, context.desk.texts(language, Say.OLD_BUTTON))
        return
    if key == "to":
        await _preview(message, context, language, announcement, Audience(value))
    else:
        await _do(key, message, context, language, announcement)
    await settle(query)


async def _preview(
    message: Message, context: Context, language: Language, announcement: Announcement, audience: Audience
) -> None:
    """Show an announcement as it will look, and what confirming it means."""
    desk = context.desk
    if not await desk.announcements.store.address(announcement.id, audience):
        return
    count = await desk.announcements.store.count(audience)
    whom = desk.texts(language, AUDIENCES[audience], number=count)
    screen = desk.pushed.notice(announcement.content, language, context.bot.username)
    if not count or screen is None:
        nobody = Screen(desk.texts(language, Say.ANNOUNCE_NOBODY, audience=whom), message.reply_markup)
        await replace(context.bot, message.chat_id, message.message_id, nobody)
        return
    await replace(context.bot, message.chat_id, message.message_id, Screen(whom))
    await message.chat.send_message(
        screen.html, parse_mode=ParseMode.HTML, reply_markup=screen.buttons, link_preview_options=NO_PREVIEW
    )
    text = desk.texts(language, Say.ANNOUNCE_CONFIRM, audience=whom, minutes=Announcements.minutes(count))
    row = [
        _button(desk.texts(language, Say.BUTTON_SEND), "go", announcement.id),
        _button(desk.texts(language, Say.BUTTON_CANCEL), "no", announcement.id),
    ]
    await message.chat.send_message(text, reply_markup=InlineKeyboardMarkup([row]))


async def _do(
    key: str, message: Message, context: Context, language: Language, announcement: Announcement
) -> None:
    desk, number = context.desk, announcement.id
    if key == "no":
        if await desk.announcements.store.discard(number):
            cancelled = Screen(desk.texts(language, Say.ANNOUNCE_CANCELLED))
            await replace(context.bot, message.chat_id, message.message_id, cancelled)
        return
    if key == "go":
        await desk.announcements.begin(number, message.message_id)
    elif key == "halt":
        await desk.announcements.store.stop(number)
    else:
        await desk.announcements.resume(number)
    now = await desk.announcements.store.get(number)
    if now:
        await replace(
            context.bot, message.chat_id, message.message_id, progress_screen(now, desk.texts, language)
        )


def _button(
    label: str, key: str, announcement: AnnouncementId, audience: Audience | None = None
) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        label, callback_data=callback_data.announce(key, announcement, audience or "")
    )
