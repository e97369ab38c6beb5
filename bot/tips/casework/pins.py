"""The PIN of an official, a second factor beside their Telegram: asked for when nothing was done for half an hour."""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import pairwise

from bot.clock import Clock
from bot.tips.model import CaseNumber, Noted, audited
from bot.tips.officials.file import OfficialId
from bot.tips.ports import AuditRow, CaseStore, PinStore

IDLE = timedelta(minutes=30)
"""After so long without an act the PIN is asked for."""

MOST_WRONG = 5
"""So many wrong ones lock: only the operator opens again."""

DIGITS = re.compile(r"[0-9]{6}")
NO_CASE = CaseNumber("")


class Door(Enum):
    """Whether an official may act now."""

    OPEN = auto()
    ASKS = auto()
    """Their PIN is needed first."""
    LOCKED = auto()


@dataclass(frozen=True, slots=True)
class Right:
    """It was their PIN."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """It was not; so many more may be tried."""

    left: int


def is_pin(typed: str) -> bool:
    """Whether somebody typed what can be a PIN: six digits."""
    return DIGITS.fullmatch(typed.strip()) is not None


def is_weak(pin: str) -> bool:
    """Whether somebody would guess a PIN within five tries: one digit six times, or digits in a row."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return steps in ({0}, {1}, {-1})


class Pins:
    """Knows who has shown their PIN, in memory alone; what is kept of a PIN says nothing without the key file."""

    def __init__(self, store: PinStore, cases: CaseStore, secret: Callable[[], bytes], clock: Clock) -> None:
        """`secret` is the key of the audit, from the key file."""
        self._store = store
        self._cases = cases
        self._secret = secret
        self._clock = clock
        self._acted: dict[OfficialId, datetime] = {}

    async def door(self, official: OfficialId) -> Door:
        """Whether they may act; where they may, their half an hour begins anew."""
        kept = await self._store.pin(official)
        if kept is None:
            return Door.OPEN
        if kept.wrong >= MOST_WRONG:
            return Door.LOCKED
        acted, now = self._acted.get(official), self._clock.now()
        if acted is None or now - acted >= IDLE:
            return Door.ASKS
        self._acted[official] = now
        return Door.OPEN

    async def has_pin(self, official: OfficialId) -> bool:
        """Whether they have set one."""
        return await self._store.pin(official) is not None

    async def enter(self, official: OfficialId, typed: str) -> Right | Wrong:
        """Take a PIN that somebody typed in their chat."""
        kept = await self._store.pin(official)
        if kept is None:
            return Right()
        if kept.wrong >= MOST_WRONG:
            return Wrong(0)
        if hmac.compare_digest(kept.mark, self._mark(official, typed.strip())):
            await self._store.keep_pin(official, kept.mark)
            self._acted[official] = self._clock.now()
            return Right()
        wrong = await self._store.count_wrong(official)
        await self._log(official, Noted.PIN_WRONG if wrong < MOST_WRONG else Noted.PIN_LOCKED)
        self._acted.pop(official, None)
        return Wrong(MOST_WRONG - wrong)

    async def set(self, official: OfficialId, pin: str) -> None:
        """Let this be their PIN from now on."""
        await self._store.keep_pin(official, self._mark(official, pin.strip()))
        await self._log(official, Noted.PIN_SET)
        self._acted[official] = self._clock.now()

    async def untold_locks(self) -> list[OfficialId]:
        """Whose PIN is locked, and nobody was told yet."""
        return await self._store.untold_locks(MOST_WRONG)

    async def told(self, official: OfficialId) -> None:
        """Note that somebody was told that their PIN is locked."""
        await self._store.told_of_lock(official)

    async def _log(self, official: OfficialId, deed: Noted) -> None:
        async with self._cases.transaction() as unit:
            await unit.log(AuditRow(self._clock.now(), official, audited(deed), NO_CASE))

    def _mark(self, official: OfficialId, pin: str) -> bytes:
        own = hmac.digest(self._secret(), b"adep tip pin", hashlib.sha256)
        return hmac.digest(own, f"{official}/{pin}".encode(), hashlib.sha256)
