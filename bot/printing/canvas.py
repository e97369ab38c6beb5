"""Paper to draw on, in millimetres, with our fonts: text that is measured before it is set, and vector codes."""

import re
from datetime import datetime
from enum import Enum
from typing import Literal, Self

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont

from bot.language import Language
from bot.printing import style

TIES = re.compile(
    r"(?<=№) | (?=(г|ж)\.)|(?<=\b[вВиИкКоОсСуУ]) |(?<=\d) (?=[а-я]+ \d{4}\b)|(?<=ж\. \d) |(?<=ж\. \d\d) "
    r"|(?<=\bстатья) (?=\d)|(?<=пункт) (?=\d)|(?<=\bраздел) (?=\d)|(?<=\w:) (?=\d+\b[,.])"
)
"""Spaces at which no line ends: of a number and what it counts, of a day and its month, of short words."""
NARROWEST = 1.0
"""Millimetres by which a width is tried out."""

POINT = 25.4 / 72
"""Millimetres of a typographic point."""


class Font(Enum):
    """A family and a weight."""

    PLAIN = ("golos", "")
    BOLD = ("golos", "B")
    TEXT = ("literata", "")


class Canvas:
    """Pages of one size; to be entered, since it holds the font files open."""

    def __init__(self, paper: Literal["A3", "A4"], language: Language) -> None:
        self._pdf = FPDF(format=paper)
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.c_margin = 0
        self._pdf.set_lang(language.value)
        for font, file in ((Font.PLAIN, style.REGULAR), (Font.BOLD, style.BOLD), (Font.TEXT, style.SERIF)):
            family, weight = font.value
            self._pdf.add_font(family, weight, file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # fpdf does not close what it opened.
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def turn(self) -> None:
        """Begin the next page."""
        self._pdf.add_page()

    def finished(self, title: str, made: datetime) -> bytes:
        """The PDF."""
        self._pdf.set_title(title)
        self._pdf.set_creation_date(made)
        return bytes(self._pdf.output())

    def known(self, text: str, font: Font) -> str:
        """The text with a question mark for each sign that the font has not, and a space for each white one."""
        loaded = self._pdf.fonts["".join(font.value)]
        signs = {*map(ord, "\n"), *(loaded.cmap if isinstance(loaded, TTFFont) else ())}
        return "".join(sign if ord(sign) in signs else " " if sign.isspace() else "?" for sign in text)

    def height(self, text: str, font: Font, size: float, width: float, leading: float) -> float:
        """How high a text stands in a width."""
        self._pdf.set_font(*font.value, size)
        height = self._pdf.multi_cell(
            width,
            size * POINT * leading,
            _bound(text),
            align="L",
            dry_run=True,
            output=MethodReturnValue.HEIGHT,
        )
        assert isinstance(height, float | int)  # noqa: S101 - fpdf returns what `output` names
        return float(height)

    def balanced(self, text: str, font: Font, size: float, width: float) -> float:
        """The smallest width in which a text has no more lines than in the given one: no word is left alone on the last."""
        least, most, high = 0.0, width, self.height(text, font, size, width, 1)
        while most - least > NARROWEST:
            middle = (least + most) / 2
            fits = (
                self.height(text, font, size, middle, 1) <= high and self._longest(text, font, size) <= middle
            )
            least, most = (least, middle) if fits else (middle, most)
        return most

    def _longest(self, text: str, font: Font, size: float) -> float:
        """The width of the longest word."""
        self._pdf.set_font(*font.value, size)
        return max(map(self._pdf.get_string_width, _bound(text).split()), default=0.0)

    def write(  # noqa: PLR0913 - a text is where it stands, what it says, and how it looks
        self,
        at: tuple[float, float],
        width: float,
        text: str,
        font: Font,
        size: float,
        *,
        colour: style.Colour = style.INK,
        leading: float = 1.3,
        align: Literal["L", "C", "R"] = "L",
    ) -> float:
        """Set a text, its top left corner at a point; where it ends below."""
        self._pdf.set_font(*font.value, size)
        self._pdf.set_text_color(*colour)
        self._pdf.set_xy(*at)
        self._pdf.multi_cell(width, size * POINT * leading, _bound(text), align=align)
        return float(self._pdf.get_y())

    def box(
        self, at: tuple[float, float], size: tuple[float, float], colour: style.Colour, corner: float = 0
    ) -> None:
        """Fill a rectangle, its corners rounded where asked."""
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(*at, *size, style="F", round_corners=bool(corner), corner_radius=corner)

    def code(self, at: tuple[float, float], side: float, link: str) -> None:
        """Draw the QR code of a link as shapes, sharp at any size, with its quiet zone inside `side`."""
        rows = [list(row) for row in segno.make(link, error="q", micro=False).matrix_iter(border=2)]
        module = side / len(rows)
        self._pdf.set_fill_color(*style.DEEP)
        for y, row in enumerate(rows):
            for start, length in _runs(row):
                # A hair more than a module, so that no white line shows between the rows.
                self._pdf.rect(
                    at[0] + start * module, at[1] + y * module, length * module, module * 1.02, style="F"
                )
        self._pdf.link(*at, side, side, link)


def _bound(text: str) -> str:
    """The text with its number signs bound to their numbers, and short words at the end of a date to it."""
    return TIES.sub("\N{NO-BREAK SPACE}", text)


def _runs(row: list[int]) -> list[tuple[int, int]]:
    """Start and length of each run of dark modules."""
    runs: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs
