"""Reads PDF with text: page heads and numbers set aside, paragraphs made whole."""

import ctypes
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median, quantiles

import pypdfium2
import pypdfium2.raw as pdfium

from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.headings import heading
from bot.acts.importing.letterhead import is_kind
from bot.acts.importing.letters import fold, solid, tidy
from bot.acts.importing.lines import Frame, Line, Look, Source
from bot.acts.importing.markers import marker
from bot.acts.importing.requisites import is_requisites
from bot.acts.importing.tables import is_corner_text
from bot.acts.importing.text_reading import text_line
from bot.acts.importing.wrapping import Printed, joined

_PAGE_NUMBER = re.compile(
    r"[\s_–—-]*(стр\.?|страница|бет|page)?\s*\d{1,3}(\s*(/|из|of|-)\s*\d{1,3})?\s*(-?\s?бет)?[\s_–—-]*$"
)
_PRIVATE = re.compile("[\uf000-\uf0ff]")
"""Bullets of symbol fonts, which no other font shows."""
_FEWEST_LETTERS = 40
_EDGE = 6
"""Lines at the top and at the bottom of a page among which its head and foot are looked for."""
_SMALLER = 0.95
"""Of the usual height of a line: a page head is set in smaller letters than what it stands over."""
_MOST_OF_HEAD = 3
_COMMON_STEP = 10
"""A step is common that one line of so many takes."""
_LOOSEST = 1.6
"""Heights of a line: no line of one paragraph stands farther below the one before it."""
_RESIZED = 1.12
"""A line by so much larger or smaller than the one before it is no part of its paragraph."""
_FEWEST_BELOW = 4
_ASIDE = 0.06
"""Share of the width by which a page head stands farther to one side than the title in the middle."""
_FAR = 1.8
"""Heights of a line from a page head down to the title."""
_RAGGED, _JUSTIFIED = 0.12, 0.01
"""How much of the width a line may lack that goes on in the next: where lines end as words allow, and where all end at one edge."""
_MOSTLY = 0.75
"""Share of the lines near the right edge that end at it, where the text is justified."""


@dataclass(frozen=True, slots=True)
class _Row:
    page: int
    text: str
    left: float
    right: float
    top: float
    height: float
    foot: float
    """The line that the letters stand on."""
    size: float
    """Of the font; of one measure with that of the page or not."""


