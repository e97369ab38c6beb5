"""Places that no matter is settled by yet are found by their own words: a suggestion, never an answer.

A lawyer has not said yet what such a place settles. So it is only offered where the matters have nothing, and only where most
of what was asked stands in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bot.acts.bodies import Body
from bot.acts.model import Paragraph, Ref, Rulebook, UnitKind
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.counting import Numbers, count, slices, spoken
from bot.answers.matching.index import Floats, Index, Postings
from bot.answers.matching.outcome import Match, Matches
from bot.language import Language
from bot.words.letter_codes import Codes
from bot.words.skeleton import heard_in

LEAST_SHARE = 0.3
"""Of the weight of a question this share must stand in a place. Chosen on a made-up act and the development questions."""

MOST_OFFERED = 3
NOT_LAW = frozenset({UnitKind.STATUS, UnitKind.REPEALED})


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Finds places by their words; `places` has the ref of each document, one for each language of a place."""

    places: Sequence[Ref]
    codes: Codes
    postings: Postings

    @classmethod
    def of(cls, rulebook: Rulebook, body: Body, concepts: Concepts) -> "OwnWords | None":
        """The places of a body's acts that settle nothing yet; None where there is none."""
        written = list(_written(rulebook, body))
        if not written:
            return None
        heard = heard_in([text for _, text in written])
        counts = count(spoken(heard, np.arange(len(written))), len(written), concepts)
        return cls([ref for ref, _ in written], counts.codes, Postings.of(counts, len(written)))

    def find(self, wanted: Codes, index: Index) -> Matches:
        """The places in which most of a question stands, the nearest first; `index` knows how much each feature says."""
        weights = index.weights_of(wanted) ** 2
        at = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        known = self.codes[at] == wanted
        shares = self._shares(at[known], weights[known]) / max(float(weights.sum()), 1e-9)
        best: dict[Ref, float] = {}
        for document in np.argsort(-shares, kind="stable")[: MOST_OFFERED * len(Language)].tolist():
            if shares[document] >= LEAST_SHARE:
                best.setdefault(self.places[document], float(shares[document]))
        return tuple(Match(ref, share) for ref, share in best.items())[:MOST_OFFERED]

    def _shares(self, features: Numbers, weights: Floats) -> Floats:
        """How much of some weights stands in each document; a long one says less by each of its words."""
        spots, spread = slices(self.postings.starts, features)
        said = np.repeat(weights, spread) * np.minimum(self.postings.worth[spots], 1)
        return np.bincount(self.postings.documents[spots], said, len(self.places)).astype(np.float32)


def _written(rulebook: Rulebook, body: Body) -> Iterable[tuple[Ref, str]]:
    for act in map(rulebook.id_in_refs, body.acts):
        for paragraph in rulebook.of_act(act):
            if not paragraph.settles and paragraph.kind not in NOT_LAW:
                yield from ((paragraph.ref, _whole(paragraph, language)) for language in paragraph.texts)


def _whole(paragraph: Paragraph, language: Language) -> str:
    return f"{paragraph.heading.get(language, '')} {paragraph.texts[language].whole}"
