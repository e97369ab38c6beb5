"""Who the bot is and what it can do, as Telegram shows it: names, descriptions and the menus of commands."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, TelegramError

from bot import logs
from bot.knowledge.current import Current
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say, Texts
from bot.tips.officials.file import Officials
from handlers.telegram.languages import Languages
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.rights import Owners

Menu = tuple[tuple[str, Say], ...]
PRIVATE: Menu = (
    ("rules", Say.MENU_RULES),
    ("help", Say.MENU_HELP),
    ("quiz", Say.MENU_QUIZ),
    ("remind", Say.MENU_REMIND),
    ("lang", Say.MENU_LANG),
    ("notice", Say.MENU_NOTICE),
    ("tip", Say.MENU_TIP),
    ("case", Say.MENU_CASE),
    ("cancel", Say.MENU_CANCEL),
    ("settings", Say.MENU_SETTINGS),
    ("privacy", Say.MENU_PRIVACY),
)
GROUPS: Menu = (("ask", Say.MENU_ASK), ("remind", Say.MENU_REMIND))
OWNERS: Menu = (
    ("status", Say.MENU_STATUS),
    ("questions", Say.MENU_QUESTIONS),
    ("announce", Say.MENU_ANNOUNCE),
    ("reload", Say.MENU_RELOAD),
    ("qr", Say.MENU_QR),
)
"""What an owner has besides."""

OFFICIALS: Menu = (("inbox", Say.MENU_INBOX), ("stats", Say.MENU_STATS), ("pin", Say.MENU_PIN))
"""What a designated official has besides."""

ALL = (PRIVATE, GROUPS, OWNERS, OFFICIALS)

SCOPES: tuple[tuple[BotCommandScope, Menu], ...] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUPS),
)
CODES: dict[str, Language] = {"": Language.KK, **{language.value: language for language in Language}}
"""For each language of Telegram's own, "" for all others, the language it is spoken to in."""

AGAIN = 600.0
"""Seconds after which a call that Telegram refused is tried again."""

Step = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class MenuServices:
    """What the menus need; `officials` is None where the tip desk is closed."""

    knowledge: Current[Knowledge]
    languages: Languages
    owners: Owners
    officials: Officials | None
    ticks: Ticks


def register(bot: Bot, services: MenuServices) -> None:
    """Have the bot introduce itself once it serves, beside the answers."""
    services.ticks.add(Introduction(bot, services), AGAIN)


class Menus:
    """Knows which commands a private chat has."""

    def __init__(self, services: MenuServices) -> None:
        self._owners = services.owners
        self._officials = services.officials

    def of(self, chat: int) -> Menu:
        """The commands of a private chat."""
        is_official = self._officials is not None and self._officials.by_telegram(chat) is not None
        return (OFFICIALS if is_official else ()) + PRIVATE + (OWNERS if chat in self._owners else ())

    def with_more(self) -> list[int]:
        """The chats that have more in their menus than others, each once."""
        officials = self._officials.officials if self._officials else ()
        return list(dict.fromkeys((*self._owners, *(official.telegram_id for official in officials))))

    async def follow(self, bot: Bot, texts: Texts, chat: int, chosen: Language | None) -> None:
        """Have the menu of a chat speak the language that was chosen in it; of None, that of the person's Telegram."""
        try:
            for step in self.steps(bot, texts, chat, chosen):
                await step()
        except TelegramError as error:
            # The menu is a convenience: what was chosen holds all the same.
            logs.event("PROFILE_NOT_SET", error=type(error).__name__)

    def steps(self, bot: Bot, texts: Texts, chat: int, chosen: Language | None) -> Iterator[Step]:
        """What is to be done for the menu of a chat."""
        scope, menu = BotCommandScopeChat(chat), self.of(chat)
        if menu != PRIVATE:
            for code, language in CODES.items():
                yield partial(_set_menu, bot, scope, _commands(texts, chosen or language, menu), code)
        elif chosen:
            yield partial(_set_menu, bot, scope, _commands(texts, chosen, menu), "")
        else:
            yield partial(bot.delete_my_commands, scope)


class Introduction:
    """Tells Telegram what changed since the last start. Whatever it refuses is tried again, and delays nothing."""

    def __init__(self, bot: Bot, services: MenuServices) -> None:
        self._bot = bot
        self._knowledge = services.knowledge
        self._languages = services.languages
        self._menus = Menus(services)
        self._told: Texts | None = None

    async def __call__(self, stop: asyncio.Event) -> None:
        """Introduce the bot, unless that is done with the texts in force."""
        texts = self._knowledge.value.texts
        if self._told is texts:
            return
        refused = False
        async for step in self._steps(texts):
            if stop.is_set():
                return
            try:
                await step()
            except TelegramError as error:
                logs.event("PROFILE_NOT_SET", error=type(error).__name__)
                # A plain No stays one: who never wrote to the bot has no menu there yet.
                refused |= not isinstance(error, BadRequest)
        self._told = None if refused else texts

    async def _steps(self, texts: Texts) -> AsyncIterator[Step]:
        bot = self._bot
        for code, language in CODES.items():
            yield partial(_set_name, bot, texts(language, Say.BOT_NAME), code)
            yield partial(_set_description, bot, texts(language, Say.BOT_DESCRIPTION), code)
            yield partial(_set_short_description, bot, texts(language, Say.BOT_SHORT_DESCRIPTION), code)
            for scope, menu in SCOPES:
                yield partial(_set_menu, bot, scope, _commands(texts, language, menu), code)
        for chat in self._menus.with_more():
            for step in self._menus.steps(bot, texts, chat, await self._languages.chosen(chat)):
                yield step


def _commands(texts: Texts, language: Language, menu: Menu) -> list[BotCommand]:
    return [BotCommand(command, texts(language, said)) for command, said in menu]


# Telegram takes few changes of a name or a menu a day: each is looked at first, and only what differs is set.


async def _set_menu(bot: Bot, scope: BotCommandScope, commands: list[BotCommand], code: str) -> None:
    if list(await bot.get_my_commands(scope, code or None)) != commands:
        await bot.set_my_commands(commands, scope, code or None)


async def _set_name(bot: Bot, name: str, code: str) -> None:
    if (await bot.get_my_name(code or None)).name != name:
        await bot.set_my_name(name, code or None)


async def _set_description(bot: Bot, description: str, code: str) -> None:
    if (await bot.get_my_description(code or None)).description != description:
        await bot.set_my_description(description, code or None)


async def _set_short_description(bot: Bot, description: str, code: str) -> None:
    if (await bot.get_my_short_description(code or None)).short_description != description:
        await bot.set_my_short_description(description, code or None)
