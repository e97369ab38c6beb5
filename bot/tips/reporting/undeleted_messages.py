"""Messages of reporters that Telegram did not let go: known in memory, under a key of the process, until nobody can edit them."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from bot.clock import Clock

LIFE = timedelta(hours=49)
"""Telegram lets a person edit their message for 48 hours."""


class Leftovers:
    """What stands in a chat that belonged to a tip, so that an edit of it is never taken for a question.

    Only whoever has the memory of the process has the key, and can try numbers out; like the draft it is gone with it (T2, T3).
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._until: dict[bytes, datetime] = {}

    def add(self, chat: int, message: int) -> None:
        """Note that a message stands where it should not."""
        self._until[self._veiled(chat, message)] = self._clock.now() + LIFE

    def remove(self, chat: int, message: int) -> None:
        """Note that it went."""
        self._until.pop(self._veiled(chat, message), None)

    def holds(self, chat: int, message: int) -> bool:
        """Whether a message is such a one."""
        self.forget_old()
        return self._veiled(chat, message) in self._until

    def forget_old(self) -> None:
        """Forget what nobody can edit any more."""
        now = self._clock.now()
        self._until = {veiled: until for veiled, until in self._until.items() if now < until}

    def _veiled(self, chat: int, message: int) -> bytes:
        return hmac.digest(self._key, f"{chat}/{message}".encode("ascii"), hashlib.sha256)
