"""A Word file as a PDF: its words, its pages, its columns."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
from docx import Document
from docx.document import Document as WordDocument

from bot.language import Language
from bot.printing.word_pages import print_word
from tests.documents.made_up import MONDAY


def pages(build: Callable[[WordDocument], object]) -> list[str]:
    """The words of each page of the PDF, as a reader finds them."""
    document, data = Document(), BytesIO()
    build(document)
    document.save(data)
    pdf = pypdfium2.PdfDocument(print_word(data.getvalue(), Language.KK, "Құжат", MONDAY))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_every_letter_of_both_languages_can_be_read_out_of_it() -> None:
    said = "Әліппе: ғ қ ң ө ұ ү һ і ё щ ъ № «»"
    assert pages(lambda document: document.add_paragraph(said)) == [said]


def test_a_sign_that_the_font_has_not_is_a_question_mark_and_no_fault() -> None:
    assert pages(lambda document: document.add_paragraph("ақша 💰 берді")) == ["ақша ? берді"]


def test_a_page_turns_where_a_paragraph_asks_for_it() -> None:
    def build(document: WordDocument) -> None:
        document.add_paragraph("бірінші")
        document.add_paragraph("екінші").paragraph_format.page_break_before = True

    assert pages(build) == ["бірінші", "екінші"]


def test_a_page_turns_where_it_is_full_and_no_word_is_lost() -> None:
    words = [f"сөз{number}" for number in range(900)]

    def build(document: WordDocument) -> None:
        for start in range(0, len(words), 30):
            document.add_paragraph(" ".join(words[start : start + 30]))

    found = pages(build)
    assert len(found) > 1
    assert " ".join(found).split() == words


def test_a_paragraph_longer_than_a_page_is_parted_between_words() -> None:
    words = [f"сөз{number}" for number in range(2000)]
    found = pages(lambda document: document.add_paragraph(" ".join(words)))
    assert len(found) > 1
    assert " ".join(found).split() == words


def test_no_line_parts_a_number_from_what_it_counts_or_a_day_from_its_month() -> None:
    said = "закон, статья 52, пункт 3; раздел 4: 30 декабря 2026 г. Осталось дней: 3, 2026 ж. 3 қараша № 153 "
    document, data = Document(), BytesIO()
    document.add_paragraph(said * 40)
    document.save(data)
    pdf = pypdfium2.PdfDocument(print_word(data.getvalue(), Language.RU, "Құжат", MONDAY))
    lines = [line for page in pdf for line in page.get_textpage().get_text_range().splitlines()]
    assert len(lines) > 40
    loose = ("статья", "пункт", "раздел", "№", "ж", "30", "дней:", "2026", "3")
    assert [line for line in lines if line.rstrip().endswith(tuple(f" {end}" for end in loose))] == []


def test_columns_stand_beside_each_other() -> None:
    def build(document: WordDocument) -> None:
        row = document.add_table(rows=1, cols=2).rows[0]
        row.cells[0].text, row.cells[1].text = "сол", "оң"

    assert pages(build) == ["сол оң"]
