"""From a question to an outcome: all matters and small talk ranked in one list, then a decision for a body."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Self

import numpy as np

from bot.acts.bodies import Body, BodyId
from bot.acts.model import Ref, Rulebook
from bot.acts.numbers_named import (
    Named,
    NoSuchPlace,
    NumbersNamed,
    OtherAct,
    Places,
    SectionNamed,
)
from bot.answers.matching.concepts import Concepts
from bot.answers.matching.decision import MOST_MATCHES, Decision, Thresholds
from bot.answers.matching.index import Scores
from bot.answers.matching.lessons import lessons_of, lines
from bot.answers.matching.outcome import Found, Match, Outcome, Unknown, Unsure
from bot.answers.matching.own_words import Mask, OwnWords
from bot.answers.matching.ranking import Ranker, Weighed
from bot.answers.matching.store import kept
from bot.answers.matching.strangeness import mixes_scripts, told_by_signs, told_by_unknown_words
from bot.answers.matching.which_language import Speech
from bot.answers.matching.why import Side, Why
from bot.language import Language
from bot.machine.kept_files import Keeping
from bot.matters.model import WITH_CHOICES, FollowUp, Intent, MatterId
from bot.words.skeleton import skeletons

SIDES = 2
KEPT = 2
"""So many suggestions of the matters stay in front of the places that are found by their own words."""


@dataclass(frozen=True, slots=True)
class Read:
    """A text with its scores, None where there is no word in it, and those of its clauses. What is asked of it again costs no second reading."""

    text: str
    scores: Scores | None
    clauses: tuple[Scores, ...] = ()


@dataclass(frozen=True, slots=True)
class _Bound:
    """What depends on the acts that bind a body: the decision, places that nobody mapped, and how places are named by number."""

    decision: Decision
    binding: Mask | None
    numbers: NumbersNamed


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
        self.rulebook = rulebook
        self._lessons = kept(keeping, content, lambda: lessons_of(list(lines(rulebook)), self.concepts))
        polite = {talk.id for talk in rulebook.talks.values() if talk.intent is Intent.TALK}
        self._ranker = Ranker(self._lessons, self.concepts, polite)
        self._intents = {talk.id: talk.intent for talk in rulebook.talks.values()}
        self._explained = [matter.id for matter in rulebook.matters.values() if matter.guidance]
        self._thresholds = thresholds or Thresholds()
        self._own_words = OwnWords.of(rulebook, self.concepts, keeping, content)
        # Bodies that the same acts bind are answered alike.
        bodies = {body.acts: body for body in rulebook.bodies.values()}
        self._bound = {acts: self._bound_by(body) for acts, body in bodies.items()}
        self._speech = Speech(self._lessons.speech)

    def over(self, rulebook: Rulebook) -> Self:
        """The same for another view of the same acts and matters: nothing is learned anew."""
        other = copy(self)
        other.rulebook = rulebook
        return other

    def _bound_by(self, body: Body) -> "_Bound":
        places = self._places(body)
        return _Bound(
            Decision(self._ranker.labels, places, self._thresholds, self._intents, self._explained),
            self._own_words.within(map(self.rulebook.id_in_refs, body.acts)) if self._own_words else None,
            NumbersNamed(self.rulebook, body),
        )

    def language_of(self, question: str, preferred: Language | None = None) -> Language:
        """The language of a question, whatever its script; where both balance, the preferred one."""
        return self._speech.language_of(question, preferred)

    def match(self, question: str, body: BodyId | None = None) -> Outcome | None:
        """What the content makes of a question of the staff of a body; None where there is no word in it."""
        return self.hear(question, body=body)[0]

    def read(self, text: str) -> Read:
        """Read a text once, for whatever is asked of it."""
        scores = self._ranker.rank(text)
        return Read(text, scores, tuple(self._ranker.clauses(text)) if scores else ())

    def hear(self, text: str, body: BodyId | None = None) -> tuple[Outcome | None, MatterId | None]:
        """What the content makes of a message, and the intent that it has beside; None where there is no word in it."""
        return self.hear_read(self.read(text), body=body)

    def hear_read(
        self, read: Read, said: str = "", weight: float = 0.0, body: BodyId | None = None
    ) -> tuple[Outcome | None, MatterId | None]:
        """The same of a message that is read already.

        `said` are the words before it, which speak too, by their `weight` from 0 to 1.
        """
        text, scores = read.text, read.scores
        signs = told_by_signs(text)
        if scores is None:
            return None, self._talk_of(signs or told_by_unknown_words(text, 0.0))
        decision = self._decision(body)
        named, written = self._read_numbers(text, body), self._written(text)
        talk = self.rulebook.talks.get(written) if written else None
        # Small talk knows no links: an act that is named is shown with its own.
        if written is not None and not weight and not (talk and isinstance(named, OtherAct)):
            return decision.given(scores, written), talk.id if talk else None
        if named is not None:
            return self._named(named, scores, decision)
        before = self._ranker.rank(said) if said and weight else None
        if before:
            scores = scores.beside(before, weight)
        intent = self._intent(read, signs, scores, decision)
        outcome = self._by_own_words(decision.decide(scores), intent, scores, body)
        talk = self.rulebook.talks.get(intent) if intent else None
        if talk and talk.intent not in WITH_CHOICES and not isinstance(outcome, Found):
            return Unknown(outcome.matches, talk.id), talk.id
        return outcome, intent

    def _intent(
        self, read: Read, signs: Intent | None, scores: Scores, decision: Decision
    ) -> MatterId | None:
        """The intent of a message: danger first, then what its signs tell, what it is likest, and what is left where it is unknown."""
        text, told = read.text, decision.intent(scores, read.clauses)
        talk = self.rulebook.talks.get(told) if told else None
        if signs and not (talk and talk.intent is Intent.DANGER):
            return self._talk_of(signs)
        if talk and talk.intent is Intent.FOREIGN and mixes_scripts(text):
            return None
        return told or self._talk_of(told_by_unknown_words(text, scores.known))

    def _by_own_words(
        self, outcome: Outcome, intent: MatterId | None, scores: Scores, body: BodyId | None
    ) -> Outcome:
        """Where the matters give no sure answer, places that nobody mapped yet are suggested by their own words."""
        binding = self._of(body).binding
        if self._own_words is None or binding is None or intent or isinstance(outcome, Found):
            return outcome
        found = self._own_words.find(scores.features, self._lessons.index, binding)
        if not found:
            return outcome
        return Unsure(
            (*outcome.matches[:KEPT], *found)[:MOST_MATCHES] if isinstance(outcome, Unsure) else found
        )

    def follow_up(self, read: Read, body: BodyId | None = None) -> FollowUp | None:
        """What a message asks of the matter answered before it; None where it asks nothing of the kind."""
        written = self._written(read.text)
        if written is not None and written in {follow.value for follow in FollowUp}:
            return FollowUp(written)
        return self._decision(body).follow_up(read.scores) if read.scores else None

    def may_be_danger(self, read: Read) -> bool:
        """Whether a text sounds of danger enough to say whom to call; one that stands in the content is known not to."""
        if read.scores is None or self._written(read.text) is not None:
            return False
        return self._decision(None).may_be_danger(read.scores, read.clauses)

    def names_place(self, text: str, body: BodyId | None = None) -> bool:
        """Whether a message names by number what it is about."""
        return self._read_numbers(text, body) is not None

    def likely(self, read: Read) -> Mapping[MatterId, float]:
        """The share of probability of each matter and small talk, whichever acts settle it; empty where there is no word in the text."""
        if read.scores is None:
            return {}
        shares = self._decision(None).plain_shares(read.scores)
        return dict(zip(map(MatterId, self._ranker.labels), shares.tolist(), strict=True))

    def parts(self, text: str) -> list[str]:
        """A text and each of its sentences, to be heard one by one; the text alone where nearly no word of it is known."""
        return self._ranker.parts(text)

    def weighed(self, text: str) -> Weighed:
        """A text as its weighed features, to be compared with others."""
        return self._ranker.weighed(text)

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
        return next((talk.id for talk in self.rulebook.talks.values() if talk.intent is intent), None)

    def _decision(self, body: BodyId | None) -> Decision:
        return self._of(body).decision

    def _read_numbers(self, text: str, body: BodyId | None) -> Named | None:
        return self._of(body).numbers.read(text)

    def _of(self, body: BodyId | None) -> "_Bound":
        return self._bound[self.rulebook.body(body).acts]

    def _named(
        self, named: Named, scores: Scores, decision: Decision
    ) -> tuple[Outcome | None, MatterId | None]:
        """The outcome where the question names its place, several places, or none that there is."""
        match named:
            case Places((ref,), elsewhere):
                return decision.named(scores, self._cited(ref), tuple(map(self._cited, elsewhere))), None
            case Places(refs):
                return Unsure(tuple(map(self._cited, refs)), named=True), None
            case OtherAct():
                return Unknown((), None, named), self._law(decision.intent(scores))
            case NoSuchPlace() | SectionNamed():
                return Unknown((), None, named), None

    def _cited(self, ref: Ref) -> Match:
        settles = self.rulebook.paragraphs[ref].settles
        return Match(ref, 1.0, settles[0] if settles else None)

    def _law(self, seen: MatterId | None) -> MatterId | None:
        """The intent of a question that names another act: what was seen in it where that is of law too."""
        of_law = [talk.id for talk in self.rulebook.talks.values() if talk.intent is Intent.LAW]
        return seen if seen in of_law else next(iter(of_law), None)

    def _places(self, body: Body) -> list[Ref | None]:
        """For each label the place that is shown first for it to the staff of a body."""
        first = self.rulebook.first_places(body)
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
        match self._read_numbers(question, None):
            case Places((ref, *_)):
                return next(iter(self.rulebook.paragraphs[ref].settles), None)
            case _:
                return None
