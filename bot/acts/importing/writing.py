"""An act as the files of `knowledge/acts/ID/`, for a lawyer to look through; the only place that knows their form."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bot.acts.fingerprint import fingerprint
from bot.acts.importing.entries import Entry, Sections, entries_of, sections_of
from bot.acts.importing.model import Kind, ReadAct, Registration, Standing
from bot.acts.importing.pairing import Paired, newest_amendment

_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ue000-\uf8ff]")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
_PAGE = re.compile(r"(https?://adilet\.zan\.kz/)(kaz|rus)(/docs/\w+)")
_FOLDERS = {"kk": "kaz", "ru": "rus"}
_FORMS = {
    "постановление": "resolution",
    "приказ": "order",
    "указ": "decree",
    "решение": "decision",
    "распоряжение": "directive",
    "қаулы": "resolution",
    "бұйрық": "order",
    "жарлық": "decree",
    "шешім": "decision",
    "өкім": "directive",
}
"""What kind of act adopted the text, by the word of its requisites, as act.yaml says it; a law is adopted by none."""

_CHECK = "# To be checked by a lawyer: what was read off the publication, and what the bot makes of it."


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text was read, and on which day (ISO)."""

    read_from: str
    read_on: str


def files(act_id: str, act: Paired, read: Provenance) -> Mapping[str, str]:
    """Name and text of every file of an act that is at hand in one language or two."""
    sections = sections_of(act)
    texts = {language: one for language, one in (("kk", act.kk), ("ru", act.ru)) if one is not None}
    entries = {language: entries_of(one, sections) for language, one in texts.items()}
    written = {f"text.{language}.yaml": text_file(said) for language, said in entries.items()}
    return {"act.yaml": "".join(_act_lines(act_id, texts, entries, sections, read)), **written}


def text_file(entries: Iterable[Entry]) -> str:
    """The places of one language in their order; footnotes of amendment stand as comments."""
    return "".join(line for entry in entries for line in _entry_lines(entry))


def read_back(text: str) -> tuple[Entry, ...]:
    """The entries that `text_file` wrote, without their footnotes."""
    read: Sequence[Mapping[str, Any]] = yaml.safe_load(text) or []
    return tuple(
        Entry(
            said["ref"],
            said.get("section", ""),
            Kind(said["kind"]),
            said.get("heading", ""),
            tuple(said["parts"]),
        )
        for said in read
    )


def _entry_lines(entry: Entry) -> Iterator[str]:
    for note in entry.notes:
        yield f"# {_BREAKS.sub(' ', note)}\n"
    yield f"- ref: {quoted(entry.ref)}\n"
    if entry.section:
        yield f"  section: {quoted(entry.section)}\n"
    yield f"  kind: {entry.kind.value}\n"
    if entry.heading:
        yield f"  heading: {quoted(entry.heading)}\n"
    yield "  parts:\n" if entry.parts else "  parts: []\n"
    yield from (f"    - {quoted(part)}\n" for part in entry.parts)
    yield "\n"


def _act_lines(
    act_id: str,
    texts: Mapping[str, ReadAct],
    entries: Mapping[str, Sequence[Entry]],
    sections: Sections,
    read: Provenance,
) -> Iterator[str]:
    main = next(iter(texts.values()))
    titles = {language: one.title or act_id for language, one in texts.items()}
    yield f"{_CHECK}\nid: {quoted(act_id)}\nauthentic: {'both' if len(texts) > 1 else next(iter(texts))}\n"
    yield f"title: {_both(titles)}\n# Shorten it: it stands in answers and on buttons.\nshort_title: {_both(titles)}\n"
    issuers = {language: one.issuer for language, one in texts.items()}
    yield from _event(
        "adopted", Registration(main.issuer, main.number, main.date), issuers, _FORMS.get(main.kind)
    )
    if main.registered is not None:
        by = {language: one.registered.by for language, one in texts.items() if one.registered is not None}
        yield from _event("registered", main.registered, by)
    yield from _standing(main)
    yield "sections:\n" if sections.titles else "sections: {}\n"
    yield from (f"  {quoted(name)}: {_both(said)}\n" for name, said in sections.titles.items())
    yield from _settles(next(iter(entries.values())))
    yield from _source(read)
    for language, said in entries.items():
        taken = fingerprint((entry.ref, entry.parts) for entry in said)
        yield f"    {language}: {quoted(taken)}\n"


def _source(read: Provenance) -> Iterator[str]:
    """Where the text was read; the page in both languages where its address is one of the state's bank of law."""
    yield f"source:\n  read_from: {quoted(read.read_from)}\n  read_on: {read.read_on}\n"
    page = _PAGE.match(read.read_from)
    if page:
        yield f"  link: {_both({language: page[1] + folder + page[3] for language, folder in _FOLDERS.items()})}\n"
    yield "  fingerprint:\n"


def _settles(entries: Sequence[Entry]) -> Iterator[str]:
    """Nothing is settled yet: a line for each place waits as a comment, for proposals and for the lawyer."""
    yield "# Which matters each place settles, by their ids in knowledge/matters/: take the # away before a line that is right.\n"
    yield "settles:\n"
    yield from (f"#  {quoted(entry.ref)}: []\n" for entry in entries)


def _event(name: str, event: Registration, by: Mapping[str, str], form: str | None = None) -> Iterator[str]:
    """A step in the life of the act; one that the publication does not date is left for the lawyer."""
    said = {language: one for language, one in by.items() if one}
    if not (event.date and event.number and said):
        yield f"# {name}: the publication does not give issuer, date and number together.\n"
        return
    yield f"{name}:\n  by: {_both(said)}\n  date: {event.date}\n  number: {quoted(event.number)}\n"
    if form:
        yield f"  form: {form}\n"


def _standing(act: ReadAct) -> Iterator[str]:
    match act.standing:
        case Standing.IN_FORCE:
            yield "in_force: {}\n"
        case Standing.AMENDED:
            last = newest_amendment(act)
            yield f"amended: {{last: {last}}}\n" if last else "amended: {}\n"
        case Standing.REPEALED:
            yield f"# Repealed: {_BREAKS.sub(' ', act.standing_note)}\n# Write «repealed:» with by, date and number.\n"
        case Standing.UNKNOWN:
            yield "# Whether the act binds the publication does not say: write in_force, amended or repealed.\n"


def _both(said: Mapping[str, str]) -> str:
    first = next(iter(said.values()))
    return f"{{kk: {quoted(said.get('kk', first))}, ru: {quoted(said.get('ru', first))}}}"


def quoted(text: str) -> str:
    """The text between double quotes as YAML reads it back, sign for sign."""
    plain = json.dumps(text, ensure_ascii=False)
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
