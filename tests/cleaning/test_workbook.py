"""A workbook comes out as what its sheets show."""

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from bot.cleaning import Cleaner, Dropped, Kind, Refusal, Refused
from bot.cleaning.workbook import MOST_CELLS
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import (
    BLACK,
    GLASS,
    MAIN,
    SENT,
    anchor,
    book,
    cell,
    chart_part,
    drawing,
    frame,
    rels,
    sheet_drawing,
    sheet_picture,
    sheet_shape,
    with_members,
    xlsx,
    zipped,
)

pytestmark = pytest.mark.usefixtures("in_this_process")


def values(data: bytes) -> dict[str, list[list[object]]]:
    opened = load_workbook(BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in opened.worksheets}


def first_sheet(data: bytes) -> Worksheet:
    return load_workbook(BytesIO(data)).worksheets[0]


def pictures(data: bytes) -> list[Image.Image]:
    with ZipFile(BytesIO(data)) as archive:
        media = sorted(name for name in archive.namelist() if "/media/" in name)
        return [Image.open(BytesIO(archive.read(name))).convert("RGB") for name in media]


def test_the_net_catches_all_that_was_planted(canary: Canaries) -> None:
    assert canary.survivors(xlsx(canary)) == list(canary.words)


async def test_nothing_planted_comes_through_while_the_values_do(cleaned: Clean, canary: Canaries) -> None:
    clean = await cleaned(xlsx(canary))
    assert clean.kind is Kind.XLSX
    assert len(canary.words) > 15
    assert canary.survivors(clean.data) == []
    assert canary.survivors(clean.preview) == []
    assert values(clean.data) == {"Тізім": [["Өтініш", 12.5, SENT], ["=1+1", True, None]]}
    assert clean.dropped == {Dropped.COMMENT: 1, Dropped.HIDDEN_ROW: 1, Dropped.HIDDEN_SHEET: 1}
    assert clean.pages == 1


async def test_hidden_sheets_and_rows_are_shown_as_any_other_where_the_reporter_says_so(
    cleaned: Clean, canary: Canaries
) -> None:
    clean = (await cleaned(xlsx(canary))).revealed
    assert clean
    assert clean.dropped == {Dropped.COMMENT: 1}
    assert clean.shown == {Dropped.HIDDEN_ROW: 1, Dropped.HIDDEN_SHEET: 1}
    assert values(clean.data) == {
        "Тізім": [["Өтініш", 12.5, SENT], ["=1+1", True, None], ["жасырын жол", None, None]],
        "Жасырын": [["жасырын парақ"]],
    }
    opened = load_workbook(BytesIO(clean.data))
    assert {sheet.sheet_state for sheet in opened.worksheets} == {"visible"}
    assert not [row for sheet in opened.worksheets for row in sheet.row_dimensions.values() if row.hidden]
    assert canary.survivors(clean.data) == []


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="165" formatCode="000000000000"/>'
    '<numFmt numFmtId="166" formatCode="0.0&quot; ₸&quot;;&quot;Kanareika&quot;"/>'
    '<numFmt numFmtId="167" formatCode="[White]0"/></numFmts>'
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font>'
    '<font><b/><strike/><color rgb="FFFF0000"/></font><font><sz val="1"/></font></fonts>'
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF0000FF"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></fills>'
    "<cellXfs><xf/><xf numFmtId='164'/><xf fontId='1'/><xf fontId='2'/><xf fontId='3' fillId='3'/>"
    "<xf fontId='1' fillId='2'/><xf fontId='3'/><xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='14'/>"
    "<xf numFmtId='9'/><xf numFmtId='167'/><xf fontId='4'/></cellXfs>"
)
SECRET = "Kanareika"

UNSEEN: dict[str, tuple[dict[str, str], Dropped]] = {
    "row": ({"rows": cell("A1", SECRET).replace('r="1"', 'r="1" hidden="1"')}, Dropped.HIDDEN_ROW),
    "flat row": (
        {"rows": cell("A1", SECRET).replace('r="1"', 'r="1" ht="0.75" customHeight="1"')},
        Dropped.HIDDEN_ROW,
    ),
    "rows all hidden": (
        {"rows": cell("A1", SECRET), "before": '<sheetFormatPr zeroHeight="1"/>'},
        Dropped.HIDDEN_ROW,
    ),
    "column": (
        {"rows": cell("A1", SECRET), "before": '<cols><col min="1" max="3" hidden="1"/></cols>'},
        Dropped.HIDDEN_COLUMN,
    ),
    "narrow column": (
        {"rows": cell("A1", SECRET), "before": '<cols><col min="1" max="1" width="0.1"/></cols>'},
        Dropped.HIDDEN_COLUMN,
    ),
    "format of nothing": ({"rows": cell("A1", SECRET, 1)}, Dropped.HIDDEN_CELL),
    "white letters": ({"rows": cell("A1", SECRET, 2)}, Dropped.HIDDEN_CELL),
    "white of the theme": ({"rows": cell("A1", SECRET, 3)}, Dropped.HIDDEN_CELL),
    "red on red": ({"rows": cell("A1", SECRET, 4)}, Dropped.HIDDEN_CELL),
    "too small to be read": ({"rows": cell("A1", SECRET, 12)}, Dropped.HIDDEN_CELL),
    "under a merge": (
        {"rows": cell("A2", SECRET), "after": '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'},
        Dropped.HIDDEN_CELL,
    ),
}


