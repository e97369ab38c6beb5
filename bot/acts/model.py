"""The words of the trade as values: Act, Paragraph, Theme, Dilemma, Rulebook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NewType

from bot.acts.bodies import Body, BodyId
from bot.acts.known import KnownAct
from bot.acts.refs import STATUS, THE_SHORT_ONE, ActId, Ref
from bot.acts.section_names import goes_by, section_names
from bot.acts.standing import AdoptingForm, Event, Repealed, Standing
from bot.language import Language
from bot.matters.model import FollowUps, Matter, MatterId, Talk

__all__ = ["STATUS", "Ref"]


TITLE_LENGTH = 38
"""Characters that a button shows on a phone."""


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


class UnitKind(StrEnum):
    """What a place of an act is."""

    PREAMBLE = "preamble"
    SECTION = "section"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SUBPARAGRAPH = "subparagraph"
    ANNEX = "annex"
    STATUS = "status"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One place of an act, in each language in which the act is at hand; matters stand by weight."""

    ref: Ref
    kind: UnitKind
    section: str
    texts: Mapping[Language, Text]
    settles: tuple[MatterId, ...] = ()
    heading: Mapping[Language, str] = field(default_factory=dict)

    def text(self, language: Language) -> Text:
        """What it says, in the other language where the act is not at hand in this one."""
        return self.texts.get(language) or self.texts[language.other]


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic for browsing: what a person has in mind, as matters, most asked first."""

    id: str
    titles: Mapping[Language, str]
    matters: tuple[MatterId, ...]


DilemmaId = NewType("DilemmaId", str)


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A situation to decide: `choices` by their letters, one of which is right, and why, by the ref."""

    id: DilemmaId
    ref: Ref
    matter: MatterId
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
class Act:
    """One legal document: its names, its dates, its standing, its sections in order.

    Both wordings are authentic where `authentic` is None. What a publication does not give is None or empty;
    `called` are everyday names beside the titles.
    """

    id: str
    authentic: Language | None
    titles: Mapping[Language, str]
    short_titles: Mapping[Language, str]
    adopted: Event | None
    adopted_by: AdoptingForm
    registered: Event | None
    standing: Standing
    unofficial_lines: Mapping[Language, str]
    preambles: Mapping[Language, str]
    preamble_notes: Mapping[Language, str]
    signatures: Mapping[Language, tuple[str, ...]]
    sections: Mapping[str, Mapping[Language, str]]
    links: Mapping[Language, str]
    called: tuple[str, ...] = ()

    def section_title(self, section: str, language: Language) -> str:
        """The title of a section with its number, which some publications write into the title itself."""
        title = self.sections[section][language]
        # The number is in the title, or the section has none.
        has_number = not section.isdigit() or section_names("", title)[0].number != ""
        return title if has_number else f"{section}. {title}"

    def named(self, number: str) -> tuple[str, ...]:
        """The sections that are meant by a number, in order: a chapter with parts of its own is several."""
        return tuple(
            section
            for section, titles in self.sections.items()
            if any(goes_by(section, title, number) for title in titles.values())
        )

    def is_unofficial(self, language: Language) -> bool:
        """Whether the text in this language is a translation that binds nobody."""
        return self.authentic is not None and language is not self.authentic


