"""What the matcher sees in a text: beginnings of words, groups of letters, words side by side, concepts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.matching.concepts import Concepts
from bot.matching.normalize import PREFIX

LETTERS = 4
SHORT_PREFIX = 4

# How much a kind of feature says beside the others; the first sign of a feature is its kind.
# Chosen on held-out voices (bench/heldout.py); the figures around them do about as well.
WORD, BEGINNING, CONCEPT, GROUP, PAIR = "w", "b", "c", "g", "p"
WEIGHTS = {WORD: 1.0, BEGINNING: 1.0, CONCEPT: 2.0, GROUP: 0.3, PAIR: 1.0}

FLEETING = frozenset({GROUP, PAIR})
"""Kinds of which most are met once only, and teach nothing then; a word met once is a word learnt."""


def features(sounds: Sequence[str], concepts: Concepts) -> Iterator[str]:
    """The features of a text given as skeletons, repeated as often as they are in it."""
    for sound in sounds:
        yield from features_of_word(sound, concepts)
    yield from features_of_phrases(sounds, concepts)


def features_of_word(sound: str, concepts: Concepts) -> Iterator[str]:
    """What one word says by itself."""
    yield WORD + sound[:PREFIX]
    yield BEGINNING + sound[:SHORT_PREFIX]
    yield from _groups(sound)
    for concept in concepts.of_word(sound):
        yield CONCEPT + concept


def features_of_phrases(sounds: Sequence[str], concepts: Concepts) -> Iterator[str]:
    """What words say together."""
    for one, next_one in pairwise(sounds):
        yield f"{PAIR}{one[:PREFIX]} {next_one[:PREFIX]}"
    for concept in concepts.of_phrases(sounds):
        yield CONCEPT + concept


def _groups(sound: str) -> Iterator[str]:
    """Groups of four letters, the ends of the word marked: what is left of a word when a typo hits it."""
    bounded = f"^{sound}$"
    return (GROUP + bounded[at : at + LETTERS] for at in range(len(bounded) - LETTERS + 1))
