"""A template of Word: its fields filled wherever Word has cut them, and nothing told of who made the file."""

from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as WordDocument

from bot.documents.fields import Field, UnreadableTemplateError, fields_of
from bot.documents.word import filled, side_by_side, written
from tests.documents.made_up import MONDAY

VALUES = {"name": "Ержан", "what": "первое\nвторое", "empty": ""}


def value(field: Field) -> str:
    return f"[{field.matter}]" if field.matter else VALUES[field.name]


def template(*paragraphs: tuple[str, ...], turned: int | None = None) -> bytes:
    """A Word file; each paragraph is a row of runs."""
    document = Document()
    for number, runs in enumerate(paragraphs):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.page_break_before = number == turned or None
        for run in runs:
            paragraph.add_run(run)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def words(document: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (("Я, {name}, пишу",), "Я, Ержан, пишу"),
        (("Я, {", "name", "}, пишу"), "Я, Ержан, пишу"),
        (("Я, {na", "me}", ", пишу"), "Я, Ержан, пишу"),
        (("{name} и {name}",), "Ержан и Ержан"),
        (("{na", "me}{na", "me}"), "ЕржанЕржан"),
        (("{what}",), "первое\nвторое"),
        (("по {place:gifts}",), "по [gifts]"),
        (("без полей",), "без полей"),
    ],
)
def test_a_field_is_filled_wherever_word_has_cut_it(runs: tuple[str, ...], said: str) -> None:
    assert words(filled(template(runs), value)) == [said]


def test_the_first_run_of_a_field_gives_the_looks() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("{na").bold = True
    paragraph.add_run("me}")
    data = BytesIO()
    document.save(data)
    first, _ = filled(data.getvalue(), value).paragraphs[0].runs
    assert (first.text, first.bold) == ("Ержан", True)


def test_a_paragraph_in_which_a_field_is_empty_goes() -> None:
    assert words(filled(template(("{name}",), ("Прошу: {empty}",)), value)) == ["Ержан"]


def test_side_by_side_paragraphs_stand_beside_their_fellows_and_pages_turn_together() -> None:
    left = filled(template(("A1",), ("{empty}",), ("A3",), turned=2), value, is_column=True)
    right = filled(template(("B1",), ("B2",), ("B3",), turned=2), value, is_column=True)
    document = side_by_side(left, right)
    first, second = document.tables
    assert [[cell.text for cell in row.cells] for row in first.rows] == [["A1", "B1"], ["", "B2"]]
    assert [[cell.text for cell in row.cells] for row in second.rows] == [["A3", "B3"]]


def test_a_row_that_is_empty_on_both_sides_goes() -> None:
    sides = [filled(template(("{name}",), ("{empty}",)), value, is_column=True) for _ in range(2)]
    (table,) = side_by_side(*sides).tables
    assert len(table.rows) == 1


def test_the_file_tells_neither_who_made_it_nor_with_what() -> None:
    told = Document(
        BytesIO(written(filled(template(("{name}",)), value), "Уведомление", MONDAY))
    ).core_properties
    assert (told.author, told.last_modified_by, told.comments) == ("", "", "")
    assert told.created == MONDAY


def test_fields_are_found_without_word_and_lonely_braces_told() -> None:
    found = list(
        fields_of(
            template(
                (
                    "{na",
                    "me} {place:gifts}",
                ),
                ("{Name} {",),
            )
        )
    )
    assert found == [Field("name"), Field("place", "gifts"), "{Name} {"]


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnreadableTemplateError):
        list(fields_of(b"PK nothing"))
