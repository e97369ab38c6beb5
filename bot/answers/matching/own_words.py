"""Places that no matter is settled by yet are found by their own words: a suggestion, never an answer.

A lawyer has not said yet what such a place settles. So it is only offered where the matters have nothing, and only where most
of what was asked stands in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.acts.model import Paragraph, Ref, Rulebook, UnitKind
from bot.acts.refs import ActId
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.counting import Numbers, count, slices, spoken
from bot.answers.matching.index import Floats, Index, Postings
from bot.answers.matching.lessons import Arrays
from bot.answers.matching.outcome import Match, Matches
from bot.answers.matching.store import kept_in
from bot.language import Language
from bot.machine.kept_files import Keeping
from bot.words.letter_codes import Codes
from bot.words.skeleton import heard_in

FILE = "own_words.bin"
Mask = npt.NDArray[np.bool_]

LEAST_SHARE = 0.3
"""Of the weight of a question this share must stand in a place. Chosen on a made-up act and the development questions."""

MOST_OFFERED = 3
NOT_LAW = frozenset({UnitKind.STATUS, UnitKind.REPEALED})


@dataclass(frozen=True, slots=True)
class WordLists:
    """Which document has which feature, as arrays that can be kept and read again."""

    codes: Codes
    postings: Postings

    def arrays(self) -> Arrays:
        """All of it as arrays of plain numbers."""
        return {"codes": self.codes, **self.postings.arrays("own")}

    @classmethod
    def of(cls, arrays: Arrays) -> "WordLists":
        """The same from its arrays."""
        return cls(arrays["codes"], Postings.read("own", arrays))

    @classmethod
    def over(cls, texts: Sequence[str], concepts: Concepts) -> "WordLists":
        """Learned from texts, a document each."""
        counts = count(spoken(heard_in(texts), np.arange(len(texts))), len(texts), concepts)
        return cls(counts.codes, Postings.of(counts, len(texts)))


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Finds places by their words; `places` has the ref of each document, one for each language of a place."""

    places: Sequence[Ref]
    lists: WordLists

    @classmethod
    def of(
        cls, rulebook: Rulebook, concepts: Concepts, keeping: Keeping | None = None, content: bytes = b""
    ) -> "OwnWords | None":
        """The places of all acts that settle nothing yet; None where there is none. What is learned is kept."""
        written = list(_written(rulebook))
        if not written:
            return None
        lists = kept_in(
            FILE,
            WordLists.of,
            keeping,
            content,
            lambda: WordLists.over([_whole(*place) for place in written], concepts),
        )
        return cls([paragraph.ref for paragraph, _ in written], lists)

    def within(self, acts: Iterable[ActId]) -> Mask:
        """Which documents are of these acts."""
        wanted = frozenset(acts)
        return np.array([place.act in wanted for place in self.places])

    def find(self, wanted: Codes, index: Index, binding: Mask) -> Matches:
        """The binding places in which most of a question stands, the nearest first; `index` knows how much each feature says."""
        codes = self.lists.codes
        weights = index.weights_of(wanted) ** 2
        at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
        known = codes[at] == wanted
        shares = binding * self._shares(at[known], weights[known]) / max(float(weights.sum()), 1e-9)
        best: dict[Ref, float] = {}
        for document in np.argsort(-shares, kind="stable")[: MOST_OFFERED * len(Language)].tolist():
            if shares[document] >= LEAST_SHARE:
                best.setdefault(self.places[document], float(shares[document]))
        return tuple(Match(ref, share) for ref, share in best.items())[:MOST_OFFERED]

    def _shares(self, features: Numbers, weights: Floats) -> Floats:
        """How much of some weights stands in each document; a long one says less by each of its words."""
        postings = self.lists.postings
        spots, spread = slices(postings.starts, features)
        said = np.repeat(weights, spread) * np.minimum(postings.worth[spots], 1)
        return np.bincount(postings.documents[spots], said, len(self.places)).astype(np.float32)


def _written(rulebook: Rulebook) -> Iterator[tuple[Paragraph, Language]]:
    for paragraph in rulebook.paragraphs.values():
        if not paragraph.settles and paragraph.kind not in NOT_LAW:
            yield from ((paragraph, language) for language in paragraph.texts)


def _whole(paragraph: Paragraph, language: Language) -> str:
    return f"{paragraph.heading.get(language, '')} {paragraph.texts[language].whole}"
