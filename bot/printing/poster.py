"""The Rules as a poster: A3, two columns, ready to print and to hang where all can see it, as paragraph 2 asks."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import count, groupby

from babel.dates import format_date

from bot.acts.model import Paragraph, Rulebook
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.printing import style
from bot.printing.canvas import POINT, Canvas, Font
from bot.printing.flow import Block, Column, Kind, Placed, pour
from bot.texts.texts import Say

WIDTH, HEIGHT = 297.0, 420.0
EDGE = 20.0
INNER = WIDTH - 2 * EDGE
GUTTER = 13.0
COLUMN = (INNER - GUTTER) / 2
BAND = 98.0
FIRST_TOP, TOP, BOTTOM = BAND + 42.0, 34.0, HEIGHT - 30.0
CODE = 60.0
TITLE_SIZES = range(42, 11, -1)
PAGES = 3
SIZES = tuple(size / 4 for size in range(68, 39, -1))
"""Points of the text, from the largest that looks well down to the smallest that is read on a wall."""

LEADING = {Kind.SECTION: 1.2, Kind.PARAGRAPH: 1.4, Kind.ITEM: 1.4, Kind.NOTE: 1.3}
FONTS = {Kind.SECTION: Font.BOLD, Kind.PARAGRAPH: Font.TEXT, Kind.ITEM: Font.TEXT, Kind.NOTE: Font.PLAIN}
SCALE = {Kind.SECTION: 1.2, Kind.PARAGRAPH: 1.0, Kind.ITEM: 1.0, Kind.NOTE: 0.76}
INDENT = {Kind.SECTION: 0.0, Kind.PARAGRAPH: 2.0, Kind.ITEM: 4.0, Kind.NOTE: 4.0}
"""White to the left of a block, in heights of its letters; its number stands in the last two."""

GAP = {Kind.SECTION: 1.5, Kind.PARAGRAPH: 0.5, Kind.ITEM: 0.22, Kind.NOTE: 0.22}
"""White above a block, in heights of a line."""


def print_poster(services: Knowledge, language: Language, link: str, made: datetime) -> bytes:
    """A PDF of the Rules in a language, with the code of a link."""
    rulebook = services.rulebook
    size, placed = _fitted(list(_blocks(rulebook, language)), language)
    pages = [list(page) for _, page in groupby(placed, key=lambda one: one.column.page)]
    with Canvas("A3", language) as canvas:
        poster = _Poster(services, language, link, canvas)
        for number, page in enumerate(pages, start=1):
            canvas.turn()
            poster.head(number)
            for one in page:
                _draw(canvas, one, size)
            poster.foot(number, len(pages))
        return canvas.finished(rulebook.act.titles[language], made)


class _Poster:
    """What stands around the text."""

    def __init__(self, services: Knowledge, language: Language, link: str, canvas: Canvas) -> None:
        self._act = services.rulebook.act
        self._standing = services.citations.standing(self._act, language).words
        self._say = partial(services.texts, language)
        self._language = language
        self._link = link
        self._canvas = canvas

    def head(self, page: int) -> None:
        """The top of a page: large on the first."""
        if page == 1:
            self._masthead()
            self._status()
        else:
            self._running_title()

    def _masthead(self) -> None:
        canvas, width = self._canvas, INNER - CODE - 16
        canvas.box((0, 0), (WIDTH, BAND), style.DEEP)
        canvas.box((0, BAND), (WIDTH, 2.2), style.GOLD)
        title = self._act.titles[self._language]
        size = next(size for size in TITLE_SIZES if canvas.height(title, Font.BOLD, size, width, 1.16) < 62)
        canvas.write((EDGE, 17), width, title, Font.BOLD, size, colour=style.WHITE, leading=1.16)
        canvas.write((EDGE, BAND - 18), width, self._adopted(), Font.PLAIN, 14, colour=style.PALE)
        x = WIDTH - EDGE - CODE
        canvas.box((x, 14), (CODE, CODE), style.WHITE, corner=3)
        canvas.code((x, 14), CODE, self._link)
        canvas.write(
            (x - 6, CODE + 17),
            CODE + 12,
            self._say(Say.QR_ASK),
            Font.BOLD,
            13,
            colour=style.WHITE,
            align="C",
        )

    def _running_title(self) -> None:
        self._canvas.box((0, 0), (WIDTH, 20), style.DEEP)
        self._canvas.box((0, 20), (WIDTH, 1.2), style.GOLD)
        title = self._act.titles[self._language]
        self._canvas.write((EDGE, 7), INNER, title, Font.BOLD, 14, colour=style.WHITE)

    def foot(self, page: int, pages: int) -> None:
        """The status line, the link and the number of the page."""
        canvas, y = self._canvas, HEIGHT - 21
        canvas.box((EDGE, y - 3), (INNER, 0.4), style.GOLD)
        canvas.write((EDGE, y), INNER - 60, self._standing, Font.PLAIN, 10, colour=style.GREY)
        address = self._say(Say.POSTER_LINK, link=self._link.removeprefix("https://"))
        canvas.write((EDGE, y + 5.5), INNER - 60, address, Font.PLAIN, 10, colour=style.GREY)
        number = self._say(Say.POSTER_PAGE, page=page, pages=pages)
        canvas.write((EDGE, y), INNER, number, Font.BOLD, 10, colour=style.GREY, align="R")

    def _adopted(self) -> str:
        adopted = self._act.adopted
        if adopted is None:
            return ""
        return self._say(
            Say.POSTER_ADOPTED,
            by=adopted.by[self._language],
            date=format_date(adopted.date, "long", locale=self._language.value),
            number=adopted.number,
        )

    def _status(self) -> None:
        lines = [self._standing]
        if self._act.is_unofficial(self._language):
            lines.append(self._act.unofficial_lines[self._language])
        words, width, top, room = "\n".join(lines), INNER - 20, BAND + 11, 24
        self._canvas.box((EDGE, top), (INNER, room), style.PALE)
        self._canvas.box((EDGE, top), (2, room), style.GOLD)
        white = (room - self._canvas.height(words, Font.BOLD, 14, width, 1.3)) / 2
        self._canvas.write((EDGE + 10, top + white), width, words, Font.BOLD, 14, colour=style.DEEP)


def _blocks(rulebook: Rulebook, language: Language) -> Iterator[Block]:
    """The sections of the Rules; the resolution that adopted them does not hang on the wall."""
    rules = (paragraph for paragraph in rulebook if paragraph.section.isdigit())
    for section, paragraphs in groupby(rules, key=lambda paragraph: paragraph.section):
        yield Block(Kind.SECTION, rulebook.act.sections[section][language], f"{section}.")
        for paragraph in paragraphs:
            yield from _paragraph(paragraph, language)


def _paragraph(paragraph: Paragraph, language: Language) -> Iterator[Block]:
    text, ref = paragraph.text(language), paragraph.ref
    kind, number = (Kind.ITEM, f"{ref.number})") if ref.parent else (Kind.PARAGRAPH, f"{ref.number}.")
    for place, part in enumerate(text.parts):
        yield Block(kind, part, number if place == 0 else "")
    if text.note:
        yield Block(Kind.NOTE, text.note)


def _columns() -> Iterator[Column]:
    for page in count():
        for x in (EDGE, EDGE + COLUMN + GUTTER):
            yield Column(page, x, FIRST_TOP if page == 0 else TOP, BOTTOM)


def _fitted(blocks: list[Block], language: Language) -> tuple[float, list[Placed]]:
    """The largest size at which the text takes no more than so many pages, or the smallest of all."""
    with Canvas("A3", language) as rule:
        rule.turn()

        def poured(size: float) -> list[Placed]:
            return list(pour(blocks, _columns(), partial(_height, rule, size), partial(_gap, size)))

        # Sizes fall, so pages fall with them: those that fit stand at the end.
        first = bisect_left(SIZES, True, key=lambda size: poured(size)[-1].column.page < PAGES)  # noqa: FBT003 - what is sought is the first True
        size = SIZES[min(first, len(SIZES) - 1)]
        return size, poured(size)


def _height(canvas: Canvas, size: float, block: Block) -> float:
    kind = block.kind
    return canvas.height(
        _words(block), FONTS[kind], size * SCALE[kind], COLUMN - _indent(size, kind), LEADING[kind]
    )


def _words(block: Block) -> str:
    return f"{block.number} {block.text}" if block.kind is Kind.SECTION else block.text


def _gap(size: float, block: Block) -> float:
    return GAP[block.kind] * size * POINT * 1.4


def _indent(size: float, kind: Kind) -> float:
    return INDENT[kind] * size * POINT


def _draw(canvas: Canvas, placed: Placed, size: float) -> None:
    block, x, y = placed.block, placed.column.x, placed.y
    kind, indent = block.kind, _indent(size, block.kind)
    colour = {Kind.SECTION: style.DEEP, Kind.NOTE: style.GREY}.get(kind, style.INK)
    end = canvas.write(
        (x + indent, y),
        COLUMN - indent,
        _words(block),
        FONTS[kind],
        size * SCALE[kind],
        colour=colour,
        leading=LEADING[kind],
    )
    if kind is Kind.NOTE:
        canvas.box((x + indent - 3, y + 0.8), (0.8, end - y - 1.2), style.GOLD)
    elif kind is not Kind.SECTION and block.number:
        room = _indent(size, Kind.PARAGRAPH)
        canvas.write(
            (x + indent - room, y),
            room,
            block.number,
            Font.BOLD,
            size * 0.92,
            colour=style.DEEP,
            leading=LEADING[kind] / 0.92,
        )