def read_pdf(content: bytes, name: str) -> Source:
    """The paragraphs of all pages.

    Raises:
        UnreadableActError: the file is damaged, locked by a password, or holds only pictures.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        met = "the PDF is locked by a password" if locked else "the PDF is damaged and cannot be opened"
        raise UnreadableActError(name, met) from error
    try:
        pages = [list(_rows(document, number)) for number in range(len(document))]
    finally:
        document.close()
    if sum(len(solid(row.text)) for page in pages for row in page) < _FEWEST_LETTERS:
        raise UnreadableActError(
            name, f"the PDF holds no text on its {len(pages)} page(s): a scan, made of pictures"
        )
    return Source(Frame(), tuple(_lines(pages)), wrapped=True)


def _rows(document: pypdfium2.PdfDocument, number: int) -> Iterator[_Row]:
    page = document[number]
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    place = 0
    for raw in re.split(r"(\r\n|\n|\r|(?<=[\ufffe\u0002]))", text):
        said = tidy(_PRIVATE.sub("•", raw.replace("\ufffe", "-").replace("\u0002", "-")))
        if said:
            first = place + len(raw) - len(raw.lstrip())
            last = place + len(raw.rstrip()) - 1
            begin, end = _box(textpage, first), _box(textpage, last)
            size = pdfium.FPDFText_GetFontSize(textpage, first)
            yield _Row(
                number, said, begin[0], end[2], begin[3], begin[3] - begin[1], _foot(textpage, first), size
            )
        place += len(raw)
    textpage.close()
    page.close()


def _box(textpage: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    try:
        box: tuple[float, float, float, float] = textpage.get_charbox(index, loose=True)
    except (pypdfium2.PdfiumError, IndexError):
        return 0.0, 0.0, 0.0, 0.0
    return box


def _foot(textpage: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    return y.value


def _lines(pages: Sequence[Sequence[_Row]]) -> Iterator[Line]:
    chrome = _page_heads(pages)
    printed: list[Printed] = []
    body = [row for page in pages for row in page if _place(row) not in chrome]
    edges = _edges(body)
    before: _Row | None = None
    for row in body:
        printed.append(_printed(row, before, edges))
        before = row
    yield from (text_line(at, text) for at, text in joined(printed))
    for page in pages:
        for row in page:
            if _place(row) in chrome:
                yield Line(f"page {row.page + 1}", row.text, Look.CHROME)


def _page_heads(pages: Sequence[Sequence[_Row]]) -> set[tuple[int, str, float]]:
    """Page numbers, and the lines that stand at the edge of most pages."""
    edges = [list(dict.fromkeys([*page[:_EDGE], *page[-_EDGE:]])) for page in pages]
    met = Counter(key for edge in edges for key in {_key(row) for row in edge})
    often = max(2, (len(pages) + 1) // 2)
    found = set()
    for edge in edges:
        for row in edge:
            if _PAGE_NUMBER.match(fold(row.text)) or (len(pages) > 1 and met[_key(row)] >= often):
                found.add(_place(row))
    if len(pages) == 1:
        found.update(map(_place, _heads_of_one(pages[0])))
    return found


def _heads_of_one(page: Sequence[_Row]) -> Sequence[_Row]:
    """The head of an only page: a few lines in smaller letters than those below, that say nothing an act opens with."""
    usual = _SMALLER * median(row.height for row in page) if page else 0
    head = list(itertools.takewhile(lambda row: row.height < usual, page)) or _in_the_margin(page)
    opens = any(_opens_act(row.text) for row in head) or any(is_kind(row.text) for row in page[:_EDGE])
    return [] if opens or len(head) > _MOST_OF_HEAD else head


def _in_the_margin(page: Sequence[_Row]) -> list[_Row]:
    """A line in letters of the usual height that stands alone above the text, to one side where the title below it stands in the middle."""
    if len(page) < _FEWEST_BELOW:
        return []
    first, title = page[:2]
    width = max(row.right for row in page) - min(row.left for row in page)
    aside = abs((first.left + first.right) - (title.left + title.right)) > 2 * _ASIDE * width
    middle = (
        abs((title.left + title.right) - (max(r.right for r in page) + min(r.left for r in page)))
        < _ASIDE * width
    )
    far = first.top - title.top > _FAR * first.height
    return [first] if aside and middle and far else []


def _opens_act(text: str) -> bool:
    return bool(marker(text) or heading(text)) or is_requisites(text) or is_corner_text(text)


def _place(row: _Row) -> tuple[int, str, float]:
    return row.page, row.text, row.top


def _key(row: _Row) -> tuple[str, int]:
    """What the line says, and its height on the page; numbers aside, which go on from page to page, but not that of a paragraph."""
    said = solid(fold(row.text))
    return said if marker(row.text) else re.sub(r"\d+", "0", said), round(row.top / 4)


@dataclass(frozen=True, slots=True)
class _Edges:
    """Of the text on the page; `step` is the usual one from line to line, `short` how much a whole line may lack on the right."""

    left: float = 0.0
    right: float = 1.0
    step: float = 1.0
    short: float = 0.0

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


def _edges(rows: Sequence[_Row]) -> _Edges:
    if len(rows) < 2:
        return _Edges()
    lefts = Counter(round(row.left) for row in rows)
    common = [left for left, count in lefts.items() if count * 10 >= max(lefts.values())]
    steps = [
        one.foot - two.foot
        for one, two in itertools.pairwise(rows)
        if one.page == two.page and one.foot > two.foot
    ]
    edges = _Edges(
        float(min(common)),
        quantiles([row.right for row in rows], n=10)[8],
        _usual_step(steps),
    )
    lacking = [edges.right - row.right for row in rows]
    near = [lack for lack in lacking if lack < edges.width * _RAGGED]
    exact = [lack for lack in near if lack < edges.width * _JUSTIFIED]
    is_justified = len(exact) > len(near) * _MOSTLY
    return replace(edges, short=edges.width * (_JUSTIFIED if is_justified else _RAGGED))


def _usual_step(steps: Sequence[float]) -> float:
    """The smallest step that is common: where most paragraphs are of one line, the step between paragraphs is more common still."""
    found = Counter(map(round, steps))
    common = [step for step, times in found.items() if step and times * _COMMON_STEP >= len(steps)]
    least = min(common, default=0)
    return median([step for step in steps if abs(step - least) <= 1]) if least else 1.0


def _is_centred(before: float, after: float, width: float) -> bool:
    return before > width * 0.015 and abs(before - after) < width * 0.04


def _printed(row: _Row, before: _Row | None, edges: _Edges) -> Printed:
    left, right, width = edges.left, edges.right, edges.width
    centred = _is_centred(row.left - left, right - row.right, width)
    far = max(edges.step * 1.25, row.height * _LOOSEST)
    gap = before is not None and before.page == row.page and before.foot - row.foot > far
    resized = before is not None and not 1 / _RESIZED < row.size / max(before.size, 0.01) < _RESIZED
    return Printed(
        f"page {row.page + 1}",
        row.text,
        indented=row.left > left + width * 0.02,
        parted=gap or resized,
        full=row.right > right - (width * _RAGGED if centred else edges.short),
        centred=centred,
    )
