"""Officials who were asked to write something: for a quarter of an hour, then their words are questions again."""

from datetime import datetime, timedelta

from bot.tips.officials.file import OfficialId
from bot.tips.ports import Pressed

WAITS = timedelta(minutes=15)


class AskedToWrite:
    """What each official was asked for last, in memory alone."""

    def __init__(self) -> None:
        self._asked: dict[OfficialId, tuple[Pressed, datetime]] = {}

    def ask(self, official: OfficialId, pressed: Pressed, now: datetime) -> None:
        """Wait for his words."""
        self._asked[official] = (pressed, now + WAITS)

    def holds(self, official: OfficialId, now: datetime) -> bool:
        """Whether his next words are what he was asked for."""
        return official in self._asked and now < self._asked[official][1]

    def take(self, official: OfficialId, now: datetime) -> Pressed | None:
        """What he was asked for; nothing is waited for any more."""
        waits = self.holds(official, now)
        pressed, _ = self._asked.pop(official, (None, now))
        return pressed if waits else None
