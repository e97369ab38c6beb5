"""Telegram: whether it answers, to which bot the token belongs, how updates come, and what it says of the time."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import perf_counter
from urllib.parse import urlsplit

import aiohttp
from telegram import User, WebhookInfo
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.app.application import build_bot
from bot.config import Settings
from bot.shell.doctor.findings import Finding, bad, good, note
from handlers.telegram.transport import AiohttpRequest

PATIENCE = aiohttp.ClientTimeout(total=10)
APART = timedelta(seconds=30)
"""So far the clock may be from Telegram's; the day of a tip and every date that is told depend on it."""


async def ask_telegram(settings: Settings) -> list[Finding]:
    """What Telegram says; without a token only that there is none."""
    if not settings.bot_token.get_secret_value():
        return [
            note(
                "telegram",
                "BOT_TOKEN is not set: only `chat` works",
                "get a token from @BotFather, put it into .env",
            )
        ]
    return [finding async for finding in _asked(settings)]


async def _asked(settings: Settings) -> AsyncIterator[Finding]:
    bot = build_bot(
        settings.bot_token.get_secret_value(), settings.bot_api_url, (AiohttpRequest(), AiohttpRequest())
    )
    begun = perf_counter()
    try:
        async with bot:
            taken = perf_counter() - begun
            yield good("telegram", f"answers in {1000 * taken:.0f} ms: @{bot.username}")
            for finding in _habits(bot.bot):
                yield finding
            yield _updates(settings, await bot.get_webhook_info())
    except (InvalidToken, Forbidden):
        yield bad("telegram", "refuses BOT_TOKEN", "get the right one from @BotFather")
        return
    except TelegramError as error:
        # Its class alone: the words of the error may hold the URL, and with it the token.
        yield bad(
            "telegram",
            f"cannot be reached ({type(error).__name__})",
            "check the network, the proxy (HTTPS_PROXY), BOT_API_URL",
        )
        return
    yield await _clock(settings)


def _habits(me: User) -> Iterator[Finding]:
    if me.can_read_all_group_messages:
        yield note(
            "groups", "the bot is shown every message of its groups", "@BotFather: /setprivacy, Enable"
        )
    if not me.supports_inline_queries:
        yield note("inline", "`@bot words` is off", "@BotFather: /setinline, if you want it")


def _updates(settings: Settings, info: WebhookInfo) -> Finding:
    waiting = f"{info.pending_update_count} waiting"
    if not settings.webhook_url:
        return good("updates", f"by polling, {waiting}")
    if info.url != settings.webhook_url:
        return note("updates", f"by webhook; Telegram learns the address at the start, {waiting}")
    if info.last_error_message and info.last_error_date and info.pending_update_count:
        when = info.last_error_date.astimezone(UTC).isoformat(timespec="minutes")
        return bad(
            "updates",
            f"by webhook, {waiting}; Telegram's last try failed at {when}",
            "see that the web server passes the path of WEBHOOK_URL on to WEBHOOK_LISTEN, and its certificate",
        )
    return good("updates", f"by webhook, {waiting}")


async def _clock(settings: Settings) -> Finding:
    place = urlsplit(settings.bot_api_url)
    try:
        async with (
            aiohttp.ClientSession(trust_env=True, timeout=PATIENCE) as http,
            http.get(f"{place.scheme}://{place.netloc}/", allow_redirects=False) as answer,
        ):
            theirs = parsedate_to_datetime(answer.headers.get("Date", ""))
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return note("clock", "Telegram's time could not be read")
    apart = abs(datetime.now(UTC) - theirs)
    what = f"{apart.total_seconds():.0f} s from Telegram's"
    if apart <= APART:
        return good("clock", what)
    return bad("clock", what, "set it: timedatectl set-ntp true")
