"""Who the bot is and what it can do, as Telegram shows it: names, descriptions and the menus of commands."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
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
from bot.language import Language
from bot.texts.texts import Say, Texts
from handlers.telegram.context import AdepApplication, Context, Desk

Menu = tuple[tuple[str, Say], ...]
PRIVATE: Menu = (
    ("rules", Say.MENU_RULES),
    ("help", Say.MENU_HELP),
    ("remind", Say.MENU_REMIND),
    ("lang", Say.MENU_LANG),
    ("tip", Say.MENU_TIP),
    ("case", Say.MENU_CASE),
    ("cancel", Say.MENU_CANCEL),
    ("settings", Say.MENU_SETTINGS),
    ("privacy", Say.MENU_PRIVACY),
)
GROUPS: Menu = (("ask", Say.MENU_ASK), ("remind", Say.MENU_REMIND))
OWNERS: Menu = (
    ("status", Say.MENU_STATUS),
    ("announce", Say.MENU_ANNOUNCE),
    ("reload", Say.MENU_RELOAD),
    ("qr", Say.MENU_QR),
)
"""What an owner has besides."""

OFFICIALS: Menu = (("inbox", Say.MENU_INBOX), ("stats", Say.MENU_STATS))
"""What a designated official has besides."""

ALL = (PRIVATE, GROUPS, OWNERS, OFFICIALS)

SCOPES: tuple[tuple[BotCommandScope, Menu], ...] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUPS),
)
CODES: dict[str, Language] = {"": Language.KK, **{language.value: language for language in Language}}
"""For each language of Telegram's own, "" for all others, the language it is spoken to in."""

AGAIN = 600.0
"""Seconds after which what Telegram refused is tried again."""

Step = Callable[[], Awaitable[object]]


def register(application: AdepApplication) -> None:
    """Have the bot introduce itself once it serves, beside the answers."""
    application.bot_data[Desk].ticks.add(Introduction(application), AGAIN)


def menu_of(desk: Desk, chat: int) -> Menu:
    """The commands of a private chat."""
    is_official = desk.tips is not None and desk.tips.officials.by_telegram(chat) is not None
    return (OFFICIALS if is_official else ()) + PRIVATE + (OWNERS if chat in desk.settings.owner_ids else ())


async def follow(context: Context, chat: int, chosen: Language | None) -> None:
    """Have the menu of a chat speak the language that was chosen in it; of None, that of the person's Telegram."""
    try:
        for step in _menu_of_chat(context.bot, context.desk, chat, chosen):
            await step()
    except TelegramError as error:
        # The menu is a convenience: what was chosen holds all the same.
        logs.event("PROFILE_NOT_SET", error=type(error).__name__)


class Introduction:
    """Tells Telegram what changed since the last start. Whatever it refuses is tried again, and delays nothing."""

    def __init__(self, application: AdepApplication) -> None:
        self._application = application
        self._told: Texts | None = None

    async def __call__(self, stop: asyncio.Event) -> None:
        """Introduce the bot, unless that is done with the texts in force."""
        desk = self._application.bot_data[Desk]
        if self._told is desk.texts:
            return
        refused = False
        async for step in self._steps(desk):
            if stop.is_set():
                return
            try:
                await step()
            except TelegramError as error:
                logs.event("PROFILE_NOT_SET", error=type(error).__name__)
                # A plain No stays one: who never wrote to the bot has no menu there yet.
                refused |= not isinstance(error, BadRequest)
        self._told = None if refused else desk.texts

    async def _steps(self, desk: Desk) -> AsyncIterator[Step]:
        bot = self._application.bot
        for code, language in CODES.items():
            yield partial(_set_name, bot, desk.texts(language, Say.BOT_NAME), code)
            yield partial(_set_description, bot, desk.texts(language, Say.BOT_DESCRIPTION), code)
            yield partial(_set_short_description, bot, desk.texts(language, Say.BOT_SHORT_DESCRIPTION), code)
            for scope, menu in SCOPES:
                yield partial(_set_menu, bot, scope, _commands(desk.texts, language, menu), code)
        for chat in _with_more(desk):
            chosen = await desk.subscribers.language_of(chat)
            for step in _menu_of_chat(bot, desk, chat, chosen):
                yield step


def _with_more(desk: Desk) -> list[int]:
    """The chats that have more in their menus than others, each once."""
    officials = desk.tips.officials.officials if desk.tips else ()
    return list(dict.fromkeys((*desk.settings.owner_ids, *(official.telegram_id for official in officials))))


def _menu_of_chat(bot: Bot, desk: Desk, chat: int, chosen: Language | None) -> Iterator[Step]:
    scope, menu = BotCommandScopeChat(chat), menu_of(desk, chat)
    if menu != PRIVATE:
        for code, language in CODES.items():
            yield partial(_set_menu, bot, scope, _commands(desk.texts, chosen or language, menu), code)
    elif chosen:
        yield partial(_set_menu, bot, scope, _commands(desk.texts, chosen, menu), "")
    else:
        yield partial(bot.delete_my_commands, scope)


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
