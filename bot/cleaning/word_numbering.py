"""The numbers and bullets that Word keeps apart from the text of its lists (ECMA-376, 17.9)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.cleaning.shapes import WHITE, near

ALPHABETS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
}
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
BULLET = "•"
MOST_INHERITED = 20
MOST_REPEATED = 10
AFTER = {"space": " ", "nothing": ""}
"""What stands between a number and its text, a tab where nothing is said."""


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    after: str
    plain: bool
    restarts: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A numbered list: the definition it counts with, its levels, and the numbers it starts anew from."""

    counter: str
    levels: Mapping[int, _Level]
    anew: Mapping[int, int]


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
        self._lists = dict(self._read(numbering)) if numbering is not None else {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: Element | None) -> str:
        """What stands before the text of a paragraph with such properties, counted on; nothing outside lists."""
        name, depth, style = self._place(properties)
        found = self._lists.get(name)
        if found is None:
            return ""
        if depth is None:
            depth = next((at for at, level in found.levels.items() if level.style == style and style), 0)
        level = found.levels.get(depth)
        if level is None:
            return ""
        counts = self._counted(name, found, depth)
        if level.format == "bullet":
            return f"{BULLET}{AFTER.get(level.after, chr(9))}"
        return self._written(found, level, counts)

    def _counted(self, name: str, found: _List, depth: int) -> Mapping[int, int]:
        counts = self._counts.setdefault(found.counter, {})
        first = (name, depth) not in self._begun
        self._begun.add((name, depth))
        if first and depth in found.anew:
            counts[depth] = found.anew[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = found.levels[depth].start
        for deeper in [at for at in counts if at > depth]:
            if deeper not in found.levels or found.levels[deeper].restarts:
                del counts[deeper]
        for higher in range(depth):
            if higher not in counts and higher in found.levels:
                counts[higher] = found.levels[higher].start
        return counts

    def _written(self, found: _List, level: _Level, counts: Mapping[int, int]) -> str:
        def count(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = found.levels.get(depth, level)
            return in_letters("decimal" if level.plain else shown.format, counts.get(depth, shown.start))

        if level.format == "none" and not re.sub(r"%[1-9]", "", level.text).strip():
            return ""
        label = re.sub(r"%([1-9])", count, level.text)
        return f"{label}{AFTER.get(level.after, chr(9))}" if label else ""

    def _place(self, properties: Element | None) -> tuple[str, int | None, str | None]:
        """The list, the depth in it and the style that says so: the paragraph's own, or that of its style's forebears."""
        style = value(properties, "pStyle")
        depth: int | None = None
        for _ in range(MOST_INHERITED):
            if depth is None and value(properties, "numPr", "ilvl") is not None:
                depth = whole(value(properties, "numPr", "ilvl"), 0)
            number = value(properties, "numPr", "numId")
            if number is not None:
                return number, depth, style
            entry = self._styles.get(style)
            if entry is None:
                break
            properties, follows = entry.find("pPr"), value(entry, "basedOn")
            if value(properties, "numPr", "numId") is None:
                style = follows
        return "", 0, None

    def _read(self, numbering: Element) -> Iterator[tuple[str, _List]]:
        abstract = {entry.get("abstractNumId"): entry for entry in numbering.findall("abstractNum")}
        numbers = {entry.get("numId"): value(entry, "abstractNumId") for entry in numbering.findall("num")}
        for entry in numbering.findall("num"):
            name = value(entry, "abstractNumId")
            base = abstract.get(name)
            linked = self._styles.get(value(base, "numStyleLink"))
            if linked is not None:
                name = numbers.get(value(linked.find("pPr"), "numPr", "numId"), name)
                base = abstract.get(name)
            levels = _levels(base) if base is not None else {}
            anew = {}
            for override in entry.findall("lvlOverride"):
                depth = whole(override.get("ilvl"), 0)
                levels |= _levels(override)
                start = value(override, "startOverride")
                if start is not None:
                    anew[depth] = whole(start, 1)
            yield entry.get("numId", ""), _List(name or "", levels, anew)


def _levels(holder: Element) -> dict[int, _Level]:
    return {whole(entry.get("ilvl"), 0): _level(entry) for entry in holder.findall("lvl")}


def _level(entry: Element) -> _Level:
    legal = entry.find("isLgl")
    return _Level(
        format=value(entry, "numFmt") or "decimal",
        text="" if _is_unseen(entry.find("rPr")) else value(entry, "lvlText") or "",
        start=whole(value(entry, "start"), 1),
        after=value(entry, "suff") or "tab",
        plain=legal is not None and legal.get("val", "1") not in ("0", "false"),
        restarts=value(entry, "lvlRestart") != "0",
        style=value(entry, "pStyle"),
    )


def _is_unseen(looks: Element | None) -> bool:
    """Whether the label has looks of its own in which nobody sees it: hidden, or white."""
    hidden = looks.find("vanish") if looks is not None else None
    if hidden is not None and hidden.get("val", "1") not in ("0", "false"):
        return True
    return near(value(looks, "color") or "", WHITE)


def in_letters(format_: str, count: int) -> str:
    """A number as a list shows it: in letters, in Roman figures, or plain."""
    if format_ in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if format_ == "lowerRoman" else _roman(count).upper()
    if format_ == "decimalZero":
        return f"{count:02}"
    alphabet = ALPHABETS.get(format_, "")
    if not alphabet or count < 1:
        return str(count)
    times, place = divmod(count - 1, len(alphabet))
    return alphabet[place] * (times + 1) if times < MOST_REPEATED else str(count)


def _roman(count: int) -> str:
    written = ""
    for size, letters in ROMAN:
        times, count = divmod(count, size)
        written += letters * times
    return written
