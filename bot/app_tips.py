"""The tip desk's part of the composition: its files opened, its services built, its screens and jobs wired."""

import asyncio
from dataclasses import dataclass
from random import SystemRandom

from bot.clock import Clock
from bot.config import Settings
from bot.storage.backups import age_backups
from bot.storage.tips.cases import TipStore
from bot.storage.tips.deliveries import DeliveryStore, ScreenStore
from bot.texts.texts import Texts
from bot.tips.desk import Rules, Stores, TipDesk, build_tip_desk
from bot.tips.officials.file import Officials, load_officials
from bot.tips.secrecy.code_hashing import Cost
from bot.tips.secrecy.key_file import KeyFile, KeyRing
from handlers.officials.commands import fade
from handlers.officials.messenger import TelegramMessenger
from handlers.officials.screens import OfficialScreens
from handlers.telegram.context import Desk
from handlers.telegram.polling import UpdatesBot
from handlers.tips import room
from handlers.tips.screens import TipScreens

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class TipSupplies:
    """What the tip desk is opened with; `cost` is what a code costs, lower only in tests."""

    officials: Officials
    keys: KeyRing
    store: TipStore
    cost: Cost | None = None

    async def close(self) -> None:
        """Close the file."""
        await self.store.close()


@dataclass(frozen=True, slots=True)
class TipSide:
    """The desk, where it is open, and its screens."""

    desk: TipDesk | None
    screens: TipScreens
    official_screens: OfficialScreens | None


async def open_tips(settings: Settings) -> TipSupplies | None:
    """The tip desk's file and keys; None where no officials are named: then the desk is closed.

    Raises:
        OfficialsFaultyError, KeyFileFaultyError, StoreUnusableError: where one of the files cannot be used.
    """
    if not settings.officials_file.exists():
        return None
    officials = load_officials(settings.officials_file)
    file = KeyFile(settings.tips_key_file)
    keys = KeyRing(file.load_or_make(), file)
    return TipSupplies(officials, keys, await TipStore.open(settings.data_dir / "tips.db"))


def build_tip_side(
    settings: Settings, texts: Texts, supplies: TipSupplies | None, clock: Clock, bot: UpdatesBot
) -> TipSide:
    """The services and the screens; without supplies the screens alone, which say that the desk is closed."""
    if supplies is None:
        return TipSide(None, TipScreens(texts, None), None)
    messenger = TelegramMessenger(bot, settings.owner_ids)
    database = supplies.store.database
    rules = Rules(
        supplies.officials, settings.owner_ids, settings.timezone, settings.tip_delay_minutes, supplies.cost
    )
    stores = Stores(supplies.store, DeliveryStore(database), ScreenStore(database))
    desk = build_tip_desk(rules, supplies.keys, stores, messenger, clock, SystemRandom())
    screens = OfficialScreens(texts, desk.officials, desk.casework, desk.screens)
    messenger.use(screens)
    return TipSide(desk, TipScreens(texts, desk.officials), screens)


def keep_tips(desk: Desk, bot: UpdatesBot) -> None:
    """What the tip desk does of itself, and last."""
    tips = desk.tips
    if tips is None:
        return

    async def purge(_: asyncio.Event) -> None:
        await tips.upkeep.purge()
        folder = desk.settings.data_dir
        await asyncio.to_thread(age_backups, folder / "backups", folder / "tips.db", desk.clock.now())

    async def farewell() -> None:
        await room.farewell(bot, desk, tips)
        tips.hasher.close()

    desk.ticks.add(room.housekeeping(bot, desk, tips))
    desk.ticks.add(fade(bot, desk, tips))
    desk.ticks.add(tips.notices.round)
    desk.ticks.add(purge, HOUR)
    desk.ticks.at_the_start(tips.casework.secure_all)
    desk.ticks.at_the_end(farewell)
