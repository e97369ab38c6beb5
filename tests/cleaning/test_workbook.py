"""A workbook comes out as its values."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook

from bot.cleaning import Cleaner, Kind, Refusal, Refused
from bot.cleaning.workbook import MOST_CELLS
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import SENT, with_members, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def sheet_of(rows: str) -> bytes:
    """A workbook with one sheet, its rows as they are given."""
    target = BytesIO()
    Workbook().save(target)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    return with_members(target.getvalue(), {SHEET: sheet})


def values(data: bytes) -> dict[str, list[list[object]]]:
    book = load_workbook(BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book.worksheets}


def test_the_net_catches_all_that_was_planted(canary: Canaries) -> None:
    assert canary.survivors(xlsx(canary)) == list(canary.words)


async def test_nothing_planted_comes_through_while_the_values_do(cleaned: Clean, canary: Canaries) -> None:
    clean = await cleaned(xlsx(canary))
    assert clean.kind is Kind.XLSX
    assert len(canary.words) > 15
    assert canary.survivors(clean.data) == []
    assert values(clean.data) == {
        "Тізім": [["Өтініш", 12.5, SENT], [None, True, None], ["жасырын жол", None, None]],
        "Жасырын": [["жасырын парақ"]],
    }


async def test_hidden_sheets_and_rows_are_shown_as_any_other(cleaned: Clean, canary: Canaries) -> None:
    book = load_workbook(BytesIO((await cleaned(xlsx(canary))).data))
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert not [row for sheet in book.worksheets for row in sheet.row_dimensions.values() if row.hidden]


async def test_the_new_workbook_names_no_author_and_no_time(cleaned: Clean, canary: Canaries) -> None:
    data = (await cleaned(xlsx(canary))).data
    with ZipFile(BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml")
    for named in (b"creator", b"created", b"modified", str(datetime.now().year).encode()):  # noqa: DTZ005 - any zone
        assert named not in core.replace(b"/2006/", b"")


async def test_of_a_formula_its_last_value_is_left(cleaned: Clean) -> None:
    data = sheet_of('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>')
    assert values((await cleaned(data)).data) == {"Sheet": [[2]]}


async def test_a_text_that_looks_like_a_formula_stays_a_text(cleaned: Clean) -> None:
    text = '=HYPERLINK("https://example.kz")'.replace('"', "&quot;")
    data = sheet_of(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')
    book = load_workbook(BytesIO((await cleaned(data)).data))
    assert book.worksheets[0]["A1"].data_type == "s"


async def test_cells_far_apart_are_taken(cleaned: Clean) -> None:
    data = sheet_of(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )
    book = load_workbook(BytesIO((await cleaned(data)).data))
    assert book.worksheets[0]["XFD1048576"].value == 2


async def test_more_cells_than_are_taken_are_refused(cleaner: Cleaner) -> None:
    wide = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, MOST_CELLS // 15_000))
    assert await cleaner.clean(sheet_of(wide)) == Refused(Refusal.TOO_LARGE)


async def test_the_same_workbook_comes_out_the_same_every_time(cleaned: Clean, canary: Canaries) -> None:
    data = xlsx(canary)
    assert await cleaned(data) == await cleaned(data)
