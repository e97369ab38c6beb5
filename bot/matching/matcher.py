"""From a question to an outcome: the refs of the act and the topics outside it ranked in one list, then a decision."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from bot.language import Language
from bot.matching.concepts import Concepts
from bot.matching.decision import Decision, Thresholds
from bot.matching.normalize import skeletons
from bot.matching.outcome import Outcome
from bot.matching.ranking import Ranker
from bot.matching.speech import Speech
from bot.rulebook.model import Example, Rulebook


class Matcher:
    """Matches questions to refs."""

    def __init__(self, rulebook: Rulebook, thresholds: Thresholds | None = None) -> None:
        self.concepts = Concepts(rulebook.concepts)
        self._ranker = Ranker(dict(documents(rulebook)), self.concepts)
        outside = np.array([label in rulebook.outside for label in self._ranker.labels])
        self._decision = Decision(self._ranker.labels, outside, thresholds or Thresholds())
        self._written = _written(rulebook)
        self._speech = Speech((example.language, example.text) for example in _examples(rulebook))

    def language_of(self, question: str, preferred: Language | None = None) -> Language:
        """The language of a question, whatever its script; where both balance, the preferred one."""
        return self._speech.language_of(question, preferred)

    def match(self, question: str) -> Outcome | None:
        """What the content makes of a question; None where there is no word in it."""
        scores = self._ranker.rank(question)
        if scores is None:
            return None
        label = self._written.get(tuple(skeletons(question)))
        return self._decision.decide(scores) if label is None else self._decision.given(scores, label)


def _written(rulebook: Rulebook) -> dict[tuple[str, ...], str]:
    """What the content answers word for word: whoever writes a question under a ref or a topic sees it answered so.

    Small talk needs it most: «да» and «жоқ» stand in a hundred stories. What stands in two places is weighed like any other.
    """
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for ref, guides in rulebook.guides.items():
        for guide in guides.values():
            for example in guide.examples:
                found[tuple(skeletons(example.text))].add(str(ref))
    for topic in rulebook.outside.values():
        for example in topic.examples:
            found[tuple(skeletons(example.text))].add(topic.id)
    return {words: labels.pop() for words, labels in found.items() if len(labels) == 1}


def documents(rulebook: Rulebook) -> Iterator[tuple[str, list[str]]]:
    """All that is written for each ref and topic, the paragraph itself among it."""
    for paragraph in rulebook:
        said = [text.whole for text in paragraph.texts.values()]
        for guide in rulebook.guides[paragraph.ref].values():
            said += [example.text for example in guide.examples]
        yield str(paragraph.ref), said
    for topic in rulebook.outside.values():
        yield topic.id, [example.text for example in topic.examples]


def _examples(rulebook: Rulebook) -> Iterator[Example]:
    for guides in rulebook.guides.values():
        for guide in guides.values():
            yield from guide.examples
    for topic in rulebook.outside.values():
        yield from topic.examples
