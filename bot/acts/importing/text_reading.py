"""Reads plain text: copied pages and exports of other banks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.acts.importing.decoding import decoded
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.notes import is_amendment, is_editors
from bot.acts.importing.wrapping import Printed, joined

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
    said = list(_hard_wrapped(raw) if _is_hard_wrapped(raw) else _whole(raw))
    if not said:
        raise UnreadableActError(name, "the file is empty")
    return Source(frame, tuple(text_line(at, line) for at, line in said), wrapped=True)


def _whole(raw: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((f"line {number}", tidy(line)) for number, line in enumerate(raw, 1) if tidy(line))


def _is_hard_wrapped(raw: Sequence[str]) -> bool:
    """Lines are cut at one width: none is much longer, and many come near it."""
    lengths = sorted(len(line.rstrip()) for line in raw if line.strip())
    if len(lengths) < _FEWEST or lengths[-1] > _WIDEST:
        return False
    width = lengths[len(lengths) * 95 // 100]
    near = sum(1 for length in lengths if length >= width * 0.85)
    return width >= _NARROWEST and near * 100 >= len(lengths) * 35


def _hard_wrapped(raw: Sequence[str]) -> Iterable[tuple[str, str]]:
    lengths = sorted(len(line.rstrip()) for line in raw if line.strip())
    width = lengths[len(lengths) * 95 // 100]
    margin = Counter(_indent(line) for line in raw if line.strip()).most_common(1)[0][0]
    printed, blank = [], False
    for number, line in enumerate(raw, 1):
        if said := tidy(line):
            full = len(line.rstrip()) >= width * 0.8
            printed.append(Printed(f"line {number}", said, _indent(line) > margin, blank, full))
        blank = not said
    return joined(printed)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def text_line(at: str, text: str) -> Line:
    """A line whose look only its first word can tell."""
    if is_amendment(text):
        return Line(at, text, Look.NOTE)
    return Line(at, text, Look.EDITOR if is_editors(text) else Look.PLAIN)
