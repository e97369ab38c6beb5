"""What a table is: a signature, the corner head of a document, or rows to keep."""

import re
from collections.abc import Iterator, Sequence

from bot.acts.importing.letters import fold, language_of, tidy
from bot.acts.importing.lines import Line, Look
from bot.acts.importing.markers import marker
from bot.acts.importing.notes import is_amendment, is_editors

CORNER = re.compile(
    r"[\W_]*(утвержд[её]н\w*|одобрен\w*|бекітілген|бекітілді|приложени[ея]\W*(№|n)?\s*\d*\W*(\d|к\s|$)|"
    r"приложени[ея] к\s|\d+(-\d+)?\W{0,3}қосымша\W)|"
    r".*(бекітілген|бекітілді|мақұлданған|қосымша)(\W+(нысаны?|форма))?\W*$"
)
_OFFICE = re.compile(
    r"министр|аким|әкім|председател|төраға|президент|премьер|руководител|басшы|секретар|хатшы|директор|глава|"
    r"исполняющ|міндетін атқарушы|департамент|начальник|бастығы|судья"
)
_NAME = re.compile(
    r"(?:^|\s)[А-ЯӘҒҚҢӨҰҮҺІЁA-Z]\.\s?(?:-?[А-ЯӘҒҚҢӨҰҮҺІЁA-Z]\.\s?)?[А-ЯӘҒҚҢӨҰҮҺІЁA-Z][\w-]+\s*$"
)
_SHEET = re.compile(r"[\W_]*(лист (ознакомления|согласования|регистрации)|(танысу|келісу) парағы)")
_FEWEST_NUMBERS = 2
_ROWS_OF_A_SIGNATURE = 6
_LONGEST_CELL = 220

Rows = Sequence[Sequence[str]]
"""Cells as texts, their own lines parted by newlines."""


def table_lines(rows: Rows, at: str, *, italic: bool = False) -> Iterator[Line]:
    """The lines a table becomes; a cell that spans is named once."""
    rows = [row for row in rows if row]
    if columns := two_languages(rows):
        yield from _columns_lines(rows, columns, at)
        return
    filled = [[cell for cell in _once(row) if tidy(cell)] for row in rows]
    cells = [cell for row in filled for cell in row]
    if not cells:
        return
    if is_corner(cells):
        yield Line(at, tidy(" ".join(cells)), Look.CORNER)
    elif is_signature(filled, italic=italic):
        yield from (Line(at, tidy(" ".join(row)), Look.SIGNATURE) for row in filled if row)
    else:
        yield from (Line(at, " | ".join(tidy(cell) for cell in row), Look.ROW) for row in filled if row)


def two_languages(rows: Rows) -> tuple[str, str] | None:
    """The languages of two columns that hold one text in each of them, paragraph beside paragraph; else None."""
    pairs = [row for row in rows if len(row) == 2]
    if len(pairs) * 10 < len(rows) * 9:
        return None
    columns = ["\n".join(row[side] for row in pairs) for side in (0, 1)]
    numbered = [sum(1 for line in column.split("\n") if marker(tidy(line))) for column in columns]
    first, second = map(language_of, columns)
    return (first, second) if min(numbered) >= _FEWEST_NUMBERS and first != second else None


def _columns_lines(rows: Rows, columns: tuple[str, str], at: str) -> Iterator[Line]:
    for side, language in enumerate(columns):
        for row in rows:
            for said in filter(None, map(tidy, row[min(side, len(row) - 1)].split("\n"))):
                look = Look.NOTE if is_amendment(said) else Look.EDITOR if is_editors(said) else Look.PLAIN
                yield Line(at, said, look, language)


def _once(row: Sequence[str]) -> Iterator[str]:
    before = None
    for cell in row:
        if cell != before:
            yield cell
        before = cell


def is_corner(cells: Sequence[str]) -> bool:
    """One filled cell that approves, or numbers an annex."""
    return len(cells) <= 2 and len(cells[-1]) < 600 and all(is_corner_text(cell) for cell in cells[-1:])


def is_corner_text(text: str) -> bool:
    """«Утвержден приказом …», «Приложение 1 к …», «… бұйрығына 1-қосымша»."""
    folded = fold(tidy(text))
    return CORNER.match(folded) is not None and not folded.endswith((";", ":"))


def is_signature(rows: Rows, *, italic: bool) -> bool:
    """A few short cells that name an office or a person."""
    cells = [cell for row in rows for cell in row]
    if len(rows) > _ROWS_OF_A_SIGNATURE or any(len(cell) > _LONGEST_CELL for cell in cells):
        return False
    named = any(_NAME.search(tidy(cell)) for cell in cells)
    office = any(_OFFICE.search(fold(cell)) for cell in cells)
    if italic and (named or office):
        return True
    alone = office and len(cells) <= 2 and not any(re.search(r"\d|[.;:]\s*$", tidy(cell)) for cell in cells)
    return alone or (len(cells) <= 4 and named and office)


def is_sheet(text: str) -> bool:
    """The line is the name of a sheet on which people sign that they know a paper, or agree."""
    return _SHEET.match(fold(text)) is not None


def names_person(text: str) -> bool:
    """The line ends with initials and a family name."""
    return _NAME.search(text) is not None


def names_office(text: str) -> bool:
    """The line begins with the word of an office, or ends with it in Kazakh."""
    return _OFFICE.search(fold(text)) is not None
