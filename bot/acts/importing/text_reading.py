"""Reads plain text: copied pages and exports of other banks."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bot.acts.importing.decoding import decoded
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import fold, tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.notes import is_amendment, is_editors
from bot.acts.importing.wrapping import Printed, closed, joined

_NUMBER_ALONE = re.compile(r"[\s–—-]*(\d{1,3})[\s–—-]*$")
_PAGE_TOLD = re.compile(
    r"(?<!\w)(стр\.?|страница|бет|раgе|page)\s*\d{1,3}(\s*(из|/|of)\s*\d{1,3})?\s*$|(?<!\w)\d{1,3}\s?-?\s?бет\s*$"
)
_FEWEST = 12
_NARROWEST = 50
_WIDEST = 140
_ENTITIES = {"&nbsp;": " ", "&quot;": '"', "&laquo;": "«", "&raquo;": "»", "&amp;": "&"}


def read_text(content: bytes, name: str) -> Source:
    """The lines of the file that are not blank.

    Raises:
        UnreadableActError: the file holds no text.
    """
    return lines_of(decoded(content, name), name, Frame())


def lines_of(text: str, name: str, frame: Frame) -> Source:
    """The lines of a text already in hand, under the frame that came with it."""
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    raw = re.split(r"\r\n|[\n\r\f\v\u2028\u2029\x85]", text)
    pages = _page_numbers(raw) if (cut := _is_hard_wrapped(raw)) else {}
    said = list(_hard_wrapped(raw, pages) if cut else _whole(raw))
    if not said:
        raise UnreadableActError(name, "the file is empty")
    apart = (Line(f"line {number + 1}", tidy(line), Look.CHROME) for number, line in pages.items())
    return Source(frame, (*(text_line(at, line) for at, line in said), *apart), wrapped=True)


def _whole(raw: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"line {number}", tidy(line)) for number, line in enumerate(raw, 1) if tidy(line))


def _is_hard_wrapped(raw: Sequence[str]) -> bool:
    """Lines are cut at one width: none is much longer, and of those that come near it most end in mid-sentence."""
    said = sorted((line.rstrip() for line in raw if line.strip()), key=len)
    if len(said) < _FEWEST or len(said[-1]) > _WIDEST:
        return False
    width = len(said[len(said) * 95 // 100])
    near = [line for line in said if len(line) >= width * 0.85]
    cut = [line for line in near if not closed(line)]
    return width >= _NARROWEST and len(near) * 10 >= len(said) and len(cut) * 2 >= len(near)


def _hard_wrapped(raw: Sequence[str], numbers: Collection[int]) -> Iterable[tuple[str, str]]:
    lengths = sorted(len(line.rstrip()) for line in raw if line.strip())
    width = lengths[len(lengths) * 95 // 100]
    indents = Counter(_indent(line) for line in raw if line.strip())
    margin = min(indent for indent, count in indents.items() if count * 10 >= max(indents.values()))
    printed, blank = [], False
    for number, line in enumerate(raw, 1):
        if number - 1 in numbers:
            continue
        if said := tidy(line):
            full = len(line.rstrip()) >= width * 0.8
            printed.append(Printed(f"line {number}", said, _indent(line) > margin, blank, full))
        blank = not said
    return joined(printed)


def _page_numbers(raw: Sequence[str]) -> Mapping[int, str]:
    """Lines of a page's head or foot: they stand between blank ones and end with the word «page» and a number, or are a number
    alone, which runs on from 1 or 2.
    """
    found: dict[int, str] = {}
    last = 0
    for number, line in enumerate(raw):
        if any(one.strip() for one in (*raw[max(0, number - 1) : number], *raw[number + 1 : number + 2])):
            continue
        folded = fold(line)
        told = _NUMBER_ALONE.match(folded)
        if told and (int(told[1]) == last + 1 or (not last and int(told[1]) == 2)):
            found[number], last = line, int(told[1])
        elif len(line) < _WIDEST and _PAGE_TOLD.search(folded):
            found[number] = line
    return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def text_line(at: str, text: str) -> Line:
    """A line whose look only its first word can tell."""
    if is_amendment(text):
        return Line(at, text, Look.NOTE)
    return Line(at, text, Look.EDITOR if is_editors(text) else Look.PLAIN)
