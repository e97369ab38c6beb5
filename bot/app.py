"""Where everything is put together: stores opened, services built, handlers wired."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random, SystemRandom

from telegram.ext import Application, ContextTypes
from telegram.request import BaseRequest

from bot import logs
from bot.announcements.announcements import Announcements
from bot.app_tips import TipSide, TipSupplies, build_tip_side, keep_tips, open_tips
from bot.cleaning import Cleaner, hide_memory
from bot.clock import SystemClock, Watch
from bot.config import Settings
from bot.counts.counts import Feedback
from bot.health.pulse import AddressTakenError, Pulse, Sign
from bot.knowledge.whole import Services
from bot.outbox.pushing import Pushing
from bot.outbox.sending import Outbox
from bot.people.subscribers import Subscribers
from bot.privacy.database_schema import SchemaSource
from bot.reminders.schedule import Schedule
from bot.reminders.service import Reminders
from bot.reminders.votes import Votes
from bot.storage.database import StoreUnusableError
from bot.storage.people.announcements import AnnouncementStore
from bot.storage.people.counts import CountStore
from bot.storage.people.forgetting import ForgettingStore
from bot.storage.people.outbox import OutboxStore
from bot.storage.people.people import PeopleStore
from bot.storage.people.reminders import SubscriptionStore
from bot.storage.people.votes import VoteStore
from bot.storage.progress import ProgressStore
from bot.tips.officials.file import OfficialsFaultyError
from bot.tips.secrecy.key_file import KeyFileFaultyError
from bot.workdays import WorkingDays
from handlers import register
from handlers.owners.announcement_progress import SECONDS as PROGRESS_SECONDS
from handlers.owners.announcement_progress import Progress
from handlers.owners.reload import relearn
from handlers.reminders.carrier import Post
from handlers.telegram.context import AdepApplication, Context, Desk
from handlers.telegram.knowing import Knowing
from handlers.telegram.polling import UpdatesBot
from handlers.telegram.repeating_jobs import Job, Ticks
from handlers.telegram.runner import Runner, TokenRefusedError, WebhookAddress, stop_on_signals
from handlers.telegram.sending import Courier
from handlers.telegram.transport import AiohttpRequest

POLL_CONNECTIONS = 2
HEARTBEAT = 5.0
"""Seconds between ticks that do nothing but show that ticks are done."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the application stands in: other files and another clock for Telegram, the terminal and the tests."""

    settings: Settings
    services: Services
    people: PeopleStore
    progress: ProgressStore
    clock: Watch
    tips: TipSupplies | None = None
    chance: Random = field(default_factory=SystemRandom)


def build_application(around: Surroundings, bot: UpdatesBot) -> AdepApplication:
    """The application with every handler and every job."""
    application: AdepApplication = (
        Application.builder().bot(bot).updater(None).context_types(ContextTypes(context=Context)).build()
    )
    tips = build_tip_side(around.settings, around.services.texts, around.tips, around.clock, bot)
    application.bot_data[Desk] = desk = _desk(around, tips)
    around.people.database.report_to(desk.pulse)
    _add_jobs(application, around, bot)
    register(application)
    keep_tips(desk, bot)
    return application


def _desk(around: Surroundings, tips: TipSide) -> Desk:
    clock, database, zone = around.clock, around.people.database, around.settings.timezone
    schedule = Schedule(zone, WorkingDays(zone))
    seed = partial(around.chance.getrandbits, 63)
    return Desk(
        settings=around.settings,
        clock=clock,
        ticks=Ticks(),
        subscribers=Subscribers(around.people),
        forgetting=ForgettingStore(database),
        databases=_databases(around),
        pulse=Pulse(clock),
        feedback=Feedback(CountStore(database), clock, zone),
        reminders=Reminders(SubscriptionStore(database, seed), schedule, clock),
        votes=Votes(VoteStore(database), schedule, clock),
        announcements=Announcements(AnnouncementStore(database), clock),
        **Knowing.of(around.services).as_fields(),
        tips=tips.desk,
        tip_screens=tips.screens,
        official_screens=tips.official_screens,
    )


