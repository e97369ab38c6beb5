"""What every handler may reach: the services of Adep, typed."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from telegram import Chat, Update, User
from telegram.constants import ChatMemberStatus, ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from bot.announcements.announcements import Announcements
from bot.cleaning import Cleaner
from bot.clock import Clock
from bot.config import Settings
from bot.counts.counts import Feedback
from bot.health.pulse import Pulse
from bot.knowledge.whole import Services
from bot.language import Language
from bot.people.subscribers import Forgetting, Subscribers
from bot.privacy.database_schema import SchemaSource
from bot.reminders.service import Reminders
from bot.reminders.votes import Votes
from bot.tips.desk import TipDesk
from handlers.officials.awaited_words import AskedToWrite
from handlers.officials.screens import OfficialScreens
from handlers.telegram.deep_links import Links
from handlers.telegram.fading import Fading
from handlers.telegram.knowing import Knowing
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.sending import Tries
from handlers.tips.screens import TipScreens

REMEMBERED = 2000
FILES_AT_ONCE = 3
"""Files of reporters that are in memory before they are counted to a draft, 20 MB each."""

ANONYMOUS_ADMIN = 1087968824
"""GroupAnonymousBot, in whose name Telegram shows an admin who hides behind the group."""


class Recent:
    """Which message answered which question, so that an edited question is answered in place.

    Held in memory only and bounded: nothing about who asked what is kept.
    """

    def __init__(self, most: int = REMEMBERED) -> None:
        self._answers: OrderedDict[tuple[int, int], int] = OrderedDict()
        self._most = most

    def remember(self, chat: int, question: int, answer: int) -> None:
        """Note the answer to a question; the oldest is forgotten when there are too many."""
        self._answers[chat, question] = answer
        if len(self._answers) > self._most:
            self._answers.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Forget everything about a chat."""
        for key in [key for key in self._answers if key[0] == chat]:
            del self._answers[key]

    def answer_to(self, chat: int, question: int) -> int | None:
        """The message that answered, if it is still remembered."""
        return self._answers.get((chat, question))


class Rated:
    """Answers that an opinion was given on, so that a button shown anew is not there a second time.

    Held in memory only and bounded, the message without the person; a button that outlives this is known by its being gone.
    """

    def __init__(self, most: int = REMEMBERED) -> None:
        self._messages: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._most = most

    def remember(self, chat: int, message: int) -> None:
        """Note an answer; the oldest is forgotten when there are too many."""
        self._messages[chat, message] = None
        if len(self._messages) > self._most:
            self._messages.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Forget everything about a chat."""
        for key in [key for key in self._messages if key[0] == chat]:
            del self._messages[key]

    def holds(self, chat: int, message: int) -> bool:
        """Whether an opinion was given on an answer."""
        return (chat, message) in self._messages


class Albums:
    """Albums already replied to: Telegram sends each picture of one as a message of its own."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def is_new(self, album: str | None) -> bool:
        """Whether this is no album, or the first message of one."""
        if album is None:
            return True
        if album in self._seen:
            return False
        self._seen[album] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Knowing):
    """The services behind the handlers."""

    settings: Settings
    clock: Clock
    ticks: Ticks
    subscribers: Subscribers
    feedback: Feedback
    reminders: Reminders
    votes: Votes
    announcements: Announcements
    forgetting: Forgetting
    databases: Mapping[str, SchemaSource]
    pulse: Pulse
    tips: TipDesk | None
    tip_screens: TipScreens
    official_screens: OfficialScreens | None
    cleaner: Cleaner = field(default_factory=Cleaner)
    fading: Fading = field(default_factory=Fading)
    asked_to_write: AskedToWrite = field(default_factory=AskedToWrite)
    fetching: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(FILES_AT_ONCE))
    learning: asyncio.Lock = field(default_factory=asyncio.Lock)
    links: Links = field(default_factory=Links)
    recent: Recent = field(default_factory=Recent)
    albums: Albums = field(default_factory=Albums)
    rated: Rated = field(default_factory=Rated)

    def knowing(self, services: Services) -> "Desk":
        """This desk with other knowledge."""
        self.tip_screens.use(services.texts)
        if self.official_screens:
            self.official_screens.use(services.texts)
        return replace(self, **Knowing.of(services).as_fields())


class Context(CallbackContext[ExtBot[Tries], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context that knows the desk."""

    @cached_property
    def desk(self) -> Desk:
        """The services of this application; the same from the first to the last step of an update."""
        desk = self.application.bot_data[Desk]
        assert isinstance(desk, Desk)  # noqa: S101 - app.py puts it there
        return desk

    def is_owner(self, user: User | None) -> bool:
        """Whether a person is one of OWNER_IDS."""
        return user is not None and user.id in self.desk.settings.owner_ids

    async def is_admin(self, chat: Chat, user: User | None) -> bool:
        """Whether a person decides for a chat: everybody in his own, in a group its admins and who speaks as the group."""
        if chat.type == ChatType.PRIVATE:
            return True
        if user is None or user.id == ANONYMOUS_ADMIN:
            return user is not None
        member = await self.bot.get_chat_member(chat.id, user.id)
        return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}

    async def chosen_language(self, chat: Chat) -> Language | None:
        """The language chosen for a chat; None where nobody chose."""
        return await self.desk.subscribers.language_of(chat.id)

    async def language(self, update: Update) -> Language:
        """The language to speak in where the words of the update do not tell."""
        chat = update.effective_chat
        chosen = await self.chosen_language(chat) if chat else None
        return chosen or hinted_language(update.effective_user)


def hinted_language(user: User | None) -> Language:
    """The language a person's Telegram hints at. Kazakh speakers mostly arrive with `ru`: a hint only."""
    code = user.language_code if user else None
    return Language.RU if code and code.startswith("ru") else Language.KK


AdepApplication = Application[Any, Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], Any]
