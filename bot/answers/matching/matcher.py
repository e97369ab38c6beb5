"""From a question to an outcome: the refs of the act and the topics outside it ranked in one list, then a decision."""

from pathlib import Path

import numpy as np

from bot.acts.model import Rulebook
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.decision import Decision, Thresholds
from bot.answers.matching.lessons import lessons_of, lines
from bot.answers.matching.numbers_named import cited
from bot.answers.matching.outcome import Outcome
from bot.answers.matching.ranking import Ranker
from bot.answers.matching.store import kept
from bot.answers.matching.which_language import Speech
from bot.answers.matching.why import Side, Why
from bot.language import Language
from bot.words.skeleton import skeletons

SIDES = 2


class Matcher:
    """Matches questions to refs."""

    def __init__(
        self, rulebook: Rulebook, thresholds: Thresholds | None = None, store: Path | None = None
    ) -> None:
        """Learn from the rulebook, or read what was learned from the same content before out of the file `store`."""
        self.concepts = Concepts(rulebook.concepts)
        written = list(lines(rulebook))
        self._lessons = kept(store, written, rulebook.concepts, lambda: lessons_of(written, self.concepts))
        self._ranker = Ranker(self._lessons, self.concepts)
        self._paragraphs = rulebook.paragraphs
        outside = np.array([label in rulebook.outside for label in self._ranker.labels])
        self._decision = Decision(self._ranker.labels, outside, thresholds or Thresholds())
        self._speech = Speech(self._lessons.speech)

    def language_of(self, question: str, preferred: Language | None = None) -> Language:
        """The language of a question, whatever its script; where both balance, the preferred one."""
        return self._speech.language_of(question, preferred)

    def match(self, question: str) -> Outcome | None:
        """What the content makes of a question; None where there is no word in it."""
        scores = self._ranker.rank(question)
        if scores is None:
            return None
        label = self._known(question)
        return self._decision.decide(scores) if label is None else self._decision.given(scores, label)

    def why(self, question: str) -> Why | None:
        """What decided the outcome, the chosen label first, then the likeliest other; None where there is no word in it."""
        scores = self._ranker.rank(question)
        if scores is None:
            return None
        shares = self._decision.shares(scores)
        order = np.argsort(-shares, kind="stable").tolist()
        known = self._known(question)
        if known is not None:
            order.sort(key=lambda number: self._ranker.labels[number] != known)
        sides = tuple(
            Side(self._ranker.labels[number], float(shares[number]), self._ranker.reasons(question, number))
            for number in order[:SIDES]
        )
        return Why(tuple(self._ranker.read(question)), known is not None, sides)

    def _known(self, question: str) -> str | None:
        """The label of a question that needs no search: it stands in the content word for word, or names its paragraph."""
        written = self._lessons.answer_to(skeletons(question))
        if written is not None:
            return written
        ref = cited(question, self._paragraphs)
        return str(ref) if ref else None
