"""How fast a bot may send: the pace Telegram holds bots to."""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from bot.clock import Clock
from emulator.local_telegram.errors import too_many_requests

_GROUP_WINDOW = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Figures of pace: a `burst` may leave at once, then `per_second` on average. What is sent counts; edits do not.

    `group_per_minute` counts any 60 seconds in a group or channel. Telegram publishes the averages, not the bursts.
    """

    chat_per_second: float = 1.0
    chat_burst: int = 5
    group_per_minute: int = 20
    total_per_second: float = 30.0
    total_burst: int = 30

    @classmethod
    def none(cls) -> Self:
        """No pace at all, for tests that are about something else."""
        return cls(math.inf, 1, 10**9, math.inf, 1)


@dataclass(slots=True)
class _Bucket:
    rate: float
    burst: float
    level: float
    at: datetime

    def wait(self, now: datetime, count: int) -> float:
        """Seconds until `count` messages fit; a count above the burst fits a full bucket."""
        if math.isinf(self.rate):
            return 0.0
        passed = max(0.0, (now - self.at).total_seconds())
        self.level = min(self.burst, self.level + passed * self.rate)
        self.at = now
        return max(0.0, min(count, self.burst) - self.level) / self.rate

    def spend(self, count: int) -> None:
        if not math.isinf(self.rate):
            self.level -= count


@dataclass(slots=True)
class Pace:
    """Counts what was sent and refuses what is too fast with 429 and `retry_after`."""

    limits: Limits
    clock: Clock
    _chats: dict[int, _Bucket] = field(default_factory=dict)
    _groups: defaultdict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    _total: _Bucket | None = None

    def spend(self, chat_id: int, count: int = 1) -> None:
        """Let `count` messages to the chat pass, or raise 429 and count none of them."""
        now = self.clock.now()
        chat, total = self._chat(chat_id, now), self._all(now)
        wait = max(chat.wait(now, count), total.wait(now, count), self._group_wait(chat_id, now, count))
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        chat.spend(count)
        total.spend(count)
        if chat_id < 0:
            self._groups[chat_id].extend([now] * count)

    def _chat(self, chat_id: int, now: datetime) -> _Bucket:
        burst = self.limits.chat_burst
        return self._chats.setdefault(chat_id, _Bucket(self.limits.chat_per_second, burst, burst, now))

    def _all(self, now: datetime) -> _Bucket:
        burst = self.limits.total_burst
        self._total = self._total or _Bucket(self.limits.total_per_second, burst, burst, now)
        return self._total

    def _group_wait(self, chat_id: int, now: datetime, count: int) -> float:
        if chat_id > 0:
            return 0.0
        sent = [at for at in self._groups[chat_id] if (now - at).total_seconds() < _GROUP_WINDOW]
        self._groups[chat_id] = sent
        over = len(sent) + count - self.limits.group_per_minute
        if over <= 0 or not sent:
            return 0.0
        frees = sent[min(over, len(sent)) - 1]
        return _GROUP_WINDOW - (now - frees).total_seconds()
