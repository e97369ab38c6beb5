"""A question that names its place by number: «пункт 14», «3-тармақтың 12-тармақшасы», «закон о госслужбе статья 50 пункт 2», «п. 14 и п. 11».

Whoever knows the number wants that place and no search. Only a question that says little else is read so: in a long one
the number may stand for anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.acts.acts_named import ActNames
from bot.acts.bodies import Body
from bot.acts.known import KnownAct
from bot.acts.model import Act, Paragraph, Ref, Rulebook, UnitKind
from bot.acts.number_words import Said, Unit, read_numbers
from bot.acts.refs import ActId

MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a question names, in its order; `elsewhere` are those of the same numbers in the body's other acts."""

    refs: tuple[Ref, ...]
    elsewhere: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class NoSuchPlace:
    """The act has no such place; `count` says how many of that kind it has, or its paragraph `within` has."""

    act: Act
    kind: UnitKind
    asked: str
    count: int
    within: Ref | None = None


@dataclass(frozen=True, slots=True)
class SectionNamed:
    """A whole section of an act, by its first place."""

    act: Act
    section: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class OtherAct:
    """An act that is not loaded."""

    known: KnownAct


Named = Places | NoSuchPlace | SectionNamed | OtherAct


class NumbersNamed:
    """Reads what questions of the staff of one body name by number."""

    def __init__(self, rulebook: Rulebook, body: Body) -> None:
        self._rulebook = rulebook
        self._acts = tuple(map(rulebook.id_in_refs, body.acts))
        self._names = ActNames(rulebook, body)

    def read(self, question: str) -> Named | None:
        """What a question names while it asks of nothing else; None where it names nothing so."""
        said = read_numbers(question, self._names)
        if said is None:
            return None
        if said.named is None:
            return self._unnamed(said)
        if isinstance(said.named.act, KnownAct):
            return OtherAct(said.named.act)
        return self._in(self._rulebook.id_in_refs(said.named.act), said) if said.places else None

    def _unnamed(self, said: Said) -> Named | None:
        """What is meant where no act is named: the weightiest act that has the place; the others are offered."""
        found = [(act, self._in(act, said)) for act in self._acts]
        places = [one for _, one in found if isinstance(one, Places)]
        if places:
            others = tuple(chain.from_iterable(one.refs for one in places[1:]))
            return Places(places[0].refs, others)
        return next((one for _, one in found if one is not None), None)

    def _in(self, act: ActId, said: Said) -> Named | None:
        """What is named in one act."""
        whole = _section(said, act, self._rulebook)
        if whole:
            return whole
        refs: list[Ref] = []
        for place in said.places:
            found = list(self._candidates(place, act, said))
            if len(found) != 1:
                missing = self._missing(place, act) if said.is_plain else None
                return missing if not found and len(said.places) == 1 else None
            refs.append(found[0])
        return Places(tuple(dict.fromkeys(refs))[:MOST_NAMED]) if refs else None

    def _candidates(self, place: dict[Unit, str], act: ActId, said: Said) -> Iterator[Ref]:
        """The places of an act that may be meant by numbers with their units."""
        there = self._rulebook.paragraphs
        article, paragraph, sub = (place.get(unit) for unit in (Unit.ARTICLE, Unit.PARAGRAPH, Unit.SUB))
        if said.is_point:
            tries = [f"resolution.{paragraph}"]
        elif article:
            tries = [".".join(filter(None, (article, paragraph, sub)))] if self._has_articles(act) else []
        elif sub and "." not in sub and paragraph:
            tries = [f"{paragraph}.{sub}"]
        elif sub and "." not in sub:
            # «12) тармақша» alone is clear where one paragraph has so many.
            tries = [str(one.value) for one in there if one.act == act and one.parent and one.number == sub]
        else:
            tries = [sub or paragraph or ""]
        section, about = place.get(Unit.SECTION), self._rulebook.act_of(Ref("", act))
        for value in tries:
            ref = Ref(value, act)
            if ref in there and (section is None or there[ref].section in about.named(section)):
                yield ref

    def _missing(self, place: dict[Unit, str], act: ActId) -> NoSuchPlace | None:
        """What to say where an act has no such article, paragraph or sub-paragraph, and the question says which of them it means."""
        about = self._rulebook.act_of(Ref("", act))
        article, paragraph, sub = (place.get(unit) for unit in (Unit.ARTICLE, Unit.PARAGRAPH, Unit.SUB))
        if article and not self._has_articles(act):
            return None
        first = article or paragraph
        if first is None or "." in first:
            return None
        outer = Ref(first, act)
        kind = UnitKind.ARTICLE if article else UnitKind.PARAGRAPH
        if outer not in self._rulebook.paragraphs:
            return NoSuchPlace(about, kind, first, self._count(act, kind))
        inner = sub or (paragraph if article else None)
        return (
            NoSuchPlace(about, UnitKind.SUBPARAGRAPH, inner, len(self._rulebook.children(outer)), outer)
            if inner
            else None
        )

    def _count(self, act: ActId, kind: UnitKind) -> int:
        """How many articles, or paragraphs of their own, an act has."""
        return sum(1 for one in self._rulebook.of_act(act) if one.kind is kind and _is_outermost(one))

    def _has_articles(self, act: ActId) -> bool:
        return any(one.kind is UnitKind.ARTICLE for one in self._rulebook.of_act(act))


def _is_outermost(paragraph: Paragraph) -> bool:
    return "." not in paragraph.ref.value and "/" not in paragraph.ref.value


def _section(said: Said, act: ActId, rulebook: Rulebook) -> SectionNamed | None:
    """The section that a question names and nothing in it."""
    names: Sequence[str] = [place[Unit.SECTION] for place in said.places if set(place) == {Unit.SECTION}]
    about = rulebook.act_of(Ref("", act))
    if len(names) != 1 or len(said.places) != 1:
        return None
    meant = about.named(names[0])
    refs = tuple(one.ref for one in rulebook.of_act(act) if one.section in meant)
    return SectionNamed(about, meant[0], refs) if refs else None
