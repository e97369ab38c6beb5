"""The whole bot in one process: the real Application and Runner over the local Telegram in memory."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random

from bot.app import build_application, build_bot
from bot.language import Language
from bot.local_telegram import Limits, LocalTelegram, MemoryRequest, Person, Shown
from bot.services import Services
from bot.texts import Say
from handlers.context import AdepApplication
from handlers.running import Runner
from tests.fakes import FakePeople
from tests.local_telegram.support import SteppedClock

TAG = re.compile(r"<[^>]+>")


@dataclass
class House:
    """Adep at work, and what is around it."""

    telegram: LocalTelegram
    people: FakePeople
    services: Services
    application: AdepApplication
    clock: SteppedClock

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
        """Say it; the newest message of the bot."""
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
async def house_open(services: Services) -> AsyncIterator[House]:
    """Adep, from its first call to its last."""
    clock, people = SteppedClock(), FakePeople()
    telegram = LocalTelegram(clock, limits=Limits.none())
    requests = (MemoryRequest(telegram), MemoryRequest(telegram))
    application = build_application(
        services, people, build_bot(telegram.token, "https://telegram.invalid/bot", requests)
    )
    stop = asyncio.Event()
    running = asyncio.create_task(Runner(application, people, Random(7)).run(stop))  # noqa: S311 - pauses, not secrets
    try:
        yield House(telegram, people, services, application, clock)
    finally:
        stop.set()
        await running
