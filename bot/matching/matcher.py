"""Ranks the refs of the act and the topics outside it in one list, and decides: answer, suggest, or none."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.language import Language
from bot.matching.concepts import Concepts
from bot.matching.features import features
from bot.matching.index import Floats, Index, Scores, document
from bot.matching.normalize import PREFIX, skeletons
from bot.matching.outcome import Found, Match, Matches, Outcome, Unknown, Unsure
from bot.matching.speech import Speech
from bot.matching.spelling import Spelling
from bot.rulebook.model import Example, Ref, Rulebook

MOST_MATCHES = 5
Numbers = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where one decision ends and the next begins; chosen by cross-validation in bench/thresholds.py."""

    sharpness: float = 1.0
    answer: float = 0.45
    silence: float = 0.5


class Matcher:
    """Matches questions to refs."""

    def __init__(self, rulebook: Rulebook, thresholds: Thresholds | None = None) -> None:
        self.concepts = Concepts(rulebook.concepts)
        self._thresholds = thresholds or Thresholds()
        texts = dict(_texts(rulebook))
        sounds = {label: [skeletons(text) for text in said] for label, said in texts.items()}
        self._index = Index(
            {
                label: document([features(words, self.concepts) for words in said])
                for label, said in sounds.items()
            }
        )
        vocabulary = {word for said in sounds.values() for words in said for word in words}
        self._beginnings = {word[:PREFIX] for word in vocabulary}
        self._spelling = Spelling(vocabulary)
        self._speech = Speech((example.language, example.text) for example in _examples(rulebook))
        self._outside = np.array([label in rulebook.outside for label in self._index.labels])

    def language_of(self, question: str, preferred: Language | None = None) -> Language:
        """The language of a question, whatever its script; where both balance, the preferred one."""
        return self._speech.language_of(question, preferred)

    def match(self, question: str) -> Outcome | None:
        """What the content makes of a question; None where there is no word in it."""
        sounds = skeletons(question)
        if not sounds:
            return None
        mended = [self._spelling.mend(word, self._beginnings) for word in sounds]
        return self._decide(self._index.score(features(mended, self.concepts)))

    def _decide(self, scores: Scores) -> Outcome:
        limits = self._thresholds
        shares = _shares(scores.values * limits.sharpness)
        order = np.argsort(-shares)
        matches = self._matches(shares, order)
        outside = float(shares[self._outside].sum())
        if outside > limits.silence or scores.known == 0:
            best = self._index.labels[order[0]]
            return Unknown(matches, best if self._outside[order[0]] else None)
        if matches[0].score >= limits.answer:
            return Found(matches)
        return Unsure(matches)

    def _matches(self, shares: Floats, order: Numbers) -> Matches:
        inside = [number for number in order if not self._outside[number]][:MOST_MATCHES]
        return tuple(Match(Ref(self._index.labels[number]), float(shares[number])) for number in inside)


def _shares(values: Floats) -> Floats:
    """Scores as shares of one whole."""
    raised = np.exp(values - values.max())
    shares: Floats = raised / raised.sum()
    return shares


def _examples(rulebook: Rulebook) -> Iterator[Example]:
    for guides in rulebook.guides.values():
        for guide in guides.values():
            yield from guide.examples
    for topic in rulebook.outside.values():
        yield from topic.examples


def _texts(rulebook: Rulebook) -> Iterator[tuple[str, list[str]]]:
    """All that is written for each ref and topic, the paragraph itself among it."""
    for paragraph in rulebook:
        said = [text.whole for text in paragraph.texts.values()]
        said += [
            example.text for guide in rulebook.guides[paragraph.ref].values() for example in guide.examples
        ]
        yield str(paragraph.ref), said
    for topic in rulebook.outside.values():
        yield topic.id, [example.text for example in topic.examples]
