"""The looks of cells: which number format, weight and colours each numbered style has (ECMA-376, 18.8)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

SMALLEST = 2
"""Points: smaller letters nobody reads."""
WHITE, NONE = "FFFFFF", ""
THEME_COLOURS = {"0": WHITE, "1": "000000"}
INDEXED = {"0": "000000", "1": WHITE, "8": "000000", "9": WHITE, "64": "000000", "65": WHITE}
"""Colours by number that matter for what is seen; others are colours anyhow."""


@dataclass(frozen=True, slots=True)
class Look:
    """One style of cells; colours are six hexadecimal digits, or empty where they are not set or unknown."""

    number: int = 0
    code: str | None = None
    bold: bool = False
    italic: bool = False
    strike: bool = False
    wrap: bool = False
    ink: str = NONE
    ground: str = NONE
    tiny: bool = False

    @property
    def hides(self) -> bool:
        """Whether letters have the colour of what they stand on, or are too small to be read."""
        return self.tiny or (bool(self.ink) and self.ink == (self.ground or WHITE))


PLAIN = Look()


def looks_of(styles: Element | None) -> tuple[Look, ...]:
    """The styles of a workbook by their number."""
    if styles is None:
        return ()
    codes = {
        _whole(entry.get("numFmtId")): entry.get("formatCode", "")
        for entry in styles.iterfind("numFmts/numFmt")
    }
    fonts, fills = styles.findall("fonts/font"), styles.findall("fills/fill")
    return tuple(_look(entry, codes, fonts, fills) for entry in styles.iterfind("cellXfs/xf"))


def _look(entry: Element, codes: Mapping[int, str], fonts: list[Element], fills: list[Element]) -> Look:
    number = _whole(entry.get("numFmtId"))
    font = _at(fonts, entry.get("fontId"))
    alignment = entry.find("alignment")
    return Look(
        number,
        codes.get(number),
        bold=_is_on(font, "b"),
        italic=_is_on(font, "i"),
        strike=_is_on(font, "strike"),
        wrap=alignment is not None and alignment.get("wrapText") in ("1", "true"),
        ink=_colour(font.find("color")) if font is not None else NONE,
        ground=_ground(_at(fills, entry.get("fillId"))),
        tiny=_is_tiny(font),
    )


def _is_tiny(font: Element | None) -> bool:
    size = font.find("sz") if font is not None else None
    return size is not None and _whole((size.get("val") or "11").partition(".")[0]) <= SMALLEST


def _ground(fill: Element | None) -> str:
    pattern = fill.find("patternFill") if fill is not None else None
    if fill is not None and fill.find("gradientFill") is not None:
        return "gradient"
    if pattern is None or pattern.get("patternType", "none") == "none":
        return NONE
    return _colour(pattern.find("fgColor")) or "unknown"


def _colour(mark: Element | None) -> str:
    if mark is None:
        return NONE
    rgb = mark.get("rgb", "")
    if re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", rgb):
        return rgb[-6:].upper()
    if float(mark.get("tint", "0") or 0) != 0:
        return NONE
    return THEME_COLOURS.get(mark.get("theme", ""), NONE) or INDEXED.get(mark.get("indexed", ""), NONE)


def _at(entries: list[Element], place: str | None) -> Element | None:
    index = _whole(place)
    return entries[index] if 0 <= index < len(entries) else None


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,7}", text) else 0


def _is_on(font: Element | None, name: str) -> bool:
    mark = font.find(name) if font is not None else None
    return mark is not None and mark.get("val", "1") not in ("0", "false")
