"""Ways to hide something in a workbook that people and programs know: none of it comes out, what only looks like one does."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from PIL import Image

from bot.cleaning import Cleaned, Dropped, Hidden
from bot.cleaning.rebuilding import rebuild
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import (
    MAIN,
    R,
    anchor,
    book,
    cell,
    chart_part,
    frame,
    rels,
    sheet_picture,
    sheet_shape,
    with_members,
)
from tests.cleaning.test_workbook import drawn, first_sheet, pictures

SECRET = "Kanareika000Qx"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="[&gt;5]&quot;&quot;;General"/>'
    '<numFmt numFmtId="165" formatCode="&quot;***&quot;"/><numFmt numFmtId="166" formatCode="[&gt;5]0.0;General"/>'
    '<numFmt numFmtId="167" formatCode="General;General;General;&quot;жасырын&quot;"/></numFmts>'
    '<fonts><font/><font><color theme="0" tint="-0.01"/></font><font><color theme="1" tint="0.9999"/></font>'
    '<font><color theme="4"/></font><font><color indexed="10"/></font><font><color rgb="FFFDFEFD"/></font>'
    '<font><color theme="1"/></font><font><color theme="0"/></font><font><color theme="5"/></font></fonts>'
    '<fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill>'
    '<fill><patternFill patternType="gray125"><fgColor rgb="FFFFFFFF"/></patternFill></fill></fills>'
    "<cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='165'/><xf fontId='1'/><xf fontId='2'/><xf fontId='3'/><xf fontId='4'/>"
    "<xf fontId='5'/><xf fillId='2'/><xf fontId='6' fillId='2'/><xf fontId='7'/><xf numFmtId='166'/><xf fontId='8'/>"
    "<xf fontId='7' fillId='3'/><xf numFmtId='167'/></cellXfs>"
    '<dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf><dxf><numFmt numFmtId="170" formatCode=";;;"/></dxf>'
    '<dxf><fill><patternFill><bgColor rgb="FF000000"/></patternFill></fill></dxf>'
    '<dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs>'
    '<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00FFFFFF"/>'
    + '<rgbColor rgb="00FF0000"/>' * 8
    + '<rgbColor rgb="00FFFFFF"/></indexedColors></colors>'
)  # fmt: skip
THEME = (
    '<theme><themeElements><clrScheme><lt1><sysClr val="window" lastClr="FFFFFF"/></lt1><accent1><srgbClr val="FEFEFE"/>'
    '</accent1><accent2><srgbClr val="1F3864"/></accent2></clrScheme></themeElements></theme>'
)  # fmt: skip
NUMBER = 40417.25
FIGURE = str(NUMBER)


def number(place: str, style: int = 0, figure: float = NUMBER) -> str:
    return f'<row r="{place[1:]}"><c r="{place}" s="{style}"><v>{figure}</v></c></row>'


def rich(*runs: tuple[str, str]) -> str:
    said = "".join(f"<r><rPr>{look}</rPr><t>{text}</t></r>" for text, look in runs)
    return f'<row r="1"><c r="A1" t="inlineStr"><is>{said}</is></c></row>'


def rule(kind: str, change: int, attributes: str = "", *formulas: str, inside: str = "") -> str:
    said = "".join(f"<formula>{formula}</formula>" for formula in formulas)
    return (
        f'<conditionalFormatting sqref="C3 A1:A4"><cfRule type="{kind}" dxfId="{change}" priority="1" {attributes}>'
        f"{said}{inside}</cfRule></conditionalFormatting>"
    )


def rules(*written: tuple[int, str]) -> str:
    """Rules for A1 that hold for any figure over 100, each the number of its change and more attributes."""
    said = "".join(
        f'<cfRule type="cellIs" operator="greaterThan" dxfId="{change}" {more}><formula>100</formula></cfRule>'
        for change, more in written
    )
    return f'<conditionalFormatting sqref="A1">{said}</conditionalFormatting>'


def newer(inside: str) -> str:
    """A rule of the kind that looks at other sheets; its place stands behind it."""
    mark = f'<x14:cfRule type="expression" priority="1"><xm:f>B!$A$1=1</xm:f>{inside}</x14:cfRule><xm:sqref>A1:A4</xm:sqref>'
    return (
        '<extLst><ext><x14:conditionalFormattings xmlns:x14="x14" xmlns:xm="xm"><x14:conditionalFormatting>'
        f"{mark}</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )


def many(change: int) -> str:
    """More rules than are looked at one by one, the last of them for A1."""
    far = "".join(
        rule("cellIs", 3, 'operator="lessThan"', "5").replace("C3 A1:A4", f"C{n}") for n in range(1, 501)
    )
    return far + rule("cellIs", change, 'operator="greaterThan"', "100")


MANY_PLACES = " ".join(f"C{n}" for n in range(1, 1001)) + " A1"
NEWER_WHITE = "<x14:dxf><font><color rgb='FFFFFFFF'/></font></x14:dxf>"
WHITE = '<color rgb="FFFFFFFF"/>'
IN_FRONT_OF_SECRET = {
    "by a condition of its format": (number("A1", 1), "", ""),
    "words of a format in its place": (number("A1", 2), "", ""),
    "words of a format in place of words": (cell("A1", FIGURE, 14), "", ""),
    "nearly white": (cell("A1", FIGURE, 7), "", ""),
    "nearly the white of the theme": (cell("A1", FIGURE, 3), "", ""),
    "the black of the theme made white": (cell("A1", FIGURE, 4), "", ""),
    "a colour of the theme that is white": (cell("A1", FIGURE, 5), "", ""),
    "a colour by number that is white": (cell("A1", FIGURE, 6), "", ""),
    "black by itself on black": (cell("A1", FIGURE, 8), "", ""),
    "the black of the theme on black": (cell("A1", FIGURE, 9), "", ""),
    "white letters of a cell": (rich(("a", ""), (FIGURE, WHITE)), "", ""),
    "tiny letters of a cell": (rich(("a", ""), (FIGURE, '<sz val="1"/>')), "", ""),
    "columns without width": (cell("B1", FIGURE), '<sheetFormatPr defaultColWidth="0"/>', ""),
    "rows without height": (cell("A1", FIGURE), '<sheetFormatPr defaultRowHeight="0" customHeight="1"/>', ""),
    "a rule that whitens": (number("A1"), "", rule("cellIs", 0, 'operator="greaterThan"', "100")),
    "a rule that whitens between": (number("A1"), "", rule("cellIs", 0, 'operator="between"', "1", "50000")),
    "a rule that blackens": (number("A1"), "", rule("cellIs", 2, 'operator="notEqual"', "1")),
    "a rule of words": (cell("A1", FIGURE), "", rule("containsText", 0, 'text="404"')),
    "a rule that always holds": (number("A1"), "", rule("expression", 1, "", "TRUE")),
    "a rule that nobody here can work out": (number("A1"), "", rule("expression", 1, "", "SUM($B$1:B7)&gt;3")),
    "the weightiest rule stands last": (number("A1"), "", rules((3, 'priority="2"'), (0, 'priority="1"'))),
    "a rule stops one that would show it": (cell("A1", FIGURE, 7), "", rules((99, 'priority="1" stopIfTrue="1"'), (3, 'priority="2"'))),
    "a rule of figures on words": (cell("A1", FIGURE), "", rule("cellIs", 0, 'operator="greaterThan"', "0")),
    "a rule of words on a figure": (number("A1"), "", rule("cellIs", 0, 'operator="lessThan"', '"b"')),
    "a rule that looks at another sheet": (number("A1"), "", newer(NEWER_WHITE)),
    "a sign in its place, of the newer kind": (number("A1"), "", newer('<x14:iconSet showValue="0"/>')),
    "a rule after very many": (number("A1"), "", many(0)),
    "a rule for very many places": (number("A1"), "", rule("cellIs", 0, 'operator="greaterThan"', "100").replace("C3 A1:A4", MANY_PLACES)),
    "a rule of words that stand elsewhere": (number("A1"), "", rule("notContainsText", 0, "", "ISERROR(SEARCH($B$1,A1))")),
    "a bar in its place": (number("A1"), "", rule("dataBar", 99, inside='<dataBar showValue="0"/>')),
}  # fmt: skip


def taken(data: bytes, hidden: Hidden = Hidden.LEFT_OUT) -> Cleaned:
    outcome = rebuild(data, hidden)
    assert isinstance(outcome, Cleaned), outcome
    return outcome


def made(rows: str, before: str = "", after: str = "", **parts: str | bytes) -> bytes:
    bonds = rels(
        ("rId1", "worksheet", "/xl/sheet.xml"), ("rId2", "styles", "styles.xml"), ("rId3", "theme", "t.xml")
    )
    return with_members(
        book(rows, STYLES, before, after, **parts), {"xl/_rels/workbook.xml.rels": bonds, "xl/t.xml": THEME}
    )


def shown(data: bytes) -> list[str]:
    return [str(entry.value) for line in first_sheet(data).rows for entry in line if entry.value is not None]


@pytest.mark.parametrize("how", IN_FRONT_OF_SECRET)
def test_a_value_that_a_reader_does_not_see_does_not_come_out_unless_the_reporter_says_so(how: str) -> None:
    data = made(*IN_FRONT_OF_SECRET[how])
    clean = taken(data)
    assert not any(FIGURE in value for value in shown(clean.data))
    assert sum(clean.dropped.values()) == 1
    assert any(FIGURE in value for value in shown(taken(data, Hidden.SHOWN).data))


SEEN = {
    "by another part of its format": (number("A1", 1, 4.25), "4.25"),
    "by a condition of its format": (number("A1", 11), FIGURE),
    "a dark colour of the theme": (cell("A1", "a", 12), "a"),
    "white on a pattern": (cell("A1", "a", 13), "a"),
    "dark letters in a white cell": (rich(("a", ""), ("б", '<color theme="5"/>')), "aб"),
    "a rule that does not hold": (number("A1") + rule("cellIs", 0, 'operator="lessThan"', "5"), FIGURE),
    "a rule of other words": (cell("A1", "a") + rule("containsText", 0, 'text="б"'), "a"),
    "a rule that never holds": (number("A1") + rule("expression", 1, "", "FALSE"), FIGURE),
    "a rule of colours that nobody here can work out": (number("A1") + rule("expression", 3, "", "B1=2"), FIGURE),
    "the weightiest rule stands first": (number("A1") + rules((3, 'priority="1"'), (0, 'priority="2"')), FIGURE),
    "a rule stops one that would hide it": (number("A1") + rules((99, 'priority="1" stopIfTrue="1"'), (0, 'priority="2"')), FIGURE),
    "a rule of less on words": (cell("A1", "a") + rule("cellIs", 0, 'operator="lessThan"', "5"), "a"),
    "a rule of more words on a figure": (number("A1") + rule("cellIs", 0, 'operator="greaterThan"', '"b"'), FIGURE),
    "red by another sheet": (number("A1") + newer(NEWER_WHITE.replace("FFFFFFFF", "FFFF0000"))[8:-9], FIGURE),
    "red after very many rules": (number("A1") + many(3), FIGURE),
    "a bar beside it": (number("A1") + rule("dataBar", 99, inside="<dataBar/>"), FIGURE),
}  # fmt: skip


@pytest.mark.parametrize("how", SEEN)
def test_a_value_that_a_reader_sees_comes_out(how: str) -> None:
    rows, value = SEEN[how]
    rows, mark, rules = rows.partition("<conditionalFormatting")
    clean = taken(made(rows, "", mark + rules))
    assert shown(clean.data) == [value]
    assert clean.dropped == {}


def test_words_that_a_format_shows_in_place_of_a_value_stand_in_its_place() -> None:
    assert shown(taken(made(number("A1", 2))).data) == ["***"]
    assert shown(taken(made(cell("A1", SECRET, 14))).data) == ["жасырын"]


def test_runs_under_a_format_of_words_do_not_come_out() -> None:
    runs = rich(("Kanareika", "<b/>"), ("000Qx", "")).replace('r="A1"', 'r="A1" s="14"')
    clean = taken(made(runs))
    assert shown(clean.data) == ["жасырын"]
    assert clean.dropped == {Dropped.HIDDEN_CELL: 1}


def test_words_left_over_from_a_cell_do_not_stand_in_the_next_one() -> None:
    rows = (
        f'<row r="1"><c r="A1"><v>1</v><is><t>{SECRET}</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>x</t><r><t>y</t></r></is></c></row>'
    )
    assert shown(taken(made(rows)).data) == ["1", "xy"]


LOOKS = STYLES.replace("</fonts>", '<font><sz val="1"/></font><font><b/><strike/></font></fonts>').replace(
    "</cellXfs>", "<xf fontId='9'/><xf fontId='10'/></cellXfs>"
)
TINY, STRUCK, ON_BLACK = 15, 16, 8


def looking(style: int, *runs: str) -> bytes:
    row = f'<row r="1"><c r="A1" s="{style}" t="inlineStr"><is>{"".join(runs)}</is></c></row>'
    return with_members(made(row), {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{LOOKS}</styleSheet>'})


def test_letters_that_say_nothing_of_their_look_have_that_of_their_cell() -> None:
    large = '<r><rPr><sz val="11"/></rPr><t>b</t></r>'
    assert shown(taken(looking(TINY, f"<r><t>{SECRET}</t></r>", large)).data) == ["b"]
    data = taken(looking(STRUCK, "<r><t>a</t></r>", large)).data
    value = load_workbook(BytesIO(data), rich_text=True).worksheets[0]["A1"].value
    assert isinstance(value, CellRichText)
    looks = [(bool(run.font.b), bool(run.font.strike)) for run in value if isinstance(run, TextBlock)]
    assert looks == [(True, True), (False, False)]


def test_letters_that_are_left_alone_keep_the_ground_of_their_cell() -> None:
    white = f'<r><rPr>{WHITE}<vertAlign val="superscript"/></rPr><t>a</t></r>'
    read = first_sheet(taken(looking(ON_BLACK, white)).data)["A1"]
    assert (read.value, read.font.color.rgb, read.fill.fgColor.rgb) == ("a", "FFFFFFFF", "FF000000")
    assert read.font.vertAlign == "superscript"


def test_letters_beyond_what_a_cell_holds_are_cut() -> None:
    (value,) = shown(taken(made(rich(("a" * 30_000, "<b/>"), ("b" * 30_000, "<i/>")))).data)
    assert value == "a" * 30_000 + "b" * 2_767


def test_a_rule_that_holds_colours_its_cells() -> None:
    data = made(number("A1"), "", rule("cellIs", 3, 'operator="greaterThan"', "100"))
    assert first_sheet(taken(data).data)["A1"].font.color.rgb == "FFFF0000"


def test_white_letters_in_the_head_of_a_styled_table_come_out_and_in_its_rows_do_not() -> None:
    table = '<table ref="A1:B3"><tableStyleInfo name="TableStyleMedium2"/></table>'
    data = made(
        cell("A1", "бас", 10) + cell("A2", "ақ", 10),
        xl__tab_xxml=table,
        xl___rels__sheet_xxml_xrels=rels(("rId1", "table", "tab.xml")),
    )
    assert shown(taken(data).data) == ["бас"]


def test_letters_of_a_cell_keep_their_looks() -> None:
    runs = rich(
        ("10", ""), ("6", '<vertAlign val="superscript"/>'), (" 1000", "<strike/>"), (" 2000", '<b/><color rgb="FFFF0000"/>')
    )  # fmt: skip
    clean = taken(made(runs))
    value = load_workbook(BytesIO(clean.data), rich_text=True).worksheets[0]["A1"].value
    assert isinstance(value, CellRichText)
    assert [str(run) for run in value] == ["10", "6", " 1000", " 2000"]
    _, small, struck, red = (run.font for run in value if isinstance(run, TextBlock))
    assert red.color is not None
    assert (small.vertAlign, struck.strike, red.b, red.color.rgb) == ("superscript", True, True, "FFFF0000")
    assert clean.dropped == {}


def test_letters_of_a_shared_text_that_are_white_do_not_come_out() -> None:
    strings = f'<sst xmlns="{MAIN}"><si><r><t>a</t></r><r><rPr>{WHITE}</rPr><t>{SECRET}</t></r></si></sst>'
    data = made('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', xl__s_xxml=strings)
    bonds = rels(
        ("rId1", "worksheet", "/xl/sheet.xml"), ("rId2", "styles", "styles.xml"), ("rId3", "sharedStrings", "s.xml")
    )  # fmt: skip
    clean = taken(with_members(data, {"xl/_rels/workbook.xml.rels": bonds}))
    assert shown(clean.data) == ["a"]
    assert clean.dropped == {Dropped.HIDDEN_CELL: 1}


@pytest.mark.parametrize(
    ("written", "read"), [("2026-03-08T00:00:00", "2026-03-08 00:00:00"), ("2026-03-08T12:30:00Z", "2026-03-08 12:30:00")]
)  # fmt: skip
def test_a_day_of_the_strict_edition_stays_a_day(written: str, read: str) -> None:
    data = made(f'<row r="1"><c r="A1" t="d"><v>{written}</v></c></row>')
    assert str(first_sheet(taken(data).data)["A1"].value) == read


def test_a_sheet_from_right_to_left_stays_one() -> None:
    view = '<sheetViews><sheetView rightToLeft="1" workbookViewId="0"/></sheetViews>'
    assert first_sheet(taken(made(cell("A1", "مرحبا"), view)).data).sheet_view.rightToLeft


def text_box(look: str, fill: str = "") -> str:
    shape = sheet_shape(fill, SECRET, frame(0, 0, 90, 30)).replace("<a:r>", f"<a:r><a:rPr {look}</a:rPr>")
    return anchor(shape, (3, 3), (5, 6))


BLUE = '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'
WHITE_INK = '><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
WORDS_IN_BOXES = {
    "white": (text_box(WHITE_INK), False),
    "white by name": (text_box('><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'), False),
    "of the colour of its box": (text_box(">" + BLUE, BLUE), False),
    "painted with nothing": (text_box("><a:noFill/>"), False),
    "tiny": (text_box('sz="100">'), False),
    "painted with glass": (text_box('><a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>'), False),
    "white on blue": (text_box(WHITE_INK, BLUE), True),
    "white with edges": (text_box("><a:ln>" + BLUE + "</a:ln>" + WHITE_INK[1:]), True),
    "white with white edges": (text_box("><a:ln>" + WHITE_INK[1:] + "</a:ln>" + WHITE_INK[1:]), False),
    "in no colour of its own": (text_box(">"), True),
}  # fmt: skip


@pytest.mark.parametrize("how", WORDS_IN_BOXES)
def test_words_in_a_box_come_out_where_they_are_seen(canary: Canaries, how: str) -> None:
    shape, seen = WORDS_IN_BOXES[how]
    canary("box")
    clean = taken(drawn(cell("A1", "a"), shape))
    assert canary.survivors(clean.data) == ["box"] * seen
    assert clean.dropped.get(Dropped.HIDDEN_SHAPE, 0) == (not seen)


def png(colour: str = "red") -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 40), colour).save(target, "PNG")
    return target.getvalue()


def test_a_picture_over_hidden_rows_is_folded_with_them() -> None:
    rows = "".join(cell(f"A{n}", "a").replace("<row", '<row hidden="1"') for n in (2, 3))
    picture = anchor(sheet_picture("rId1", ""), (1, 0), (3, 2))
    data = drawn(cell("A1", "a") + rows, picture, **{"p.png": png()})
    clean = taken(data)
    assert pictures(clean.data) == []
    assert clean.dropped == {Dropped.HIDDEN_ROW: 2, Dropped.HIDDEN_SHAPE: 1}
    assert len(pictures(taken(data, Hidden.SHOWN).data)) == 1


def test_a_picture_over_rows_that_are_hidden_as_all_others_is_folded_with_them() -> None:
    usual = '<sheetFormatPr zeroHeight="1"/>'
    row = cell("A1", "a").replace("<row", '<row hidden="0"')
    for top, seen in ((1, 0), (0, 1)):
        data = drawn(row, anchor(sheet_picture("rId1", ""), (top, 0), (3, 2)), **{"p.png": png()})
        sheet = book(row, before=usual, after='<drawing r:id="rId1"/>')
        with ZipFile(BytesIO(sheet)) as archive:
            part = archive.read("xl/sheet.xml")
        assert len(pictures(taken(with_members(data, {"xl/sheet.xml": part})).data)) == seen


def test_rows_that_were_filtered_out_of_a_chart_do_not_come_out(canary: Canaries) -> None:
    part = chart_part("barChart", "Шығын", "2026", {"қаңтар": 5})
    gone = f"<c:ser><c:tx><c:v>{canary('row')}</c:v></c:tx><c:val><c:numCache><c:pt idx='0'><c:v>7</c:v></c:pt></c:numCache></c:val></c:ser>"
    gone = f"<c:extLst><c:ext><c15:filteredBarSeries xmlns:c15='c15'>{gone}</c15:filteredBarSeries></c:ext></c:extLst>"
    clean = taken(charted(part.replace("</c:barChart>", f"{gone}</c:barChart>")))
    assert canary.survivors(clean.data) == []
    assert b"2026: " in described(clean.data)


def test_a_chart_keeps_the_places_of_its_figures_its_days_and_the_names_of_its_axes() -> None:
    part = chart_part("lineChart", "Шығын", "2026", {"46089": 5, "46090": 6, "46091": 7})
    part = part.replace(
        '<c:strRef><c:strCache><c:pt idx="0"><c:v>46089',
        '<c:strRef><c:strCache><c:formatCode>dd.mm.yyyy</c:formatCode><c:pt idx="0"><c:v>46089',
    )
    part = part.replace('<c:pt idx="1"><c:v>6</c:v></c:pt>', "")
    axis = "<c:valAx><c:title><c:tx><c:rich><a:p><a:r><a:t>млн тг</a:t></a:r></a:p></c:rich></c:tx></c:title></c:valAx>"
    said = described(taken(charted(part.replace("</c:plotArea>", f"{axis}</c:plotArea>"))).data).decode()
    assert "Шығын · млн тг" in said
    assert "08.03.2026 5, 10.03.2026 7" in said


def test_days_of_a_chart_that_counts_from_1904_are_the_days_that_it_shows() -> None:
    part = chart_part("lineChart", "Шығын", "2026", {"44627": 5})
    part = part.replace(
        '<c:strCache><c:pt idx="0"><c:v>44627',
        '<c:strCache><c:formatCode>dd.mm.yyyy</c:formatCode><c:pt idx="0"><c:v>44627',
    )
    part = part.replace("<c:chart>", '<c:date1904 val="1"/><c:chart>')
    assert "08.03.2026 5" in described(taken(charted(part)).data).decode()


def charted(part: str) -> bytes:
    mark = '<xdr:graphicFrame><a:graphic><a:graphicData><c:chart r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    return drawn(cell("A1", "a"), anchor(mark, (3, 3), (9, 9)), **{"c.xml": part})


def described(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read("xl/drawings/drawing1.xml")


def test_a_picture_of_a_cell_that_cannot_be_made_anew_is_counted() -> None:
    assert taken(of_wps(b"EMF")).dropped == {Dropped.PICTURE: 1, Dropped.FORMULA: 1}


def test_the_picture_that_wps_puts_into_a_cell_comes_out() -> None:
    clean = taken(of_wps(png()))
    (picture,) = pictures(clean.data)
    assert picture.getpixel((20, 20)) == (255, 0, 0)
    assert shown(clean.data) == []


def of_wps(picture: bytes) -> bytes:
    listed = (
        f'<etc:cellImages xmlns:etc="etc" xmlns:xdr="xdr" xmlns:a="a" xmlns:r="{R}"><etc:cellImage><xdr:pic><xdr:nvPicPr>'
        '<xdr:cNvPr id="2" name="ID_7"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill></xdr:pic>'
        "</etc:cellImage></etc:cellImages>"
    )
    data = book(
        '<row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_7",1)</f><v>=DISPIMG("ID_7",1)</v></c></row>',
        xl__cellimages_xxml=listed,
        xl___rels__cellimages_xxml_xrels=rels(("rId1", "image", "p.png")),
        xl__p_xpng=picture,
    )
    bonds = rels(("rId1", "worksheet", "/xl/sheet.xml"), ("rId9", "cellImage", "cellimages.xml"))
    return with_members(data, {"xl/_rels/workbook.xml.rels": bonds})


def test_the_picture_that_excel_puts_into_a_cell_comes_out() -> None:
    data = book(
        '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>',
        xl__m_xxml="<metadata><futureMetadata><bk><extLst><ext><xlrd:rvb xmlns:xlrd='x' i='0'/></ext></extLst></bk>"
        "</futureMetadata><valueMetadata><bk><rc t='1' v='0'/></bk></valueMetadata></metadata>",
        xl__v_xxml="<rvData><rv s='0'><v>0</v><v>5</v></rv></rvData>",
        xl__b_xxml=f"<richValueRels xmlns:r='{R}'><rel r:id='rId1'/></richValueRels>",
        xl___rels__b_xxml_xrels=rels(("rId1", "image", "p.png")),
        xl__p_xpng=png("blue"),
    )
    bonds = rels(
        ("rId1", "worksheet", "/xl/sheet.xml"), ("rId2", "sheetMetadata", "m.xml"),
        ("rId3", "rdRichValue", "v.xml"), ("rId4", "richValueRel", "b.xml"),
    )  # fmt: skip
    (picture,) = pictures(taken(with_members(data, {"xl/_rels/workbook.xml.rels": bonds})).data)
    assert picture.getpixel((20, 20)) == (0, 0, 255)


def test_charts_and_pictures_cover_no_more_cells_than_they_did() -> None:
    part = chart_part("barChart", "Шығын", "2026", {"қаңтар": 5})
    mark = '<xdr:graphicFrame><a:graphic><a:graphicData><c:chart r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    large = BytesIO()
    Image.new("RGB", (1000, 1000), "red").save(large, "PNG")
    photo = sheet_picture("rId2", "")
    one_cell = (
        "<xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>20</xdr:row></xdr:from>"
        f'<xdr:ext cx="952500" cy="952500"/>{photo}<xdr:clientData/></xdr:oneCellAnchor>'
    )
    parts: dict[str, str | bytes] = {"c.xml": part, "p.png": large.getvalue()}
    data = drawn(cell("A1", "a"), anchor(mark, (1, 1), (11, 5)), one_cell, **parts)
    corners = re.findall(rb"<xdr:(?:row|col)>(\d+)</xdr:", described(taken(data).data))
    places = [tuple(map(int, corners[at : at + 4])) for at in range(0, len(corners), 4)]
    assert len(places) == 2
    assert all(right - left <= 5 and bottom - top <= 10 for left, top, right, bottom in places)
