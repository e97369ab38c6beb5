"""A picture that says that something was filed, when, and by when somebody acts: no code, no text, no name."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from bot.printing import style
from bot.printing.setting import GAP, MARGIN, WIDTH, as_png, draw_lines, height_of, set_lines

BAR = 18
"""Pixels of the bar on top."""


def confirmation_picture(heading: str, dates: Sequence[str], channels: Sequence[str], small: str) -> bytes:
    """A PNG of it: the heading, the dates, the other channels, and what has to be said of the picture itself."""
    sets = [set_lines(heading, style.BOLD, 50, style.DEEP)]
    sets += [set_lines(line, style.REGULAR, 38, style.INK) for line in dates]
    sets += [set_lines(line, style.REGULAR, 30, style.INK) for line in channels]
    sets += [set_lines(small, style.REGULAR, 28, style.GREY)]
    height = BAR + MARGIN + height_of(sets) + MARGIN - GAP
    picture = Image.new("RGB", (WIDTH, height), style.WHITE)
    ImageDraw.Draw(picture).rectangle((0, 0, WIDTH, BAR), fill=style.DEEP)
    draw_lines(picture, sets, BAR + MARGIN, at_left=True)
    return as_png(picture)
