"""A QR code as a picture, with the words that belong to it under it."""

from dataclasses import dataclass
from io import BytesIO

import segno
from PIL import Image

from bot.printing import style
from bot.printing.setting import GAP, MARGIN, WIDTH, as_png, draw_lines, height_of, set_lines

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


def qr_picture(link: str, caption: Caption) -> bytes:
    """A PNG of the link's code above its caption."""
    code = _code(link)
    sets = [set_lines(caption.heading, style.BOLD, 43, style.DEEP)]
    sets += [set_lines(line, style.REGULAR, 36, style.INK) for line in caption.lines]
    sets += [set_lines(line, style.REGULAR, 29, style.GREY) for line in caption.small]
    picture = Image.new("RGB", (WIDTH, MARGIN + code.height + height_of(sets) + MARGIN), style.WHITE)
    picture.paste(code, ((WIDTH - code.width) // 2, MARGIN))
    draw_lines(picture, sets, MARGIN + code.height + GAP)
    return as_png(picture)


def _code(link: str) -> Image.Image:
    code = segno.make(link, error=SIGNIFICANT, micro=False)
    scale = CODE // code.symbol_size(border=2)[0]
    drawn = BytesIO()
    code.save(drawn, kind="png", scale=scale, border=2, dark=style.DEEP)
    return Image.open(drawn).convert("RGB")
