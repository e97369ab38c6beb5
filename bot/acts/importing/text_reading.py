"""Reads plain text: copied pages and exports of other banks."""

import re

from bot.acts.importing.decoding import decoded
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.notes import is_amendment, is_editors

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
    numbered = enumerate(re.split(r"\r\n|[\n\r\f\v\u2028\u2029\x85]", text), 1)
    lines = tuple(text_line(f"line {number}", tidy(line)) for number, line in numbered if tidy(line))
    if not lines:
        raise UnreadableActError(name, "the file is empty")
    return Source(frame, lines, wrapped=True)


def text_line(at: str, text: str) -> Line:
    """A line whose look only its first word can tell."""
    if is_amendment(text):
        return Line(at, text, Look.NOTE)
    return Line(at, text, Look.EDITOR if is_editors(text) else Look.PLAIN)
