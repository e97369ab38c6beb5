"""Officials who were asked for a PIN: what for, in memory alone."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.texts.texts import Say
from bot.tips.officials.file import OfficialId

WAITS = timedelta(minutes=15)
Errand = Callable[[], Awaitable[Say | None]]
"""What an official wanted to do; what it returns is to be said to them."""


@dataclass(frozen=True, slots=True)
class Show:
    """They are to show their PIN; then their errands are done in order. `has_words` says that words for a case are among these: what
    is written next, and is no PIN, goes with them.
    """

    errands: tuple[Errand, ...]
    has_words: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """They are to choose a PIN, or to type again the one they have chosen."""

    chosen: str | None = None

    def __repr__(self) -> str:
        return "Choose(…)"


Awaited = Show | Choose


class AskedForPins:
    """Which official was asked for what, and by which message."""

    def __init__(self) -> None:
        self._asked: dict[OfficialId, tuple[Awaited, int, datetime]] = {}

    def ask(self, official: OfficialId, awaited: Awaited, prompt: int, now: datetime) -> None:
        """Wait for their digits."""
        self._asked[official] = (awaited, prompt, now + WAITS)

    def waits(self, official: OfficialId, now: datetime) -> bool:
        """Whether their next words are a PIN."""
        return official in self._asked and now < self._asked[official][2]

    def waits_for_words(self, official: OfficialId, now: datetime) -> bool:
        """Whether words for a case wait for their PIN."""
        waiting = self.waiting(official, now)
        return waiting is not None and waiting.has_words

    def waiting(self, official: OfficialId, now: datetime) -> Show | None:
        """What waits for their PIN; None where nothing does."""
        awaited = self._asked[official][0] if self.waits(official, now) else None
        return awaited if isinstance(awaited, Show) else None

    def take(self, official: OfficialId) -> tuple[Awaited, int] | None:
        """What they were asked for, and the message that asked; nothing is waited for any more."""
        found = self._asked.pop(official, None)
        return found[:2] if found else None
