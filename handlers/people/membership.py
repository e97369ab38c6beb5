"""Where Adep is: greeting a group once when added, and remembering which chats can be reached."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from cachetools import TTLCache
from telegram import Bot, ChatMember, ChatMemberUpdated, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError
from telegram.ext import ChatMemberHandler, MessageHandler, filters

from bot import logs
from bot.clock import Clock
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.people.subscribers import Subscribers
from bot.texts.texts import Say, Texts
from bot.tips.desk import TipDesk
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.deep_links import link_to
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.screen import Screen
from handlers.telegram.sending import send_screen
from handlers.telegram.turn import Turn, knowing, on_message

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
OUTSIDE = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)

MOVING = timedelta(minutes=1)
"""A group that moved within this time is not greeted a second time under its new number."""

DOUBT = timedelta(seconds=5)
"""How long a new supergroup waits for its greeting where it may be a known group under a new number: Telegram may tell that after."""

MOST_MOVING = 1000


@dataclass(frozen=True, slots=True)
class MembershipServices:
    """What coming and going needs; `tips` is None where the tip desk is closed."""

    knowledge: Current[Knowledge]
    subscribers: Subscribers
    tips: TipDesk | None
    clock: Clock
    ticks: Ticks


def register(application: AdepApplication, services: MembershipServices) -> None:
    """Add the handlers of this module, and the greetings that wait."""
    whereabouts = Whereabouts(application.bot, services)
    note = knowing(services.knowledge, whereabouts.note_change)
    follow = on_message(services.knowledge, whereabouts.follow)
    application.add_handler(ChatMemberHandler(note, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, follow))
    services.ticks.add(whereabouts.greet_late)


class Whereabouts:
    """Knows where Adep can write."""

    def __init__(self, bot: Bot, services: MembershipServices) -> None:
        self._bot = bot
        self._knowledge = services.knowledge
        self._subscribers = services.subscribers
        self._tips = services.tips
        self._clock = services.clock
        self._moved: TTLCache[int, None] = TTLCache(
            MOST_MOVING, MOVING.total_seconds(), lambda: services.clock.now().timestamp()
        )
        self._to_greet = dict[int, datetime]()

    async def note_change(self, update: Update, _: Context, knowledge: Knowledge) -> None:
        """Note that a chat can be reached, or no more; greet a group that has just added Adep."""
        change = update.my_chat_member
        if change is None or change.chat.type == ChatType.CHANNEL:
            return
        await self._note_official(change)
        if not _is_inside(change.new_chat_member):
            self._to_greet.pop(change.chat.id, None)
            await self._subscribers.lose(change.chat.id)
            return
        if change.chat.type == ChatType.PRIVATE:
            # Whoever unblocks the bot is not written down for that: they may have come to see what became of their tip.
            await self._subscribers.regain(change.chat.id)
            return
        may_have_moved = (
            change.chat.type == ChatType.SUPERGROUP and await self._subscribers.knows_a_small_group()
        )
        await self._subscribers.meet(change.chat.id)
        if _is_inside(change.old_chat_member) or change.chat.id in self._moved:
            return
        if may_have_moved:
            self._to_greet[change.chat.id] = self._clock.now() + DOUBT
        else:
            await _greet(self._bot, change.chat.id, knowledge.texts)

    async def greet_late(self, _: asyncio.Event) -> None:
        """Greet the supergroups that are not known groups under new numbers: by now that would have been told."""
        now = self._clock.now()
        for chat in [chat for chat, due in self._to_greet.items() if due <= now]:
            del self._to_greet[chat]
            try:
                await _greet(self._bot, chat, self._knowledge.value.texts)
            except TelegramError:
                logs.event("CHAT_UNREACHABLE")

    async def follow(self, turn: Turn) -> None:
        """Keep what is known of a group that became a supergroup under its new number; it says so itself, or its successor does."""
        here = turn.chat.id
        old, new = turn.message.migrate_from_chat_id or here, turn.message.migrate_to_chat_id or here
        self._moved[new] = None
        self._to_greet.pop(new, None)
        await self._subscribers.move(old, new)

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


async def _greet(bot: Bot, chat: int, texts: Texts) -> None:
    """Greet in both languages: nobody knows who reads in a group."""
    address = f"@{bot.username}"
    said = "\n\n".join(texts(language, Say.GROUP_WELCOME, bot=address) for language in Language)
    label = " · ".join(texts(language, Say.BUTTON_PRIVATE) for language in Language)
    button = InlineKeyboardButton(label, url=link_to(bot.username))
    await send_screen(bot, chat, Screen(said, InlineKeyboardMarkup([[button]])))


def _is_inside(member: ChatMember) -> bool:
    """Whether somebody is in the chat; a restricted member may be in it or not."""
    return member.status not in OUTSIDE and getattr(member, "is_member", True)
