"""How often one account may do a thing. Kept in memory, under a key of the process: nothing to read on any disk (T3)."""

import hashlib
import hmac
import secrets
from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta
from random import Random

from bot.clock import Clock

TIPS_A_DAY = 3
TRIES_AN_HOUR = 10
TRIES_A_MINUTE_IN_ALL = 30
MOST_KEPT_BACK = 6
"""Tries of a minute that chance may keep back at most; see `_keep_back`."""

FILES_AN_HOUR = 40
"""Files of one account that are looked at, those that are refused too."""


class Allowance:
    """So many times within a span, for each key by itself."""

    def __init__(self, clock: Clock, most: int, span: timedelta) -> None:
        self._clock = clock
        self._most = most
        self._span = span
        self._times: dict[Hashable, deque[datetime]] = {}

    def take(self, key: Hashable) -> bool:
        """Take one of the times left; False where none is."""
        if not self.has(key):
            return False
        self._times.setdefault(key, deque()).append(self._clock.now())
        return True

    def has(self, key: Hashable) -> bool:
        """Whether a time is left."""
        return self.left(key) > 0

    def left(self, key: Hashable) -> int:
        """How many times are left."""
        self._forget()
        return self._most - len(self._times.get(key, ()))

    def _forget(self) -> None:
        horizon = self._clock.now() - self._span
        for key, times in list(self._times.items()):
            while times and times[0] <= horizon:
                times.popleft()
            if not times:
                del self._times[key]


class Limits:
    """The allowances of the tip desk. An account is known here by a keyed hash whose key dies with the process."""

    def __init__(self, clock: Clock, chance: Random) -> None:
        """`chance` must be a source for secrets (SystemRandom)."""
        self._clock = clock
        self._chance = chance
        self._kept_back: tuple[datetime | None, int] = (None, 0)
        self._key = secrets.token_bytes(32)
        self._tips = Allowance(clock, TIPS_A_DAY, timedelta(days=1))
        self._tries = Allowance(clock, TRIES_AN_HOUR, timedelta(hours=1))
        self._all_tries = Allowance(clock, TRIES_A_MINUTE_IN_ALL, timedelta(minutes=1))
        self._files = Allowance(clock, FILES_AN_HOUR, timedelta(hours=1))

    def may_report(self, account: int) -> bool:
        """Whether one more tip of this account is taken today."""
        return self._tips.has(self.veiled(account))

    def count_tip(self, account: int) -> None:
        """Count a tip that was filed."""
        self._tips.take(self.veiled(account))

    def take_try(self, account: int) -> bool:
        """Take one try of a code; False where this account, or all accounts together, tried too often."""
        veiled = self.veiled(account)
        is_free = self._tries.has(veiled) and self._all_tries.left(None) > self._keep_back()
        return is_free and self._all_tries.take(None) and self._tries.take(veiled)

    def _keep_back(self) -> int:
        """How many tries of all accounts are not given out in this minute: chance, so that whoever counts their own until they are
        refused does not know how many others try.
        """
        minute = self._clock.now().replace(second=0, microsecond=0)
        if self._kept_back[0] != minute:
            self._kept_back = (minute, self._chance.randrange(MOST_KEPT_BACK + 1))
        return self._kept_back[1]

    def veiled(self, account: int) -> bytes:
        """What stands for an account in the memory of whoever must tell accounts apart."""
        return hmac.digest(self._key, str(account).encode("ascii"), hashlib.sha256)

    def take_file(self, account: int) -> bool:
        """Take one file of this account to be looked at; False where it has sent too many."""
        return self._files.take(self.veiled(account))
