"""The content as lists of who says what: how much each feature speaks for each label.

A label is a matter or a kind of small talk. It is one document, made of all that is written for it, and three smaller ones: what
asks directly, what tells a story, what complains. BM25 (Robertson and Zaragoza 2009) says what a feature is worth in a document;
in the whole document it is worth more the oftener it stands there than elsewhere (positive pointwise mutual information, Church and
Hanks 1990): «mortgage» is mentioned in many matters, and one is about it. The question's side counts how rare the feature is. The lists stand one behind the other in arrays, so a question is scored against
everything in a few steps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.answers.matching.counting import Counts, Numbers, slices
from bot.answers.matching.features import weights
from bot.words.letter_codes import Codes

SATURATION = 1.2
LENGTH = 0.7
RARITY_POWER = 0.7
LIFT = 0.3
"""What it is worth that a feature stands e times as often in a whole document as in all of them."""

SURE_LIFT = 2
"""Met so many times, a feature has half of its lift: what is met once is often a chance."""

PARTS = 3
"""Smaller documents of a label: what asks, what tells, what complains."""

COMMON = 0.2
"""A feature that more than this share of the documents has is kept as a row over all of them: it is added in one step, without a list."""

PART = 0.7
"""What the likelier part of a label says beside the whole of it; chosen on held-out voices like the figures above."""

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Scores:
    """A question of so many `words` against every label.

    `known` is the share of the question's weight that the content knows, 0 to 1; `features` are what the question is made of.
    """

    values: Floats
    known: float
    words: int
    features: Codes = field(default_factory=lambda: np.empty(0, np.uint64))

    def beside(self, before: "Scores", weight: float) -> "Scores":
        """These together with those of what was said before, which speak by their weight from 0 to 1."""
        values = self.values + np.float32(weight) * before.values
        return Scores(
            values, max(self.known, weight * before.known), self.words + before.words, self.features
        )


@dataclass(frozen=True, slots=True)
class Postings:
    """For each feature the documents that have it, and what it is worth in them.

    Of a common feature `rows` says which of the `common` rows, one behind the other, is its own, and its list is empty; of others -1.
    """

    starts: Numbers
    documents: npt.NDArray[Any]
    worth: Floats
    rows: Numbers
    common: Floats

    @classmethod
    def of(cls, counts: Counts, size: int, common: float = 1.0, lift: float = 0.0) -> "Postings":
        """The lists of `size` documents; rows for what more than a share `common` of them have.

        A feature that stands e times as often in a document as in all of them is worth up to `lift` more there.
        """
        lengths = np.bincount(counts.documents, counts.times, size)
        fill = SATURATION * (1 - LENGTH + LENGTH * lengths / lengths[lengths > 0].mean())
        worth = counts.times * (SATURATION + 1) / (counts.times + fill[counts.documents])
        if lift:
            worth += lift * _lifts(counts, lengths) * counts.times / (counts.times + SURE_LIFT)
        spread = np.bincount(counts.features, minlength=len(counts.codes))
        is_common = spread > common * size
        rows = np.where(is_common, np.cumsum(is_common) - 1, -1)
        in_row = is_common[counts.features]
        row = np.zeros((int(is_common.sum()), size), np.float32)
        row[rows[counts.features[in_row]], counts.documents[in_row]] = worth[in_row]
        starts = np.concatenate([[0], np.cumsum(np.where(is_common, 0, spread))])
        return cls(
            starts.astype(np.int32),
            counts.documents[~in_row].astype(np.min_scalar_type(size)),
            worth[~in_row].astype(np.float32),
            rows.astype(np.int32),
            row.ravel(),
        )

    def arrays(self, name: str) -> Arrays:
        """The columns, each under its name."""
        return {f"{name}_{column.name}": getattr(self, column.name) for column in fields(self)}

    @classmethod
    def read(cls, name: str, arrays: Arrays) -> "Postings":
        """The same lists from their columns."""
        return cls(*(arrays[f"{name}_{column.name}"] for column in fields(cls)))

    def worth_in(self, features: Numbers, document: int, size: int) -> Floats:
        """What features are worth in one of `size` documents; 0 where it has them not."""
        at, spread = slices(self.starts, features)
        here = self.documents[at] == document
        places = np.repeat(np.arange(len(features)), spread)[here]
        worth = np.zeros(len(features), np.float32)
        worth[places] = self.worth[at][here]
        rows = self.rows[features]
        worth[rows >= 0] = self._common(size)[rows[rows >= 0], document]
        return worth

    def score(self, features: Numbers, weight: Floats, size: int) -> Floats:
        """What features of such weight say for each document."""
        rows = self.rows[features]
        is_common = rows >= 0
        at, spread = slices(self.starts, features[~is_common])
        said = np.repeat(weight[~is_common], spread) * self.worth[at]
        listed = np.bincount(self.documents[at], said, size).astype(np.float32)
        scores: Floats = listed + weight[is_common] @ self._common(size)[rows[is_common]]
        return scores

    def _common(self, size: int) -> Floats:
        """The rows of the common features, over all documents."""
        return self.common.reshape(-1, size)


@dataclass(frozen=True, slots=True)
class Index:
    """Scores features of a question against labels; `codes` are the features, rising, each with its `rarity`."""

    labels: list[str]
    codes: Codes
    rarity: Floats
    wholes: Postings
    parts: Postings

    @classmethod
    def of(cls, labels: Sequence[str], counts: Counts) -> "Index":
        """The index of counts of the smaller documents, `PARTS` for each label."""
        size, merged = len(labels), counts.merged(PARTS)
        spread = np.bincount(merged.features, minlength=len(counts.codes))
        rarity = rarity_of(spread, size) * weights(counts.codes)
        wholes = Postings.of(merged, size, COMMON, LIFT)
        return cls(list(labels), counts.codes, rarity, wholes, Postings.of(counts, size * PARTS, COMMON))

    def arrays(self) -> Arrays:
        """All numbers, to be kept."""
        return {
            "codes": self.codes,
            "rarity": self.rarity,
            **self.wholes.arrays("wholes"),
            **self.parts.arrays("parts"),
        }

    @classmethod
    def read(cls, labels: Sequence[str], arrays: Arrays) -> "Index":
        """The same index from its labels and arrays."""
        wholes, parts = (Postings.read(name, arrays) for name in ("wholes", "parts"))
        return cls(list(labels), arrays["codes"], arrays["rarity"], wholes, parts)

    def score(self, wanted: Codes, words: int) -> Scores:
        """The score of every label, in the order of `labels`; all 0 where nothing of the `words` words is known."""
        numbers, strange = self._look_up(wanted)
        size = len(self.labels)
        if not len(numbers):
            return Scores(np.zeros(size, np.float32), 0.0, words, wanted)
        rarity = self.rarity[numbers]
        length = float(rarity @ rarity)
        weight = rarity / np.float32(np.sqrt(length))
        parts = self.parts.score(numbers, weight, size * PARTS).reshape(size, PARTS).max(axis=1)
        values = self.wholes.score(numbers, weight, size) + np.float32(PART) * parts
        return Scores(values, length / (length + self._strangeness(strange)), words, wanted)

    def known(self, wanted: Codes) -> tuple[Numbers, Floats]:
        """Those of some features that the content knows, as their places, each with its rarity."""
        numbers, _ = self._look_up(wanted)
        return numbers, self.rarity[numbers]

    def weights_of(self, wanted: Codes) -> Floats:
        """How much each of some features says; one that the content never met as much as one that it met once."""
        at = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        strange = rarity_of(np.ones(1), len(self.labels)) * weights(wanted)
        said: Floats = np.where(self.codes[at] == wanted, self.rarity[at], strange)
        return said

    def said(self, wanted: Codes, label: int) -> Floats:
        """What each feature of a question says for a label; together that is its score."""
        numbers, _ = self._look_up(wanted)
        known = np.isin(wanted, self.codes[numbers])
        rarity = self.rarity[numbers]
        weight = rarity / np.sqrt(rarity @ rarity)
        size, first = len(self.labels), label * PARTS
        parts = np.array(
            [self.parts.worth_in(numbers, first + part, size * PARTS) * weight for part in range(PARTS)]
        )
        said = np.zeros(len(wanted), np.float32)
        said[known] = (
            self.wholes.worth_in(numbers, label, size) * weight + PART * parts[parts.sum(axis=1).argmax()]
        )
        return said

    def _look_up(self, wanted: Codes) -> tuple[Numbers, Codes]:
        """The places of known features, and those that the content never met."""
        numbers = np.searchsorted(self.codes, wanted)
        known = self.codes[np.minimum(numbers, len(self.codes) - 1)] == wanted
        return numbers[known], wanted[~known]

    def _strangeness(self, strange: Codes) -> float:
        """The weight of what the content never met: each such feature as rare as one met once."""
        once = rarity_of(np.ones(1), len(self.labels))
        return float(((once * weights(strange)) ** 2).sum())


def _lifts(counts: Counts, lengths: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    """For each row of the counts, how many times e as often its feature stands in its document as in all; 0 where it is not oftener.

    `lengths` are the numbers of features in the documents.
    """
    of_all = np.bincount(counts.features, counts.times, len(counts.codes))
    usual = lengths[counts.documents] * of_all[counts.features] / lengths.sum()
    lifts: npt.NDArray[np.float64] = np.maximum(0.0, np.log(counts.times / usual))
    return lifts


def rarity_of(spread: npt.NDArray[Any], documents: int) -> Floats:
    """How much it says that a question has a feature which so many of the documents have."""
    rarity: Floats = np.log(1 + (documents - spread + 0.5) / (spread + 0.5)).astype(np.float32)
    return rarity**RARITY_POWER
