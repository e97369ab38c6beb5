"""Topics of a private chat (Telegram's threaded mode): whatever is sent there goes to the topic in which its person is."""

from hashlib import blake2b
from secrets import token_bytes
from typing import Any

from cachetools import LRUCache
from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import Application, TypeHandler

FIRST = -3
"""A group of handlers before all others, and its alone: of a group only the first handler that fits is called."""

REMEMBERED = 2000
"""Chats whose topic is known; whoever is forgotten is written to outside of their topics."""


class Topics:
    """Remembers in which topic of their private chat people wrote or pressed last: in memory alone, and no chat by its number."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._key = token_bytes(32)
        self._last: LRUCache[bytes, int] = LRUCache(most)

    def note(self, update: Update) -> None:
        """Note where a person is now."""
        query = update.callback_query
        message = update.message or (query.message if query else None)
        if not isinstance(message, Message) or message.chat.type != ChatType.PRIVATE:
            return
        self.forget(message.chat.id)
        if message.is_topic_message and message.message_thread_id:
            self._last[self._veiled(message.chat.id)] = message.message_thread_id

    def of(self, chat: object) -> int | None:
        """The topic of a chat; None where its person is in none."""
        return self._last.get(self._veiled(chat))

    def forget(self, chat: object) -> None:
        """Forget the topic of a chat."""
        self._last.pop(self._veiled(chat), None)

    def _veiled(self, chat: object) -> bytes:
        return blake2b(f"{chat}".encode(), key=self._key, digest_size=8).digest()


def follow_topics(application: Application[Any, Any, Any, Any, Any, Any], topics: Topics) -> None:
    """Have it noted with each update, before anybody answers it."""

    async def note(update: Update, _: object) -> None:
        topics.note(update)

    application.add_handler(TypeHandler(Update, note), group=FIRST)
