"""Counts what a rebuilt file lacks."""

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

from bot.cleaning.model import Dropped

MOST = 999_999
"""More is never counted: the figure is for people."""


class Tally:
    """How often each kind of content was left out or changed, in the order of `Dropped`."""

    def __init__(self) -> None:
        self._counts: Counter[Dropped] = Counter()

    def add(self, what: Dropped, times: int = 1) -> None:
        """Count something that the new file lacks."""
        self._counts[what] += times

    def once(self, what: Dropped) -> None:
        """Note something that is either so or not."""
        self._counts[what] = 1

    def result(self) -> Mapping[Dropped, int]:
        """The kinds that were met."""
        return MappingProxyType(
            {what: min(self._counts[what], MOST) for what in Dropped if self._counts[what] > 0}
        )
