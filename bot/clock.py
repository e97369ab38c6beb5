"""What time it is, asked through a port so that tests can step it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


class Watch(Clock, Protocol):
    """A clock that one can also wait by."""

    async def sleep(self, seconds: float) -> None:
        """Come back when so much of this clock's time has passed."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Wait in real time."""
        await asyncio.sleep(seconds)


class WoundClock:
    """A clock that runs like another and can be put forward: what is due tomorrow is tried today."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The present moment, as far ahead of the other clock as this one was put."""
        return self._clock.now() + self._ahead

    async def sleep(self, seconds: float) -> None:
        """Wait in real time: this clock runs as fast as any."""
        await asyncio.sleep(seconds)

    def wind(self, by: timedelta) -> None:
        """Put the clock forward."""
        self._ahead += by
