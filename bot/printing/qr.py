"""A QR code as a picture, with the words that belong to it under it."""

from dataclasses import dataclass
from io import BytesIO

import segno
from PIL import Image, ImageDraw, ImageFont

from bot.printing import style

WIDTH = 1080
MARGIN = 60
CODE = 760
"""Pixels of the code's side, at most: it is a whole number of pixels a module."""

SIGNIFICANT = "q"
"""Error correction: a quarter of a code may be dirty or torn and it is still read."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words under a code: a heading, what it leads to, and what has to be said of that."""

    heading: str
    lines: tuple[str, ...]
    small: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Set:
    """Words in one font and colour, broken into lines that fit."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    colour: style.Colour

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.font.size * 1.36)


def qr_picture(link: str, caption: Caption) -> bytes:
    """A PNG of the link's code above its caption."""
    code = _code(link)
    sets = [_set(caption.heading, style.BOLD, 43, style.DEEP)]
    sets += [_set(line, style.REGULAR, 36, style.INK) for line in caption.lines]
    sets += [_set(line, style.REGULAR, 29, style.GREY) for line in caption.small]
    gap = 20
    height = MARGIN + code.height + sum(one.height + gap for one in sets) + MARGIN
    picture = Image.new("RGB", (WIDTH, height), style.WHITE)
    picture.paste(code, ((WIDTH - code.width) // 2, MARGIN))
    draw = ImageDraw.Draw(picture)
    top = MARGIN + code.height + gap
    for one in sets:
        step = one.height // len(one.lines)
        for number, line in enumerate(one.lines):
            draw.text((WIDTH / 2, top + number * step), line, one.colour, one.font, anchor="ma")
        top += one.height + gap
    return _png(picture)


def _code(link: str) -> Image.Image:
    code = segno.make(link, error=SIGNIFICANT, micro=False)
    scale = CODE // code.symbol_size(border=2)[0]
    drawn = BytesIO()
    code.save(drawn, kind="png", scale=scale, border=2, dark=style.DEEP)
    return Image.open(drawn).convert("RGB")


def _set(words: str, font_file: object, size: int, colour: style.Colour) -> _Set:
    font = ImageFont.truetype(str(font_file), size)
    lines: list[str] = []
    # At spaces alone: a date holds narrow ones that bind it together.
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return _Set(tuple(lines), font, colour)


def _png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()
