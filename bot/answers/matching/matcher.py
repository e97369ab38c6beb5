"""From a question to an outcome: all matters and small talk ranked in one list, then a decision for a body."""

import numpy as np

from bot.acts.bodies import Body, BodyId
from bot.acts.model import Ref, Rulebook
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.decision import Decision, Thresholds
from bot.answers.matching.lessons import lessons_of, lines
from bot.answers.matching.numbers_named import cited
from bot.answers.matching.outcome import Found, Match, Outcome, Unknown
from bot.answers.matching.ranking import Ranker
from bot.answers.matching.store import kept
from bot.answers.matching.strangeness import strange_intent
from bot.answers.matching.which_language import Speech
from bot.answers.matching.why import Side, Why
from bot.keeping import Keeping
from bot.language import Language
from bot.matters.model import WITH_CHOICES, FollowUp, Intent, MatterId
from bot.words.skeleton import skeletons

SIDES = 2


class Matcher:
    """Matches questions to places of the acts that bind a body."""

    def __init__(
        self,
        rulebook: Rulebook,
        thresholds: Thresholds | None = None,
        keeping: Keeping | None = None,
        content: bytes = b"",
    ) -> None:
        """Learn from the rulebook, or read what was learned from the same content before in a kept file; `content` names it."""
        self.concepts = Concepts(rulebook.concepts)
        self._rulebook = rulebook
        self._lessons = kept(keeping, content, lambda: lessons_of(list(lines(rulebook)), self.concepts))
        polite = {talk.id for talk in rulebook.talks.values() if talk.intent is Intent.TALK}
        self._ranker = Ranker(self._lessons, self.concepts, polite)
        self._decisions = {
            body.id: Decision(
                self._ranker.labels,
                self._places(body),
                thresholds or Thresholds(),
                {talk.id: talk.intent for talk in rulebook.talks.values()},
            )
            for body in rulebook.bodies.values()
        }
        self._speech = Speech(self._lessons.speech)

    def language_of(self, question: str, preferred: Language | None = None) -> Language:
        """The language of a question, whatever its script; where both balance, the preferred one."""
        return self._speech.language_of(question, preferred)

    def match(self, question: str, body: BodyId | None = None) -> Outcome | None:
        """What the content makes of a question of the staff of a body; None where there is no word in it."""
        return self.hear(question, body=body)[0]

    def hear(
        self, text: str, said: str = "", weight: float = 0.0, body: BodyId | None = None
    ) -> tuple[Outcome | None, MatterId | None]:
        """What the content makes of a message, and the intent that it has beside; None where there is no word in it.

        `said` are the words before it, which speak too, by their `weight` from 0 to 1.
        """
        scores = self._ranker.rank(text)
        strange = self._talk_of(strange_intent(text, scores.known if scores else None))
        if scores is None:
            return None, strange
        decision = self._decision(body)
        written = self._written(text)
        if written is not None and not weight:
            talk = self._rulebook.talks.get(written)
            return decision.given(scores, written), talk.id if talk else None
        ref = cited(text, self._rulebook.paragraphs)
        if ref is not None:
            settles = self._rulebook.paragraphs[ref].settles
            return decision.named(scores, Match(ref, 1.0, settles[0] if settles else None)), None
        before = self._ranker.rank(said) if said and weight else None
        if before:
            scores = scores.beside(before, weight)
        outcome, intent = decision.decide(scores), decision.intent(scores) or strange
        talk = self._rulebook.talks.get(intent) if intent else None
        if talk and talk.intent not in WITH_CHOICES and not isinstance(outcome, Found):
            return Unknown(outcome.matches, talk.id), talk.id
        return outcome, intent

    def follow_up(self, text: str, body: BodyId | None = None) -> FollowUp | None:
        """What a message asks of the matter answered before it; None where it asks nothing of the kind."""
        scores = self._ranker.rank(text)
        return self._decision(body).follow_up(scores) if scores else None

    def why(self, question: str, body: BodyId | None = None) -> Why | None:
        """What decided the outcome, the chosen label first, then the likeliest other; None where there is no word in it."""
        scores = self._ranker.rank(question)
        if scores is None:
            return None
        shares = self._decision(body).shares(scores)
        order = np.argsort(-shares, kind="stable").tolist()
        known = self._known(question)
        if known is not None:
            order.sort(key=lambda number: self._ranker.labels[number] != known)
        sides = tuple(
            Side(
                MatterId(self._ranker.labels[number]),
                float(shares[number]),
                self._ranker.reasons(question, number),
            )
            for number in order[:SIDES]
        )
        return Why(tuple(self._ranker.read(question)), known is not None, sides)

    def _talk_of(self, intent: Intent | None) -> MatterId | None:
        """The first small talk of an intent."""
        return next((talk.id for talk in self._rulebook.talks.values() if talk.intent is intent), None)

    def _decision(self, body: BodyId | None) -> Decision:
        return self._decisions[self._rulebook.body(body).id]

    def _places(self, body: Body) -> list[Ref | None]:
        """For each label the place that is shown first for it to the staff of a body."""
        first = self._rulebook.first_places(body)
        return [first.get(MatterId(label)) for label in self._ranker.labels]

    def _written(self, question: str) -> MatterId | None:
        """The label under which the question stands in the content word for word."""
        written = self._lessons.answer_to(skeletons(question))
        return None if written is None else MatterId(written)

    def _known(self, question: str) -> MatterId | None:
        """The label of a question that needs no search."""
        written = self._written(question)
        if written is not None:
            return written
        ref = cited(question, self._rulebook.paragraphs)
        return next(iter(self._rulebook.paragraphs[ref].settles), None) if ref else None
