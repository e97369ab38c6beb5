"""What a person holds after pressing a button or typing an inline query: the answer, once it comes."""

import asyncio
from dataclasses import dataclass

from emulator.local_telegram.model import Json
from emulator.local_telegram.queries import Query


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed; `url` and `copied` are what the app did by itself, without asking the bot."""

    query: Query | None = None
    url: str | None = None
    copied: str | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the bot answered the query: till then the button shows that it is busy."""
        return self.query is not None and self.query.answer is not None

    @property
    def answer(self) -> str | None:
        """The words of the toast or alert; None until answered, or where the bot answered without words."""
        answer = self.query.answer if self.query else None
        return (answer["text"] or None) if answer else None

    @property
    def is_alert(self) -> bool:
        """Whether the answer asks to be closed rather than fading away."""
        answer = self.query.answer if self.query else None
        return bool(answer and answer["show_alert"])

    async def answered(self, within: float = 5.0) -> str | None:
        """Wait for the answer; TimeoutError after `within` real seconds."""
        async with asyncio.timeout(within):
            await (self.query.answered.wait() if self.query else asyncio.sleep(0))
        return self.answer


@dataclass(frozen=True, slots=True)
class InlineQuestion:
    """An inline query typed; `results` are the InlineQueryResults as JSON."""

    query: Query
    text: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether the bot answered."""
        return self.query.answer is not None

    @property
    def results(self) -> list[Json]:
        """The results; empty until answered."""
        return self.query.results

    async def answered(self, within: float = 5.0) -> list[Json]:
        """Wait for the results; TimeoutError after `within` real seconds."""
        async with asyncio.timeout(within):
            await self.query.answered.wait()
        return self.results
