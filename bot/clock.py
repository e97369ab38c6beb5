"""What time it is, asked through a port so that tests can step it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


class WoundClock:
    """A clock that runs like another and can be put forward: what is due tomorrow is tried today."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The present moment, as far ahead of the other clock as this one was put."""
        return self._clock.now() + self._ahead

    def wind(self, by: timedelta) -> None:
        """Put the clock forward."""
        self._ahead += by
