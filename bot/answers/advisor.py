"""A question in, the outcome and the language to answer in out."""

from dataclasses import dataclass

from bot.acts.bodies import BodyId
from bot.acts.model import Paragraph, Ref, Rulebook
from bot.acts.numbers_named import OtherAct
from bot.answers.content import (
    Answer,
    Choices,
    Content,
    FoundParagraph,
    IntentReply,
    NotUnderstood,
    NoWords,
    SettledElsewhere,
)
from bot.answers.matching.matcher import Matcher, Read
from bot.answers.matching.outcome import Found, Matches, Outcome, Unknown, Unsure
from bot.answers.matching.why import Why
from bot.language import Language
from bot.matters.model import Intent, MatterId, Talk

MOST_CHOICES, MOST_NEAR = 3, 2
NEAR = 0.25
"""An answer offers each settled matter that has at least this share, whatever else it says."""

WITH_A_PARAGRAPH = frozenset({Intent.REPORT, Intent.PRIVACY, Intent.ABOUT, Intent.LAW, Intent.HUMAN})
"""Intents beside which the paragraph that settles the message is offered; a frightened or a joking person is given none."""

FAINT = 0.1
"""A place with a smaller share is not offered at all."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Places to choose from with what the words were taken for, nearest first, at most five; none where no act that is loaded settles that."""

    language: Language
    matches: Matches

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The places alone."""
        return tuple(match.ref for match in self.matches)


class Asking:
    """Answers questions from the rulebook."""

    def __init__(self, rulebook: Rulebook, matcher: Matcher) -> None:
        self._rulebook = rulebook
        self._matcher = matcher
        self._first = rulebook.first_places(rulebook.default_body)

    def ask(
        self,
        question: str,
        preferred: Language | None = None,
        forced: Language | None = None,
        body: BodyId | None = None,
    ) -> Answer:
        """The answer to the staff of a body, in the question's own language; `preferred` decides where that is in balance, `forced` always."""
        language = forced or self._matcher.language_of(question, preferred)
        read = self._matcher.read(question)
        content = self._content(read, body)
        is_danger = isinstance(content, IntentReply) and content.talk.intent is Intent.DANGER
        return Answer(language, content, warns=not is_danger and self._matcher.may_be_danger(read))

    def rank(self, words: str, preferred: Language | None = None, body: BodyId | None = None) -> Ranked:
        """The places nearest to some words, and the language of these."""
        language = self._matcher.language_of(words, preferred)
        match self._matcher.match(words, body):
            case Found(matches) | Unsure(matches):
                return Ranked(language, matches)
            case _:
                return Ranked(language, ())

    def related(self, ref: Ref) -> tuple[Ref, ...]:
        """What a reader of a place wants next, nearest first; none where nobody has said."""
        return self._rulebook.related.get(ref, ())

    def open(self, ref: Ref, question: str = "", body: BodyId | None = None) -> FoundParagraph | None:
        """The paragraph of a ref, or None where the act has no such ref; its matter is the one that the question is nearest to."""
        paragraph = self._rulebook.paragraphs.get(ref)
        if paragraph is None:
            return None
        return FoundParagraph(paragraph, question, self._matter(paragraph, question), body)

    def others(self, question: str, ref: Ref) -> tuple[Ref, ...]:
        """The next two refs that a question may have meant beside this one; none where no question is left."""
        outcome = self._matcher.match(question)
        matches = outcome.matches if outcome else ()
        return tuple(match.ref for match in matches if match.ref != ref and match.score >= FAINT)[:MOST_NEAR]

    def why(self, question: str) -> Why | None:
        """What decided the answer, and what came second; None where there is no word in the question."""
        return self._matcher.why(question)

    def _matter(self, paragraph: Paragraph, question: str) -> MatterId | None:
        if len(paragraph.settles) > 1 and question:
            outcome = self._matcher.match(question)
            for match in outcome.matches if outcome else ():
                if match.matter in paragraph.settles:
                    return match.matter
        return next(iter(paragraph.settles), None)

    def content(self, outcome: Outcome | None, question: str, body: BodyId | None = None) -> Content:
        """What there is to say to an outcome."""
        match outcome:
            case None:
                return NoWords()
            case Found((first, *_)):
                return FoundParagraph(self._rulebook.paragraphs[first.ref], question, first.matter, body)
            case Unsure(matches, named):
                refs = tuple(match.ref for match in matches)
                return Choices(refs if named else refs[:MOST_CHOICES], named)
            case Unknown(matches, topic, place):
                return place or self._unsettled(topic, matches)
            case Found():
                return NotUnderstood()

    def _content(self, read: Read, body: BodyId | None) -> Content:
        outcome, intent = self._matcher.hear_read(read, body=body)
        talk = self._rulebook.talks[intent] if intent else None
        if talk is None or says_more(outcome, talk):
            return self.content(outcome, read.text, body)
        return self.reply(talk, outcome)

    def reply(self, talk: Talk, outcome: Outcome | None = None) -> IntentReply:
        """The reply to an intent, with the places that belong to it; where a paragraph may stand beside the intent, with that of the outcome."""
        near = self._places(talk.near)
        match outcome:
            case Found(matches) | Unsure(matches) if talk.intent in WITH_A_PARAGRAPH:
                settling = tuple(match.ref for match in matches if match.score >= NEAR)
            case _:
                settling = ()
        # The paragraph that governs comes first, then what belongs to the intent: a bribe, and where it is reported.
        return IntentReply(talk, tuple(dict.fromkeys((*settling[:1], *near, *settling)))[:MOST_NEAR])

    def _unsettled(self, topic: MatterId | None, matches: Matches) -> Content:
        if topic and topic in self._rulebook.talks:
            return self.reply(self._rulebook.talks[topic])
        matter = self._rulebook.matters.get(topic) if topic else None
        if matter and matter.elsewhere:
            near = tuple(match.ref for match in matches if match.score >= NEAR)
            return SettledElsewhere(matter, matter.elsewhere, (near or self._places(matter.near))[:MOST_NEAR])
        return NotUnderstood(tuple(match.ref for match in matches if match.score >= FAINT)[:MOST_CHOICES])

    def _places(self, matters: tuple[MatterId, ...]) -> tuple[Ref, ...]:
        """The places that settle matters, each once."""
        return tuple(dict.fromkeys(self._first[matter] for matter in matters if matter in self._first))


def says_more(outcome: Outcome | None, talk: Talk) -> bool:
    """Whether what the content makes of a message says more than the reply to its intent.

    Nothing but signs is told how to ask, and an act that is named and is not here is named with its page.
    """
    match outcome:
        case None:
            return talk.intent is Intent.GARBAGE
        case Unknown(named=OtherAct()):
            return True
        case _:
            return False
