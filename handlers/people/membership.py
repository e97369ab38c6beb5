"""Where Adep is: greeting a group once when added, and remembering which chats can be reached."""

from dataclasses import dataclass

from telegram import Bot, ChatMember, ChatMemberUpdated, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, ChatType, ParseMode
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.people.subscribers import Subscribers
from bot.texts.texts import Say, Texts
from bot.tips.desk import TipDesk
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.deep_links import link_to
from handlers.telegram.sending import NO_PREVIEW
from handlers.telegram.turn import Turn, knowing, on_message

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


@dataclass(frozen=True, slots=True)
class MembershipServices:
    """What coming and going needs; `tips` is None where the tip desk is closed."""

    knowledge: Current[Knowledge]
    subscribers: Subscribers
    tips: TipDesk | None


def register(application: AdepApplication, services: MembershipServices) -> None:
    """Add the handlers of this module."""
    whereabouts = Whereabouts(services)
    note = knowing(services.knowledge, whereabouts.note_change)
    follow = on_message(services.knowledge, whereabouts.follow)
    application.add_handler(ChatMemberHandler(note, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, follow))


class Whereabouts:
    """Knows where Adep can write."""

    def __init__(self, services: MembershipServices) -> None:
        self._subscribers = services.subscribers
        self._tips = services.tips

    async def note_change(self, update: Update, context: Context, knowledge: Knowledge) -> None:
        """Note that a chat can be reached, or no more; greet a group that has just added Adep."""
        change = update.my_chat_member
        if change is None or change.chat.type == ChatType.CHANNEL:
            return
        await self._note_official(change)
        if not _is_inside(change.new_chat_member):
            await self._subscribers.lose(change.chat.id)
            return
        if change.chat.type == ChatType.PRIVATE:
            # Whoever unblocks the bot is not written down for that: they may have come to see what became of their tip.
            await self._subscribers.regain(change.chat.id)
            return
        await self._subscribers.meet(change.chat.id)
        if change.chat.type in GROUPS and not _is_inside(change.old_chat_member):
            await _greet(change, context.bot, knowledge.texts)

    async def follow(self, turn: Turn) -> None:
        """Keep what is known of a group that became a supergroup, under its new id."""
        if turn.message.migrate_to_chat_id:
            await self._subscribers.move(turn.chat.id, turn.message.migrate_to_chat_id)

    async def _note_official(self, change: ChatMemberUpdated) -> None:
        """An official who blocks the bot is replaced in their cases at once; one who comes back can be written to again."""
        tips = self._tips
        official = tips.officials.by_telegram(change.chat.id) if tips else None
        if tips is None or official is None:
            return
        if _is_inside(change.new_chat_member):
            await tips.notices.started(official)
        else:
            await tips.notices.lost(official)


async def _greet(change: ChatMemberUpdated, bot: Bot, texts: Texts) -> None:
    """In both languages: who reads in a group is not known."""
    address = f"@{bot.username}"
    said = "\n\n".join(texts(language, Say.GROUP_WELCOME, bot=address) for language in Language)
    label = " · ".join(texts(language, Say.BUTTON_PRIVATE) for language in Language)
    button = InlineKeyboardButton(label, url=link_to(bot.username))
    await bot.send_message(
        change.chat.id,
        said,
        parse_mode=ParseMode.HTML,
        reply_markup=InlineKeyboardMarkup([[button]]),
        link_preview_options=NO_PREVIEW,
    )


def _is_inside(member: ChatMember) -> bool:
    """Whether one is in the chat; who is restricted may be either."""
    return member.status not in OUTSIDE and getattr(member, "is_member", True)
