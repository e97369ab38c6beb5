"""The bot's public name, for what is printed with its link."""

import asyncio
import re

from telegram.error import InvalidToken, TelegramError

from bot.app.application import build_bot
from bot.config import Settings
from handlers.telegram.deep_links import link_to
from handlers.telegram.transport import AiohttpRequest

NAME = re.compile(r"@?(?P<name>[A-Za-z][A-Za-z0-9_]{3,31})")


class NameUnknownError(Exception):
    """The bot's name is not to be had; the message says what to do."""


def link_of(settings: Settings, name: str | None) -> str:
    """The link of the bot of a name, or, where none is given, of the one that the token belongs to.

    Raises:
        NameUnknownError: where there is neither, or Telegram does not tell.
    """
    if name is None:
        return link_to(_name_of_token(settings))
    written = NAME.fullmatch(name.removeprefix("https://t.me/"))
    if written is None:
        raise NameUnknownError(f"«{name}» is not the name of a bot; for example --bot adep_bot")
    return link_to(written["name"])


def _name_of_token(settings: Settings) -> str:
    token = settings.bot_token.get_secret_value()
    if not token:
        raise NameUnknownError("BOT_TOKEN is not set, so the bot's name is not known: give it, --bot NAME")
    try:
        return asyncio.run(_ask_telegram(token, settings.bot_api_url))
    except InvalidToken:
        reason = "Telegram refuses BOT_TOKEN"
    except TelegramError:
        reason = "Telegram cannot be reached"
    # Raised outside the handler: the error of PTB may hold the token.
    raise NameUnknownError(f"{reason}, so the bot's name is not known: give it, --bot NAME")


async def _ask_telegram(token: str, base_url: str) -> str:
    async with build_bot(token, base_url, (AiohttpRequest(), AiohttpRequest())) as bot:
        return bot.username
