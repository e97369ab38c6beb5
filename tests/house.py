"""The whole bot in one process: the real Application and Runner over the local Telegram in memory."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.app.application import Adep, build_application, build_bot
from bot.app.surroundings import Surroundings, TipSupplies
from bot.config import Settings, read_settings
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.storage.people.people import PeopleStore
from bot.storage.progress import ProgressStore
from bot.texts.texts import Say
from emulator.local_telegram import Limits, LocalTelegram, MemoryRequest, Person, Shown
from handlers import Features
from handlers.telegram.context import AdepApplication
from handlers.telegram.repeating_jobs import Ticks
from handlers.telegram.runner import Runner
from tests.emulator.local_telegram.support import SteppedClock

A_WHILE = 5
"""Seconds between two messages that are not one."""

TAG = re.compile(r"<[^>]+>")


@dataclass
class House:
    """Adep at work, and what is around it."""

    telegram: LocalTelegram
    people: PeopleStore
    settings: Settings
    services: Knowledge
    adep: Adep
    clock: SteppedClock
    tips: TipSupplies | None

    @property
    def application(self) -> AdepApplication:
        """PTB's part of it."""
        return self.adep.serving.application

    @property
    def ticks(self) -> Ticks:
        """What it does of itself."""
        return self.adep.serving.ticks

    @property
    def features(self) -> Features:
        """What stands behind its handlers."""
        return self.adep.features

    async def wait(self, **span: float) -> None:
        """Let time pass, and what is due by then come."""
        self.clock.step(**span)
        await self.ticks.once()
        await self.telegram.idle()

    async def live(self, **span: float) -> None:
        """Let time pass as it does, half an hour after half an hour, with all that comes in between."""
        end = self.clock.now() + timedelta(**span)
        while self.clock.now() < end:
            self.clock.moment = min(end, self.clock.now() + timedelta(minutes=30))
            await self.ticks.once()
        await self.telegram.idle()

    async def newcomer(self, name: str = "Айгүл", language_code: str | None = "ru") -> "Guest":
        """A person who pressed Start and chose nothing yet."""
        guest = Guest(self, self.telegram.person(name, language_code))
        await guest.person.start()
        await self.telegram.idle()
        return guest

    async def guest(self, language: Language, name: str = "Айгүл") -> "Guest":
        """A person who chose a language."""
        guest = await self.newcomer(name)
        await guest.press(self.services.texts(language, Say.LANGUAGE_NAME))
        return guest


@dataclass
class Guest:
    """A person, and waiting for the bot after each act."""

    house: House
    person: Person

    async def say(self, text: str) -> Shown:
        """Say it, a while after whatever was said before; the newest message of the bot."""
        if self.house.tips is None:  # tests of the tip desk count the seconds themselves
            self.house.clock.step(seconds=A_WHILE)
        await self.person.say(text)
        await self.house.telegram.idle()
        return self.last

    async def press(self, what: str, message_id: int | None = None) -> str | None:
        """Press a button; the words of the toast."""
        press = await self.person.press(what, message_id)
        await self.house.telegram.idle()
        assert press.query is None or press.is_answered, "the button still shows that it is busy"
        return press.answer

    async def forge(self, data: str, message_id: int) -> str | None:
        """Press a button that the message never had; the words of the toast."""
        telegram = self.house.telegram
        query = telegram.world.queries.ask(self.person.id)
        message = self.person._message(message_id, None)
        telegram._events.pressed(query, self.person.user, message, data)
        await telegram.idle()
        assert query.answer is not None, "the button still shows that it is busy"
        return str(query.answer["text"])

    async def edit(self, message_id: int, text: str) -> None:
        """Change an own message."""
        await self.person.edit(message_id, text)
        await self.house.telegram.idle()

    @property
    def last(self) -> Shown:
        """The newest message of the bot."""
        return self.person.last()

    @property
    def answers(self) -> list[Shown]:
        """All messages of the bot."""
        return [message for message in self.person.shown() if message.from_bot]


@asynccontextmanager
async def house_open(
    services: Knowledge,
    settings: Settings | None = None,
    clock: SteppedClock | None = None,
    tips: Callable[[LocalTelegram], TipSupplies] | None = None,
    folder: Path | None = None,
    *,
    telegram: LocalTelegram | None = None,
) -> AsyncIterator[House]:
    """Adep, from its first call to its last; what comes of itself comes only when the house waits.

    With the `folder`, the `telegram` and the `clock` of a house before it, it is that one after a restart.
    """
    settings = settings or read_settings(env_file=None)
    clock, people = clock or SteppedClock(), await PeopleStore.open(_file(folder, "people.db"))
    progress = await ProgressStore.open(_file(folder, "progress.db"))
    telegram = telegram or LocalTelegram(clock, limits=Limits.none())
    requests = (MemoryRequest(telegram), MemoryRequest(telegram))
    bot = build_bot(telegram.token, "https://telegram.invalid/bot", requests)
    supplies = tips(telegram) if tips else None
    chance = Random(7)  # noqa: S311 - an order of cards, not a secret
    adep = build_application(Surroundings(settings, services, people, progress, clock, supplies, chance), bot)
    telegram.is_bot_busy = lambda: adep.is_busy
    stop = asyncio.Event()
    running = asyncio.create_task(Runner(adep.serving, progress, Random(7)).run(stop))  # noqa: S311 - pauses, not secrets
    try:
        yield House(telegram, people, settings, services, adep, clock, supplies)
    finally:
        stop.set()
        await running
        await people.close()
        await progress.close()


OWNER = "Иесі"


@asynccontextmanager
async def owned_house(services: Knowledge, **settings: object) -> AsyncIterator[House]:
    """A house whose first guest owns it: the ids of the local Telegram are told in advance by a house before."""
    async with house_open(services) as before:
        owner = before.telegram.person(OWNER).id
    chosen = read_settings(env_file=None).model_copy(update={"owner_ids": (owner,), **settings})
    async with house_open(services, chosen) as house:
        yield house


def _file(folder: Path | None, name: str) -> Path:
    return folder / name if folder else Path(":memory:")
