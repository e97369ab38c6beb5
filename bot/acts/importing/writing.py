"""An act as the files of `knowledge/acts/ID/`, for a lawyer to look through; the only place that knows their form."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bot.acts.importing.model import Kind, ReadAct, Unit
from bot.acts.importing.pairing import Paired

_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text was taken from, and on which day (ISO)."""

    source: str
    taken_on: str


def files(act_id: str, act: Paired, sources: Mapping[str, Provenance]) -> Mapping[str, str]:
    """Name and text of every file; `sources` by language."""
    texts = {"kk": act.kk, "ru": act.ru}
    read = {language: one for language, one in texts.items() if one is not None}
    written = {f"text.{language}.yaml": text_file(one.units) for language, one in read.items()}
    return {"act.yaml": "".join(_act_lines(act_id, act, read, sources)), **written}


def fingerprint(units: Iterable[Unit]) -> str:
    """The sha256 of all refs and texts: another one means that a text was changed by hand."""
    said = [[unit.ref, list(unit.parts), list(unit.closing)] for unit in units]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def text_file(units: Iterable[Unit]) -> str:
    """The units of one language by ref."""
    return "".join(line for unit in units for line in _unit_lines(unit))


def units_of(text: str) -> tuple[Unit, ...]:
    """The units that `text_file` wrote."""
    read: Mapping[str, Mapping[str, Any]] = yaml.safe_load(text) or {}
    return tuple(
        Unit(
            ref,
            Kind(said["kind"]),
            tuple(said.get("headings", ())),
            tuple(said["parts"]),
            tuple(said.get("closing", ())),
            tuple(said.get("notes", ())),
        )
        for ref, said in read.items()
    )


def _unit_lines(unit: Unit) -> Iterator[str]:
    yield f"{quoted(unit.ref)}:\n  kind: {unit.kind.value}\n"
    yield from _list("headings", unit.headings)
    if not unit.parts:
        yield "  parts: []\n"
    yield from _list("parts", unit.parts)
    yield from _list("closing", unit.closing)
    yield from _list("notes", unit.notes)
    yield "\n"


def _list(name: str, texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f"  {name}:\n" if number == 0 else ""
        yield f"    - {quoted(text)}\n"


def _act_lines(
    act_id: str, act: Paired, read: Mapping[str, ReadAct], sources: Mapping[str, Provenance]
) -> Iterator[str]:
    main = act.ru or act.kk
    if main is None:
        return
    yield f"id: {quoted(act_id)}\n"
    yield from _by_language("title", {language: one.title for language, one in read.items()})
    yield from _by_language("kind", {language: one.kind for language, one in read.items()})
    yield from _by_language("issuer", {language: one.issuer for language, one in read.items()})
    yield f"number: {quoted(main.number)}\ndate: {quoted(main.date)}\n"
    yield from _registration(main)
    yield f"standing: {quoted(main.standing.value)}\n"
    yield from _by_language("standing_note", {language: one.standing_note for language, one in read.items()})
    yield "texts:\n"
    for language, one in read.items():
        yield from _origin(language, one, sources.get(language))
    yield "units:\n"
    for ref in act.refs:
        yield f"  {quoted(ref)}:\n    settles: []\n"


def _by_language(name: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield f"{name}:\n"
    for language, text in texts.items():
        yield f"  {language}: {quoted(text)}\n"


def _registration(act: ReadAct) -> Iterator[str]:
    if act.registered is None:
        yield "registered: null\n"
        return
    yield f"registered:\n  by: {quoted(act.registered.by)}\n  number: {quoted(act.registered.number)}\n"
    yield f"  date: {quoted(act.registered.date)}\n"


def _origin(language: str, act: ReadAct, origin: Provenance | None) -> Iterator[str]:
    yield f"  {language}:\n"
    if origin is not None:
        yield f"    source: {quoted(origin.source)}\n    taken_on: {quoted(origin.taken_on)}\n"
    yield f"    fingerprint: {quoted('sha256:' + fingerprint(act.units))}\n"


def quoted(text: str) -> str:
    """The text between double quotes as YAML reads it back, sign for sign."""
    plain = json.dumps(text, ensure_ascii=False)
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
