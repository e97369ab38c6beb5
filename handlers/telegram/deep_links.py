"""Links into the bot, t.me/NAME?start=WORD: how they are written, and who answers which word."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from telegram import Update

from bot.acts.model import Ref
from handlers.telegram import callback_data

if TYPE_CHECKING:
    from handlers.telegram.context import Context

Opener = Callable[[Update, "Context"], Awaitable[None]]
"""Does what a link promises, as if its command had been typed."""


class Links:
    """Who answers a link, by the word it brings to /start; a module that has one registers it here."""

    def __init__(self) -> None:
        self._openers: dict[str, Opener] = {}

    def add(self, word: str, opener: Opener) -> None:
        """Let a handler answer `?start=word`."""
        self._openers[word] = opener

    def opener(self, word: str) -> Opener | None:
        """The handler of a word; None for one that nobody registered."""
        return self._openers.get(word)


def link_to(username: str, word: str = "") -> str:
    """The address that opens the bot, at a word where one is given."""
    return f"https://t.me/{username}?start={word}" if word else f"https://t.me/{username}"


def link_to_ref(username: str, ref: Ref) -> str:
    """The address that opens the bot at a paragraph."""
    return link_to(username, callback_data.start_payload(ref))
