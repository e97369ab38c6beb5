"""The looks of text in Word: its own, those of its styles and of what they are based on; and whether it is seen at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from xml.etree.ElementTree import Element

from bot.cleaning.shapes import UNKNOWN, WHITE, near
from bot.cleaning.word_model import Rise
from bot.cleaning.word_numbering import MOST_INHERITED, value, whole

OFF = frozenset({"0", "false", "off", "none"})
SMALLEST = 4
"""Half points: letters of two points and less nobody reads."""
NARROWEST = 5
"""Percent: letters drawn so narrow nobody reads."""
FLAT = 40
"""Twentieths of a point: lines of an exact height below that show nothing."""
FAR = 12_000
"""Twentieths of a point: an indent of as much to the left leads off any page."""
CLEAR = 95_000
"""Of 100 000: a fill of letters of more transparency shows nothing."""
BLACK = "000000"
NO_INK = "none"
"""The colour of letters that are painted with nothing."""
MARKERS: Mapping[str, str] = {
    "black": BLACK,
    "white": WHITE,
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
}
"""The colours of the highlighter (ECMA-376, 17.18.40)."""
GROUNDS = frozenset({"background1", "light1", "bg1", "lt1"})
"""The names by which a theme calls the white of its pages."""
EDGES = ("outline", "emboss", "imprint")
"""What shows the edges of letters, whatever they are filled with."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks, and whether it is hidden or blacked out."""

    bold: bool
    italic: bool
    underline: bool
    strike: bool
    rise: Rise | None
    capitals: bool
    hidden: bool
    away: bool
    """Whether it stands in lines without height or off the page; what floats does not go with it."""
    blacked: bool
    font: str


class Looks:
    """Works out looks with the styles of one document."""

    def __init__(self, styles: Element | None) -> None:
        entries = [style for style in styles or () if style.tag == "style"]
        self._styles = {style.get("styleId"): style for style in entries}
        self._usual = next(
            (
                style.get("styleId")
                for style in entries
                if style.get("type") == "paragraph" and _on(style.get("default"))
            ),
            None,
        )
        default = styles.find("docDefaults/rPrDefault/rPr") if styles is not None else None
        self._default = (default,) if default is not None else ()
        self._of_style = cache(self._chain)

    def of(
        self, run: Element | None, paragraph: Element | None, ground: str, table: str | None = None
    ) -> Look:
        """The look of a run by its own properties, those of its paragraph, and the colour of what they stand on.

        `table` is the style of the table that it stands in.
        """
        own = (run,) if run is not None else ()
        sources = tuple(
            chain(
                own,
                self._of_style(value(run, "rStyle")),
                self._of_style(value(paragraph, "pStyle") or self._usual),
                self._of_style(table),
                self._default,
            )
        )
        hidden, blacked = _unseen(sources, self._ground(paragraph, ground))
        return Look(
            bold=_is_on(sources, "b"),
            italic=_is_on(sources, "i"),
            underline=_is_on(sources, "u"),
            strike=_is_on(sources, "strike") or _is_on(sources, "dstrike"),
            rise=_rise(sources),
            capitals=_is_on(sources, "caps"),
            hidden=hidden,
            away=self._is_away(paragraph),
            blacked=blacked,
            font=_font(sources),
        )

    def has_shading(self, style: str | None, *, first: bool) -> bool:
        """Whether a table style colours what text stands on, in the first row or in the others."""
        for _ in range(MOST_INHERITED):
            entry = self._styles.get(style)
            if entry is None:
                return False
            for holder in entry:
                of_first = holder.tag == "tblStylePr" and holder.get("type") == "firstRow"
                if (first or not of_first) and next(holder.iter("shd"), None) is not None:
                    return True
            style = value(entry, "basedOn")
        return False

    def _chain(self, style: str | None) -> tuple[Element, ...]:
        return tuple(self._properties(style, "rPr"))

    def _properties(self, style: str | None, name: str) -> Iterator[Element]:
        for _ in range(MOST_INHERITED):
            entry = self._styles.get(style)
            if entry is None:
                return
            properties = entry.find(name)
            if properties is not None:
                yield properties
            style = value(entry, "basedOn")

    def _ground(self, paragraph: Element | None, ground: str) -> str:
        return next(filter(None, map(shading, self._paragraphs(paragraph))), ground)

    def _is_away(self, paragraph: Element | None) -> bool:
        """Whether the lines of a paragraph have no height, or begin far off the page."""
        sources = tuple(self._paragraphs(paragraph))
        lines = [mark for source in sources for mark in source.findall("spacing") if mark.get("line")]
        if lines and lines[0].get("lineRule") == "exact" and whole(lines[0].get("line"), FLAT) < FLAT:
            return True
        indents = [
            mark.get("left") or mark.get("start") for source in sources for mark in source.findall("ind")
        ]
        return whole(next(filter(None, indents), None), 0) <= -FAR

    def _paragraphs(self, paragraph: Element | None) -> Iterator[Element]:
        """The properties of a paragraph, its own and those of its styles."""
        if paragraph is not None:
            yield paragraph
        yield from self._properties(value(paragraph, "pStyle") or self._usual, "pPr")


