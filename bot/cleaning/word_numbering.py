"""The numbers and bullets that Word keeps apart from the text of its lists."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
}
BULLET = "•"
MOST_INHERITED = 20


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


def value(parent: Element | None, *path: str) -> str | None:
    """The `val` of an element down a path of tags."""
    for tag in path:
        parent = parent.find(tag) if parent is not None else None
    return parent.get("val") if parent is not None else None


def whole(text: str | None, otherwise: int) -> int:
    """A small whole number as an attribute holds it."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else otherwise


class Numbering:
    """Counts the lists of one document; `styles` and `numbering` are the roots of those parts, or None."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {style.get("styleId"): style for style in styles or () if style.tag == "style"}
        self._levels = _levels(numbering) if numbering is not None else {}
        self._counts: dict[str, Counter[int]] = {}

    def label(self, properties: Element | None) -> str:
        """What Word shows before a paragraph with such properties, "" outside lists; counts it."""
        number, depth = self._place(properties)
        level = self._levels.get((number, depth))
        if level is None:
            return ""
        if level.format == "bullet":
            return f"{BULLET}\t"
        counts = self._counts.setdefault(number, Counter())
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return self._written(number, level, counts)

    def _written(self, number: str, level: _Level, counts: Counter[int]) -> str:
        def count(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = self._levels.get((number, depth), level)
            return _in_letters(shown.format, counts[depth] or shown.start)

        label = re.sub(r"%([1-9])", count, level.text)
        return f"{label}\t" if label and level.format != "none" else ""

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """The list and the depth in it: the paragraph's own, or that of its style or of one the style is based on."""
        style = value(properties, "pStyle")
        for _ in range(MOST_INHERITED):
            number = value(properties, "numPr", "numId")
            if number is not None:
                return number, whole(value(properties, "numPr", "ilvl"), 0)
            entry = self._styles.get(style)
            if entry is None:
                break
            properties, style = entry.find("pPr"), value(entry, "basedOn")
        return "", 0


def _levels(numbering: Element) -> Mapping[tuple[str, int], _Level]:
    abstract = {entry.get("abstractNumId"): entry for entry in numbering.findall("abstractNum")}
    levels = {}
    for entry in numbering.findall("num"):
        base = abstract.get(value(entry, "abstractNumId"))
        for level in base.findall("lvl") if base is not None else ():
            place = (entry.get("numId", ""), whole(level.get("ilvl"), 0))
            levels[place] = _Level(
                value(level, "numFmt") or "decimal",
                value(level, "lvlText") or "",
                whole(value(level, "start"), 1),
            )
    return levels


def _in_letters(format_: str, count: int) -> str:
    alphabet = ALPHABETS.get(format_, "")
    return alphabet[count - 1] if 0 < count <= len(alphabet) else str(count)
