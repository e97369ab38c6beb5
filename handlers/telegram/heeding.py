"""Which updates are heeded at all: no bot's word, and no edit that changes nothing."""

from hashlib import blake2b
from secrets import token_bytes

from cachetools import FIFOCache
from telegram import Message, Update
from telegram.constants import ChatID, ChatType

from bot.clock import Clock
from handlers.telegram.kinds import KINDS
from handlers.telegram.words import words_of

REMEMBERED = 20_000
"""Messages whose words can be told from changed ones; an edit of an older one is let go."""

PEOPLE_BEHIND_BOTS = frozenset({ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL})
"""Bots in whose name Telegram shows people: admins who hide behind their group, and those who speak as a channel."""


class Heeding:
    """Tells what is to be handled.

    Telegram sends a message again as edited at a first reaction, at a preview of a link, at bold type. So what each message said
    is remembered, as a keyed digest in memory alone, and what says the same words again is nothing. Whose message it was is a
    digest as well: the memory lists no chats, and those of one can be found and forgotten. Of a message from before this start
    nothing is known: its edit is let go, for an answer out of the blue is worse than none.
    """

    def __init__(self, clock: Clock, most: int = REMEMBERED) -> None:
        self._key = token_bytes(32)
        self._said: FIFOCache[tuple[bytes, bytes], bytes] = FIFOCache(most)
        self._started = clock.now().replace(microsecond=0)

    def is_heeded(self, update: Update) -> bool:
        """Whether an update is to be handled; remembers what it says."""
        if not any(getattr(update, kind) for kind in KINDS):
            return False
        message = update.message or update.edited_message
        if any(_is_of_bot(one) for one in (message, update.guest_message) if one):
            return False
        if message is None:
            return True
        chat, words = message.chat.id, " ".join(words_of(message).split())
        place, said = (
            (self._digest(f"{chat}"), self._digest(f"{chat}/{message.message_id}")),
            self._digest(words),
        )
        before = self._said.get(place)
        self._said[place] = said
        if update.edited_message is None:
            return True
        return self._is_first_seen(message) if before is None else before != said

    def _is_first_seen(self, message: Message) -> bool:
        """Whether an edit is the first that is shown of a message: in a group a bot sees only what speaks to it."""
        return message.chat.type != ChatType.PRIVATE and message.date >= self._started

    def forget(self, chat: int) -> None:
        """Forget what was said in a chat: an edit of it is let go, as one from before this start."""
        veiled = self._digest(f"{chat}")
        for place in [place for place in self._said if place[0] == veiled]:
            del self._said[place]

    def _digest(self, words: str) -> bytes:
        return blake2b(words.encode("utf-8", "surrogatepass"), key=self._key, digest_size=8).digest()


def _is_of_bot(message: Message) -> bool:
    """Whether another bot speaks. Two bots that answer each other never end."""
    writer = message.from_user
    moves = message.migrate_to_chat_id or message.migrate_from_chat_id
    return writer is not None and writer.is_bot and writer.id not in PEOPLE_BEHIND_BOTS and not moves
