"""From a question to an outcome: the refs of the act and the topics outside it ranked in one list, then a decision."""

from collections.abc import Iterator

import numpy as np

from bot.language import Language
from bot.matching.concepts import Concepts
from bot.matching.decision import Decision, Thresholds
from bot.matching.normalize import skeletons
from bot.matching.outcome import Outcome, Unknown
from bot.matching.ranking import Ranker
from bot.matching.speech import Speech
from bot.rulebook.model import Example, OutsideKind, Rulebook


class Matcher:
    """Matches questions to refs."""

    def __init__(self, rulebook: Rulebook, thresholds: Thresholds | None = None) -> None:
        self.concepts = Concepts(rulebook.concepts)
        self._ranker = Ranker(dict(documents(rulebook)), self.concepts)
        outside = np.array([label in rulebook.outside for label in self._ranker.labels])
        self._decision = Decision(self._ranker.labels, outside, thresholds or Thresholds())
        self._talk = {
            tuple(skeletons(example.text)): topic.id
            for topic in rulebook.outside.values()
            if topic.kind is OutsideKind.TALK
            for example in topic.examples
        }
        self._speech = Speech((example.language, example.text) for example in _examples(rulebook))

    def language_of(self, question: str, preferred: Language | None = None) -> Language:
        """The language of a question, whatever its script; where both balance, the preferred one."""
        return self._speech.language_of(question, preferred)

    def match(self, question: str) -> Outcome | None:
        """What the content makes of a question; None where there is no word in it."""
        scores = self._ranker.rank(question)
        if scores is None:
            return None
        # Small talk is too short to be weighed: «да» and «жоқ» stand in a hundred stories.
        talk = self._talk.get(tuple(skeletons(question)))
        return Unknown(self._decision.judge(scores)[1], talk) if talk else self._decision.decide(scores)


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
