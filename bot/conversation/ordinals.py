"""A message that picks one of a list: «2», «№2», «второй», «екіншісі», «да, первое»."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.words.plain_signs import plain
from bot.words.skeleton import skeleton

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
LONGEST = 6
"""Words; a longer message says something of its own."""


@dataclass(frozen=True, slots=True)
class OrdinalWords:
    """The words for the first, the second and so on, and what may stand beside them, as skeletons."""

    places: tuple[frozenset[str], ...]
    beside: frozenset[str]

    @classmethod
    def of(cls, places: Sequence[Iterable[str]], beside: Iterable[str]) -> "OrdinalWords":
        """The same from words as they are written."""
        return cls(
            tuple(frozenset(map(skeleton, written)) for written in places), frozenset(map(skeleton, beside))
        )

    def picked(self, text: str, size: int) -> int | None:
        """Which of a list of `size` a message picks, from 0; None where it picks none."""
        tokens = _TOKEN.findall(plain(text).casefold())
        if not 0 < len(tokens) <= LONGEST:
            return None
        found: set[int] = set()
        for token in tokens:
            place = self._place(token)
            if place is not None:
                found.add(place)
            elif skeleton(token) not in self.beside:
                return None
        place = found.pop() if len(found) == 1 else None
        return place if place is not None and place < size else None

    def _place(self, token: str) -> int | None:
        if token.isdigit():
            return int(token) - 1 if 0 < int(token) < 10 else None
        sound = skeleton(token)
        return next((at for at, sounds in enumerate(self.places) if sound in sounds), None)