@dataclass(frozen=True, slots=True, repr=False)
class Rulebook:
    """Everything under knowledge/ that answers are made of: acts, matters, bodies, topics, situations, words.

    `act` is the one whose refs are written short; `acts` holds all of them, it among them, under their ids. `by_act` has the places
    of each act in order, as refs name the act; `settled` the places of all acts that settle each matter; `lists`, for each place that
    opens a list, the places in it. `reader` is the body through whose eyes this is seen, None for the first.
    """

    act: Act
    acts: Mapping[ActId, Act]
    paragraphs: Mapping[Ref, Paragraph]
    by_act: Mapping[ActId, tuple[Paragraph, ...]]
    settled: Mapping[MatterId, tuple[Ref, ...]]
    lists: Mapping[Ref, tuple[Ref, ...]]
    related: Mapping[Ref, tuple[Ref, ...]]
    matters: Mapping[MatterId, Matter]
    talks: Mapping[MatterId, Talk]
    follow_ups: FollowUps
    bodies: Mapping[BodyId, Body]
    themes: tuple[Theme, ...]
    dilemmas: Mapping[DilemmaId, Dilemma]
    concepts: tuple[Concept, ...]
    function_words: Mapping[Language, frozenset[str]]
    known_acts: tuple[KnownAct, ...] = ()
    reader: BodyId | None = None

    def __iter__(self) -> Iterator[Paragraph]:
        """The places of the act whose refs are short, in order."""
        return self.of_act(THE_SHORT_ONE)

    def of_act(self, act: ActId) -> Iterator[Paragraph]:
        """The places of one act, as its refs are written, in order."""
        return iter(self.by_act.get(act, ()))

    @property
    def default_body(self) -> Body:
        """The body of the one who reads; of whoever chose none it is the first."""
        return self.bodies[self.reader] if self.reader else next(iter(self.bodies.values()))

    def body(self, chosen: BodyId | None) -> Body:
        """The body that a chat chose, or the default one where it chose none that there is."""
        return (self.bodies.get(chosen) if chosen else None) or self.default_body

    @property
    def acts_differ(self) -> bool:
        """Whether there are bodies that other acts bind than others, or the same in another order."""
        return len({body.acts for body in self.bodies.values()}) > 1

    @property
    def bodies_differ(self) -> bool:
        """Whether it matters of which body somebody is: for the acts, or for whom to turn to."""
        return (
            self.acts_differ
            or len({(body.ethics_officer, body.hotline) for body in self.bodies.values()}) > 1
        )

    def seen_by(self, body: BodyId) -> "Rulebook":
        """The same as the staff of a body see it: their body is the default one."""
        return replace(self, reader=body)

    @property
    def spoken(self) -> tuple[Matter | Talk, ...]:
        """All that people ask or say: the labels of the index."""
        return (*self.matters.values(), *self.talks.values())

    @property
    def first_act(self) -> Act:
        """The weightiest act of the default body."""
        return self.acts[self.default_body.acts[0]]

    def act_of(self, ref: Ref) -> Act:
        """The act that a place stands in."""
        return self.acts[ref.act] if ref.act else self.act

    def id_in_refs(self, act: ActId) -> ActId:
        """How an act is named in refs: not at all where its refs are short."""
        return THE_SHORT_ONE if act == self.act.id else act

    def settling(self, matter: MatterId, body: Body | None = None) -> tuple[Ref, ...]:
        """The places that settle a matter for a body, its weightiest act first; empty where none does."""
        acts = [self.id_in_refs(act) for act in (body or self.default_body).acts]
        settling = self.settled.get(matter, ())
        return tuple(ref for act in acts for ref in settling if ref.act == act)

    def first_places(self, body: Body) -> Mapping[MatterId, Ref]:
        """For each matter that an act of a body settles the place that is shown first for it."""
        found: dict[MatterId, Ref] = {}
        for act in map(self.id_in_refs, body.acts):
            for paragraph in self.of_act(act):
                for matter in paragraph.settles:
                    found.setdefault(matter, paragraph.ref)
        return found

    @property
    def acts_to_tell(self) -> tuple[ActId, ...]:
        """The acts of which the reader's body is reminded, as refs name them, by weight: those that bind, or all where none does."""
        acts = self.default_body.acts
        binding = [act for act in acts if not isinstance(self.acts[act].standing, Repealed)]
        return tuple(map(self.id_in_refs, binding or acts))

    @property
    def situations(self) -> Mapping[DilemmaId, Dilemma]:
        """The situations that some act of the reader's body decides; all of them where it decides none."""
        bound = {self.id_in_refs(act) for act in self.default_body.acts}
        settled = self.first_places(self.default_body)
        decided = {
            name: dilemma
            for name, dilemma in self.dilemmas.items()
            if dilemma.ref.act in bound or dilemma.matter in settled
        }
        return decided or self.dilemmas

    def deciding(self, dilemma: Dilemma) -> Ref:
        """The place that decides a situation for the reader's body: in the weightiest act that settles its matter, else its own."""
        settling = self.settling(dilemma.matter) or (dilemma.ref,)
        return dilemma.ref if settling[0].act == dilemma.ref.act else settling[0]

    def children(self, ref: Ref) -> tuple[Paragraph, ...]:
        """The sub-paragraphs of a paragraph, in order; empty where it has none."""
        return tuple(self.paragraphs[child] for child in self.lists.get(ref, ()))

    def lead_in(self, ref: Ref, language: Language) -> str:
        """The words that open the list a sub-paragraph stands in; empty for anything else."""
        parent = self.parent(ref)
        return parent.text(language).parts[-1] if parent else ""

    def closing(self, ref: Ref, language: Language) -> str:
        """The words that close the list, for a sub-paragraph whose own text does not end with them."""
        parent = self.parent(ref)
        if not parent:
            return ""
        closing = parent.text(language).closing
        return "" if self.paragraphs[ref].text(language).whole.endswith(closing) else closing

    def parent(self, ref: Ref) -> Paragraph | None:
        """The place that this one stands in; None for a place of its own."""
        return self.paragraphs.get(ref.parent) if ref.parent else None

    def title(self, ref: Ref, language: Language) -> str:
        """A short human title, fit for a button: of the only matter it settles, else its heading, else what comes first of it."""
        paragraph = self.paragraphs[ref]
        heading = paragraph.heading.get(language, "")
        if paragraph.settles and (len(paragraph.settles) == 1 or not heading):
            return self.matters[paragraph.settles[0]].titles[language]
        return shortened(heading or paragraph.text(language).whole)


def shortened(words: str, most: int = TITLE_LENGTH) -> str:
    """The first words of a text, with three dots where some are left out; `most` characters at most."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"
