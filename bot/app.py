"""Where everything is put together: stores opened, features built, handlers wired."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import SystemRandom

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot import logs
from bot.app_features import (
    build_acts,
    build_answers,
    build_closed_desk,
    build_owners,
    build_people,
    build_reminders,
)
from bot.app_jobs import add_jobs
from bot.app_shared import Surroundings, TipSupplies, build_shared
from bot.app_tips import build_tips, keep_tips, open_tips
from bot.clock import SystemClock
from bot.config import Settings
from bot.health.pulse import AddressTakenError, Pulse
from bot.knowledge.knowledge import Knowledge
from bot.storage.database import StoreUnusableError
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.tips.officials.file import OfficialsFaultyError
from bot.tips.secrecy.key_file import KeyFileFaultyError
from handlers import Features, register
from handlers.telegram.context import AdepApplication, Context
from handlers.telegram.intake import Raw
from handlers.telegram.polling import UpdatesBot
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.runner import (
    Runner,
    Serving,
    TokenRefusedError,
    WebhookAddress,
    stop_on_signals,
)
from handlers.telegram.sending import Courier, give_spans_as_timedelta
from handlers.telegram.transport import AiohttpRequest
from handlers.tips.taken_early import taking_early

POLL_CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class Adep:
    """The whole, put together: what is kept going, and the features behind it."""

    serving: Serving
    features: Features


def build_application(around: Surroundings, bot: UpdatesBot) -> Adep:
    """The application with every handler and every job."""
    give_spans_as_timedelta()
    application: AdepApplication = (
        Application.builder().bot(bot).updater(None).context_types(ContextTypes(context=Context)).build()
    )
    shared, ticks, pulse = build_shared(around), Ticks(), Pulse(around.clock)
    tips = build_tips(shared, around.tips, bot) if around.tips else None
    features = Features(
        answers=build_answers(shared),
        acts=build_acts(shared),
        tips=tips.reporters if tips else build_closed_desk(shared),
        officials=tips.officials if tips else None,
        reminders=build_reminders(shared, around),
        people=build_people(shared, around, tips, ticks),
        owners=build_owners(shared, around),
    )
    around.people.database.report_to(pulse)
    add_jobs(ticks, pulse, features, around, bot)
    register(application, features)
    if tips:
        keep_tips(tips, around.settings, ticks, bot)
    ahead = taking_early(bot, tips.reporters.desk.drafts) if tips else _nothing
    return Adep(Serving(application, ticks, pulse, ahead), features)


async def _nothing(_: Raw) -> None:
    pass


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


def serve(settings: Settings, knowledge: Knowledge) -> int:
    """Serve on Telegram until SIGTERM or SIGINT; the exit status."""
    logs.configure(settings.log_level)
    try:
        asyncio.run(_serve(settings, knowledge))
    except StoreUnusableError as error:
        return _refuse(f"The database {error.path} {error.reason}.")
    except (OfficialsFaultyError, KeyFileFaultyError) as error:
        return _refuse(str(error))
    except TokenRefusedError:
        return _refuse("Telegram refuses BOT_TOKEN. Get the right one from @BotFather and put it into .env.")
    except AddressTakenError as error:
        return _refuse(f"HEALTH_LISTEN={settings.health_listen} cannot be listened on: {error}.")
    except OSError as error:
        return _refuse(f"WEBHOOK_LISTEN={settings.webhook_listen} cannot be listened on: {error.strerror}.")
    return 0


async def _serve(settings: Settings, knowledge: Knowledge) -> None:
    logs.watch(asyncio.get_running_loop())
    stop = asyncio.Event()
    stop_on_signals(stop)
    people = await PeopleStore.open(settings.data_dir / "people.db")
    progress = await ProgressStore.open(settings.data_dir / "progress.db")
    tips: TipSupplies | None = None
    try:
        requests = (AiohttpRequest(), AiohttpRequest(connections=POLL_CONNECTIONS))
        tips = await open_tips(settings)
        bot = build_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, requests)
        around = Surroundings(settings, knowledge, people, progress, SystemClock(), tips)
        adep = build_application(around, bot)
        async with _watched(adep, settings), _health_shown(adep, settings):
            await Runner(adep.serving, progress, SystemRandom(), _webhook(settings)).run(stop)
    finally:
        await people.close()
        await progress.close()
        if tips:
            await tips.close()


@asynccontextmanager
async def _watched(adep: Adep, settings: Settings) -> AsyncIterator[None]:
    """Read the knowledge anew when its files change, where the setting asks for it."""
    if not settings.watch_knowledge:
        yield
        return
    # Loaded where it is asked for, like everything that only some need.
    from bot.knowledge.watching import watch  # noqa: PLC0415 - as said

    watching = asyncio.create_task(watch(settings.knowledge_dir, adep.features.owners.relearning.relearn))
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


@asynccontextmanager
async def _health_shown(adep: Adep, settings: Settings) -> AsyncIterator[None]:
    """Show the state of health, where the setting says at which address."""
    if not settings.health_listen:
        yield
        return
    from handlers.telegram.health_page import HealthPage  # noqa: PLC0415 - as above

    async with HealthPage(adep.serving.pulse, settings.health_listen):
        yield


def _webhook(settings: Settings) -> WebhookAddress | None:
    if not settings.webhook_url:
        return None
    return WebhookAddress(
        settings.webhook_url, settings.webhook_secret.get_secret_value(), settings.webhook_listen
    )


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
