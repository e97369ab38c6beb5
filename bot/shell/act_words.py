"""What the commands on acts print, in sentences that a lawyer understands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.acts.importing.model import ReadAct, Unit
from bot.acts.importing.pairing import Difference, Paired
from bot.acts.model import Act, Rulebook, shortened
from bot.acts.refs import ActId
from bot.acts.standing_line import standing_line
from bot.answers.mapping_file import waiting
from bot.answers.proposals import Proposal
from bot.language import Language
from bot.texts.texts import Texts

Written = Mapping[str, str]
"""Names of files with their texts."""

LINE = 72
NAMES = {Language.KK.value: "Kazakh", Language.RU.value: "Russian"}


def of_read_act(act: ReadAct) -> Iterator[str]:
    """What was understood of a published act."""
    yield act.title or "(no title was found)"
    yield f"  {act.kind or 'act'} № {act.number or '?'} of {act.date or '?'}, {act.issuer or 'issuer not found'}"
    if act.registered:
        by = act.registered
        yield f"  registered: № {by.number or '?'} of {by.date or '?'}, {by.by}"
    note = f" – {act.standing_note}" if act.standing_note else ""
    yield f"  standing: {act.standing.value}{note}"
    yield f"  language: {NAMES.get(act.language, act.language)}"
    yield f"  {len(act.units)} places: {_kinds(act.units)}"
    yield ""
    yield from (f"  {unit.ref:<15} {shortened(unit.text or unit.heading, LINE)}" for unit in act.units)
    yield from _unplaced(act)
    yield ""
    yield "Nothing was written. To bring the act in: python -m bot act import FILE… --as ID"


def _kinds(units: Sequence[Unit]) -> str:
    counted = Counter(unit.kind.value for unit in units)
    return ", ".join(f"{kind} {count}" for kind, count in counted.items())


def _unplaced(act: ReadAct, which: str = "") -> Iterator[str]:
    if act.unplaced:
        yield ""
        yield f"What became no place of the act{which}. Look whether something is missed:"
        for piece in act.unplaced:
            yield f"  {piece.at}: {piece.why}: «{shortened(piece.text, LINE)}»"


def of_import(folder: Path, pair: Paired, act_id: str) -> Iterator[str]:
    """What was written, in what the languages differ, and what comes next."""
    languages = [NAMES[name] for name, one in (("kk", pair.kk), ("ru", pair.ru)) if one is not None]
    yield f"Written into {folder}: {len(pair.refs)} places, {' and '.join(languages)}."
    if pair.differences:
        yield "The two languages differ; look at each in the publication:"
        yield from (f"  {_difference(found)}" for found in pair.differences)
    for act in filter(None, (pair.kk, pair.ru)):
        yield from _unplaced(act, f" ({NAMES[act.language]})")
    yield "Next:"
    yield f"  1. Look through {folder / 'act.yaml'}: short_title, dates, standing."
    yield f"  2. python -m bot act match {act_id}"
    yield "  3. Add the id to the acts of your body in knowledge/bodies.yaml, the weightiest act first."
    yield "  4. python -m bot check"


def _difference(found: Difference) -> str:
    place = f"«{found.ref}» " if found.ref else ""
    values = f" (Kazakh: {found.kk}, Russian: {found.ru})" if found.kk or found.ru else ""
    return f"{place}{found.differs.value}{values}"


def of_proposals(found: Sequence[Proposal], rulebook: Rulebook, path: Path) -> Iterator[str]:
    """Every proposal with its share of certainty."""
    for proposal in found:
        words = shortened(rulebook.paragraphs[proposal.ref].text(Language.RU).whole, 44)
        matters = "  ".join(f"{one.matter} {one.share:.2f}" for one in proposal.candidates) or "none"
        yield f"  {proposal.ref.value:<9} {words:<46}{matters}"
    proposed = sum(1 for proposal in found if proposal.candidates)
    yield f"{len(found)} places: a matter is proposed for {proposed}, none for {len(found) - proposed}."
    yield f"The proposals stand as comments under `settles:` in {path}."
    yield "Take the # away before each line that is right, mend the others, then: python -m bot check"


def of_list(rulebook: Rulebook, texts: Texts, folder: Path, language: Language) -> Iterator[str]:
    """Every act, in the order of its folder."""
    for act_id, act in rulebook.acts.items():
        places = list(rulebook.of_act(rulebook.id_in_refs(act_id)))
        mapped = sum(1 for place in places if place.settles)
        proposed = waiting((folder / act_id / "act.yaml").read_text(encoding="utf-8"))
        yield f"{act_id}: {act.titles[language]}"
        yield f"  {standing_line(act, language, texts).words}"
        yield f"  {len(places)} places, {mapped} mapped, {proposed} to be confirmed; {_bodies(rulebook, act_id, act)}"


def _bodies(rulebook: Rulebook, act_id: ActId, act: Act) -> str:
    bound = [body.id for body in rulebook.bodies.values() if act_id in body.acts]
    if not bound:
        return f"binds nobody yet: add {act.id} to a body in knowledge/bodies.yaml"
    return f"binds: {', '.join(bound)}"
