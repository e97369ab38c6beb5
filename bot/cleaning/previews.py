"""A first page for the eyes of the reporter where nothing on the machine can lay one out: the first words, drawn."""

from collections.abc import Iterable, Sequence
from itertools import islice
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from bot.cleaning.pictures import preview_of
from bot.cleaning.typefaces import file_for

SIZE = (640, 900)
LETTERS, LINE, EDGE = 14, 20, 30
WIDEST = 68
"""Letters in a line."""
MOST_LINES = (SIZE[1] - 2 * EDGE) // LINE
MOST_COLUMNS, COLUMN = 6, 100
LETTERS_OF_COLUMN = 12


def preview_of_lines(lines: Iterable[str]) -> bytes:
    """The first lines of a text as a picture."""
    picture = Image.new("RGB", SIZE, "white")
    pen, font = ImageDraw.Draw(picture), _font()
    folded = (piece for line in lines for piece in wrap(line[:2000], WIDEST) or [""])
    for number, line in enumerate(islice(folded, MOST_LINES)):
        pen.text((EDGE, EDGE + LINE * number), line, fill="black", font=font)
    return preview_of(picture)


def preview_of_grid(rows: Sequence[Sequence[str]]) -> bytes:
    """The top left corner of a sheet as a picture."""
    picture = Image.new("RGB", SIZE, "white")
    pen, font = ImageDraw.Draw(picture), _font()
    for row, cells in enumerate(rows[:MOST_LINES]):
        for column, text in enumerate(cells[:MOST_COLUMNS]):
            left, top = EDGE / 2 + COLUMN * column, EDGE + LINE * row
            pen.rectangle((left, top, left + COLUMN, top + LINE), outline="#c0c0c0")
            alone = not any(cells[column + 1 :])
            pen.text(
                (left + 3, top + 1),
                text.replace("\n", " ")[: 60 if alone else LETTERS_OF_COLUMN],
                fill="black",
                font=font,
            )
    return preview_of(picture)


def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file_for("")), LETTERS)
