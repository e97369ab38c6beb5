"""Reads Markdown: one file for an act, or a folder with a file for each article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.acts.importing.decoding import decoded
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.markers import marker
from bot.acts.importing.text_reading import text_line

_FRONT = re.compile(r"\A\s*---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
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


def read_markdown(content: bytes, name: str) -> Source:
    """The lines of one file.

    Raises:
        UnreadableActError: the file holds no text.
    """
    front, body = _parts(decoded(content, name))
    lines = tuple(_lines(body, ""))
    if not lines:
        raise UnreadableActError(name, "the Markdown file holds no text")
    return Source(_frame(front, whole=True), lines, wrapped=True)


def read_folder(folder: Path) -> Source:
    """The lines of all files of a folder, in the order of their articles; lists of links are set aside.

    Raises:
        UnreadableActError: there is no Markdown file with text.
    """
    read = [(file, *_parts(decoded(file.read_bytes(), file.name))) for file in sorted(folder.rglob("*.md"))]
    read.sort(key=lambda one: (not _is_contents(one[1], one[2]), _order(one[1], one[0].name)))
    lines: list[Line] = []
    for file, front, body in read:
        own = list(_lines(body, f"{file.name}, "))
        lines += [replace(line, look=Look.CHROME) for line in own] if _is_contents(front, body) else own
    if not any(line.look is not Look.CHROME for line in lines):
        raise UnreadableActError(folder.name, "the folder holds no Markdown file with the text of an act")
    front = next((front for _, front, body in read if not _is_contents(front, body)), {})
    return Source(_frame(front, whole=False), tuple(lines), wrapped=True)


def _parts(text: str) -> tuple[dict[str, Any], str]:
    text = text.replace("\r\n", "\n")
    found = _FRONT.match(text)
    if not found:
        return {}, text
    try:
        front = yaml.safe_load(found[1])
    except yaml.YAMLError:
        return {}, text
    return (
        (front, text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :])
        if isinstance(front, dict)
        else ({}, text)
    )


def _frame(front: dict[str, Any], *, whole: bool) -> Frame:
    def said(*names: str) -> str:
        return next((tidy(str(front[name])) for name in names if isinstance(front.get(name), str)), "")

    title = (
        said("act_title", "doc_title", "title")
        if whole and "article" not in front
        else said("act_title", "doc_title")
    )
    standing = {"active": "in force", "repealed": "repealed", "in force": "in force"}.get(said("status"), "")
    return Frame(
        title, said("requisites"), standing, {"kz": "kk"}.get(said("lang"), said("lang", "language"))
    )


def _is_contents(front: dict[str, Any], body: str) -> bool:
    said = [line for line in body.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    links = [line for line in said if _LINK.search(line) or _WIKI.search(line)]
    return "article" not in front and len(said) <= len(links)


def _order(front: dict[str, Any], name: str) -> tuple[int, ...]:
    number = str(front.get("article") or "")
    return tuple(int(piece) for piece in re.findall(r"\d+", number or name))


def _lines(body: str, place: str) -> Iterator[Line]:
    navigation = False
    said: list[str] = body.split("\n")
    for number, raw in enumerate(said, 1):
        line = raw.strip().replace("\u00a0", " ").strip()
        if _RULE.match(line):
            navigation = True
        elif line and not _TABLE_RULE.match(line):
            yield _line(
                f"{place}line {number}",
                line,
                navigation=navigation and _NAVIGATION.match(line) is not None,
            )
            navigation = False


def _line(at: str, line: str, *, navigation: bool) -> Line:
    if navigation or line.startswith(">"):
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
    for sign, words in ((_LINK, r"\1"), (_WIKI, r"\1"), (_TAG, ""), (_EMPHASIS, "")):
        line = sign.sub(words, line)
    return tidy(_WAITING.sub(lambda found: chr(ord(found[0]) - _KEPT), line))
