"""The numbers that Word keeps apart from the text of its paragraphs, worked out in the order of the document."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
}
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST_INHERITED = 20


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    restart: bool


def attribute(parent: _Element | None, *path: str) -> str | None:
    """The `w:val` of an element down a path of tags."""
    for tag in path:
        parent = parent.find(W + tag) if parent is not None else None
    return parent.get(W + "val") if parent is not None else None


class Numbering:
    """Counts the lists of one document; `styles` and `numbering` are the roots of those parts, or None."""

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        found = styles.findall(W + "style") if styles is not None else []
        self._styles = {style.get(W + "styleId"): style for style in found}
        self._levels: dict[tuple[str, int], _Level] = {}
        self._lists: dict[str, str] = {}
        self._overridden: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        self._counts: dict[str, Counter[int]] = {}
        if numbering is not None:
            self._learn(numbering)

    def label(self, properties: _Element | None) -> str:
        """What Word shows before a paragraph with such properties, "" outside lists; counts it."""
        number, depth = self._place(properties)
        level = self._levels.get((number, depth))
        if level is None:
            return ""
        if level.format == "bullet":
            return "– "
        counts = self._counted(number, depth, level)
        return self._written(number, level, counts)

    def _counted(self, number: str, depth: int, level: _Level) -> Counter[int]:
        counts = self._counts.setdefault(self._lists[number], Counter())
        overridden = self._overridden.get((number, depth))
        if overridden is not None and (number, depth) not in self._begun:
            counts[depth] = overridden
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((number, depth))
        for deeper in [other for other in counts if other > depth]:
            if (below := self._levels.get((number, deeper))) is None or below.restart:
                del counts[deeper]
        return counts

    def _written(self, number: str, level: _Level, counts: Counter[int]) -> str:
        def count(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = self._levels.get((number, depth), level)
            return _in_figures(shown.format, counts.get(depth, shown.start))

        label = re.sub(r"%([1-9])", count, level.text).strip()
        return f"{label} " if label and level.format != "none" else ""

    def _place(self, properties: _Element | None) -> tuple[str, int]:
        """The list and the depth in it: the paragraph's own, or that of its style or of one the style is based on."""
        style = attribute(properties, "pStyle")
        depth = attribute(properties, "numPr", "ilvl")
        for _ in range(_MOST_INHERITED):
            number = attribute(properties, "numPr", "numId")
            depth = depth or attribute(properties, "numPr", "ilvl")
            if number is not None:
                return number, _whole(depth, 0)
            entry = self._styles.get(style)
            if entry is None:
                break
            properties, style = entry.find(W + "pPr"), attribute(entry, "basedOn")
        return "", 0

    def _learn(self, numbering: _Element) -> None:
        abstract = {entry.get(W + "abstractNumId"): entry for entry in numbering.findall(W + "abstractNum")}
        for entry in numbering.findall(W + "num"):
            number = entry.get(W + "numId") or ""
            base = attribute(entry, "abstractNumId") or ""
            self._lists[number] = base
            for level in _levels_of(abstract.get(base)):
                self._levels[number, _whole(level.get(W + "ilvl"), 0)] = _level(level)
            for override in entry.findall(W + "lvlOverride"):
                self._override(number, override)

    def _override(self, number: str, override: _Element) -> None:
        depth = _whole(override.get(W + "ilvl"), 0)
        own = override.find(W + "lvl")
        if own is not None:
            self._levels[number, depth] = _level(own)
        if (start := attribute(override, "startOverride")) is not None:
            self._overridden[number, depth] = _whole(start, 1)


def _levels_of(base: _Element | None) -> Iterator[_Element]:
    yield from base.findall(W + "lvl") if base is not None else ()


def _level(level: _Element) -> _Level:
    return _Level(
        attribute(level, "numFmt") or "decimal",
        attribute(level, "lvlText") or "",
        _whole(attribute(level, "start"), 1),
        attribute(level, "lvlRestart") != "0",
    )


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise


def _in_figures(format_: str, count: int) -> str:
    if format_ in {"upperRoman", "lowerRoman"}:
        return _roman(count) if format_ == "upperRoman" else _roman(count).lower()
    alphabet = _ALPHABETS.get(format_, "")
    return alphabet[count - 1] if 0 < count <= len(alphabet) else str(count)


def _roman(count: int) -> str:
    said = ""
    for value, sign in _ROMAN:
        while count >= value:
            said, count = said + sign, count - value
    return said
