"""Which updates are done, so that each is done once and none is confirmed too early."""

from dataclasses import dataclass

WINDOW = 1000
"""Numbers that may be done above a missing one before the missing one is given up: then it will not come any more."""

LATE = 100
"""How far below the first update ever seen another may still come, where they come out of order."""

NEW_COUNT = 1_000_000
"""A number this far above the last one done, or a window below it, belongs to a new count: Telegram begins one, anywhere,
after a week without updates."""


@dataclass(frozen=True, slots=True)
class Mark:
    """All updates up to `last` are done, and of those above it the ones `ahead`. Says nothing of who sent what."""

    last: int
    ahead: frozenset[int] = frozenset()


class Ledger:
    """Keeps count of updates begun and finished.

    `in_order`: whether updates come without gaps in rising order, as from getUpdates, so that a number left out does
    not exist. From a webhook a number left out may still come.
    """

    def __init__(self, mark: Mark | None, *, in_order: bool) -> None:
        self._last = mark.last if mark else None
        self._ahead = set(mark.ahead) if mark else set[int]()
        self._open: set[int] = set()
        self._seen = 0
        self._in_order = in_order

    @property
    def mark(self) -> Mark | None:
        """What is done so far; None before the first update."""
        return None if self._last is None else Mark(self._last, frozenset(self._ahead))

    def begin(self, number: int) -> bool:
        """Note that an update came; False where it is in hand or done."""
        if self._last is None or not self._is_near(number, self._last):
            self._count_anew(number)
        self._seen = max(self._seen, number)
        if self._last is None or number <= self._last or number in self._ahead | self._open:
            return False
        self._open.add(number)
        return True

    def finish(self, number: int) -> None:
        """Note that an update is done."""
        self._open.discard(number)
        if self._last is not None and self._is_near(number, self._last):
            self._ahead.add(number)
        self.advance()

    def advance(self) -> None:
        """Raise `last` as far as all is done; call it also after a whole batch was begun."""
        if self._last is None:
            return
        if self._in_order:
            self._last = max(self._last, min(self._open, default=self._seen + 1) - 1)
        if len(self._ahead) > WINDOW:
            self._last = min(self._ahead)
        while self._last + 1 in self._ahead:
            self._last += 1
        self._ahead = {number for number in self._ahead if number > self._last}

    def _count_anew(self, first: int) -> None:
        self._last = first - 1 if self._in_order else first - 1 - LATE
        self._seen = first
        self._ahead.clear()
        self._open.clear()

    @staticmethod
    def _is_near(number: int, last: int) -> bool:
        return -WINDOW <= number - last < NEW_COUNT
