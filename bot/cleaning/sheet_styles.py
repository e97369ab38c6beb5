"""The looks of cells: which number format, weight and colours each numbered style has (ECMA-376, 18.8)."""

import re
from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from bot.cleaning.shapes import WHITE, near

SMALLEST = 2
"""Points: smaller letters nobody reads."""
NONE, BLACK = "", "000000"
THEME = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6"),
    *("hlink", "folHlink"),
)
"""The colours of a theme in the order in which cells number them."""
USUAL_THEME = {"lt1": WHITE, "dk1": BLACK}
_FIRST_EIGHT = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
INDEXED = (
    *_FIRST_EIGHT,
    *_FIRST_EIGHT,
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
    "000000",
    "FFFFFF",
)
"""The colours by number (18.8.27)."""


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
        return self.tiny or self.blends(self.ink)

    def blends(self, ink: str) -> bool:
        """Whether letters of that colour have the colour of what they stand on."""
        return near(ink or self.ink or BLACK, self.ground or WHITE)


PLAIN = Look()


class Palette:
    """The colours that a workbook calls by number or by its theme."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        own = styles.findall("colors/indexedColors/rgbColor") if styles is not None else []
        numbered = [(mark.get("rgb") or "")[-6:].upper() for mark in own]
        self._indexed = (*numbered, *INDEXED[len(numbered) :])
        scheme = theme.find("themeElements/clrScheme") if theme is not None else None
        self._theme = dict(USUAL_THEME)
        for entry in scheme if scheme is not None else ():
            for mark in entry:
                self._theme[entry.tag] = (mark.get("lastClr") or mark.get("val") or "").upper()

    def colour(self, said: Mapping[str, str]) -> str:
        """Six hexadecimal digits, or nothing where a mark with such attributes says no colour that is known here."""
        rgb, named, number = said.get("rgb", ""), _number(said.get("theme")), _number(said.get("indexed"))
        if re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", rgb):
            plain = rgb[-6:].upper()
        elif named is not None:
            plain = self._theme.get(THEME[named], NONE) if named < len(THEME) else NONE
        else:
            plain = self._indexed[number] if number is not None and number < len(self._indexed) else NONE
        return _tinted(plain, said.get("tint", "")) if re.fullmatch(r"[0-9A-F]{6}", plain) else NONE


def _tinted(colour: str, tint: str) -> str:
    """A colour made lighter or darker (18.8.19)."""
    share = float(tint) if re.fullmatch(r"-?\d?\.?\d{1,20}(?:[eE]-?\d{1,2})?", tint) else 0.0
    if not share:
        return colour
    hue, light, full = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + share) if share < 0 else light + (1 - light) * share
    return "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02X}" for part in hls_to_rgb(hue, light, full))


@dataclass(frozen=True, slots=True)
class Change:
    """What a conditional format changes about a cell; what it leaves is None."""

    code: str | None = None
    ink: str | None = None
    ground: str | None = None

    def on(self, look: Look) -> Look:
        """The look of a cell that is changed so."""
        return replace(
            look,
            code=look.code if self.code is None else self.code,
            ink=look.ink if self.ink is None else self.ink,
            ground=look.ground if self.ground is None else self.ground,
        )


def changes_of(styles: Element | None, palette: Palette) -> tuple[Change, ...]:
    """The changes that conditional formats call by number."""
    return (
        tuple(change_of(entry, palette) for entry in styles.iterfind("dxfs/dxf"))
        if styles is not None
        else ()
    )


def change_of(entry: Element, palette: Palette) -> Change:
    """The change that one entry says."""
    code, ink = entry.find("numFmt"), entry.find("font/color")
    ground = entry.find("fill/patternFill/bgColor")
    return Change(
        code.get("formatCode") if code is not None else None,
        palette.colour(ink.attrib) if ink is not None else None,
        palette.colour(ground.attrib) or None if ground is not None else None,
    )


def looks_of(styles: Element | None, palette: Palette) -> tuple[Look, ...]:
    """The styles of a workbook by their number."""
    if styles is None:
        return ()
    codes = {
        _whole(entry.get("numFmtId")): entry.get("formatCode", "")
        for entry in styles.iterfind("numFmts/numFmt")
    }
    fonts, fills = styles.findall("fonts/font"), styles.findall("fills/fill")
    return tuple(_look(entry, codes, fonts, fills, palette) for entry in styles.iterfind("cellXfs/xf"))


def _look(
    entry: Element, codes: Mapping[int, str], fonts: list[Element], fills: list[Element], palette: Palette
) -> Look:
    number = _whole(entry.get("numFmtId"))
    font = _at(fonts, entry.get("fontId"))
    alignment = entry.find("alignment")
    colour = font.find("color") if font is not None else None
    return Look(
        number,
        codes.get(number),
        bold=_is_on(font, "b"),
        italic=_is_on(font, "i"),
        strike=_is_on(font, "strike"),
        wrap=alignment is not None and alignment.get("wrapText") in ("1", "true"),
        ink=palette.colour(colour.attrib) if colour is not None else NONE,
        ground=_ground(_at(fills, entry.get("fillId")), palette),
        tiny=_is_tiny(font),
    )


def _is_tiny(font: Element | None) -> bool:
    size = font.find("sz") if font is not None else None
    return size is not None and _whole((size.get("val") or "11").partition(".")[0]) <= SMALLEST


def _ground(fill: Element | None, palette: Palette) -> str:
    pattern = fill.find("patternFill") if fill is not None else None
    if fill is not None and fill.find("gradientFill") is not None:
        return "gradient"
    if pattern is None or pattern.get("patternType", "none") == "none":
        return NONE
    mark = pattern.find("fgColor")
    plain = pattern.get("patternType") == "solid" and mark is not None
    return (palette.colour(mark.attrib) if plain and mark is not None else NONE) or "unknown"


def _at(entries: list[Element], place: str | None) -> Element | None:
    index = _whole(place)
    return entries[index] if 0 <= index < len(entries) else None


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,7}", text) else 0


def _number(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\d{1,7}", text) else None


def _is_on(font: Element | None, name: str) -> bool:
    mark = font.find(name) if font is not None else None
    return mark is not None and mark.get("val", "1") not in ("0", "false")