def shading(properties: Element | None) -> str:
    """The colour that shading gives, or nothing where there is none."""
    mark = properties.find("shd") if properties is not None else None
    if mark is None or mark.get("val") == "nil":
        return ""
    if mark.get("val") == "solid":
        return _hex(mark.get("color"), BLACK)
    if mark.get("val") not in ("clear", None):
        return UNKNOWN
    return _hex(mark.get("fill"), "")


def _unseen(sources: tuple[Element, ...], ground: str) -> tuple[bool, bool]:
    """Whether text is hidden, and whether it is blacked out."""
    size, share = whole(_first(sources, "sz"), 22), whole(_first(sources, "w"), 100)
    if _is_on(sources, "vanish") or size <= SMALLEST or share <= NARROWEST:
        return True, False
    ink = _ink(sources)
    marker = MARKERS.get(_first(sources, "highlight") or "", "")
    if marker == BLACK and (not ink or near(ink, BLACK)):
        return False, True
    under = marker or next(filter(None, map(shading, sources)), "") or ground
    if _has_edges(sources, under):
        return False, False
    if ink == NO_INK:
        return True, False
    same = bool(ink) and under != UNKNOWN and near(ink, under)
    return same and not near(ink, BLACK), same and near(ink, BLACK)


def _ink(sources: tuple[Element, ...]) -> str:
    """The colour of letters, nothing where none is said, NO_INK where they have none."""
    for source in sources:
        fill, colour = source.find("textFill"), source.find("color")
        if fill is not None:
            return _filled(fill)
        if colour is not None:
            white = (
                colour.get("themeColor") in GROUNDS and not {"themeShade", "themeTint"} & colour.attrib.keys()
            )
            return _hex(colour.get("val"), WHITE if white else "")
    return ""


def _filled(fill: Element) -> str:
    """The colour of letters that are painted like shapes ([MS-DOCX] 2.6.1)."""
    if fill.find("noFill") is not None or any(
        whole(mark.get("val"), 0) >= CLEAR for mark in fill.iter("alpha")
    ):
        return NO_INK
    plain, named = fill.find("solidFill/srgbClr"), fill.find("solidFill/schemeClr")
    if plain is not None and not len(plain):
        return _hex(plain.get("val"), "")
    return WHITE if named is not None and named.get("val") in GROUNDS and not len(named) else ""


def _has_edges(sources: tuple[Element, ...], under: str) -> bool:
    """Whether the edges of letters are drawn in a colour of their own that is seen on what they stand on."""
    lines = (found for source in sources if (found := source.find("textOutline")) is not None)
    line = next(lines, None)
    ink = _filled(line) if line is not None and line.find("solidFill") is not None else NO_INK
    return (ink != NO_INK and not near(ink, under)) or any(_is_on(sources, name) for name in EDGES)


def _rise(sources: tuple[Element, ...]) -> Rise | None:
    said = _first(sources, "vertAlign")
    return next((rise for rise in Rise if rise == said), None)


def _font(sources: tuple[Element, ...]) -> str:
    for source in sources:
        mark = source.find("rFonts")
        if mark is not None:
            return mark.get("ascii") or mark.get("hAnsi") or ""
    return ""


def _is_on(sources: tuple[Element, ...], name: str) -> bool:
    return _on(_first(sources, name, "true"))


def _first(sources: tuple[Element, ...], name: str, bare: str | None = None) -> str | None:
    """The value of the nearest mark of that name; `bare` stands for a mark that says nothing."""
    for source in sources:
        mark = source.find(name)
        if mark is not None:
            return mark.get("val", bare)
    return None


def _on(said: str | None) -> bool:
    return said is not None and said not in OFF


def _hex(said: str | None, otherwise: str) -> str:
    return (
        said.upper()
        if said and len(said) == 6 and all(letter in "0123456789abcdefABCDEF" for letter in said)
        else otherwise
    )
