"""How long files take here, learned from those before: for the line that says how long somebody waits."""

import math
from collections import deque
from statistics import median

REMEMBERED = 60
ALIKE = 4
"""Files whose sizes differ by no more than this factor are alike."""
START, A_MEGABYTE = 2.0, 1.0
"""Seconds, as long as no file that is alike was met."""
STEP = 5
MOST_SAID = 600


class Pace:
    """Remembers sizes in bytes and the seconds they took; nothing else of a file."""

    def __init__(self) -> None:
        self._known: deque[tuple[int, float]] = deque(maxlen=REMEMBERED)

    def note(self, size: int, seconds: float) -> None:
        """Remember how long a file took."""
        self._known.append((size, seconds))

    def expected(self, size: int) -> float:
        """Seconds that a file of so many bytes will take."""
        alike = [seconds for known, seconds in self._known if known <= size * ALIKE and size <= known * ALIKE]
        return median(alike) if alike else START + A_MEGABYTE * size / 2**20


def rounded(seconds: float) -> int:
    """Seconds as they are said to people: up to the next five, ten minutes at most."""
    return min(max(math.ceil(seconds / STEP), 1) * STEP, MOST_SAID)