@pytest.mark.parametrize("how", UNSEEN)
async def test_what_a_sheet_hides_is_left_out_and_counted_and_shown_where_asked(
    cleaned: Clean, how: str
) -> None:
    parts, kind = UNSEEN[how]
    shown = cell("E9", "көрінеді").replace("row r", "row hidden='0' r")
    data = book(parts["rows"] + shown, STYLES, parts.get("before", ""), parts.get("after", ""))
    clean = await cleaned(data)
    assert clean.dropped == {kind: 1}
    assert values(clean.data)["A"][8][4] == "көрінеді"
    assert SECRET not in str(values(clean.data))
    assert clean.revealed
    assert clean.revealed.shown == {kind: 1}
    assert (SECRET in str(values(clean.revealed.data))) is (how != "under a merge")


async def test_letters_that_can_be_read_on_their_ground_stay_with_their_colours(cleaned: Clean) -> None:
    clean = await cleaned(book(cell("A1", "ақ", 5) + cell("A2", "сызылған", 6), STYLES))
    sheet = first_sheet(clean.data)
    assert (sheet["A1"].value, sheet["A1"].fill.fgColor.rgb) == ("ақ", "FF0000FF")
    assert (sheet["A2"].font.b, sheet["A2"].font.strike, sheet["A2"].font.color.rgb) == (
        True,
        True,
        "FFFF0000",
    )
    assert clean.dropped == {}


async def test_numbers_keep_the_part_of_their_format_that_shows_them(cleaned: Clean) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="{style}"><v>{value}</v></c></row>'
        for n, (style, value) in enumerate(
            [(7, 10203400567), (8, 5), (9, 46089), (10, 0.125), (0, 870203400567)], 1
        )
    )
    clean = await cleaned(book(rows, STYLES, '<cols><col min="1" max="1" width="28.5"/></cols>'))
    sheet = first_sheet(clean.data)
    assert [row[0].number_format for row in sheet.rows] == ["0" * 12, '0.0" ₸"', "mm-dd-yy", "0%", "General"]
    assert sheet["A3"].value == datetime(2026, 3, 8)  # noqa: DTZ001 - a cell knows no time zone
    assert sheet.column_dimensions["A"].width > 28
    with ZipFile(BytesIO(clean.data)) as archive:
        assert SECRET.encode() not in archive.read("xl/styles.xml")


async def test_merged_cells_stay_merged(cleaned: Clean) -> None:
    merged = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B1:D1"/></mergeCells>'
    clean = await cleaned(book(cell("A1", "тақырып"), after=merged))
    assert [str(span) for span in first_sheet(clean.data).merged_cells.ranges] == ["A1:C1"]


def png(colour: str, size: tuple[int, int] = (40, 40)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def drawn(rows: str, *anchors: str, **parts: str | bytes) -> bytes:
    """A workbook with a drawing over its sheet; pictures of it are named rIdN by the order of the parts."""
    named = list(parts)
    bonds = [("rId0", "chart", "chart.xml"), *((f"rId{n}", "image", name) for n, name in enumerate(named, 1))]
    data = book(rows, after='<drawing r:id="rId1"/>')
    return with_members(
        data,
        {
            "xl/_rels/sheet.xml.rels": rels(("rId1", "drawing", "drawing.xml")),
            "xl/drawing.xml": sheet_drawing(*anchors),
            "xl/_rels/drawing.xml.rels": rels(*bonds),
            **{f"xl/{name}": content for name, content in parts.items()},
        },
    )


async def test_pictures_charts_and_boxes_with_words_stay(cleaned: Clean) -> None:
    chart = '<xdr:graphicFrame><a:graphic><a:graphicData><c:chart r:id="rId0"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    data = drawn(
        "",
        anchor(sheet_picture("rId1", frame(0, 0, 80, 80)), (0, 0), (4, 1)),
        anchor(sheet_shape("<a:noFill/>", "қорап"), (9, 0), (12, 3)),
        anchor(chart, (20, 0), (40, 9)),
        first=png("red"),
    )
    data = with_members(data, {"xl/chart.xml": chart_part("barChart", "Шығын", "2026", {"а": 5, "б": 10})})
    clean = await cleaned(data)
    sizes = sorted(picture.size for picture in pictures(clean.data))
    assert sizes == [(40, 40), (960, 600)]
    with ZipFile(BytesIO(clean.data)) as archive:
        shown = archive.read("xl/drawings/drawing1.xml").decode()
    assert "қорап" in shown
    assert "2026: а 5, б 10" in shown
    assert clean.dropped == {Dropped.CHART: 1}


