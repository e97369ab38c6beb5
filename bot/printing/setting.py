"""Words set in lines for a picture: what codes and confirmations share."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from bot.printing import style

WIDTH = 1080
MARGIN = 60
GAP = 20


@dataclass(frozen=True, slots=True)
class SetLines:
    """Words in one font and colour, broken into lines that fit between the margins."""

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    colour: style.Colour

    @property
    def height(self) -> int:
        """Pixels from the first line to the last."""
        return round(len(self.lines) * self.font.size * 1.36)


def set_lines(words: str, font_file: Path, size: int, colour: style.Colour) -> SetLines:
    """Words broken at spaces alone: a date holds narrow ones that bind it together."""
    font = ImageFont.truetype(str(font_file), size)
    lines: list[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return SetLines(tuple(lines), font, colour)


def height_of(sets: Iterable[SetLines]) -> int:
    """Pixels that they need one below the other, each with a gap."""
    return sum(one.height + GAP for one in sets)


def draw_lines(picture: Image.Image, sets: Iterable[SetLines], top: int, *, at_left: bool = False) -> None:
    """Draw them one below the other from `top` on, in the middle or at the left margin."""
    draw, (x, anchor) = ImageDraw.Draw(picture), (MARGIN, "la") if at_left else (WIDTH / 2, "ma")
    for one in sets:
        step = one.height // len(one.lines)
        for number, line in enumerate(one.lines):
            draw.text((x, top + number * step), line, one.colour, one.font, anchor=anchor)
        top += one.height + GAP


def as_png(picture: Image.Image) -> bytes:
    """The picture as a small PNG."""
    written = BytesIO()
    picture.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()
