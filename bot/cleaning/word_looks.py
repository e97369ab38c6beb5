"""The looks of text in Word: its own, those of its styles and of what they are based on; and whether it is seen at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from xml.etree.ElementTree import Element

from bot.cleaning.word_model import Rise
from bot.cleaning.word_numbering import MOST_INHERITED, value, whole

OFF = frozenset({"0", "false", "off", "none"})
SMALLEST = 4
"""Half points: letters of two points and less nobody reads."""
NEAR = 10
"""Of 255: colours no further apart look the same."""
WHITE, BLACK, UNKNOWN = "FFFFFF", "000000", "unknown"
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

    def of(self, run: Element | None, paragraph: Element | None, ground: str) -> Look:
        """The look of a run by its own properties, those of its paragraph, and the colour of what they stand on."""
        own = (run,) if run is not None else ()
        sources = tuple(
            chain(
                own,
                self._of_style(value(run, "rStyle")),
                self._of_style(value(paragraph, "pStyle") or self._usual),
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
            blacked=blacked,
            font=_font(sources),
        )

    def has_shading(self, style: str | None) -> bool:
        """Whether a table style colours what text stands on."""
        entry = self._styles.get(style)
        return entry is not None and next(entry.iter("shd"), None) is not None

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
        own = (paragraph,) if paragraph is not None else ()
        styled = self._properties(value(paragraph, "pStyle") or self._usual, "pPr")
        return next(filter(None, (shading(source) for source in chain(own, styled))), ground)


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
    size = whole(_first(sources, "sz"), 22)
    if _is_on(sources, "vanish") or size <= SMALLEST:
        return True, False
    ink = _hex(_first(sources, "color"), "")
    marker = MARKERS.get(_first(sources, "highlight") or "", "")
    if marker == BLACK and (not ink or _near(ink, BLACK)):
        return False, True
    under = marker or next(filter(None, map(shading, sources)), "") or ground
    same = bool(ink) and under != UNKNOWN and _near(ink, under)
    return same and not _near(ink, BLACK), same and _near(ink, BLACK)


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


def _near(one: str, other: str) -> bool:
    if len(one) != 6 or len(other) != 6:
        return False
    return all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= NEAR for at in (0, 2, 4))
