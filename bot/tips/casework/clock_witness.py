"""Whether the machine's clock may be believed when something is destroyed for good: Telegram's own dates bear witness (T30)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock

TOLERANCE = timedelta(minutes=10)
"""A clock is believed while it differs by no more than this from Telegram's date, and from the steady clock since then."""

HOLDS = timedelta(days=7)
"""How long the witness of one message holds."""


@dataclass(frozen=True, slots=True)
class _Heard:
    at: datetime
    steady: float


class ClockWitness:
    """Remembers when the clock last agreed with Telegram, and sees whether it has been put forward or back since.

    `steady` counts seconds (from any moment) and cannot be set by anybody.
    """

    def __init__(self, clock: Clock, steady: Callable[[], float]) -> None:
        self._clock = clock
        self._steady = steady
        self._heard: _Heard | None = None

    def heard(self, date: datetime) -> None:
        """Take the date that Telegram gave to a message of just now. The date of a message that has waited is older, and proves nothing."""
        now = self._clock.now()
        if abs(now - date) <= TOLERANCE:
            self._heard = _Heard(now, self._steady())

    @property
    def is_trusted(self) -> bool:
        """Whether the clock shows the true time, as far as Telegram's dates tell."""
        if self._heard is None:
            return False
        passed = self._clock.now() - self._heard.at
        steadily = timedelta(seconds=self._steady() - self._heard.steady)
        return abs(passed - steadily) <= TOLERANCE and steadily <= HOLDS
