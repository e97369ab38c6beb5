"""The way from a file to a `ReadAct`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.acts.importing import notes
from bot.acts.importing.contents import without_contents
from bot.acts.importing.docx_reading import read_docx
from bot.acts.importing.endings import with_endings
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.grammar import grow
from bot.acts.importing.growth import Growth
from bot.acts.importing.head import Head, read_head
from bot.acts.importing.headings import heading
from bot.acts.importing.html_reading import is_page, read_html
from bot.acts.importing.json_reading import is_json, read_json
from bot.acts.importing.letters import fold, language_of, solid
from bot.acts.importing.lines import Line, Look, Source
from bot.acts.importing.markdown_reading import read_folder, read_markdown
from bot.acts.importing.markers import marker
from bot.acts.importing.mht_reading import is_mht, page_within
from bot.acts.importing.model import Kind, ReadAct, Standing, Unit, Unplaced
from bot.acts.importing.parts import Draft, Part, Place, prefixes
from bot.acts.importing.pdf_reading import read_pdf
from bot.acts.importing.requisites import Requisites, first_date, first_number, read_requisites
from bot.acts.importing.text_reading import read_text
from bot.acts.importing.wrapping import unwrapped

LARGEST = 50_000_000
"""Bytes of a file; the longest code saved as a page has four million."""


def read_act(source: Path | str | bytes, language: str | None = None) -> ReadAct:
    """Read one act in one language from a file, a folder of Markdown, or the bytes of a file.

    Raises:
        UnreadableActError: the form cannot be read; the message says what was met and where.
    """
    return understood(read_source(source), language)


def read_acts(source: Path | str | bytes) -> tuple[ReadAct, ...]:
    """Read one act: in its one language, or in both where the form sets them side by side.

    Raises:
        UnreadableActError: as `read_act`.
    """
    found = read_source(source)
    columns = sorted({line.column for line in found.lines if line.column})
    return tuple(understood(found, language) for language in columns) or (understood(found),)


def read_source(source: Path | str | bytes) -> Source:
    """The lines of a file by the reader of its form.

    Raises:
        UnreadableActError: the form cannot be read.
    """
    if isinstance(source, bytes):
        return _read_bytes(source, "the text given")
    path = Path(source)
    if path.is_dir():
        return read_folder(path)
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableActError(path.name, f"the file is larger than {LARGEST // 1_000_000} MB")
        return _read_bytes(path.read_bytes(), path.name)
    except OSError as error:
        raise UnreadableActError(
            path.name, f"the file cannot be opened ({error.strerror or 'no such file'})"
        ) from error


def _read_bytes(content: bytes, name: str) -> Source:
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise UnreadableActError(name, "the file is empty")
    if start.startswith(b"%PDF"):
        return read_pdf(content, name)
    if start.startswith(b"PK"):
        return read_docx(content, name)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableActError(name, "an old Word file (.doc): save it as .docx first")
    if start.startswith(b"{\\rtf"):
        raise UnreadableActError(name, "a file of the form RTF: save it as .docx first")
    if name.lower().endswith(".json") or (start[:1] in {b"{", b"["} and is_json(content)):
        return read_json(content, name)
    if is_mht(content):
        return read_html(page_within(content, name), name)
    if is_page(content) and not name.lower().endswith(".md"):
        return read_html(content, name)
    return read_markdown(content, name) if _is_markdown(content, name) else read_text(content, name)


def _is_markdown(content: bytes, name: str) -> bool:
    if name.lower().endswith((".md", ".markdown")):
        return True
    if name.lower().endswith(".txt"):
        return False
    return any(line.startswith((b"# ", b"## ", b"### ")) for line in content.splitlines())


def understood(source: Source, language: str | None = None) -> ReadAct:
    """Turn the lines of a source into an act."""
    tongue = language or source.frame.language or language_of("\n".join(line.text for line in source.lines))
    source, beside = _in_one_language(source, tongue)
    head = _prepared(source)
    if not (language or source.frame.language):
        # A letterhead in two languages tells nothing of the language of the text.
        tongue = language_of("\n".join(line.text for line in head.body))
    growth = grow(head.body, wrapped=source.wrapped)
    requisites = _requisites(head, tongue)
    requisites = _completed(requisites, head, growth)
    placed, apart = _units(growth.parts)
    standing, note = _standing(head, growth.parts)
    unplaced = [*head.unplaced, *growth.unplaced, *apart, *beside]
    if standing is Standing.REPEALED:
        placed, unplaced = _with_status(placed, unplaced, head, note)
        placed, unplaced = _without_broken_preamble(placed, unplaced)
    return ReadAct(
        title=head.frame.title or head.frame.extra.get("title", ""),
        kind=requisites.kind,
        number=requisites.number,
        date=requisites.date,
        issuer=requisites.issuer,
        registered=requisites.registered,
        standing=standing,
        standing_note=note,
        language=tongue,
        units=tuple(placed),
        unplaced=tuple(one for one in unplaced if one.text),
    )


def _in_one_language(source: Source, language: str) -> tuple[Source, list[Unplaced]]:
    """The source without the column of the other language, and what stood in that."""
    why = "the column of the other language: it is read with --lang"
    beside = [Unplaced(line.at, line.text, why) for line in source.lines if line.column not in {"", language}]
    own = tuple(line for line in source.lines if line.column in {"", language})
    return (replace(source, lines=own) if beside else source), beside


def _prepared(source: Source) -> Head:
    lines = _with_note_of_repeal(without_contents(source.lines))
    lines = tuple(_with_remarks(unwrapped(lines) if source.wrapped else lines))
    head = read_head(replace(source, lines=lines))
    return replace(head, body=with_endings(head.body))


def _with_note_of_repeal(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """«Утратил силу приказом …» on a line of its own before the first number is a note, as other banks write it."""
    top = next((number for number, line in enumerate(lines) if marker(line.text)), len(lines))
    return tuple(
        replace(line, look=Look.NOTE)
        if number < top and line.look in {Look.PLAIN, Look.BOLD} and notes.opens_with_repeal(line.text)
        else line
        for number, line in enumerate(lines)
    )


def _with_remarks(lines: Sequence[Line]) -> Iterator[Line]:
    """A remark of editors whose first line is only its name goes on in the next line, unless a number or a heading opens that."""
    labelled = False
    for line in lines:
        goes_on = labelled and line.look is Look.PLAIN and not (marker(line.text) or heading(line.text))
        yield replace(line, look=Look.EDITOR) if goes_on else line
        labelled = line.look is Look.EDITOR and len(line.text) < 45 and notes.is_editors(line.text)


def _requisites(head: Head, language: str) -> Requisites:
    return read_requisites(head.frame.requisites, language) if head.frame.requisites else Requisites()


def _completed(requisites: Requisites, head: Head, growth: Growth) -> Requisites:
    """The requisites; what their line does not tell is taken from the form, or from what the approved document says of its act."""
    extra = head.frame.extra
    number = requisites.number or extra.get("number", "")
    date = requisites.date or extra.get("date", "")
    approval = next(
        (part.corner for part in growth.parts if part.place is Place.APPROVED and part.corner), ""
    )
    return replace(
        requisites,
        kind=requisites.kind or extra.get("kind", ""),
        issuer=requisites.issuer or extra.get("issuer", ""),
        number=number or first_number(approval),
        date=date or first_date(fold(approval)),
    )


def _units(parts: Sequence[Part]) -> tuple[list[Unit], list[Unplaced]]:
    units: list[Unit] = []
    apart: list[Unplaced] = []
    for part, prefix in zip(parts, prefixes(parts), strict=True):
        if part.place in {Place.ANNEX_TO_ACT, Place.ANNEX_TO_RULES, Place.APPROVED} and not _is_cited(part):
            apart += _kept_apart(part)
        else:
            units += _annex_lead(part, prefix)
            units += [_unit(draft, prefix) for draft in part.drafts]
    return units, apart


def _is_cited(part: Part) -> bool:
    if part.place is Place.APPROVED:
        return True
    if part.is_form:
        return False
    return part.numbered or part.place is Place.ANNEX_TO_ACT


def _kept_apart(part: Part) -> list[Unplaced]:
    why = (
        "annex: a form to fill in"
        if part.is_form
        else "annex without numbered points (table, formula or list)"
    )
    skipped = {Look.CORNER, Look.SIGNATURE, Look.CHROME}
    return [Unplaced(line.at, line.text, why) for line in part.lines if line.look not in skipped]


def _annex_lead(part: Part, prefix: str) -> list[Unit]:
    if not part.loose and not part.notes:
        return []
    texts = tuple(line.text for line in part.loose)
    headings = (" ".join(part.title),) if part.title else ()
    ref = prefix.rstrip(".") or "preamble"
    kind = Kind.ANNEX if prefix else Kind.PREAMBLE
    return [Unit(ref, kind, headings, texts, (), tuple(part.notes))]


def _unit(draft: Draft, prefix: str) -> Unit:
    ref, kind = ",".join(prefix + one for one in draft.ref.split(",")), draft.kind
    if kind is Kind.PREAMBLE and prefix.startswith("annex"):
        ref, kind = prefix.rstrip("."), Kind.ANNEX
    parts, closing = tuple(filter(None, draft.parts)), tuple(draft.closing)
    return Unit(ref, kind, draft.headings, parts, closing, tuple(draft.notes))


def _standing(head: Head, parts: Sequence[Part]) -> tuple[Standing, str]:
    said = [
        note
        for part in parts
        for note in [*part.notes, *(note for draft in part.drafts for note in draft.notes)]
    ]
    whole = next((note for note in said if notes.repeals_the_act(note)), "")
    in_requisites = notes.sentence_of_repeal(head.frame.requisites)
    if head.frame.standing == "repealed" or in_requisites or whole:
        return Standing.REPEALED, whole or in_requisites
    if head.frame.standing == "amended" or (
        not head.frame.standing and any(map(notes.tells_of_change, said))
    ):
        return Standing.AMENDED, ""
    return (Standing.IN_FORCE if head.frame.standing else Standing.UNKNOWN), ""


def _with_status(
    units: list[Unit], unplaced: list[Unplaced], head: Head, note: str
) -> tuple[list[Unit], list[Unplaced]]:
    """The unit `status` of a repealed act: its requisites and the note that repeals it."""
    told = head.frame.requisites
    parts = tuple(filter(None, (told, "" if note in told else note)))
    if not parts:
        return units, unplaced
    status = Unit("status", Kind.STATUS, (), parts)
    others = [replace(unit, notes=tuple(one for one in unit.notes if one != note)) for unit in units]
    said = {solid(part) for part in parts}
    return [status, *others], [one for one in unplaced if solid(one.text) not in said]


def _without_broken_preamble(
    units: list[Unit], unplaced: list[Unplaced]
) -> tuple[list[Unit], list[Unplaced]]:
    """The units without a preamble that has a quotation mark too many or too few: it is reported, not cited."""
    kept: list[Unit] = []
    broken: list[Unit] = []
    for unit in units:
        damaged = unit.ref == "resolution.preamble" and unit.text.count('"') % 2 == 1
        (broken if damaged else kept).append(unit)
    why = "preamble of a repealed decision, its quotation marks do not pair: read it before citing"
    return kept, [*unplaced, *(Unplaced("preamble", unit.text, why) for unit in broken)]
