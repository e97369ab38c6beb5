"""How much a message leans on what was said before it, told by its own words alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.words.skeleton import skeleton, words_in

OPENING, POINTING, ASKING = 1.0, 0.5, 0.5
"""What a first word, a pronoun and an ending add to how much a message leans; 1 is the most."""

TERSE = 3
"""A message of so many words or fewer leans by being short: nobody tells a new story in it."""

BRIEF = 0.5


@dataclass(frozen=True, slots=True)
class LeaningWords:
    """Words that lean, as skeletons; `ends` are ends of words."""

    opens: frozenset[str]
    points: frozenset[str]
    ends: tuple[str, ...]

    @classmethod
    def of(cls, opens: Iterable[str], points: Iterable[str], ends: Iterable[str]) -> "LeaningWords":
        """The same from words as they are written."""
        return cls(_sounds(opens), _sounds(points), tuple(_sounds(ends)))


def leaning_of(text: str, words: LeaningWords) -> float:
    """How much a message leans: from 0, a whole story of its own, to 1, nothing without what was said."""
    heard = [sound for sound in map(skeleton, words_in(text)) if sound]
    if not heard:
        return 0.0
    weight = OPENING * (heard[0] in words.opens) + POINTING * bool(words.points & set(heard))
    weight += ASKING * (bool(words.ends) and heard[-1].endswith(words.ends))
    weight += BRIEF * (len(heard) <= TERSE)
    return min(1.0, weight)


def _sounds(written: Iterable[str]) -> frozenset[str]:
    return frozenset(map(skeleton, written))
