"""The tip desk's part of the composition: its files opened, its services built, its screens and jobs wired."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from random import SystemRandom

from bot import logs
from bot.acts.bodies import Body
from bot.app.shared import Shared
from bot.app.surroundings import TipSupplies
from bot.cleaning import Cleaner, find_ffmpeg, find_office
from bot.config import Settings
from bot.health.desk_watch import DeskWatch
from bot.health.pulse import DeskFile, Pulse
from bot.storage.backups import age_backups
from bot.storage.tips.cases import TipStore
from bot.storage.tips.deliveries import DeliveryStore, ScreenStore
from bot.storage.tips.pins import PinStore
from bot.storage.tips.watched import WatchedDesk
from bot.tips.casework.deadlines import Deadlines
from bot.tips.desk import Rules, Stores, TipDesk, build_tip_desk
from bot.tips.officials.file import OfficialsFaultyError, load_officials
from bot.tips.officials.unchecked import made_up_problems
from bot.tips.secrecy.key_file import KeyFile
from bot.tips.secrecy.opening import open_keys
from handlers.officials.commands import fade, tell_of_locks
from handlers.officials.messenger import TelegramMessenger
from handlers.officials.screens import OfficialScreens
from handlers.officials.services import OfficialServices, Unfinished
from handlers.officials.words import take_lapsed
from handlers.telegram.context import AdepBot
from handlers.telegram.repeating_jobs import Ticks
from handlers.tips.chats import Talk, TipChats
from handlers.tips.files import Rebuilding
from handlers.tips.housekeeping import farewell, housekeeping
from handlers.tips.services import TipServices

HOUR = 3600.0
MINUTE = 60.0


async def open_tips(settings: Settings, bodies: Iterable[Body]) -> TipSupplies | None:
    """The tip desk's file and keys, for the bodies of the knowledge; None where no officials are named: then the desk is closed.

    Raises:
        OfficialsFaultyError, KeyFileFaultyError, StoreUnusableError: where one of the files cannot be used.
    """
    if not settings.officials_file.exists():
        logs.event("DESK_CLOSED", level=logging.WARNING)
        return None
    officials = load_officials(settings.officials_file, bodies)
    if made_up := made_up_problems(settings.officials_file):
        raise OfficialsFaultyError([*made_up])
    store = await TipStore.open(settings.data_dir / "tips.db")
    try:
        keys = await open_keys(KeyFile(settings.tips_key_file), store)
        return TipSupplies(
            officials, keys, store, cleaner=Cleaner(office=find_office(), ffmpeg=find_ffmpeg())
        )
    except BaseException:
        await store.close()
        raise


@dataclass(frozen=True, slots=True)
class TipSide:
    """Both sides of an open tip desk."""

    reporters: TipServices
    officials: OfficialServices


def build_tips(shared: Shared, supplies: TipSupplies, bot: AdepBot, talk: Talk) -> TipSide:
    """The reporters' and the officials' side over one desk; `talk` is what a chat has beside a tip."""
    desk = build_desk(shared, supplies, bot)
    chats = TipChats(desk.drafts, desk.leftovers, shared.clock, talk)
    files = Rebuilding(supplies.cleaner, SystemRandom())
    reporters = TipServices(shared.knowledge, shared.languages, desk, chats, files, shared.links)
    officials = OfficialServices(
        shared.knowledge, shared.languages, shared.subscribers, desk, Unfinished(files), shared.clock
    )
    return TipSide(reporters, officials)


def build_desk(shared: Shared, supplies: TipSupplies, bot: AdepBot) -> TipDesk:
    """The desk, whose notices go out by the bot in the words in force."""
    settings, database = shared.settings, supplies.store.database
    supplies.store.use_chain_key(supplies.keys.keys.audit)
    rules = Rules(
        supplies.officials,
        settings.owner_ids,
        settings.timezone,
        settings.tip_delay_minutes,
        supplies.cost,
        shared.days,
    )
    stores = Stores(supplies.store, DeliveryStore(database), ScreenStore(database), PinStore(database))

    def screens() -> OfficialScreens:
        return OfficialScreens(
            shared.knowledge.value.texts, supplies.officials, desk.casework, stores.screens
        )

    messenger = TelegramMessenger(bot, settings.owner_ids, screens)
    desk = build_tip_desk(rules, supplies.keys, stores, messenger, shared.clock, SystemRandom())
    return desk


def keep_tips(side: TipSide, settings: Settings, ticks: Ticks, bot: AdepBot) -> None:
    """What the tip desk does of itself, and last."""
    desk, clock = side.reporters.desk, side.officials.clock

    async def purge(_: asyncio.Event) -> None:
        await desk.upkeep.purge_by(desk.witness)

    async def age(_: asyncio.Event) -> None:
        """Apart from the cases themselves: what goes wrong with one of the two leaves the other."""
        if desk.witness.is_trusted:
            folder, now = settings.data_dir, clock.now().astimezone(settings.timezone)
            await asyncio.to_thread(age_backups, folder / "backups", folder / "tips.db", now)

    async def end() -> None:
        await asyncio.gather(farewell(bot, side.reporters), side.officials.unfinished.leaving.take_all(bot))
        desk.hasher.close()

    ticks.add(housekeeping(bot, side.reporters))
    ticks.add(fade(bot, side.officials))
    ticks.add(take_lapsed(bot, side.officials))
    ticks.add(tell_of_locks(bot, side.officials, settings.owner_ids))
    ticks.add(desk.notices.round)
    ticks.add(purge, HOUR)
    ticks.add(age, HOUR)
    ticks.at_the_start(desk.casework.secure_all)
    ticks.at_the_end(end)


def watch_tips(supplies: TipSupplies, shared: Shared, ticks: Ticks, pulse: Pulse) -> None:
    """What is told of the desk on the page of health."""
    supplies.store.database.report_to(DeskFile(pulse))
    deadlines = Deadlines(shared.days, shared.settings.timezone)
    desk = WatchedDesk(supplies.store)
    watch = DeskWatch(desk, supplies.officials, deadlines, shared.days, pulse, shared.clock)

    async def try_writing(_: asyncio.Event) -> None:
        await supplies.store.try_writing()

    ticks.add(watch.look)
    ticks.add(try_writing, MINUTE)
