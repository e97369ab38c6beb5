"""The chats that Adep knows: the language and the body each chose, and whether it can be reached."""

from collections.abc import Mapping
from typing import Protocol

from bot.acts.bodies import BodyId
from bot.language import Language


class ChatStore(Protocol):
    """Where it is kept what is known of a chat."""

    async def language_of(self, chat: int) -> Language | None:
        """The language a chat chose; None where it did not."""

    async def choose(self, chat: int, language: Language | None) -> None:
        """Remember the language of a chat; None where none is to be preferred."""

    async def body_of(self, chat: int) -> BodyId | None:
        """The body a chat chose; None where it did not."""

    async def choose_body(self, chat: int, body: BodyId) -> None:
        """Remember the body of a chat."""

    async def meet(self, chat: int) -> None:
        """Remember that a chat is there and can be reached."""

    async def regain(self, chat: int) -> None:
        """Remember that a known chat can be reached again; of an unknown one nothing."""

    async def lose(self, chat: int) -> None:
        """Remember that a known chat cannot be reached; of an unknown one nothing."""

    async def move(self, chat: int, to: int) -> None:
        """Keep all that is known of a chat under its new id: its reminders, what it saw, what waits for it."""

    async def knows_a_small_group(self) -> bool:
        """Whether a group is known that may still become a supergroup."""


class Subscribers:
    """Knows the chats."""

    def __init__(self, store: ChatStore) -> None:
        self._store = store

    async def language_of(self, chat: int) -> Language | None:
        """The language a chat chose; None where it did not."""
        return await self._store.language_of(chat)

    async def choose(self, chat: int, language: Language | None) -> None:
        """Remember the language of a chat; None where none is to be preferred."""
        await self._store.choose(chat, language)

    async def body_of(self, chat: int) -> BodyId | None:
        """The body a chat chose; None where it did not."""
        return await self._store.body_of(chat)

    async def choose_body(self, chat: int, body: BodyId) -> None:
        """Remember the body of a chat."""
        await self._store.choose_body(chat, body)

    async def meet(self, chat: int) -> None:
        """Remember that a chat is there and can be reached."""
        await self._store.meet(chat)

    async def regain(self, chat: int) -> None:
        """Remember that a known chat can be reached again; of an unknown one nothing."""
        await self._store.regain(chat)

    async def lose(self, chat: int) -> None:
        """Remember that a known chat cannot be reached; of an unknown one nothing."""
        await self._store.lose(chat)

    async def move(self, chat: int, to: int) -> None:
        """Keep all that is known of a chat under its new id: its reminders, what it saw, what waits for it."""
        await self._store.move(chat, to)

    async def knows_a_small_group(self) -> bool:
        """Whether a group is known that may still become a supergroup."""
        return await self._store.knows_a_small_group()


class Forgetting(Protocol):
    """Where everything about a chat can be deleted."""

    async def forget(self, chat: int) -> Mapping[str, int]:
        """Delete every row about a chat; how many there were, by table, of those that had some."""
