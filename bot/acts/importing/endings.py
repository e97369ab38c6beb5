"""Signatures and corner heads in forms that write them as ordinary lines."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.acts.importing.headings import heading, is_open
from bot.acts.importing.letters import fold
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import marker
from bot.acts.importing.tables import is_corner_text, is_sheet, names_office, names_person

_AGREED = re.compile(
    r"[\W_]*(согласован\w*|келісілді|келісілген|енгізуші|разработчик|разработал|әзірлеген|исполнитель|разослан\w*|согласующ\w+)\W*"
)
_DANGLES = re.compile(r"(ның|нің|дың|дің|тың|тің|на|не|ға|ге|қа|ке|дағы|дегі|мен|сы|сі)\W*$")
_NUMBERED = re.compile(r"(№|\bN\b).*\d{4}|\d{4}.*(№|\bN\b)|№\s*\d\S*$")
_SHORT = 130
_NARROW = 50
_NEAR = 7
_LONGEST_CORNER = 300
_NEAR_PERSON = 6
_LOWERED = re.compile(r"[a-zа-яәғқңөұүһі]")
_SIGNED = frozenset({Look.PLAIN, Look.BOLD, Look.ROW})
_ORDINARY = frozenset({Look.PLAIN, Look.BOLD})


def with_endings(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines; those of a signature or of a corner head look like it, a corner's lines joined to one."""
    said: list[Line] = []
    number, signing, sheet = 0, False, False
    while number < len(lines):
        line = lines[number]
        count = _corner(lines, number)
        if count:
            joined = " ".join(one.text for one in lines[number : number + count])
            said.append(Line(line.at, joined, Look.CORNER))
            number, signing, sheet = number + count, False, False
            continue
        sheet = sheet or (number > 0 and is_sheet(line.text) and is_open(line.text))
        signing = sheet or _signing(lines, number, signing=signing)
        said.append(replace(line, look=Look.SIGNATURE) if signing and line.look in _SIGNED else line)
        number += 1
    return tuple(said)


def _corner(lines: Sequence[Line], start: int) -> int:
    """How many lines a corner head takes from here, 0 where none begins."""
    line = lines[start]
    if line.look is Look.CORNER:
        return 1
    if line.look not in _ORDINARY or len(line.text) > _LONGEST_CORNER or not is_open(line.text):
        return 0
    if not is_corner_text(line.text):
        return _dangling(lines, start)
    return 1 if _NUMBERED.search(line.text) else _until_number(lines, start) or 1 + _small(lines, start + 1)


def _until_number(lines: Sequence[Line], start: int) -> int:
    """Lines up to the date and the number of the adopting act, 0 where they do not come soon."""
    near = takewhile(_may_continue, lines[start + 1 : start + _NEAR])
    return next((place + 2 for place, line in enumerate(near) if _NUMBERED.search(line.text)), 0)


def _may_continue(line: Line) -> bool:
    return line.look in _ORDINARY and len(line.text) <= _SHORT and _continues(line)


def _small(lines: Sequence[Line], start: int) -> int:
    """How many short lines that begin small come from here."""
    return len(
        list(takewhile(lambda line: _LOWERED.match(line.text) and len(line.text) < _SHORT, lines[start:]))
    )


def _dangling(lines: Sequence[Line], start: int) -> int:
    """Lines of a Kazakh corner head, which comes to its word only at the end: «… бұйрығымен», «бекітілген»."""
    for count, line in enumerate(lines[start : start + _NEAR]):
        if count and line.look in _ORDINARY and is_corner_text(line.text) and is_open(line.text):
            return count + 1
        short = line.look in _ORDINARY and len(line.text) < _SHORT and is_open(line.text) and _continues(line)
        if not short or not (_DANGLES.search(fold(line.text)) or _goes_on(lines, start + count + 1)):
            return 0
    return 0


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """The next line begins small: it goes on with what stands before it."""
    return number < len(lines) and _LOWERED.match(lines[number].text) is not None


def _continues(line: Line) -> bool:
    return marker(line.text) is None and heading(line.text) is None


def _signing(lines: Sequence[Line], number: int, *, signing: bool) -> bool:
    line = lines[number]
    if line.look is Look.SIGNATURE:
        return True
    if line.look not in _ORDINARY:
        return signing and line.look is not Look.HEADING
    if marker(line.text) or heading(line.text):
        return False
    if signing:
        return (
            line.look is Look.PLAIN
            or len(line.text) < 25
            or names_person(line.text)
            or names_office(line.text)
        )
    return _opens(lines, number)


def _opens(lines: Sequence[Line], number: int) -> bool:
    """A signature or an agreement begins here."""
    text = lines[number].text
    if len(text) > _SHORT or number == 0:
        return False
    folded = fold(text)
    if _AGREED.match(folded) and is_open(text.rstrip(":")):
        return True
    return _office_of_next(lines, number) or _is_person(lines, number) or _is_office(lines, number)


def _is_person(lines: Sequence[Line], number: int) -> bool:
    text = lines[number].text
    if not names_person(text) or text[:1].islower():
        return False
    return names_office(text) or _ends(lines, number + 1)


def _is_office(lines: Sequence[Line], number: int) -> bool:
    """The line names an office, and a person or the end of the document is near."""
    text = lines[number].text
    if not names_office(text) or not is_open(text):
        return False
    for place, more in enumerate(lines[number + 1 : number + _NEAR_PERSON]):
        if not _short(more):
            return False
        if names_person(more.text):
            return True
        if _ends(lines, number + 2 + place):
            return place < 2 or names_office(more.text)
    return _ends(lines, number + 1)


def _office_of_next(lines: Sequence[Line], number: int) -> bool:
    """«Қазақстан Республикасының» stands alone, the office and the person in the next lines."""
    text = lines[number].text
    if len(text) > 60 or not is_open(text) or not text[:1].isupper() or number + 1 >= len(lines):
        return False
    near = list(takewhile(_short, lines[number + 1 : number + _NEAR]))
    near = near[: max(2, len(list(takewhile(_narrow, near))))]
    return any(names_person(line.text) for line in near) and any(names_office(line.text) for line in near)


def _narrow(line: Line) -> bool:
    """A printed signature has its office in a narrow column."""
    return len(line.text) < _NARROW


def _short(line: Line) -> bool:
    return (
        line.look in _ORDINARY | {Look.SIGNATURE}
        and len(line.text) < _SHORT
        and is_open(line.text)
        and not marker(line.text)
    )


def _ends(lines: Sequence[Line], number: int) -> bool:
    if number >= len(lines):
        return True
    line = lines[number]
    return line.look in {Look.CORNER, Look.CHROME, Look.FOOTNOTE} or is_corner_text(line.text)
