"""The pace of bulk: even, slower than Telegram allows, so that answers always find room."""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.clock import Clock

GAP = 0.05
"""Seconds between two messages to anybody: 20 a second, where Telegram takes about 30."""

CHAT_GAP, GROUP_GAP = 1.0, 3.0
"""Seconds between two messages to one person, and to one group: 20 a minute."""

LONGEST_HALT = 3600.0
"""Seconds: a longer halt is a clock that was put back, or as good as a new question to Telegram."""


class Pacer:
    """Says how long to wait. Remembers the chats of the last seconds alone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next: datetime | None = None
        self._halted: datetime | None = None
        self._chats: OrderedDict[int, datetime] = OrderedDict()

    def halt(self, seconds: float) -> None:
        """Send nothing for so long."""
        until = self._clock.now() + timedelta(seconds=min(seconds, LONGEST_HALT))
        self._halted = max(until, self._halted) if self._halted else until

    @property
    def is_halted(self) -> bool:
        """Whether nothing may be sent now."""
        return self._left(self._halted, LONGEST_HALT) > 0

    def wait(self) -> float:
        """Seconds until the next message may go to anybody."""
        return self._left(self._next, GAP)

    def wait_for(self, chat: int) -> float:
        """Seconds until the next message may go to a chat."""
        last, gap = self._chats.get(chat), _gap(chat)
        return self._left(last + timedelta(seconds=gap), gap) if last else 0.0

    def spend(self, chat: int) -> None:
        """Note that a message goes out now."""
        now = self._clock.now()
        self._next = now + timedelta(seconds=GAP)
        self._chats[chat] = now
        self._chats.move_to_end(chat)
        while now - next(iter(self._chats.values())) > timedelta(seconds=GROUP_GAP):
            self._chats.popitem(last=False)

    def _left(self, until: datetime | None, longest: float) -> float:
        left = (until - self._clock.now()).total_seconds() if until else 0.0
        # More than ever was asked for: the clock was put back.
        return left if 0 < left <= longest else 0.0


def _gap(chat: int) -> float:
    return GROUP_GAP if chat < 0 else CHAT_GAP
