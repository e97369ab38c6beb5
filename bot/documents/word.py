"""The paper as a Word document: a template whose fields are filled, or two of them side by side.

It is python-docx with fields in braces and one rule, and no language of templates: a lawyer writes in Word as in any letter, and
`check` names a field that nothing fills before anybody needs the paper.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Cm, Emu
from docx.table import Table
from docx.text.paragraph import Paragraph

from bot.documents.fields import FIELD, Field

Value = Callable[[Field], str]

A4, EDGE, HEAD = Cm(21), Cm(1.5), Cm(1.2)
SMALLER = 0.82
"""Letters of a paper in two columns beside those of one in one column."""

NARROWER = 0.2
"""Indents of a column beside those of a page."""


def filled(template: bytes, value: Value, *, is_column: bool = False) -> WordDocument:
    """A template with its fields filled; a paragraph in which a field is empty goes, or is left empty in what becomes a column."""
    document = Document(BytesIO(template))
    for paragraph in list(_paragraphs(document)):
        if not _fill(paragraph, value):
            _empty(paragraph) if is_column else _remove(paragraph)
    return document


def side_by_side(left: WordDocument, right: WordDocument) -> WordDocument:
    """One document of two columns, paragraph beside paragraph; the left one gives its styles and its page."""
    pages: list[tuple[list[Any], list[Any]]] = list(zip_longest(_pages(left), _pages(right), fillvalue=[]))
    _make_narrow(left)
    body = left.element.body
    for element in [child for child in body if not child.tag.endswith("}sectPr")]:
        body.remove(element)
    for number, page in enumerate(pages):
        if number:
            _turn(left)
        _columns(left, *page)
    return left


def written(document: WordDocument, title: str, made: datetime) -> bytes:
    """The file. It tells neither who made it nor with what."""
    told = document.core_properties
    told.author = told.last_modified_by = told.comments = told.keywords = told.subject = told.category = ""
    told.title, told.revision = title, 1
    told.created = told.modified = made.replace(tzinfo=None)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    yield from document.paragraphs
    for table in document.tables:
        yield from _in_table(table)


def _in_table(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.paragraphs


def _fill(paragraph: Paragraph, value: Value) -> bool:
    """Fill the fields of a paragraph; False where one is empty, and nothing is filled."""
    words = "".join(run.text for run in paragraph.runs)
    found = [
        (match.span(), value(Field(match["name"], match["matter"] or ""))) for match in FIELD.finditer(words)
    ]
    if any(not filling for _, filling in found):
        return False
    # From the last to the first, so that the places of those before stay.
    for (start, end), filling in reversed(found):
        _put(paragraph, start, end, filling)
    return True


def _remove(paragraph: Paragraph) -> None:
    element: Any = paragraph._p  # noqa: SLF001 - python-docx has no other way
    element.getparent().remove(element)


def _empty(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.text = ""


def _put(paragraph: Paragraph, start: int, end: int, filling: str) -> None:
    """Put words in the place of others; Word may have cut these into runs anywhere. The first run gives the looks."""
    at = 0
    for run in paragraph.runs:
        text, first, last = run.text, start - at, end - at
        at += len(text)
        if last <= 0 or first >= len(text):
            continue
        run.text = text[: max(first, 0)] + (filling if first >= 0 else "") + text[max(last, 0) :]


def _pages(document: WordDocument) -> list[list[Any]]:
    """The elements of a document, page by page, where a paragraph says that it begins one."""
    pages: list[list[Any]] = [[]]
    for element in document.element.body:
        if element.tag.endswith("}sectPr"):
            continue
        if element.tag.endswith("}p"):
            looks = Paragraph(element, document).paragraph_format
            if looks.page_break_before and pages[-1]:
                pages.append([])
                looks.page_break_before = False
        pages[-1].append(element)
    return pages


def _columns(document: WordDocument, left: list[Any], right: list[Any]) -> None:
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    section = document.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    width = Emu(((section.page_width or A4) - margins) // 2)
    for pair in zip_longest(left, right):
        if not any("".join(element.itertext()).strip() for element in pair if element is not None):
            continue
        row = table.add_row()
        for cell, element in zip(row.cells, pair, strict=True):
            cell.width = width
            if element is not None:
                own = cell.paragraphs[0]._p  # noqa: SLF001 - as above
                own.addprevious(deepcopy(element))
                cell._tc.remove(own)  # noqa: SLF001 - as above


def _turn(document: WordDocument) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.page_break_before = True
    paragraph.paragraph_format.space_after = Cm(0)
    paragraph.paragraph_format.line_spacing = 0.1


def _make_narrow(document: WordDocument) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = EDGE
    section.top_margin = section.bottom_margin = HEAD
    for style in document.styles:
        font, looks = getattr(style, "font", None), getattr(style, "paragraph_format", None)
        if font is not None and font.size:
            font.size = Emu(round(font.size * SMALLER))
        if looks is not None and looks.left_indent:
            looks.left_indent = Emu(round(looks.left_indent * NARROWER))