async def test_of_a_cropped_picture_the_visible_part_is_left(cleaned: Clean) -> None:
    target = BytesIO()
    drawing((80, 40)).save(target, "PNG")
    crop = '<a:srcRect l="50000"/>'
    data = drawn("", anchor(sheet_picture("rId1", "", crop), (0, 0), (4, 1)), first=target.getvalue())
    clean = await cleaned(data)
    (picture,) = pictures(clean.data)
    assert (picture.size, picture.getpixel((0, 0))) == ((40, 40), (0, 0, 255))
    assert clean.dropped == {Dropped.CROPPED: 1}


async def test_cells_under_a_shape_nobody_can_see_through_are_left_out(cleaned: Clean) -> None:
    rows = cell("A1", "көрінеді") + cell("B2", SECRET) + cell("C3", "астында емес")
    clean = await cleaned(drawn(rows, anchor(sheet_shape(BLACK), (1, 1), (2, 2))))
    assert values(clean.data)["A"] == [["көрінеді", None, None], [None] * 3, [None, None, "астында емес"]]
    assert clean.dropped == {Dropped.COVERED: 1}


async def test_cells_wholly_under_a_picture_are_left_out(cleaned: Clean) -> None:
    rows = cell("A1", "көрінеді") + cell("B2", SECRET) + cell("C3", "шетінде")
    clean = await cleaned(drawn(rows, anchor(sheet_picture("rId1", ""), (1, 1), (2, 2)), first=png("red")))
    assert values(clean.data)["A"] == [["көрінеді", None, None], [None] * 3, [None, None, "шетінде"]]
    assert clean.dropped == {Dropped.COVERED: 1}


@pytest.mark.parametrize("fill", ["<a:noFill/>", GLASS, ""])
async def test_cells_under_glass_stay(cleaned: Clean, fill: str) -> None:
    clean = await cleaned(drawn(cell("B2", "көрінеді"), anchor(sheet_shape(fill), (0, 0), (9, 9))))
    assert values(clean.data)["A"][1][1] == "көрінеді"


async def test_of_a_covered_picture_the_covered_part_is_black(cleaned: Clean) -> None:
    data = drawn(
        "",
        anchor(sheet_picture("rId1", frame(0, 0, 80, 80)), (0, 0), (4, 4)),
        anchor(sheet_shape(BLACK, place=frame(0, 0, 40, 80)), (0, 0), (4, 2)),
        first=png("red"),
    )
    clean = await cleaned(data)
    (picture,) = pictures(clean.data)
    assert [picture.getpixel((x, 20)) for x in (2, 18, 37)] == [(0, 0, 0), (0, 0, 0), (255, 0, 0)]
    assert clean.dropped == {Dropped.COVERED: 1}


async def test_a_picture_under_another_of_which_nobody_knows_the_size_is_left_out(cleaned: Clean) -> None:
    data = drawn(
        "",
        anchor(sheet_picture("rId1", ""), (0, 0), (4, 4)),
        anchor(sheet_picture("rId2", ""), (0, 0), (4, 4)),
        first=png("red"),
        second=png("blue"),
    )
    clean = await cleaned(data)
    assert [picture.getpixel((0, 0)) for picture in pictures(clean.data)] == [(0, 0, 255)]
    assert clean.dropped == {Dropped.COVERED: 1}


async def test_hidden_shapes_and_pictures_stay_unseen(cleaned: Clean) -> None:
    data = drawn(
        cell("B2", "көрінеді"),
        anchor(sheet_picture("rId1", "", hidden=1), (0, 0), (4, 4)),
        anchor(sheet_shape(BLACK, SECRET, hidden=1), (0, 0), (4, 4)),
        first=png("red"),
    )
    clean = await cleaned(data)
    assert pictures(clean.data) == []
    assert values(clean.data)["A"][1][1] == "көрінеді"
    with ZipFile(BytesIO(clean.data)) as archive:
        assert not [name for name in archive.namelist() if SECRET.encode() in archive.read(name)]


