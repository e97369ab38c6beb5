"""What a reader of a Word document sees comes out."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx.oxml.ns import qn
from docx.shared import Twips
from PIL import Image

from bot.cleaning import Dropped
from bot.cleaning.word_numbering import in_letters
from bot.cleaning.word_symbols import LOST, sign
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import (
    chart_part,
    docx,
    drawing,
    p,
    r,
    word_part,
    word_picture,
    word_shape,
    words_in_shape,
)
from tests.cleaning.test_word import lines, written
from tests.cleaning.test_word_unseen import pictures

pytestmark = pytest.mark.usefixtures("in_this_process")

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


def table(*rows: str, before: str = "") -> str:
    return f"<w:tbl>{before}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


async def test_merged_cells_keep_their_columns(cleaned: Clean) -> None:
    body = table(
        cell("a", '<w:gridSpan w:val="2"/>') + cell("b"),
        "<w:trPr><w:gridBefore w:val='2'/></w:trPr>" + cell("сомасы"),
        cell("c", '<w:vMerge w:val="restart"/>') + cell("d") + cell("e"),
        cell("", "<w:vMerge/>") + cell("f") + cell("g"),
        cell("h", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("i"),
    )
    (shown,) = written((await cleaned(docx(body))).data).tables
    assert [[cell.text for cell in row.cells] for row in shown.rows] == [
        ["a", "a", "b"],
        ["", "", "сомасы"],
        ["c", "d", "e"],
        ["c", "f", "g"],
        ["h", "h", "i"],
    ]


async def test_a_table_from_right_to_left_comes_out_as_it_is_seen(cleaned: Clean) -> None:
    body = table(cell("a") + cell("b"), before="<w:tblPr><w:bidiVisual/></w:tblPr>")
    (shown,) = written((await cleaned(docx(body))).data).tables
    assert [cell.text for cell in shown.rows[0].cells] == ["b", "a"]


async def test_columns_and_wide_pages_keep_their_sizes(cleaned: Clean) -> None:
    grid = "<w:tblGrid><w:gridCol w:w='1000'/><w:gridCol w:w='3000'/></w:tblGrid>"
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    document = written((await cleaned(docx(table(cell("a") + cell("b"), before=grid) + page))).data)
    assert [column.get(qn("w:w")) for column in document.tables[0]._tbl.tblGrid] == ["1000", "3000"]
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (Twips(16838), Twips(11906))


async def test_the_letterhead_in_a_table_of_the_header_stays_with_its_coat_of_arms(
    cleaned: Clean, canary: Canaries
) -> None:
    arms = BytesIO()
    drawing().save(arms, "PNG")
    head = table(cell("ӘКІМДІК") + f"<w:tc>{p(word_picture('rId7'))}</w:tc>" + cell("№ 12"))
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId7" Type="x/image" Target="media/a.png"/></Relationships>'
    )
    data = docx(
        p(r("хат")) + '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>',
        (("rId1", "header", "h.xml"),),
        word__h_xxml=word_part("hdr", head),
        word___rels__h_xxml_xrels=rels,
        word__media__a_xpng=arms.getvalue(),
    )
    clean = await cleaned(data)
    (shown,) = written(clean.data).sections[0].header.tables
    assert [cell.text for cell in shown.rows[0].cells] == ["ӘКІМДІК", "", "№ 12"]
    assert [picture.size for picture in pictures(clean.data)] == [(60, 40)]


async def test_small_and_struck_letters_stay_small_and_struck(cleaned: Clean) -> None:
    body = p(
        r("10"),
        r("6", '<w:vertAlign w:val="superscript"/>'),
        r("2", '<w:vertAlign w:val="subscript"/>'),
        r("1000", "<w:strike/>"),
        r("900", "<w:dstrike/>"),
        r("бас", "<w:caps/>"),
    )
    (paragraph,) = written((await cleaned(docx(body))).data).paragraphs
    looks = [(run.text, run.font.superscript, run.font.subscript, run.font.strike) for run in paragraph.runs]
    assert looks == [
        ("10", None, None, None),
        ("6", True, False, None),
        ("2", False, True, None),
        ("1000", None, None, True),
        ("900", None, None, True),
        ("БАС", None, None, None),
    ]


def alternatives(newest: str, older: str) -> str:
    choices = f"<mc:Choice>{newest}</mc:Choice><mc:Fallback>{older}</mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{choices}</mc:AlternateContent></w:r>"


def form(content: str) -> str:
    """A field of a form that has no result."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{content}</w:ffData></w:fldChar></w:r>'
    return f'{begin}<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