def _add_jobs(application: AdepApplication, around: Surroundings, bot: UpdatesBot) -> None:
    """What comes of itself. The desk is looked up each time: the knowledge may have been read anew."""

    def desk() -> Desk:
        now = application.bot_data[Desk]
        assert isinstance(now, Desk)  # noqa: S101 - put there above
        return now

    first, clock, store = desk(), around.clock, OutboxStore(around.people.database)
    schedule = first.reminders.schedule
    post = Post(bot, desk, AnnouncementStore(around.people.database), clock, around.chance)
    outbox = Outbox(store, post, lambda: desk().deck, schedule, clock)
    first.ticks.add(Pushing(store, first.reminders, first.announcements, outbox, clock).push)
    first.ticks.add(Progress(bot, desk).tell, PROGRESS_SECONDS)
    first.ticks.add(_heartbeat(first.pulse), HEARTBEAT)


def _databases(around: Surroundings) -> Mapping[str, SchemaSource]:
    """What /privacy tells of."""
    always = {"people.db": around.people.database, "progress.db": around.progress.database}
    return always | ({"tips.db": around.tips.store.database} if around.tips else {})


def _heartbeat(pulse: Pulse) -> Job:
    async def beat(_: asyncio.Event) -> None:
        pulse.beat(Sign.TICK)

    return beat


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
    except (OfficialsFaultyError, KeyFileFaultyError) as error:
        return _refuse(str(error))
    except TokenRefusedError:
        return _refuse("Telegram refuses BOT_TOKEN. Get the right one from @BotFather and put it into .env.")
    except AddressTakenError as error:
        return _refuse(f"HEALTH_LISTEN={settings.health_listen} cannot be listened on: {error}.")
    except OSError as error:
        return _refuse(f"WEBHOOK_LISTEN={settings.webhook_listen} cannot be listened on: {error.strerror}.")
    return 0


async def _serve(settings: Settings, services: Services) -> None:
    logs.watch(asyncio.get_running_loop())
    _hide_memory()
    stop = asyncio.Event()
    stop_on_signals(stop)
    people = await PeopleStore.open(settings.data_dir / "people.db")
    progress = await ProgressStore.open(settings.data_dir / "progress.db")
    tips: TipSupplies | None = None
    try:
        requests = (AiohttpRequest(), AiohttpRequest(connections=POLL_CONNECTIONS))
        tips = await open_tips(settings)
        bot = build_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, requests)
        application = build_application(
            Surroundings(settings, services, people, progress, SystemClock(), tips), bot
        )
        if tips:
            await _tell_missing_locks(application.bot_data[Desk].cleaner)
        async with _watched(application), _health_shown(application):
            await Runner(application, progress, SystemRandom(), _webhook(settings)).run(stop)
    finally:
        await people.close()
        await progress.close()
        if tips:
            await tips.close()


def _hide_memory() -> None:
    try:
        hide_memory()
    except OSError as error:
        logs.event("MEMORY_NOT_HIDDEN", level=logging.WARNING, error=type(error).__name__)


async def _tell_missing_locks(cleaner: Cleaner) -> None:
    """Say once, at the start, what this machine does not forbid the process that reads strangers' files."""
    missing = await cleaner.missing_locks()
    if missing:
        logs.event("FILE_LOCKS_MISSING", level=logging.WARNING, hint="+".join(sorted(missing)))


@asynccontextmanager
async def _watched(application: AdepApplication) -> AsyncIterator[None]:
    """Read the knowledge anew when its files change, where the setting asks for it."""
    settings = application.bot_data[Desk].settings
    if not settings.watch_knowledge:
        yield
        return
    # Loaded where it is asked for, like everything that only some need.
    from bot.knowledge.watching import watch  # noqa: PLC0415 - as said

    watching = asyncio.create_task(watch(settings.knowledge_dir, lambda: relearn(application)))
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


@asynccontextmanager
async def _health_shown(application: AdepApplication) -> AsyncIterator[None]:
    """Show the state of health, where the setting says at which address."""
    desk = application.bot_data[Desk]
    if not desk.settings.health_listen:
        yield
        return
    from handlers.telegram.health_page import HealthPage  # noqa: PLC0415 - as above

    async with HealthPage(desk.pulse, desk.settings.health_listen):
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
