"""Paragraphs that a page or a plain text cut into lines are made whole again."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.acts.importing.headings import heading
from bot.acts.importing.letters import fold
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import marker
from bot.acts.importing.notes import is_amendment, is_editors
from bot.acts.importing.requisites import is_requisites
from bot.acts.importing.tables import is_corner_text, is_sheet, names_office, names_person

_QUOTES = '"«“'
_CLOSING = tuple(".;:!?")
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010¬]$")
_CUT_BY_CHANCE = 0.04
"""Share of the lines at whose end a hyphen stands where words are not cut: what stands there is the hyphen of a compound."""
_COMPOUNDS = frozenset({"интернет", "вице", "пресс", "экс", "веб", "онлайн", "үй", "іс", "аты", "өзін"})
"""First halves of words that have a hyphen wherever they stand."""
_LONGEST_SIGNATURE = 160
_INITIAL = re.compile(r"(?:^|\s)[А-ЯӘҒҚҢӨҰҮҺІЁ]\.$")
_FAMILY_NAME = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІЁ][\w-]+$")
_ROMAN = re.compile(r"[IVXІХ]+(?!\w)")
_OPENS_CORNER = re.compile(
    r"(Приложение|ПРИЛОЖЕНИЕ)( №? ?\d+)?( к .{3,}| к)?$|(УТВЕРЖД[ЕЁ]Н\w*|Утвержд[её]н\w*)( (приказ|указ|постановлен|решен)\w*( .*)?)?$"
)
_LEADS_ON = re.compile(r"(?:(?<!\w)(?:согласно|по|в|к|с|из|на|и|или)|,)\s*$", re.IGNORECASE)
"""What a sentence that names an annex has before it."""
_FIGURE = re.compile(r"\d[-\u2010]$")
_DATED = re.compile(r"от \d{1,2} [а-я]+ \d{4} ")
_BULLETS = frozenset("•▪●◦■□➢✓")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_JOINABLE = frozenset({Look.PLAIN, Look.NOTE, Look.EDITOR})


def closed(text: str) -> bool:
    """A closing sign ends the line, a quotation mark or a bracket after it aside."""
    return text.rstrip(' "»”)').endswith(_CLOSING) or text.endswith(_CLOSING)


def unwrapped(lines: Sequence[Line]) -> tuple[Line, ...]:
    """A line that begins small, after one that nothing closed, goes on with it."""
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else None
        if before is not None and _goes_on(before, line):
            whole[-1] = replace(before, text=f"{before.text} {line.text}")
        else:
            whole.append(line)
    return tuple(whole)


def _goes_on(before: Line, line: Line) -> bool:
    return (
        before.look in _JOINABLE
        and line.look is Look.PLAIN
        and line.text[:1].islower()
        and not closed(before.text)
        and marker(line.text) is None
        and _DATED.match(fold(line.text)) is None
        and not is_corner_text(before.text)
    )


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line with what its place on the page tells."""

    at: str
    text: str
    indented: bool
    """It begins farther right than the text's edge."""
    parted: bool
    """A blank stands before it."""
    full: bool
    """It reaches the right edge."""
    centred: bool = False


def joined(printed: Sequence[Printed]) -> Iterable[tuple[str, str]]:
    """Place and text of every paragraph of printed lines."""
    words = Counter(fold(word) for line in printed for word in re.findall(r"[\w-]+", line.text))
    cut = sum(1 for line in printed if _HYPHEN.search(line.text))
    cuts_words = cut > len(printed) * _CUT_BY_CHANCE
    at, text = "", ""
    before: Printed | None = None
    for number, line in enumerate(printed):
        signs = closed(text) and _signs(line, printed[number + 1 : number + 2])
        begins = (
            before is None or signs or _begins(before, line) or (marker(line.text) and is_requisites(text))
        )
        if begins and not (before and _must_go_on(before.text, line.text)):
            if text:
                yield at, text
            at, text = line.at, line.text
        else:
            text = _glued(text, line.text, words, cuts_words=cuts_words)
        before = line
    if text:
        yield at, text


def _must_go_on(before: str, line: str) -> bool:
    """A number or a name is cut: «№» stands before it, or a hyphen or initials in it."""
    in_number = before.endswith("№") or (_FIGURE.search(before) and _ROMAN.match(line))
    return bool(in_number or (_INITIAL.search(before) and _FAMILY_NAME.match(line)))


def _signs(line: Printed, after: Sequence[Printed]) -> bool:
    """A signature begins here, which may run into the next line."""
    text = " ".join(one.text for one in (line, *after))
    short = len(text) < _LONGEST_SIGNATURE and line.text[:1].isupper() and marker(line.text) is None
    return short and names_person(text) and names_office(text)


def _begins(before: Printed, line: Printed) -> bool:
    """Whether the line opens a paragraph of its own after the line before it."""
    ended = closed(before.text)
    capital = not line.text.lstrip(_QUOTES)[:1].islower()
    in_corner = _OPENS_CORNER.match(line.text) and _LEADS_ON.search(before.text) is None
    if in_corner or (ended and _is_apart(line.text)):
        return True
    signs = names_person(line.text) and names_office(line.text)
    if line.text[:1] in _BULLETS or (ended and signs):
        return True
    if (line.parted and (ended or not before.full or capital)) or (
        line.indented and _opens_indented(before, line, ended=ended, capital=capital)
    ):
        return True
    if marker(line.text) or heading(line.text):
        under = heading(before.text) is not None or (before.centred and not line.centred)
        return ended or not before.full or (under and marker(line.text) is not None)
    if capital and (names_person(before.text) or (before.centred and not line.centred and not ended)):
        return True
    return not before.full and (ended or (capital and not _HYPHEN.search(before.text)))


def _is_apart(text: str) -> bool:
    """The line opens a remark of the bank, or a sheet to be signed: no part of the paragraph before it."""
    return is_amendment(text) or is_editors(text) or is_sheet(text)


def _opens_indented(before: Printed, line: Printed, *, ended: bool, capital: bool) -> bool:
    """An indented line opens a paragraph unless the line before it goes on; under a heading it does so all the same."""
    if ended or not before.full:
        return True
    return capital and not line.centred and heading(before.text) is not None


def _glued(text: str, more: str, words: Counter[str], *, cuts_words: bool) -> str:
    if _FIGURE.search(text) and (more[:1].islower() or _ROMAN.match(more)):
        return text + more
    cut = _HYPHEN.search(text)
    first = _FIRST_WORD.match(more)
    if cut is None or first is None or not first[0][0].islower():
        return f"{text} {more}"
    whole, hyphened = fold(cut[1] + first[0]), fold(f"{cut[1]}-{first[0]}")
    soft = text[-1] in "\u00ad¬"
    compound = (
        words[hyphened] > words[whole] or not (words[whole] or cuts_words) or cut[1].lower() in _COMPOUNDS
    )
    return text + more if compound and not soft else text[:-1] + more
