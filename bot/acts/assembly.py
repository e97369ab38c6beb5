"""From files that are known to be sound to the values of the domain."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from bot.acts import schema
from bot.acts.bodies import Body, BodyId, Contact
from bot.acts.files import ActFiles, Files
from bot.acts.known import KnownAct, KnownActId
from bot.acts.matters_assembly import examples_of, follow_ups_of, links_of, matter_of, talk_of
from bot.acts.model import (
    Act,
    Concept,
    Dilemma,
    DilemmaId,
    Paragraph,
    Ref,
    Rulebook,
    Text,
    Theme,
    UnitKind,
)
from bot.acts.refs import THE_SHORT_ONE, ActId
from bot.acts.standing import AdoptingForm, Amended, Event, InForce, Repealed, Standing, Successor, Unchecked
from bot.language import Language
from bot.matters.model import Example, MatterId

Kept = Mapping[str, Sequence[Example]]
"""Examples by the matter or the kind of small talk that they stand for."""


def assemble(files: Files, kept: Kept | None = None) -> Rulebook:
    """The rulebook that the files make; `kept` has the examples, where these were taken out of the files."""

    def said(name: str, entry: schema.MatterEntry | schema.TalkEntry) -> Sequence[Example]:
        return tuple(examples_of(entry)) if kept is None else kept[name]

    short = files.bodies.value.short_refs
    paragraphs = {
        paragraph.ref: paragraph for act in files.acts for paragraph in _paragraphs(act, _in_refs(act, short))
    }
    acts = {ActId(act.act.value.id): _act(act.act.value) for act in files.acts}
    lexicon = files.lexicon.value
    return Rulebook(
        act=acts[ActId(short)],
        acts=acts,
        paragraphs=paragraphs,
        by_act=_by_act(paragraphs.values()),
        settled=_settled(paragraphs.values()),
        lists=_lists(paragraphs),
        related={ref: others for act in files.acts for ref, others in _related(act, _in_refs(act, short))},
        matters={
            MatterId(name): matter_of(name, entry, said(name, entry))
            for _, name, entry in files.each_matter()
        },
        talks={
            MatterId(name): talk_of(name, entry, said(name, entry))
            for name, entry in files.intents.value.root.items()
        },
        follow_ups=follow_ups_of(files.follow_ups.value),
        bodies={BodyId(name): body_of(name, entry) for name, entry in files.bodies.value.bodies.items()},
        themes=tuple(
            Theme(name, both(entry.title), tuple(map(MatterId, entry.matters)))
            for name, entry in files.topics.value.root.items()
        ),
        dilemmas={
            DilemmaId(name): _dilemma(name, entry, _in_refs(act, short))
            for act in files.acts
            if act.dilemmas
            for name, entry in act.dilemmas.value.root.items()
        },
        concepts=tuple(
            Concept(name, {Language.KK: tuple(entry.kk), Language.RU: tuple(entry.ru)})
            for name, entry in lexicon.concepts.items()
        ),
        function_words={
            Language.KK: frozenset(lexicon.function_words.kk),
            Language.RU: frozenset(lexicon.function_words.ru),
        },
        known_acts=tuple(_known(name, entry, acts) for name, entry in files.known_acts.value.root.items()),
    )


def _known(name: str, entry: schema.KnownActEntry, acts: Mapping[ActId, Act]) -> KnownAct:
    same = (
        act_id
        for act_id, act in acts.items()
        if act.adopted and (act.adopted.number, act.adopted.date) == (entry.number, entry.date)
    )
    return KnownAct(
        id=KnownActId(name),
        titles=both(entry.title),
        number=entry.number,
        date=entry.date,
        links=links_of(entry.link),
        called=(*entry.called.kk, *entry.called.ru),
        repealed=entry.repealed,
        loaded=next(same, None),
    )


def _in_refs(act: ActFiles, short: str) -> ActId:
    name = act.act.value.id
    return THE_SHORT_ONE if name == short else ActId(name)


Bilingual = schema.Both | schema.BodyNames | schema.QuizQuestion | schema.QuizChoice | schema.QuizReason


def both(texts: Bilingual) -> Mapping[Language, str]:
    """A text in both languages as a mapping."""
    return {Language.KK: texts.kk, Language.RU: texts.ru}


def _both_or_none(texts: Bilingual | None) -> Mapping[Language, str]:
    return both(texts) if texts else {}


def _event(entry: schema.EventEntry) -> Event:
    return Event(both(entry.by), entry.date, entry.number)


def _standing(entry: schema.ActFile) -> Standing:
    if entry.repealed:
        now = entry.governs_now
        successor = (
            Successor(both(now.title), both(now.short_title), now.in_force, now.checked, both(now.link))
            if now
            else None
        )
        return Repealed(_event(entry.repealed), successor)
    if entry.amended:
        return Amended(entry.amended.since, entry.amended.last)
    return InForce(entry.in_force.since) if entry.in_force else Unchecked()


def _act(entry: schema.ActFile) -> Act:
    signatures = entry.signatures
    return Act(
        id=entry.id,
        authentic=None if entry.authentic == "both" else Language(entry.authentic),
        titles=both(entry.title),
        short_titles=both(entry.short_title),
        adopted=_event(entry.adopted) if entry.adopted else None,
        adopted_by=entry.adopted.form if entry.adopted else AdoptingForm.RESOLUTION,
        registered=_event(entry.registered) if entry.registered else None,
        standing=_standing(entry),
        unofficial_lines=_both_or_none(entry.unofficial_line),
        preambles=_both_or_none(entry.preamble),
        preamble_notes=_both_or_none(entry.preamble_note),
        signatures={Language.KK: tuple(signatures.kk), Language.RU: tuple(signatures.ru)}
        if signatures
        else {},
        sections={number: both(title) for number, title in entry.sections.items()},
        links=_both_or_none(entry.source.link),
        called=(*entry.called.kk, *entry.called.ru),
    )


def _paragraphs(files: ActFiles, act: ActId) -> Iterator[Paragraph]:
    rules = {language: {rule.ref: rule for rule in read.value.root} for language, read in files.texts.items()}
    about = files.act.value
    for rule in files.main.value.root:
        said = {language: of[rule.ref] for language, of in rules.items() if rule.ref in of}
        headings = {language: entry.heading for language, entry in said.items() if entry.heading}
        yield Paragraph(
            Ref(rule.ref, act),
            rule.kind or kind_of(rule.ref),
            rule.section,
            {
                language: Text(tuple(entry.parts), entry.closing, entry.note)
                for language, entry in said.items()
            },
            tuple(map(MatterId, about.settles.get(rule.ref, ()))),
            both(about.titles[rule.ref]) if rule.ref in about.titles else headings,
        )


def kind_of(ref: str) -> UnitKind:
    """What a place of rules is, where the file does not say."""
    if ref == "status":
        return UnitKind.STATUS
    return UnitKind.SUBPARAGRAPH if Ref(ref).parent else UnitKind.PARAGRAPH


def _by_act(paragraphs: Iterable[Paragraph]) -> Mapping[ActId, tuple[Paragraph, ...]]:
    return {act: tuple(places) for act, places in groupby(paragraphs, key=lambda place: place.ref.act)}


def _settled(paragraphs: Iterable[Paragraph]) -> Mapping[MatterId, tuple[Ref, ...]]:
    found: dict[MatterId, list[Ref]] = defaultdict(list)
    for paragraph in paragraphs:
        for matter in paragraph.settles:
            found[matter].append(paragraph.ref)
    return {matter: tuple(refs) for matter, refs in found.items()}


def _lists(paragraphs: Mapping[Ref, Paragraph]) -> Mapping[Ref, tuple[Ref, ...]]:
    found: dict[Ref, list[Ref]] = defaultdict(list)
    for ref in paragraphs:
        parent = ref.parent
        if parent and parent in paragraphs:
            found[parent].append(ref)
    return {ref: tuple(items) for ref, items in found.items()}


def _related(files: ActFiles, act: ActId) -> Iterator[tuple[Ref, tuple[Ref, ...]]]:
    for ref, others in files.act.value.related.items():
        yield Ref(ref, act), tuple(Ref(other, act) for other in others)


def body_of(name: str, entry: schema.BodyEntry) -> Body:
    officer = entry.ethics_officer
    return Body(
        BodyId(name),
        both(entry.name),
        tuple(map(ActId, entry.acts)),
        Contact(both(officer.post), officer.telephone, officer.room) if officer else None,
        entry.hotline,
    )


def _dilemma(name: str, entry: schema.DilemmaEntry, act: ActId) -> Dilemma:
    return Dilemma(
        id=DilemmaId(name),
        ref=Ref(entry.ref, act),
        matter=MatterId(entry.matter),
        questions=both(entry.question),
        choices={letter: both(choice) for letter, choice in entry.choices.items()},
        right=entry.right,
        reasons=both(entry.why),
    )
