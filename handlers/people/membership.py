"""Where Adep is: greeting a group once when added, and remembering which chats can be reached."""

from telegram import ChatMember, ChatMemberUpdated, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.deep_links import link_to
from handlers.telegram.sending import NO_PREVIEW

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def register(application: AdepApplication) -> None:
    """Add the handlers of this module."""
    application.add_handler(ChatMemberHandler(note_change, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, follow))


async def note_change(update: Update, context: Context) -> None:
    """Note that a chat can be reached, or no more; greet a group that has just added Adep."""
    change = update.my_chat_member
    if change is None or change.chat.type == ChatType.CHANNEL:
        return
    await _note_official(change, context)
    if not _is_inside(change.new_chat_member):
        await context.desk.subscribers.lose(change.chat.id)
        return
    if change.chat.type == ChatType.PRIVATE:
        # Whoever unblocks the bot is not written down for that: he may have come to see what became of his tip.
        await context.desk.subscribers.regain(change.chat.id)
        return
    await context.desk.subscribers.meet(change.chat.id)
    if change.chat.type in GROUPS and not _is_inside(change.old_chat_member):
        await _greet(change, context)


async def _note_official(change: ChatMemberUpdated, context: Context) -> None:
    """An official who blocks the bot is replaced in his cases at once; one who comes back can be written to again."""
    tips = context.desk.tips
    official = tips.officials.by_telegram(change.chat.id) if tips else None
    if tips is None or official is None:
        return
    if _is_inside(change.new_chat_member):
        await tips.notices.started(official)
    else:
        await tips.notices.lost(official)


async def follow(update: Update, context: Context) -> None:
    """Keep what is known of a group that became a supergroup, under its new id."""
    message = update.message
    if message and message.migrate_to_chat_id:
        await context.desk.subscribers.move(message.chat_id, message.migrate_to_chat_id)


async def _greet(change: ChatMemberUpdated, context: Context) -> None:
    """In both languages: who reads in a group is not known."""
    texts = context.desk.texts
    address = f"@{context.bot.username}"
    said = "\n\n".join(texts(language, Say.GROUP_WELCOME, bot=address) for language in Language)
    label = " · ".join(texts(language, Say.BUTTON_PRIVATE) for language in Language)
    button = InlineKeyboardButton(label, url=link_to(context.bot.username))
    await context.bot.send_message(
        change.chat.id,
        said,
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup([[button]]),
        link_preview_options=NO_PREVIEW,
    )


def _is_inside(member: ChatMember) -> bool:
    """Whether one is in the chat; who is restricted may be either."""
    return member.status not in OUTSIDE and getattr(member, "is_member", True)
