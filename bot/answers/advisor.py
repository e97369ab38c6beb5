"""A question in, the outcome and the language to answer in out."""

from dataclasses import dataclass

from bot.acts.bodies import BodyId
from bot.acts.model import Paragraph, Ref, Rulebook
from bot.answers.matching.matcher import Matcher
from bot.answers.matching.numbers_named import NoSuchPlace, OtherAct, SectionNamed
from bot.answers.matching.outcome import Found, Outcome, Unknown, Unsure
from bot.answers.matching.why import Why
from bot.language import Language
from bot.matters.model import Elsewhere, Matter, MatterId, Talk


@dataclass(frozen=True, slots=True)
class FoundParagraph:
    """The paragraph that settles the question; `question` is what to mark in it, `matter` what the question was taken for.

    `body` is the one whose staff asks; None is the default one.
    """

    paragraph: Paragraph
    question: str
    matter: MatterId | None = None
    body: BodyId | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """Refs one of which may be meant, three at most; where they are `named`, those that the question named by number."""

    refs: tuple[Ref, ...]
    named: bool = False


@dataclass(frozen=True, slots=True)
class SettledElsewhere:
    """No act that is loaded settles the matter; `where` says who does."""

    matter: Matter
    where: Elsewhere


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """No question of law: the reply is in `talk`."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """It is not known which matter the question is."""


@dataclass(frozen=True, slots=True)
class NoWords:
    """There is not one word in the question."""


Content = (
    FoundParagraph
    | Choices
    | SettledElsewhere
    | SmallTalk
    | NotUnderstood
    | NoWords
    | NoSuchPlace
    | SectionNamed
    | OtherAct
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say to a question, and in which language."""

    language: Language
    content: Content


@dataclass(frozen=True, slots=True)
class Ranked:
    """Refs to choose from, nearest first, at most five; none where no act that is loaded settles what was asked."""

    language: Language
    refs: tuple[Ref, ...]


class Asking:
    """Answers questions from the rulebook."""

    def __init__(self, rulebook: Rulebook, matcher: Matcher) -> None:
        self._rulebook = rulebook
        self._matcher = matcher

    def ask(
        self,
        question: str,
        preferred: Language | None = None,
        forced: Language | None = None,
        body: BodyId | None = None,
    ) -> Answer:
        """The answer to the staff of a body, in the question's own language; `preferred` decides where that is in balance, `forced` always."""
        language = forced or self._matcher.language_of(question, preferred)
        return Answer(language, self._content(question, body))

    def rank(self, words: str, preferred: Language | None = None, body: BodyId | None = None) -> Ranked:
        """The refs nearest to some words, and the language of these."""
        language = self._matcher.language_of(words, preferred)
        match self._matcher.match(words, body):
            case Found(matches) | Unsure(matches):
                return Ranked(language, tuple(match.ref for match in matches))
            case _:
                return Ranked(language, ())

    def related(self, ref: Ref) -> tuple[Ref, ...]:
        """What a reader of a place wants next, nearest first; none where nobody has said."""
        return self._rulebook.related.get(ref, ())

    def open(self, ref: Ref, question: str = "", body: BodyId | None = None) -> FoundParagraph | None:
        """The paragraph of a ref, or None where the act has no such ref."""
        paragraph = self._rulebook.paragraphs.get(ref)
        return FoundParagraph(paragraph, question, body=body) if paragraph else None

    def others(self, question: str, ref: Ref) -> tuple[Ref, ...]:
        """The next two refs that a question may have meant beside this one; none where no question is left."""
        outcome = self._matcher.match(question)
        matches = outcome.matches if outcome else ()
        return tuple(match.ref for match in matches if match.ref != ref)[:2]

    def why(self, question: str) -> Why | None:
        """What decided the answer, and what came second; None where there is no word in the question."""
        return self._matcher.why(question)

    def _content(self, question: str, body: BodyId | None) -> Content:
        outcome: Outcome | None = self._matcher.match(question, body)
        match outcome:
            case None:
                return NoWords()
            case Found((first, *_)):
                return FoundParagraph(self._rulebook.paragraphs[first.ref], question, first.matter, body)
            case Unsure(matches, named):
                refs = tuple(match.ref for match in matches)
                return Choices(refs if named else refs[:3], named)
            case Unknown(_, topic, place):
                return place or self._unsettled(topic)
            case Found():
                return NotUnderstood()

    def _unsettled(self, topic: MatterId | None) -> Content:
        if topic and topic in self._rulebook.talks:
            return SmallTalk(self._rulebook.talks[topic])
        matter = self._rulebook.matters.get(topic) if topic else None
        return SettledElsewhere(matter, matter.elsewhere) if matter and matter.elsewhere else NotUnderstood()
