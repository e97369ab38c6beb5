"""What the matcher sees in a text: words, beginnings of words, groups of letters, words side by side, concepts.

A feature is one number of 64 bits: its kind in the upper four, what it is made of in the others. So all features of all
content are made in a few steps over arrays, and looked up without a dictionary.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.answers.matching.concepts import Concepts
from bot.words.letter_codes import BITS, Codes, Letters, beginnings, groups, letters, wholes
from bot.words.skeleton import PREFIX

GROUP_LETTERS = 4
SHORT_PREFIX = 4
KIND_AT = 60
CONTENT = (1 << KIND_AT) - 1
CONCEPT_MARK = " → "
REMEMBERED = 20_000
"""Words; whoever has met more begins anew."""

Places = npt.NDArray[np.intp]


class Kind(IntEnum):
    """What a feature is."""

    WORD = 1
    BEGINNING = 2
    WHOLE = 3
    GROUP = 4
    PAIR = 5
    CONCEPT = 6


# How much a kind of feature says beside the others. Chosen on held-out voices (docs/matching.md).
WEIGHTS = {
    Kind.WORD: 1.0,
    Kind.BEGINNING: 1.0,
    Kind.WHOLE: 0.5,
    Kind.GROUP: 0.3,
    Kind.PAIR: 1.0,
    Kind.CONCEPT: 2.0,
}
WEIGHT_OF = np.array(
    [WEIGHTS.get(Kind(kind), 0.0) if kind else 0.0 for kind in range(len(Kind) + 1)], np.float32
)


def kinds(codes: Codes) -> Places:
    """The kind of each feature."""
    return (codes >> np.uint64(KIND_AT)).astype(np.intp)


def weights(codes: Codes) -> npt.NDArray[np.float32]:
    """How much the kind of each feature says."""
    return WEIGHT_OF[kinds(codes)]


def of_words(sounds: Sequence[str], rows: Letters, concepts: Concepts) -> tuple[Places, Codes]:
    """What each word, given as skeleton and as letters, says by itself: the place of the word it comes from, and the feature."""
    each = np.arange(len(rows))
    grouped, parts = groups(rows, GROUP_LETTERS)
    meant, meanings = concepts.of_words(sounds)
    return (
        np.concatenate([each, each, each, grouped, meant]),
        np.concatenate(
            [
                _of(Kind.WORD, beginnings(rows, PREFIX)),
                _of(Kind.BEGINNING, beginnings(rows, SHORT_PREFIX)),
                _of(Kind.WHOLE, wholes(rows)),
                _of(Kind.GROUP, parts),
                _of(Kind.CONCEPT, meanings),
            ]
        ),
    )


def of_pairs(firsts: Letters, seconds: Letters) -> Codes:
    """What two words say side by side."""
    side = beginnings(firsts, PREFIX) << np.uint64(BITS * PREFIX)
    return _of(Kind.PAIR, side | beginnings(seconds, PREFIX))


def of_concepts(numbers: Iterable[int]) -> Codes:
    """Concepts, by their numbers, as features."""
    return _of(Kind.CONCEPT, np.fromiter(numbers, np.uint64))


class Features:
    """Finds the features of questions; what a word says by itself is remembered, for people use the same words."""

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._said_by: dict[str, tuple[int, Codes]] = {}

    def __call__(self, sounds: Sequence[str]) -> Codes:
        """The features of one text given as skeletons, each once."""
        self._meet(sounds)
        single = [self._said_by[sound] for sound in sounds]
        sides = [
            Kind.PAIR << KIND_AT | one << BITS * PREFIX | other for (one, _), (other, _) in pairwise(single)
        ]
        phrases = of_concepts(self._concepts.of_phrases(sounds))
        return np.unique(
            np.concatenate([*(codes for _, codes in single), np.array(sides, np.uint64), phrases])
        )

    def named(self, sounds: Sequence[str], spelt: Mapping[str, str]) -> dict[int, str]:
        """The features of a text, each with the words that have it as they were spelt, and its concept behind a mark."""
        found: dict[int, str] = {}
        for size in (1, 2, len(sounds)):
            for at in range(len(sounds) - size + 1):
                words = sounds[at : at + size]
                name = " ".join(spelt.get(word, word) for word in words) if size < 3 else "…"
                for code in self(words).tolist():
                    concept = self._concepts.names[code & CONTENT] if code >> KIND_AT == Kind.CONCEPT else ""
                    found.setdefault(code, name + (CONCEPT_MARK + concept if concept else ""))
        return found

    def _meet(self, sounds: Sequence[str]) -> None:
        """Learn what the new words of a text say: of each the beginning as a number, and its features; all in a few steps."""
        if len(self._said_by) > REMEMBERED:
            self._said_by.clear()
        new = [sound for sound in dict.fromkeys(sounds) if sound not in self._said_by]
        if not new:
            return
        rows = letters(new)
        places, codes = of_words(new, rows, self._concepts)
        ends = np.cumsum(np.bincount(places, minlength=len(new)))
        each = np.split(codes[np.argsort(places, kind="stable")], ends[:-1])
        self._said_by |= zip(new, zip(beginnings(rows, PREFIX).tolist(), each, strict=True), strict=True)


def _of(kind: Kind, made_of: Codes) -> Codes:
    return made_of | np.uint64(kind << KIND_AT)
