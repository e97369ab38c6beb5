"""Reads Markdown: one file for an act, or a folder with a file for each article."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from bot.acts.importing.decoding import decoded
from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.letters import tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.markdown_blocks import LINK, WIKI, markdown_lines

_FRONT = re.compile(r"\A\s*---\s*\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)

_LANGUAGES = {"kk": "kk", "kz": "kk", "kaz": "kk", "ru": "ru", "rus": "ru"}


def read_markdown(content: bytes, name: str) -> Source:
    """The lines of one file.

    Raises:
        UnreadableActError: the file holds no text.
    """
    front, body = _parts(decoded(content, name))
    lines = tuple(markdown_lines(body, ""))
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
        own = list(markdown_lines(body, f"{file.name}, "))
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
        title, said("requisites", "requisite"), standing, _LANGUAGES.get(said("lang", "language"), "")
    )


def _is_contents(front: dict[str, Any], body: str) -> bool:
    said = [line for line in body.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    links = [line for line in said if LINK.search(line) or WIKI.search(line)]
    return "article" not in front and len(said) <= len(links)


def _order(front: dict[str, Any], name: str) -> tuple[int, ...]:
    number = str(front.get("article") or "")
    return tuple(int(piece) for piece in re.findall(r"\d+", number or name))
