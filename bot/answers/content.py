"""What there is to say to a message."""

from dataclasses import dataclass
from enum import StrEnum

from bot.acts.bodies import BodyId
from bot.acts.model import Paragraph, Ref
from bot.acts.numbers_named import NoSuchPlace, OtherAct, SectionNamed
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
    """No act that is loaded settles the matter; `where` says who does, `near` are places that come near it."""

    matter: Matter
    where: Elsewhere
    near: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class IntentReply:
    """No question of law: the reply is in `talk`; `below` are places of an act that belong to it all the same."""

    talk: Talk
    below: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """It is not known which matter the question is; `near` are the places that come nearest."""

    near: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class NoWords:
    """There is not one word in the question."""


@dataclass(frozen=True, slots=True)
class ConsequenceUnsaid:
    """What follows from a breach was asked, and no act that is loaded says it; `ref` is the place answered before."""

    ref: Ref | None


@dataclass(frozen=True, slots=True)
class TwoQuestions:
    """Two questions in one message, each with a place that settles it."""

    refs: tuple[Ref, Ref]


class Retelling(StrEnum):
    """Another way to say the answer before: the names are those of intents.yaml."""

    SHORTER = "again_shorter"
    SIMPLER = "again_simpler"
    NOW = "again_what_now"
    EXAMPLE = "again_example"
    WHY = "again_why"


@dataclass(frozen=True, slots=True)
class Retold:
    """The answer before, said otherwise; `words` of the question are what decided it."""

    how: Retelling
    ref: Ref
    matter: MatterId
    words: tuple[str, ...] = ()


Content = (
    FoundParagraph
    | Choices
    | SettledElsewhere
    | IntentReply
    | NotUnderstood
    | NoWords
    | ConsequenceUnsaid
    | TwoQuestions
    | Retold
    | NoSuchPlace
    | SectionNamed
    | OtherAct
)


@dataclass(frozen=True, slots=True)
class ReadWith:
    """What a message was read together with: the matter of the words before it, or those words, and the new words."""

    before: MatterId | str
    added: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What to say to a question, in which language, and how it was read where it leaned on words before it.

    Where it `warns`, the question may tell of danger: whom to call stands above the answer.
    """

    language: Language
    content: Content
    read_with: ReadWith | None = None
    warns: bool = False
