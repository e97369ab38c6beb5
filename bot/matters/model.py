"""The words of the trade for what people ask: Matter, Guidance, Example, Intent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.language import Language

MatterId = NewType("MatterId", str)


class Source(StrEnum):
    """What kind of words stands for a matter."""

    TITLE = "title"
    KEYWORD = "keyword"
    QUESTION = "question"
    STORY = "story"
    STATEMENT = "statement"
    QUOTE = "quote"
    SNIPPET = "snippet"
    APPEAL = "appeal"


TELLING = frozenset({Source.STORY, Source.STATEMENT, Source.QUOTE, Source.APPEAL})
"""What tells what happened; everything else asks or names."""


@dataclass(frozen=True, slots=True)
class Example:
    """Words people use when they mean a matter; `voice` names who wrote them."""

    text: str
    language: Language
    source: Source
    voice: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """A lawyer's plain words on a matter: in short, what to do now, a case. Explanation, never law."""

    short: Mapping[Language, str]
    now: Mapping[Language, str]
    example: Mapping[Language, str] | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a matter is settled outside the acts that are loaded; `links` is empty where no page is sure."""

    sentences: Mapping[Language, str]
    links: Mapping[Language, str]
    checked: date | None = None


class FollowUp(StrEnum):
    """What is asked of a matter that was answered before."""

    CONSEQUENCE = "consequence"
    WHOM = "whom"


@dataclass(frozen=True, slots=True)
class Corrects:
    """Words by which a correction is put in one language, as they are written: before or behind what it takes back, around what it names."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    opens: tuple[str, ...]
    names: tuple[str, ...]
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Words by which a message leans on what was said before it, as they are written; and what is asked of the matter before."""

    opens: tuple[str, ...]
    points: tuple[str, ...]
    ends: tuple[str, ...]
    corrects: Mapping[Language, Corrects]
    ordinals: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]
    asks: Mapping[FollowUp, tuple[Example, ...]]


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that people ask about. Acts settle it; where none does, `elsewhere` says who decides.

    `follow` says which matter answers what is asked of this one next; `report` that it touches corruption, so that the way to report
    it is shown.
    """

    id: MatterId
    titles: Mapping[Language, str]
    near: tuple[MatterId, ...]
    examples: Sequence[Example]
    guidance: Guidance | None = None
    elsewhere: Elsewhere | None = None
    follow: Mapping[FollowUp, MatterId] = field(default_factory=dict)
    report: bool = False


class Intent(StrEnum):
    """What a message wants that is not a question of law. The earlier one counts where two fit."""

    DANGER = "danger"
    REPORT = "report"
    PRIVACY = "privacy"
    ABOUT = "about"
    LAW = "law"
    HUMAN = "human"
    AGAIN = "again"
    NAVIGATE = "navigate"
    RUDE = "rude"
    TALK = "talk"
    FOREIGN = "foreign"
    GARBAGE = "garbage"


@dataclass(frozen=True, slots=True)
class Talk:
    """Messages of one intent that get the same reply; `near` are matters of an act to offer below it, `report` as with a matter."""

    id: MatterId
    intent: Intent
    titles: Mapping[Language, str]
    replies: Mapping[Language, str]
    examples: Sequence[Example]
    near: tuple[MatterId, ...] = ()
    report: bool = False


BESIDE_A_PARAGRAPH = frozenset(
    {
        Intent.REPORT,
        Intent.PRIVACY,
        Intent.ABOUT,
        Intent.LAW,
        Intent.HUMAN,
        Intent.DANGER,
        Intent.AGAIN,
        Intent.NAVIGATE,
    }
)
"""Intents that are no rivals of matters: a message may want one and be settled by a paragraph all the same."""

WITH_CHOICES = frozenset({Intent.REPORT, Intent.LAW, Intent.HUMAN, Intent.DANGER})
"""Intents beside which choices are offered where it is not sure what settles the message; beside the others only what is sure."""
