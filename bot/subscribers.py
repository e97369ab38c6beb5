"""The people who talk with Adep: for now, the language each chat chose."""

from typing import Protocol

from bot.language import Language


class LanguageStore(Protocol):
    """Where chosen languages are kept."""

    async def language_of(self, chat: int) -> Language | None:
        """The language a chat chose; None where it did not."""

    async def choose(self, chat: int, language: Language) -> None:
        """Remember the language of a chat."""


class Subscribers:
    """Knows the language of each chat."""

    def __init__(self, store: LanguageStore) -> None:
        self._store = store

    async def language_of(self, chat: int) -> Language | None:
        """The language a chat chose; None where it did not."""
        return await self._store.language_of(chat)

    async def choose(self, chat: int, language: Language) -> None:
        """Remember the language of a chat."""
        await self._store.choose(chat, language)