SIGNS = {
    "a sign": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
    "a Greek letter": ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
    "a text in a font of signs": (r("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>'), "✓"),
    "digits in the Greek font": (r("5a", '<w:rFonts w:ascii="Symbol"/>'), "5α"),
    "an emoji with a text for older readers": (
        alternatives("<w:symEx w:font='Segoe UI Emoji' w:char='1F60A'/>", "<w:t>😊</w:t>"),
        "😊",
    ),
    "an emoji alone": ("<w:r><w:symEx w:font='Segoe UI Emoji' w:char='1F60A'/></w:r>", "😊"),
    "a reading over a word": (
        f"<w:r><w:ruby><w:rt>{r('оқылуы')}</w:rt><w:rubyBase>{r('сөз')}</w:rubyBase></w:ruby></w:r>",
        "сөз(оқылуы)",
    ),
    "a ticked box of a form": (
        form("<w:checkBox><w:checked/></w:checkBox>"),
        "☒",
    ),
    "a box not ticked": (
        form('<w:checkBox><w:default w:val="0"/></w:checkBox>'),
        "☐",
    ),
    "a chosen line": (
        form('<w:ddList><w:result w:val="1"/><w:listEntry w:val="иә"/><w:listEntry w:val="жоқ"/></w:ddList>'),
        "жоқ",
    ),
}


def bare_field(instruction: str) -> str:
    return f"{BEGIN}<w:r><w:instrText>{instruction}</w:instrText></w:r>{END}"


@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        ("EQ \\f(1;2)", "1/2"),
        ("EQ \\r(3,x)", "3√x"),
        ("EQ \\b(a)", "(a)"),
        ('SYMBOL 252 \\f "Wingdings" \\s 12', "✓"),
        ("SYMBOL 0x61", "α"),
        ("MACROBUTTON NoMacro осында басыңыз", "осында басыңыз"),
        ("XE secret", ""),
    ],
)
async def test_fields_without_a_result_show_what_stands_in_them(
    cleaned: Clean, instruction: str, shown: str
) -> None:
    assert lines((await cleaned(docx(p(r("a "), bare_field(instruction), r(" b"))))).data) == [f"a {shown} b"]


@pytest.mark.parametrize(("run", "shown"), SIGNS.values(), ids=SIGNS.keys())
async def test_signs_come_out_as_letters_every_font_has(cleaned: Clean, run: str, shown: str) -> None:
    clean = await cleaned(docx(p(r("a"), run, r("b"))))
    assert lines(clean.data) == [f"a{shown}b"]
    assert clean.dropped == {}


async def test_a_sign_without_a_letter_is_counted(cleaned: Clean) -> None:
    clean = await cleaned(docx(p('<w:r><w:sym w:font="Wingdings" w:char="F0B5"/></w:r>')))
    assert (lines(clean.data), clean.dropped) == ([LOST], {Dropped.SYMBOL: 1})


def test_signs_of_unknown_fonts_are_letters_or_lost() -> None:
    assert [sign("Arial", code) for code in (0x41, 0xF041, 0xD800, 7, 0xFFFE)] == ["A", *[LOST] * 4]


def m(tag: str, *content: str) -> str:
    return f"<m:{tag}>{''.join(content)}</m:{tag}>"


def mt(text: str) -> str:
    return m("r", m("t", text))


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (mt("x=") + m("f", m("num", mt("1")), m("den", mt("a+b"))), "x=1/(a+b)"),
        (m("sSup", m("e", mt("x")), m("sup", mt("2"))), "x^2"),
        (m("sSubSup", m("e", mt("x")), m("sub", mt("i")), m("sup", mt("2"))), "x_i^2"),
        (m("rad", m("deg"), m("e", mt("x+1"))), "√(x+1)"),
        (m("d", m("e", mt("a")), m("e", mt("b"))), "(a, b)"),
        (
            m(
                "nary",
                '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
                m("sub", mt("i=1")),
                m("sup", mt("n")),
                m("e", mt("i")),
            ),
            "∑_(i=1)^n i",
        ),
        (m("m", m("mr", m("e", mt("a")), m("e", mt("b"))), m("mr", m("e", mt("c")))), "ab; c"),
        (m("acc", m("e", mt("x"))), "x"),
    ],
)
async def test_formulas_come_out_in_a_line(cleaned: Clean, formula: str, shown: str) -> None:
    assert lines((await cleaned(docx(p(r("a "), f"<m:oMath>{formula}</m:oMath>")))).data) == [f"a {shown}"]


def numbered(number: int, depth: int, text: str) -> str:
    return p(
        f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>', r(text)
    )


