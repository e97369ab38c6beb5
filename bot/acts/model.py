"""The words of the trade as values: Act, Paragraph, Question, Topic, Rulebook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from bot.language import Language


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A citation inside an act: `11`, `3.12`, `resolution.3` or `status`."""

    value: str

    def __str__(self) -> str:
        return self.value

    @property
    def parent(self) -> "Ref | None":
        """The paragraph a sub-paragraph belongs to; None for anything else."""
        head, dot, _ = self.value.partition(".")
        return Ref(head) if dot and head != "resolution" else None

    @property
    def is_resolution(self) -> bool:
        """Whether this is a point of the adopting resolution."""
        return self.value.startswith("resolution.")

    @property
    def number(self) -> str:
        """The last number of the citation: `12` of `3.12`, `3` of `resolution.3`."""
        return self.value.rpartition(".")[2]


STATUS = Ref("status")


@dataclass(frozen=True, slots=True)
class Text:
    """What one ref says in one language: its parts as published, in order."""

    parts: tuple[str, ...]
    closing: str = ""
    note: str = ""

    @property
    def whole(self) -> str:
        """All parts, joined by blank lines."""
        return "\n\n".join(self.parts)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One ref of the act in both languages."""

    ref: Ref
    section: str
    texts: Mapping[Language, Text]


class Source(StrEnum):
    """What kind of words stands for a ref or a topic."""

    TITLE = "title"
    KEYWORD = "keyword"
    QUESTION = "question"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Example:
    """Words people use when they mean a ref or a topic; `voice` names who wrote them."""

    text: str
    language: Language
    source: Source
    voice: str


@dataclass(frozen=True, slots=True)
class Guide:
    """How people ask for one ref in one language."""

    title: str
    examples: tuple[Example, ...]


class OutsideKind(StrEnum):
    """Why a topic is not answered with a paragraph."""

    OUTSIDE = "outside"
    TALK = "talk"


@dataclass(frozen=True, slots=True)
class OutsideTopic:
    """A matter the Rules do not settle; `pointer` says where it is settled, or, for small talk, replies."""

    id: str
    kind: OutsideKind
    titles: Mapping[Language, str]
    pointers: Mapping[Language, str]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic for browsing: refs that speak of one matter."""

    id: str
    titles: Mapping[Language, str]
    refs: tuple[Ref, ...]


DilemmaId = NewType("DilemmaId", str)


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A situation to decide: `choices` by their letters, one of which is right, and why, by the ref."""

    id: DilemmaId
    ref: Ref
    questions: Mapping[Language, str]
    choices: Mapping[str, Mapping[Language, str]]
    right: str
    reasons: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Concept:
    """Everyday words of both languages that mean one thing."""

    id: str
    words: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Event:
    """An official step in the life of an act."""

    by: Mapping[Language, str]
    date: date
    number: str


@dataclass(frozen=True, slots=True)
class Successor:
    """The act that governs the matter now, and the day somebody checked that."""

    titles: Mapping[Language, str]
    in_force: date
    checked: date


@dataclass(frozen=True, slots=True)
class Act:
    """One legal document: its names, its dates, its sections in order."""

    id: str
    authentic: Language
    titles: Mapping[Language, str]
    short_titles: Mapping[Language, str]
    adopted: Event
    registered: Event
    repealed: Event
    governs_now: Successor
    status_lines: Mapping[Language, str]
    unofficial_lines: Mapping[Language, str]
    preambles: Mapping[Language, str]
    preamble_notes: Mapping[Language, str]
    signatures: Mapping[Language, tuple[str, ...]]
    sections: Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True, slots=True, repr=False)
class Rulebook:
    """Everything under knowledge/ that answers are made of; complete in both languages by construction."""

    act: Act
    paragraphs: Mapping[Ref, Paragraph]
    related: Mapping[Ref, tuple[Ref, ...]]
    guides: Mapping[Ref, Mapping[Language, Guide]]
    themes: tuple[Theme, ...]
    outside: Mapping[str, OutsideTopic]
    dilemmas: Mapping[DilemmaId, Dilemma]
    concepts: tuple[Concept, ...]
    function_words: Mapping[Language, frozenset[str]]

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.paragraphs.values())

    def children(self, ref: Ref) -> tuple[Paragraph, ...]:
        """The sub-paragraphs of a paragraph, in order; empty where it has none."""
        return tuple(paragraph for paragraph in self if paragraph.ref.parent == ref)

    def lead_in(self, ref: Ref, language: Language) -> str:
        """The words that open the list a sub-paragraph stands in; empty for anything else."""
        parent = ref.parent
        return self.paragraphs[parent].texts[language].parts[-1] if parent else ""

    def closing(self, ref: Ref, language: Language) -> str:
        """The words that close the list, for a sub-paragraph whose own text does not end with them."""
        parent = ref.parent
        if not parent:
            return ""
        closing = self.paragraphs[parent].texts[language].closing
        return "" if self.paragraphs[ref].texts[language].whole.endswith(closing) else closing

    def title(self, ref: Ref, language: Language) -> str:
        """A short human title, fit for a button."""
        return self.guides[ref][language].title
