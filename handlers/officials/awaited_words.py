"""Officials who were asked to write something: for a quarter of an hour, then their words are questions again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.tips.model import CaseNumber, EntryKind
from bot.tips.officials.file import OfficialId

WAITS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an official was asked to write: a reply or a note, in which case."""

    number: CaseNumber
    kind: EntryKind


class AskedToWrite:
    """What each official was asked for last, in memory alone."""

    def __init__(self) -> None:
        self._asked: dict[OfficialId, tuple[Asked, datetime]] = {}

    def ask(self, official: OfficialId, asked: Asked, now: datetime) -> None:
        """Wait for their words."""
        self._asked[official] = (asked, now + WAITS)

    def holds(self, official: OfficialId, now: datetime) -> bool:
        """Whether their next words are what they were asked for."""
        return official in self._asked and now < self._asked[official][1]

    def take(self, official: OfficialId, now: datetime) -> Asked | None:
        """What they were asked for; nothing is waited for any more."""
        waits = self.holds(official, now)
        asked, _ = self._asked.pop(official, (None, now))
        return asked if waits else None
