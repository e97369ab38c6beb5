"""An act as the entries of its files: each place with its section, its heading and its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.acts.importing.headings import Level, heading
from bot.acts.importing.model import Kind, ReadAct, Unit
from bot.acts.importing.pairing import Paired

_FIXED = ("status", "preamble", "resolution", "annex")
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in one language; parts after its own list are parts like the others."""

    ref: str
    section: str
    kind: Kind
    heading: str
    parts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """Footnotes of amendment: for the lawyer's eyes, no part of the text."""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of an act: the section of each ref, and the title of each section by language."""

    of_ref: Mapping[str, str]
    titles: Mapping[str, Mapping[str, str]]


def sections_of(act: Paired) -> Sections:
    """Sections by the headings over the units; named `1`, `2` … in their order, those apart by their own names."""
    texts = {language: one for language, one in (("kk", act.kk), ("ru", act.ru)) if one is not None}
    units = {language: {unit.ref: unit for unit in one.units} for language, one in texts.items()}
    names: dict[tuple[str, ...], str] = {}
    of_ref: dict[str, str] = {}
    titles: dict[str, dict[str, str]] = {}
    for ref in act.refs:
        paths = {language: _path(by_ref[ref]) for language, by_ref in units.items() if ref in by_ref}
        name = _fixed(ref) or _named([path for path in paths.values() if path], names)
        if not any(paths.values()) or not name:
            continue
        of_ref[ref] = name
        for language, path in paths.items():
            titles.setdefault(name, {}).setdefault(language, _title(path) or ref)
    return Sections(of_ref, {name: _both(said) for name, said in titles.items()})


def _title(path: Sequence[str]) -> str:
    """Headings from the outermost in as one title, a stop after each but the last."""
    return " ".join([*(f"{one.rstrip('.')}." for one in path[:-1]), *path[-1:]])


def _both(said: Mapping[str, str]) -> Mapping[str, str]:
    first = next(iter(said.values()))
    return {"kk": said.get("kk", first), "ru": said.get("ru", first)}


def _fixed(ref: str) -> str:
    first = ref.split(".", maxsplit=1)[0].split(",", maxsplit=1)[0].replace("/", "_").replace("-", "_")
    return first[:20] if first.startswith(_FIXED) else ""


def _named(paths: Sequence[tuple[str, ...]], names: dict[tuple[str, ...], str]) -> str:
    """One name for the headings of both languages, a new one where neither has been met."""
    if not paths:
        return ""
    known = next((names[path] for path in paths if path in names), None)
    name = known or str(len(set(names.values())) + 1)
    for path in paths:
        names.setdefault(path, name)
    return name


def _path(unit: Unit) -> tuple[str, ...]:
    """The headings above the article, the title of the document left out where there are others."""
    above = unit.headings if _article(unit) is None else unit.headings[:-1]
    return above[1:] if len(above) > 1 and heading(above[0]) is None else above


def _article(unit: Unit) -> str | None:
    last = unit.headings[-1] if unit.headings else ""
    spelled = heading(last)
    return last if spelled is not None and spelled.level is Level.ARTICLE else None


def entries_of(act: ReadAct, sections: Sections) -> Sequence[Entry]:
    """The entries of one language; a place without text says what is left of it."""
    return [
        Entry(
            unit.ref,
            sections.of_ref.get(unit.ref, ""),
            unit.kind,
            _article(unit) or "",
            unit.parts + unit.closing or unit.notes[:1] or unit.headings[-1:] or (_NOTHING,),
            unit.notes,
        )
        for unit in act.units
    ]
