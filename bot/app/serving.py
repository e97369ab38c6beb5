"""From the command `run` to its end: stores opened, the application served on Telegram, all closed."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import SystemRandom

from bot import logs
from bot.app.application import Adep, build_application, build_bot
from bot.app.surroundings import Surroundings, TipSupplies
from bot.app.tip_desk import open_tips
from bot.cleaning import Cleaner, missing_tools
from bot.clock import SystemClock
from bot.config import ENV, Settings
from bot.health.pulse import AddressTakenError
from bot.knowledge.knowledge import Knowledge
from bot.machine.memory import close_memory, give_back
from bot.storage.data_folder import OTHERS, FolderInUseError, claimed, close_to_others, open_to_others
from bot.storage.database import StoreUnusableError
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.tips.officials.file import OfficialsFaultyError
from bot.tips.secrecy.key_file import KeyFileFaultyError
from handlers.telegram.runner import (
    Runner,
    TokenRefusedError,
    WebhookAddress,
    stop_on_signals,
)
from handlers.telegram.transport import AiohttpRequest

POLL_CONNECTIONS = 2


def serve(settings: Settings, knowledge: Knowledge) -> int:
    """Serve on Telegram until SIGTERM or SIGINT; the exit status."""
    logs.configure(settings.log_level, as_json=settings.log_format == "json")
    os.umask(OTHERS)
    try:
        with claimed(settings.data_dir):
            _see_that_files_are_private(settings)
            asyncio.run(_serve(settings, knowledge))
    except StoreUnusableError as error:
        return _refuse(f"The database {error.path} {error.reason}.")
    except (FolderInUseError, OfficialsFaultyError, KeyFileFaultyError) as error:
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
    close_memory()
    stop = asyncio.Event()
    stop_on_signals(stop)
    people = await PeopleStore.open(settings.data_dir / "people.db")
    progress = await ProgressStore.open(settings.data_dir / "progress.db")
    tips: TipSupplies | None = None
    try:
        requests = (AiohttpRequest(), AiohttpRequest(connections=POLL_CONNECTIONS))
        tips = await open_tips(settings, knowledge.rulebook.bodies.values())
        bot = build_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, requests)
        around = Surroundings(settings, knowledge, people, progress, SystemClock(), tips)
        adep = build_application(around, bot)
        give_back()
        if tips:
            await _tell_missing_locks(tips.cleaner)
            _tell_missing_tools()
        async with _watched(adep, settings), _health_shown(adep, settings):
            await Runner(adep.serving, progress, SystemRandom(), _webhook(settings)).run(stop)
    finally:
        await people.close()
        await progress.close()
        if tips:
            await tips.close()


def _see_that_files_are_private(settings: Settings) -> None:
    """Files are 0600 and folders 0700; of what cannot be made so the log tells."""
    close_to_others(settings.data_dir)
    found = open_to_others(private_places(settings))
    if found:
        names = "+".join(sorted({path.name for path in found}))
        logs.event("FILES_OPEN_TO_OTHERS", level=logging.WARNING, count=len(found), hint=names)


def private_places(settings: Settings) -> list[Path]:
    """What nobody but the user of the bot has business with: the databases, the key, the file that holds the token."""
    return [path for path in (settings.data_dir, settings.tips_key_file, ENV) if path.exists()]


async def _tell_missing_locks(cleaner: Cleaner) -> None:
    """Say once, at the start, what this machine does not forbid the process that reads strangers' files."""
    missing = await cleaner.missing_locks()
    if missing:
        logs.event("FILE_LOCKS_MISSING", level=logging.WARNING, hint="+".join(sorted(missing)))


def _tell_missing_tools() -> None:
    """Say once, at the start, which programs are not here: some files are then refused or come out as text alone."""
    missing = missing_tools()
    if missing:
        logs.event("FILE_TOOLS_MISSING", level=logging.WARNING, hint="+".join(sorted(missing)))


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