def level(depth: int, format_: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{format_}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


async def test_lists_count_as_word_counts_them(cleaned: Clean) -> None:
    numbering = word_part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "%1.")
        + level(1, "upperRoman", "%2)")
        + level(2, "lowerLetter", "%1.%3", '<w:isLgl/><w:suff w:val="space"/>')
        + level(3, "decimal", "№ %4", "<w:rPr><w:vanish/></w:rPr>")
        + level(4, "decimal", "№ %5", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="10"/></w:lvlOverride></w:num>',
    )
    places = [(1, 0), (1, 0), (2, 0), (2, 1), (1, 1), (1, 2), (3, 0), (3, 0), (1, 1), (1, 3), (1, 4)]
    body = "".join(numbered(number, depth, "x") for number, depth in places)
    data = docx(body, (("rId1", "numbering", "n.xml"),), word__n_xxml=numbering)
    labels = [line.removesuffix("x").strip() for line in lines((await cleaned(data)).data)]
    assert labels == ["1.", "2.", "3.", "I)", "II)", "3.1", "10.", "11.", "I)", "", ""]


@pytest.mark.parametrize(
    ("format_", "count", "shown"),
    [
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperLetter", 28, "BB"),
        ("decimalZero", 7, "07"),
        ("decimal", 7, "7"),
        ("lowerRoman", 0, "0"),
        ("lowerLetter", 10**6, "1000000"),
    ],
)
def test_numbers_are_written_in_the_letters_of_their_list(format_: str, count: int, shown: str) -> None:
    assert in_letters(format_, count) == shown


CODE = "<w:r><w:instrText>AUTHOR</w:instrText></w:r>"


@pytest.mark.parametrize("end", [f"<w:del>{END}</w:del>", ""], ids=["deleted", "missing"])
async def test_a_field_without_its_end_swallows_nothing_after_it(cleaned: Clean, end: str) -> None:
    body = p(r("a "), BEGIN, CODE, SEPARATE, r("өріс "), end, r("b")) + p(r("c"))
    assert lines((await cleaned(docx(body))).data)[0].startswith("a ")
    assert lines((await cleaned(docx(body))).data)[0].endswith("b")
    assert lines((await cleaned(docx(body))).data)[1:] == ["c"]


PAGE = """<html><head><title>{0}</title><style>{1}</style></head><body><!-- {2} --><p>бірінші <b>жол</b>&#1;&#xFFFF;</p>
<script>{3}</script><div style="display: none">{4}</div><p hidden>{5}</p><span style="color:#ffffff">{6}</span>
<table><tr><td>a</td><td>b</td></tr></table><img src="x.png"></body></html>"""


def web_page(canary: Canaries) -> bytes:
    places = ("title", "style", "comment", "script", "not displayed", "hidden", "white")
    return PAGE.format(*(canary(place) for place in places)).encode()


def mail_page(canary: Canaries) -> bytes:
    head = f"MIME-Version: 1.0\r\nFrom: {canary('sender')}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return head.encode() + web_page(canary)


@pytest.mark.parametrize("made", [web_page, mail_page])
async def test_a_document_that_is_a_web_page_inside_comes_out_as_its_visible_text(
    cleaned: Clean, canary: Canaries, made: Callable[[Canaries], bytes]
) -> None:
    body = '<w:altChunk r:id="rId1"/>'
    clean = await cleaned(docx(body, (("rId1", "aFChunk", "a.html"),), word__a_xhtml=made(canary)))
    assert lines(clean.data) == ["бірінші жол", "a\tb", "[🖼]"]
    assert canary.survivors(clean.data) == []
    assert clean.dropped == {Dropped.PICTURE: 1, Dropped.LAYOUT: 1, Dropped.HIDDEN_TEXT: 1}


async def test_a_document_inside_a_document_comes_out_as_what_it_shows(
    cleaned: Clean, canary: Canaries
) -> None:
    inner = docx(p(r("ішкі"), r(canary("hidden"), "<w:vanish/>")))
    body = p(r("сыртқы")) + '<w:altChunk r:id="rId1"/>'
    clean = await cleaned(docx(body, (("rId1", "aFChunk", "a.docx"),), word__a_xdocx=inner))
    assert lines(clean.data) == ["сыртқы", "ішкі"]
    assert canary.survivors(clean.data) == []


async def test_a_part_of_another_kind_is_counted(cleaned: Clean) -> None:
    body = p(r("a")) + '<w:altChunk r:id="rId1"/>'
    clean = await cleaned(docx(body, (("rId1", "aFChunk", "a.rtf"),), word__a_xrtf=b"{\\rtf1 b}"))
    assert (lines(clean.data), clean.dropped) == (["a"], {Dropped.EMBEDDED: 1})


def framed(content: str) -> str:
    graphic = f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline><wp:extent cx='100' cy='100'/>{graphic}</wp:inline></w:drawing></w:r>"


