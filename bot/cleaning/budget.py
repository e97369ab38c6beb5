"""How much work the cleaning does for one account within an hour, kept in memory under a key that dies with the process (T3)."""

import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Callable, Hashable

HOUR = 3600.0
MOST_SECONDS = 900.0
"""Of work on the files of one account: ten of the heaviest and half as many again."""


class Budget:
    """Counts the seconds of each account, whatever became of its files; `now` tells passing seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._key = secrets.token_bytes(32)
        self._spent: dict[bytes, deque[tuple[float, float]]] = {}

    def has(self, owner: Hashable) -> bool:
        """Whether one more file of an account is taken; files of nobody are."""
        self._forget()
        return sum(seconds for _, seconds in self._spent.get(self._veiled(owner), ())) < MOST_SECONDS

    def spend(self, owner: Hashable, seconds: float) -> None:
        """Count the seconds that a file took."""
        if owner is not None:
            self._spent.setdefault(self._veiled(owner), deque()).append((self._now(), seconds))

    def _forget(self) -> None:
        horizon = self._now() - HOUR
        for owner, spent in list(self._spent.items()):
            while spent and spent[0][0] <= horizon:
                spent.popleft()
            if not spent:
                del self._spent[owner]

    def _veiled(self, owner: Hashable) -> bytes:
        return hmac.digest(self._key, repr(owner).encode(), hashlib.sha256)
