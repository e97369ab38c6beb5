"""A conversation in the terminal, held line by line with the real bot."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console

from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.terminal.conversation import Conversation, Time
from emulator.terminal.people import People
from emulator.terminal.session import about_bot
from tests.house import A_WHILE, House, house_open

BARS = re.compile(r"[▌▏]")


def plain(text: str) -> str:
    """Words alone, without the breaks and bars of a screen."""
    return " ".join(BARS.sub(" ", text).split())


@dataclass
class Terminal:
    """What is typed, and what has come on the screen since."""

    house: House
    conversation: Conversation
    file: StringIO
    language: Language

    async def type(self, line: str) -> str:
        """Type a line; what it brings to the screen."""
        before = len(self.file.getvalue())
        assert await self.conversation.take(line + "\n")
        return plain(self.file.getvalue()[before:])

    async def press(self, label: str) -> str:
        """Type the number of the newest button that begins so."""
        numbers = re.findall(rf"^ +#(\d+)  {re.escape(label)}", self.file.getvalue(), re.MULTILINE)
        return await self.type(f"#{numbers[-1]}")

    def text(self, name: Say) -> str:
        """A sentence of the bot in the language of the conversation."""
        return plain(self.house.services.texts(self.language, name))

    def status(self, language: Language) -> str:
        """The line that stands under every paragraph."""
        return plain(self.house.services.citations.standing(self.house.services.rulebook.act, language).words)


async def wait(house: House, span: timedelta) -> None:
    await house.wait(seconds=span.total_seconds())


@pytest.fixture(params=list(Language), ids=lambda language: language.value)
async def terminal(services: Knowledge, request: pytest.FixtureRequest) -> AsyncIterator[Terminal]:
    """A conversation that has just begun."""
    language = request.param
    assert isinstance(language, Language)
    async with house_open(services) as house:
        file = StringIO()
        console = Console(file=file, highlight=False, emoji=False, width=88)
        people = People(house.telegram, "Айгүл", language)
        time = Time(lambda span: wait(house, span), lambda: house.clock.step(seconds=A_WHILE))
        about = about_bot(services.texts, language, {"ethics": 1})
        conversation = Conversation(house.telegram, people, console, time, about)
        await conversation.begin()
        yield Terminal(house, conversation, file, language)
