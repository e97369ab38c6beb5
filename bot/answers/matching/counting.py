"""How often which document has which feature, counted over all content at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.answers.matching.concepts import Concepts
from bot.answers.matching.features import of_concepts, of_pairs, of_words
from bot.words.letter_codes import Codes, Letters, letters

Numbers = npt.NDArray[np.int64]

TIMES_BITS = 14
"""A feature is counted up to 16 383 times in a document, in the low bits of a number: so one sort orders and carries the counts."""
MOST_TIMES = (1 << TIMES_BITS) - 1


@dataclass(frozen=True, slots=True)
class Counts:
    """Columns, one row for each pair of a feature and a document that occurs; in the order of the features.

    `features` are places in `codes`, which rise.
    """

    codes: Codes
    features: Numbers
    documents: Numbers
    times: Numbers

    def merged(self, size: int) -> "Counts":
        """The same, `size` documents side by side taken as one."""
        documents = self.documents // size
        first = _starts(self.features, documents)
        return Counts(self.codes, self.features[first], documents[first], np.add.reduceat(self.times, first))


@dataclass(frozen=True, slots=True)
class Spoken:
    """Texts as words: `vocabulary` holds each word once, `rows` the same as letters,
    `words` all words of all texts in order as places in it, `texts` the text each of them is from, `documents` the document of each text.
    """

    vocabulary: list[str]
    rows: Letters
    words: Numbers
    texts: Numbers
    documents: Numbers


def spoken(texts: Sequence[Sequence[str]], documents: Numbers) -> Spoken:
    """Texts given as skeletons."""
    places: dict[str, int] = {}
    words = [places.setdefault(sound, len(places)) for sound in chain.from_iterable(texts)]
    lengths = [len(text) for text in texts]
    return Spoken(
        list(places),
        letters(list(places)),
        np.array(words, np.int64),
        np.repeat(np.arange(len(texts)), lengths),
        documents,
    )


def count(said: Spoken, size: int, concepts: Concepts) -> Counts:
    """All features of all texts, in `size` documents."""
    columns = [_of_single_words(said, concepts), *_of_words_together(said, concepts)]
    codes, documents, times = (np.concatenate(column) for column in zip(*columns, strict=True))
    known, features = np.unique(codes, return_inverse=True)
    packed = np.sort((features * size + documents) << TIMES_BITS | np.minimum(times, MOST_TIMES))
    pairs, times = packed >> TIMES_BITS, packed & MOST_TIMES
    first = _starts(pairs)
    pairs = pairs[first]
    return Counts(known, pairs // size, pairs % size, np.add.reduceat(times, first))


def _of_single_words(said: Spoken, concepts: Concepts) -> tuple[Codes, Numbers, Numbers]:
    size = len(said.vocabulary)
    met, times = np.unique(said.documents[said.texts] * size + said.words, return_counts=True)
    documents, words = met // size, met % size
    places, codes = of_words(said.vocabulary, said.rows, concepts)
    order = np.argsort(places, kind="stable")
    spread = np.bincount(places, minlength=size)
    at, each = slices(np.concatenate([[0], np.cumsum(spread)]), words)
    return codes[order][at], np.repeat(documents, each), np.repeat(times, each)


def _of_words_together(said: Spoken, concepts: Concepts) -> Iterator[tuple[Codes, Numbers, Numbers]]:
    side = np.flatnonzero(said.texts[:-1] == said.texts[1:])
    pairs = of_pairs(said.rows[said.words[side]], said.rows[said.words[side + 1]])
    yield pairs, said.documents[said.texts[side]], np.ones(len(side), np.int64)
    firsts, seconds = map(letters, concepts.openings)
    opens = side[np.isin(pairs, of_pairs(firsts, seconds))]
    phrases = [
        (text, concept) for text, words in _texts_with(said, opens) for concept in concepts.of_phrases(words)
    ]
    texts, meant = np.array(phrases, np.int64).reshape(-1, 2).T
    yield of_concepts(meant), said.documents[texts], np.ones(len(texts), np.int64)


def _texts_with(said: Spoken, places: Numbers) -> Iterator[tuple[int, list[str]]]:
    """The texts that words at some places belong to."""
    texts = np.unique(said.texts[places])
    starts, ends = (np.searchsorted(said.texts, texts, side) for side in ("left", "right"))
    for text, start, end in zip(texts.tolist(), starts.tolist(), ends.tolist(), strict=True):
        yield text, [said.vocabulary[word] for word in said.words[start:end].tolist()]


def slices(starts: npt.NDArray[np.integer[Any]], wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Stretches of a long list, the wanted ones one behind the other: the places they hold, and how long each is.

    `starts` says where each stretch starts, and at last where the list ends.
    """
    sizes = starts[wanted + 1] - starts[wanted]
    skipped = np.cumsum(sizes) - sizes
    return np.arange(int(sizes.sum())) + np.repeat(starts[wanted] - skipped, sizes), sizes


def _starts(*columns: Numbers) -> Numbers:
    """Where a row differs from the one before it."""
    changes = np.zeros(len(columns[0]), bool)
    changes[:1] = True
    for column in columns:
        changes[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changes)
