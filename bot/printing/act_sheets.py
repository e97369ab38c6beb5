"""An act as sheets of A3, two columns, to hang where all can see it; the bot's code on each."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, groupby

from babel.dates import format_date

from bot.acts.model import Act, Paragraph, Rulebook, UnitKind
from bot.acts.refs import ActId
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
RUNNING = 30.0
"""The band at the head of the sheets after the first."""

FIRST_TOP, TOP, BOTTOM = BAND + 42.0, RUNNING + 14.0, HEIGHT - 30.0
CODE = 60.0
TITLE_SIZES = range(42, 11, -1)
PAGES = 3
NOT_PRINTED = frozenset({UnitKind.STATUS, UnitKind.REPEALED, UnitKind.SECTION, UnitKind.ANNEX})
SIZES = tuple(size / 4 for size in range(68, 39, -1))
"""Points of the text, from the largest that looks well down to the smallest that is read on a wall."""

LEADING = {Kind.SECTION: 1.2, Kind.PARAGRAPH: 1.4, Kind.ITEM: 1.4, Kind.NOTE: 1.3}
FONTS = {Kind.SECTION: Font.BOLD, Kind.PARAGRAPH: Font.TEXT, Kind.ITEM: Font.TEXT, Kind.NOTE: Font.PLAIN}
SCALE = {Kind.SECTION: 1.2, Kind.PARAGRAPH: 1.0, Kind.ITEM: 1.0, Kind.NOTE: 0.76}
INDENT = {Kind.SECTION: 0.0, Kind.PARAGRAPH: 2.0, Kind.ITEM: 4.0, Kind.NOTE: 4.0}
"""White to the left of a block, in heights of its letters; its number stands in the last two."""

GAP = {Kind.SECTION: 1.5, Kind.PARAGRAPH: 0.5, Kind.ITEM: 0.22, Kind.NOTE: 0.22}
"""White above a block, in heights of a line."""


SMALL_CODE = 26.0
"""Millimetres of the code at the head of the sheets after the first."""


class ActSheets:
    """The text of one act, and what stands around it."""

    def __init__(self, services: Knowledge, act: Act, language: Language, link: str) -> None:
        self._act = act
        self._standing = services.citations.standing(act, language).words
        self._say = partial(services.texts, language)
        self._language = language
        self._link = link
        self._size, placed = _fitted(list(_blocks(services.rulebook, act, language)), language)
        self._pages = [list(page) for _, page in groupby(placed, key=lambda one: one.column.page)]

    def __len__(self) -> int:
        return len(self._pages)

    def draw(self, canvas: Canvas, before: int) -> None:
        """Draw every sheet; `before` so many sheets have gone before."""
        for number, page in enumerate(self._pages, start=1):
            canvas.turn()
            if number == 1:
                self._masthead(canvas)
                self._status(canvas)
            else:
                self._running_title(canvas)
            for one in page:
                _draw(canvas, one, self._size)
            draw_foot(canvas, self._say, self._standing, self._link, (before + number, before + len(self)))

    def _masthead(self, canvas: Canvas) -> None:
        width = INNER - CODE - 16
        canvas.box((0, 0), (WIDTH, BAND), style.DEEP)
        canvas.box((0, BAND), (WIDTH, 2.2), style.GOLD)
        title = self._act.titles[self._language]
        size = next(size for size in TITLE_SIZES if canvas.height(title, Font.BOLD, size, width, 1.16) < 62)
        even = canvas.balanced(title, Font.BOLD, size, width)
        canvas.write((EDGE, 17), even, title, Font.BOLD, size, colour=style.WHITE, leading=1.16)
        canvas.write((EDGE, BAND - 18), width, self._adopted(), Font.PLAIN, 12.5, colour=style.PALE)
        x = WIDTH - EDGE - CODE
        canvas.box((x, 14), (CODE, CODE), style.WHITE, corner=2)
        canvas.code((x, 14), CODE, self._link)
        ask = self._say(Say.QR_ASK)
        even = canvas.balanced(ask, Font.BOLD, 12, CODE)
        canvas.write(
            (x + (CODE - even) / 2, CODE + 17), even, ask, Font.BOLD, 12, colour=style.WHITE, align="C"
        )

    def _running_title(self, canvas: Canvas) -> None:
        canvas.box((0, 0), (WIDTH, RUNNING), style.DEEP)
        canvas.box((0, RUNNING), (WIDTH, 1.2), style.GOLD)
        title, width = self._act.titles[self._language], INNER - SMALL_CODE - 10
        even = canvas.balanced(title, Font.BOLD, 14, width)
        canvas.write((EDGE, 9), even, title, Font.BOLD, 14, colour=style.WHITE)
        x = WIDTH - EDGE - SMALL_CODE
        canvas.box((x, 2), (SMALL_CODE, SMALL_CODE), style.WHITE, corner=0.7)
        canvas.code((x, 2), SMALL_CODE, self._link)

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

    def _status(self, canvas: Canvas) -> None:
        lines = [self._standing]
        if self._act.is_unofficial(self._language):
            lines.append(self._act.unofficial_lines[self._language])
        words, width, top, room = "\n".join(lines), INNER - 20, BAND + 11, 24
        canvas.box((EDGE, top), (INNER, room), style.PALE)
        canvas.box((EDGE, top), (2, room), style.GOLD)
        white = (room - canvas.height(words, Font.BOLD, 14, width, 1.3)) / 2
        canvas.write((EDGE + 10, top + white), width, words, Font.BOLD, 14, colour=style.DEEP)


def draw_foot(canvas: Canvas, say: Callable[..., str], line: str, link: str, number: tuple[int, int]) -> None:
    """A line of words, the link and the number of the page out of all, at the foot of a sheet."""
    y = HEIGHT - 21
    canvas.box((EDGE, y - 3), (INNER, 0.4), style.GOLD)
    end = canvas.write((EDGE, y), INNER - 60, line, Font.PLAIN, 10, colour=style.GREY)
    address = say(Say.POSTER_LINK, link=link.removeprefix("https://").partition("?")[0])
    canvas.write((EDGE, end + 0.9), INNER - 60, address, Font.PLAIN, 10, colour=style.GREY)
    page, pages = number
    written = say(Say.POSTER_PAGE, page=page, pages=pages)
    canvas.write((EDGE, y), INNER, written, Font.BOLD, 10, colour=style.GREY, align="R")


def _blocks(rulebook: Rulebook, act: Act, language: Language) -> Iterator[Block]:
    """The text of an act; what adopted it, and what was said of it since, does not hang on the wall."""
    places = rulebook.of_act(rulebook.id_in_refs(ActId(act.id)))
    rules = (place for place in places if not (place.ref.is_resolution or place.kind in NOT_PRINTED))
    for section, paragraphs in groupby(rules, key=lambda place: place.section):
        if section in act.sections:
            yield Block(Kind.SECTION, act.section_title(section, language))
        for paragraph in paragraphs:
            yield from _paragraph(paragraph, language)


def _paragraph(paragraph: Paragraph, language: Language) -> Iterator[Block]:
    text, ref = paragraph.text(language), paragraph.ref
    is_item = paragraph.kind is UnitKind.SUBPARAGRAPH
    kind, number = (Kind.ITEM, f"{ref.number})") if is_item else (Kind.PARAGRAPH, f"{ref.number}.")
    if paragraph.kind is UnitKind.PREAMBLE:
        number = ""
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
        block.text, FONTS[kind], size * SCALE[kind], COLUMN - _indent(size, kind), LEADING[kind]
    )


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
        block.text,
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
