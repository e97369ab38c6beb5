"""The blocks of Markdown as lines: headings, tables, quotations, and text without its signs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import lxml.html

from bot.acts.importing.html_reading import rows_of
from bot.acts.importing.letters import tidy
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import marker
from bot.acts.importing.tables import is_corner_text, table_lines
from bot.acts.importing.text_reading import text_line

LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)|(?<=[.:;,!?])_{1,2}(?!\w)"
)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*$")
_BULLET = re.compile(r"[-*+]\s+")
_RULE = re.compile(r"([-*_])(\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_NAVIGATION = re.compile(r"(\[[^\]]*\]\([^)]*\)\s*[·|•/]?\s*){2,}$")
_WAITING = re.compile("[\ue021-\ue07e]")
_WHOLE_BOLD = re.compile(r"(\*\*|__).*\1$")
_KEPT = 0xE000
"""Escaped signs wait in the private range while the signs of Markdown are taken away."""


def markdown_lines(body: str, place: str) -> Iterator[Line]:
    """All lines of a body; `place` names the file where there are several."""
    said = [line.replace("\u00a0", " ").strip() for line in body.split("\n")]
    number, navigation = 0, False
    while number < len(said):
        line, at = said[number], f"{place}line {number + 1}"
        count = _block(said, number)
        if count:
            yield from _blocks_lines(said[number : number + count], at)
        elif _RULE.match(line):
            navigation = True
        elif line and not _TABLE_RULE.match(line):
            yield _line(at, line, navigation=navigation and _NAVIGATION.match(line) is not None)
        navigation = navigation and (not line or _RULE.match(line) is not None)
        number += count or 1


def _block(said: Sequence[str], number: int) -> int:
    """How many lines a table in HTML or a quotation takes from here, 0 where none begins."""
    if said[number].startswith("<table"):
        ends = (place for place in range(number, len(said)) if "</table>" in said[place])
        return next(ends, number) - number + 1
    count = 0
    while number + count < len(said) and said[number + count].startswith(">"):
        count += 1
    return count


def _blocks_lines(block: Sequence[str], at: str) -> Iterator[Line]:
    if block[0].startswith("<table"):
        table = lxml.html.fragment_fromstring("\n".join(block), create_parent="div")
        for one in table.iter("table"):
            yield from table_lines(rows_of(one), at)
        return
    words = [plain(line.lstrip("> ")) for line in block]
    whole = tidy(" ".join(words))
    if not block[0].lstrip("> ").startswith("[!") and is_corner_text(whole):
        yield Line(at, whole, Look.CORNER)
        return
    for word in filter(None, words):
        line = text_line(at, word)
        yield replace(line, look=Look.CHROME) if line.look is Look.PLAIN else line


def _line(at: str, line: str, *, navigation: bool) -> Line:
    if navigation:
        return Line(at, plain(line), Look.CHROME)
    if found := _HEADING.match(line):
        return Line(at, plain(found[2]), Look.HEADING)
    if line.startswith("|") and line.count("|") > 1:
        cells = [plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
        return Line(at, " | ".join(cell for cell in cells if cell), Look.ROW)
    return _text(at, line)


def _text(at: str, line: str) -> Line:
    found = _BULLET.match(line)
    if found and marker(plain(line[found.end() :])):
        line = line[found.end() :]
    text = text_line(at, plain(line))
    return replace(text, look=Look.BOLD) if text.look is Look.PLAIN and _WHOLE_BOLD.fullmatch(line) else text


def plain(line: str) -> str:
    """The words of a line without the signs of Markdown."""
    line = _ESCAPE.sub(lambda found: chr(_KEPT + ord(found[1])), line)
    for sign, words in ((LINK, r"\1"), (WIKI, r"\1"), (_TAG, ""), (_EMPHASIS, "")):
        line = sign.sub(words, line)
    return tidy(_WAITING.sub(lambda found: chr(ord(found[0]) - _KEPT), line))
