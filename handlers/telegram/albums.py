"""Albums: Telegram sends each picture of one as a message of its own."""

from cachetools import FIFOCache
from telegram import Message

REMEMBERED = 2000


class Albums:
    """Remembers the albums that something was said to already; in memory alone, by Telegram's number of the album."""

    def __init__(self) -> None:
        self._answered: FIFOCache[str, None] = FIFOCache(REMEMBERED)

    def is_first(self, message: Message) -> bool:
        """Whether a message is no part of an album, or the first part that is asked about here."""
        album = message.media_group_id
        if album is None:
            return True
        is_first = album not in self._answered
        self._answered[album] = None
        return is_first
