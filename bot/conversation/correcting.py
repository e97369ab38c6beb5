"""A correction taken apart: what it takes back, and what it puts in its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matters.model import Corrects
from bot.words.plain_signs import plain
from bot.words.skeleton import skeleton, words_in

_CLAUSE = re.compile(r"(?:[,;:!?…\n–—]|\.(?!\d))+|\s-\s|\s(?:а|ал)\s", re.IGNORECASE)
_PLACE = re.compile(r"\d+(?:\.\d+)+\S*")
STEM, ENDING = 3, 2
"""Two forms of a word share all but their last letters, and no fewer than STEM."""

FIRST_WORDS = 3
"""A message takes something back with so many of its first words."""


@dataclass(frozen=True, slots=True)
class CorrectingWords:
    """Words of corrections in one language, as skeletons: «не» takes back in Russian and asks «what» in Kazakh.

    `before` stands before what it takes back («не»), `after` behind it («емес»), `opens` before the whole correction («нет»);
    `names` says that another subject is meant («про», «туралы», «спрашивал»), `around` says nothing of the matter («вы», «поняли»).
    """

    before: frozenset[str]
    after: frozenset[str]
    opens: frozenset[str]
    names: frozenset[str]
    around: frozenset[str]

    @classmethod
    def of(cls, written: Corrects) -> "CorrectingWords":
        """The same from words as they are written."""
        said = (written.before, written.after, written.opens, written.names, written.around)
        return cls(*(frozenset(map(skeleton, words)) for words in said))


@dataclass(frozen=True, slots=True)
class Correction:
    """What a message takes back, as skeletons, and the words that it puts in its place; `is_new` where they name another subject."""

    denied: frozenset[str]
    named: str
    is_new: bool

    def without_denied(self, said: Sequence[str]) -> tuple[str, ...]:
        """What was said before, without what is taken back."""
        left = (" ".join(word for word in text.split() if not self._denies(word)) for text in said)
        return tuple(filter(None, left))

    def _denies(self, word: str) -> bool:
        sounds = [skeleton(one) for one in words_in(word)]
        return any(_is_same(sound, denied) for sound in sounds for denied in self.denied)


def takes_back(text: str, words: CorrectingWords) -> bool:
    """Whether a message takes something back with its first words."""
    first = {skeleton(word) for word in words_in(text)[:FIRST_WORDS]}
    return bool(first & (words.before | words.after | words.opens))


def correction_of(text: str, words: CorrectingWords) -> Correction | None:
    """What a message puts right; None where it says nothing in the place of what it takes back, or takes nothing back."""
    denied: set[str] = set()
    named: list[str] = []
    is_told = is_new = False
    for clause in _CLAUSE.split(plain(text)):
        heard = [(word, skeleton(word)) for word in _words(clause)]
        if heard and not named and heard[0][1] in words.opens:
            is_told, heard = True, heard[1:]
        is_new |= any(sound in words.names for _, sound in heard)
        is_told |= any(sound in words.before or sound in words.after for _, sound in heard)
        taken, kept = _parted(heard, words)
        denied |= {sound for _, sound in taken}
        named += [word for word, _ in kept]
    return Correction(frozenset(denied), " ".join(named), is_new) if is_told and named else None


def _words(clause: str) -> list[str]:
    """The words of a clause; the number of a place («3.19») is one word."""
    return [
        word for part in clause.split() for word in ([part] if _PLACE.fullmatch(part) else words_in(part))
    ]


def _parted(
    heard: Sequence[tuple[str, str]], words: CorrectingWords
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What a clause takes back, and what it says; who says it and that they say it is neither."""
    places = {sound: place for place, (_, sound) in reversed(list(enumerate(heard)))}
    behind = min((places[sound] for sound in words.after & places.keys()), default=None)
    before = min((places[sound] for sound in words.before & places.keys()), default=None)
    if behind is not None:
        taken, said = heard[:behind], heard[behind + 1 :]
    elif before is not None:
        taken, said = heard[before + 1 :], []
    elif words.names & places.keys():
        taken, said = [], heard
    else:
        return [], list(heard)
    beside = words.names | words.around
    return [one for one in taken if one[1] not in beside], [one for one in said if one[1] not in beside]


def _is_same(one: str, other: str) -> bool:
    shared = max(STEM, min(len(one), len(other)) - ENDING)
    return one[:shared] == other[:shared]
