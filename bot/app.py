"""Where everything is put together: stores opened, services built, handlers wired, for Telegram and for the terminal."""

import asyncio
import sys
from pathlib import Path
from random import SystemRandom

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot import logs
from bot.clock import SystemClock
from bot.config import Settings
from bot.language import Language
from bot.local_telegram import Limits, LocalTelegram, MemoryRequest
from bot.services import Services, build_services
from bot.storage.database import StoreUnusableError
from bot.storage.people import PeopleStore
from bot.subscribers import LanguageStore, Subscribers
from bot.terminal.conversation import talk
from handlers import register
from handlers.context import AdepApplication, Context, Desk
from handlers.courier import Courier
from handlers.polling import UpdatesBot
from handlers.render import Renderer
from handlers.running import Runner, TokenRefusedError, WebhookAddress, stop_on_signals
from handlers.transport import AiohttpRequest

POLL_CONNECTIONS = 2


def build_application(services: Services, languages: LanguageStore, bot: UpdatesBot) -> AdepApplication:
    """The application with every handler, over the given services and stores."""
    application: AdepApplication = (
        Application.builder().bot(bot).updater(None).context_types(ContextTypes(context=Context)).build()
    )
    application.bot_data[Desk] = Desk(
        asking=services.asking,
        subscribers=Subscribers(languages),
        texts=services.texts,
        citations=services.citations,
        renderer=Renderer(services.rulebook, services.texts, services.citations, services.sheets),
    )
    register(application)
    return application


def build_bot(token: str, base_url: str, requests: tuple[BaseRequest, BaseRequest]) -> UpdatesBot:
    """The bot; of its two requests the second is for updates alone."""
    return UpdatesBot(
        token,
        base_url=base_url,
        base_file_url=base_url.removesuffix("bot") + "file/bot",
        request=requests[0],
        get_updates_request=requests[1],
        rate_limiter=Courier(),
    )


def serve(settings: Settings, services: Services) -> int:
    """Serve on Telegram until SIGTERM or SIGINT; the exit status."""
    logs.configure(settings.log_level)
    try:
        asyncio.run(_serve(settings, services))
    except StoreUnusableError as error:
        return _refuse(f"The database {error.path} {error.reason}.")
    except TokenRefusedError:
        return _refuse("Telegram refuses BOT_TOKEN. Get the right one from @BotFather and put it into .env.")
    except OSError as error:
        return _refuse(f"WEBHOOK_LISTEN={settings.webhook_listen} cannot be listened on: {error.strerror}.")
    return 0


async def _serve(settings: Settings, services: Services) -> None:
    logs.watch(asyncio.get_running_loop())
    stop = asyncio.Event()
    stop_on_signals(stop)
    people = await PeopleStore.open(settings.data_dir / "people.db")
    try:
        requests = (AiohttpRequest(), AiohttpRequest(connections=POLL_CONNECTIONS))
        bot = build_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, requests)
        application = build_application(services, people, bot)
        await Runner(application, people, SystemRandom(), _webhook(settings)).run(stop)
    finally:
        await people.close()


def _webhook(settings: Settings) -> WebhookAddress | None:
    if not settings.webhook_url:
        return None
    return WebhookAddress(
        settings.webhook_url, settings.webhook_secret.get_secret_value(), settings.webhook_listen
    )


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def converse(settings: Settings, services: Services, name: str, language: Language | None) -> int:
    """Hold a conversation in the terminal with the same application; nothing of it is kept."""
    logs.configure("ERROR" if settings.log_level == "INFO" else settings.log_level)
    asyncio.run(_converse(services, name, language))
    return 0


async def _converse(services: Services, name: str, language: Language | None) -> None:
    telegram = LocalTelegram(SystemClock(), limits=Limits.none())
    people = await PeopleStore.open(Path(":memory:"))
    bot = build_bot(
        telegram.token, "https://telegram.invalid/bot", (MemoryRequest(telegram), MemoryRequest(telegram))
    )
    stop = asyncio.Event()
    running = asyncio.create_task(
        Runner(build_application(services, people, bot), people, SystemRandom()).run(stop)
    )
    try:
        await talk(telegram, name, language)
    finally:
        stop.set()
        await running
        await people.close()


def rehearse(knowledge: Path) -> None:
    """Do everything `run` does before its first call, for bench/."""
    services = build_services(knowledge)
    telegram = LocalTelegram(SystemClock(), limits=Limits.none())
    bot = build_bot(
        telegram.token, "https://telegram.invalid/bot", (MemoryRequest(telegram), MemoryRequest(telegram))
    )

    async def build() -> None:
        people = await PeopleStore.open(Path(":memory:"))
        build_application(services, people, bot)
        await people.close()

    asyncio.run(build())