@pytest.mark.parametrize("kind", ["barChart", "lineChart", "pieChart"])
async def test_a_chart_comes_out_as_a_picture_of_its_figures(cleaned: Clean, kind: str) -> None:
    part = chart_part(kind, "Шығын", "2026", {"қаңтар": 5, "ақпан": -10.5, "наурыз": 0})
    data = docx(p(framed('<c:chart r:id="rId1"/>')), (("rId1", "chart", "c.xml"),), word__c_xxml=part)
    clean = await cleaned(data)
    (picture,) = pictures(clean.data)
    colours = picture.getcolors(100_000)
    assert colours is not None
    assert len(colours) > 10
    said = str(written(clean.data).inline_shapes[0]._inline.docPr.get("descr"))
    assert said == "Шығын\n2026: қаңтар 5, ақпан -10.5, наурыз 0"
    assert clean.dropped == {Dropped.CHART: 1}


async def test_a_chart_without_figures_leaves_a_sign(cleaned: Clean) -> None:
    data = docx(
        p(framed('<c:chart r:id="rId1"/>')),
        (("rId1", "chart", "c.xml"),),
        word__c_xxml=word_part("chartSpace", ""),
    )
    clean = await cleaned(data)
    assert (lines(clean.data), clean.dropped) == (["[📊]"], {Dropped.CHART: 1})


async def test_the_words_of_a_diagram_come_out(cleaned: Clean) -> None:
    diagram = "<d:dataModel xmlns:d='d' xmlns:a='a'><d:pt><a:t>бірінші</a:t></d:pt><d:pt/><d:pt><a:t>екінші</a:t></d:pt></d:dataModel>"
    body = p(framed("<d:relIds xmlns:d='d' r:dm='rId1'/>"))
    clean = await cleaned(docx(body, (("rId1", "diagramData", "d.xml"),), word__d_xxml=diagram))
    assert lines(clean.data) == ["бірінші\nекінші\n"]
    assert clean.dropped == {Dropped.DIAGRAM: 1}


@pytest.mark.parametrize("format_", ["GIF", "BMP", "TIFF", "WEBP", "JPEG"])
async def test_pictures_of_all_common_kinds_come_out(cleaned: Clean, format_: str) -> None:
    target = BytesIO()
    drawing().save(target, format_)
    data = docx(p(word_picture("rId1")), (("rId1", "image", "a.bin"),), word__a_xbin=target.getvalue())
    clean = await cleaned(data)
    assert [picture.size for picture in pictures(clean.data)] == [(60, 40)]
    assert clean.dropped == {}


async def test_a_picture_that_cannot_be_made_anew_leaves_a_sign_and_is_counted(cleaned: Clean) -> None:
    data = docx(
        p(word_picture("rId1"), word_picture("rId1")), (("rId1", "image", "a.emf"),), word__a_xemf=b"EMF"
    )
    clean = await cleaned(data)
    assert (lines(clean.data), clean.dropped) == (["[🖼][🖼]"], {Dropped.PICTURE: 2})


async def test_stamps_across_the_page_and_words_in_shapes_come_out(cleaned: Clean) -> None:
    stamp = "<w:r><w:pict><v:shape style='position:absolute;width:300pt;height:90pt'><v:textpath string='КӨШІРМЕ'/></v:shape></w:pict></w:r>"
    box = word_shape("", words_in_shape(p(r("қорап"))))
    assert lines((await cleaned(docx(p(r("a "), stamp, box)))).data) == ["a КӨШІРМЕ", "қорап"]


async def test_pages_break_where_they_broke(cleaned: Clean) -> None:
    document = written((await cleaned(docx(p(r("a"), '<w:r><w:br w:type="page"/></w:r>', r("b"))))).data)
    assert [mark.get(qn("w:type")) for mark in document.element.body.iter(qn("w:br"))] == ["page"]


async def test_what_was_counted_is_told_by_kind(cleaned: Clean) -> None:
    comments = word_part("comments", "<w:comment/><w:comment/>")
    body = p(r("a"), "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>", '<w:fldSimple w:instr="AUTHOR"/>')
    clean = await cleaned(docx(body, (("rId1", "comments", "c.xml"),), word__c_xxml=comments))
    assert clean.dropped == {Dropped.COMMENT: 2, Dropped.DELETION: 1, Dropped.NAMING_FIELD: 1}


async def test_the_first_page_shows_the_words(cleaned: Clean) -> None:
    full, empty = (await cleaned(docx(p(r("көрінеді"))))).preview, (await cleaned(docx(p()))).preview
    assert Image.open(BytesIO(full)).size == (640, 900)
    assert full != empty