async def test_the_new_workbook_names_no_author_and_no_time(cleaned: Clean, canary: Canaries) -> None:
    data = (await cleaned(xlsx(canary))).data
    with ZipFile(BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml")
    for named in (b"creator", b"created", b"modified", str(datetime.now().year).encode()):  # noqa: DTZ005 - any zone
        assert named not in core.replace(b"/2006/", b"")


async def test_of_a_formula_its_last_value_is_left_and_without_one_the_formula(cleaned: Clean) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>SUM(A1:A9)</f></c><c r="C1"><f>A1</f><v/></c></row>'
    clean = await cleaned(book(rows))
    sheet = first_sheet(clean.data)
    assert [cell.value for cell in sheet[1]] == [2, "=SUM(A1:A9)", "=A1"]
    assert sheet["B1"].data_type == "s"
    assert clean.dropped == {Dropped.FORMULA: 1}


async def test_a_text_that_looks_like_a_formula_stays_a_text(cleaned: Clean) -> None:
    text = '=HYPERLINK("https://example.kz")'.replace('"', "&quot;")
    assert first_sheet((await cleaned(book(cell("A1", text)))).data)["A1"].data_type == "s"


async def test_cells_far_apart_are_taken(cleaned: Clean) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert first_sheet((await cleaned(book(rows))).data)["XFD1048576"].value == 2


async def test_rows_painted_to_the_last_column_are_taken(cleaned: Clean) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="XFD{n}" s="1"/></row>' for n in range(1, 200)
    )
    assert len(values((await cleaned(book(rows))).data)["A"]) == 199


async def test_more_cells_than_are_taken_are_refused(cleaner: Cleaner) -> None:
    rows = "".join(
        f"<row>{''.join(f'<c><v>{n * m}</v></c>' for m in range(1000))}</row>"
        for n in range(MOST_CELLS // 1000 + 1)
    )
    assert await cleaner.clean(book(rows)) == Refused(Refusal.TOO_LARGE)


STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


async def test_the_strict_edition_of_the_format_is_taken(cleaned: Clean) -> None:
    whole = book(cell("A1", "қатаң"))
    with ZipFile(BytesIO(whole)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    strict = {
        name: content.replace(MAIN, STRICT).replace(
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        )
        for name, content in parts.items()
    }
    assert values((await cleaned(zipped(strict))).data) == {"A": [["қатаң"]]}


async def test_backslashes_between_folders_are_taken(cleaned: Clean) -> None:
    with ZipFile(BytesIO(book(cell("A1", "жол")))) as archive:
        parts = {name.replace("/", "\\"): archive.read(name) for name in archive.namelist()}
    assert values((await cleaned(zipped(parts))).data) == {"A": [["жол"]]}


async def test_shared_texts_come_without_the_readings_over_them(cleaned: Clean) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><t>бір</t></r><r><t> екі</t></r><rPh><t>{SECRET}</t></rPh></si></sst>'
    )
    bonds = (("rId1", "worksheet", "sheet.xml"), ("rId3", "sharedStrings", "SHAREDSTRINGS.XML"))
    data = with_members(
        book('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>7</v></c></row>'),
        {"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": rels(*bonds)},
    )
    assert values((await cleaned(data)).data) == {"A": [["бір екі"]]}


async def test_sheets_of_the_same_name_are_told_apart(cleaned: Clean) -> None:
    sheets = "".join(f'<sheet name="{name}" sheetId="1" r:id="rId1"/>' for name in ("A/B", "A:B", "a_b", ""))
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets>{sheets}</sheets></workbook>'
    clean = await cleaned(with_members(book(cell("A1", "x")), {"xl/workbook.xml": workbook}))
    assert list(values(clean.data)) == ["A_B", "A_B (2)", "a_b (3)", "Sheet"]
    assert clean.pages == 4


async def test_the_first_page_shows_the_first_sheet(cleaned: Clean) -> None:
    full, empty = (await cleaned(book(cell("A1", "көрінеді")))).preview, (await cleaned(book(""))).preview
    assert Image.open(BytesIO(full)).size == Image.open(BytesIO(empty)).size == (640, 900)
    assert full != empty


async def test_the_same_workbook_comes_out_the_same_every_time(cleaned: Clean, canary: Canaries) -> None:
    data = xlsx(canary)
    assert await cleaned(data) == await cleaned(data)
