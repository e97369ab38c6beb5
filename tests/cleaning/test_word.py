"""A Word document comes out as what its pages show."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from PIL import Image

from bot.cleaning import Cleaner, Kind, Refusal, Refused
from bot.cleaning.word_fields import NAMING, names_somebody
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import docx, field, jpeg, p, png, r, word_part

pytestmark = pytest.mark.usefixtures("in_this_process")

PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="952500" cy="635000"/><wp:docPr id="1" name="{0}" descr="{0}"/>'
    '<a:graphic><a:graphicData><a:blip r:embed="{1}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)


def written(data: bytes) -> DocxDocument:
    return Document(BytesIO(data))


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in written(data).paragraphs]


def planted(canary: Canaries) -> bytes:
    """A document that shows a few words, with a word in every place that shows none."""
    mark = (
        f'w:rsidR="{canary("rsid")}" w:author="{canary("author of a change")}" w:date="2026-11-24T10:00:00Z"'
    )
    body = (
        p(r("Көрінетін сөз, "), f"<w:ins w:id='1' {mark}>{r('қосылған')}</w:ins>")
        + p(f"<w:del w:id='2' {mark}><w:r><w:delText>{canary('deleted')}</w:delText></w:r></w:del>", r("a"))
        + p(f"<w:moveFrom w:id='3' {mark}>{r(canary('moved away'))}</w:moveFrom>", r("b"))
        + p(field("AUTHOR", canary("author field")), field(f"HYPERLINK {canary('address')}", "сілтеме"))
        + p(f'<w:fldSimple w:instr="USERNAME">{r(canary("simple field"))}</w:fldSimple>', r("c"))
        + p(r(canary("hidden"), "<w:vanish/>"), r("d", f'<w:rStyle w:val="{canary("style name")}"/>'))
        + p('<w:r><w:commentReference w:id="0"/></w:r>', PICTURE.format(canary("picture name"), "rId9"))
        + "<w:sdt><w:sdtPr><w:dataBinding w:xpath='/cp:coreProperties/dc:creator'/></w:sdtPr>"
        + f"<w:sdtContent>{p(r(canary('bound author')))}</w:sdtContent></w:sdt>"
        + f"<w:tbl><w:tr><w:trPr><w:del {mark}/></w:trPr><w:tc>{p(r(canary('deleted row')))}</w:tc></w:tr></w:tbl>"
        + f"<w:altChunk r:id='{canary('alternative chunk')}'/><w:sectPr {mark}/>"
    )
    return docx(
        body,
        (("rId9", "image", "media/a.jpg"), ("rId8", "comments", "comments.xml")),
        word__media__a_xjpg=jpeg(canary),
        word__comments_xxml=word_part("comments", f"<w:comment {mark}>{p(r(canary('comment')))}</w:comment>"),
        word__people_xxml=canary("people"),
        word__embeddings__b_xbin=canary("embedded file"),
        docProps__core_xxml=canary("core properties"),
        docProps__app_xxml=canary("application properties"),
        docProps__custom_xxml=canary("custom properties"),
        customXml__item1_xxml=canary("custom xml"),
        **{canary("name of a part"): ""},
    )


def test_the_net_catches_all_that_was_planted(canary: Canaries) -> None:
    assert canary.survivors(planted(canary)) == list(canary.words)


async def test_nothing_planted_comes_through_while_the_visible_words_do(
    cleaned: Clean, canary: Canaries
) -> None:
    clean = await cleaned(planted(canary))
    assert clean.kind is Kind.DOCX
    assert len(canary.words) > 30
    assert canary.survivors(clean.data) == []
    assert lines(clean.data) == ["Көрінетін сөз, қосылған", "a", "b", "сілтеме", "c", "d", ""]


async def test_the_new_document_names_no_author_and_no_time(cleaned: Clean, canary: Canaries) -> None:
    data = (await cleaned(planted(canary))).data
    properties = written(data).core_properties
    assert (properties.author, properties.last_modified_by, properties.created) == ("", "", None)
    with ZipFile(BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "custom" in name or "thumbnail" in name]


async def test_words_keep_their_weight(cleaned: Clean) -> None:
    body = p(
        r("a"),
        r("b", "<w:b/>"),
        r("c", "<w:i/>"),
        r("d", "<w:u w:val='single'/>"),
        r("e", "<w:b w:val='0'/>"),
    )
    (paragraph,) = written((await cleaned(docx(body))).data).paragraphs
    looks = [(run.text, run.bold, run.italic, run.underline) for run in paragraph.runs]
    assert looks == [
        ("a", None, None, None),
        ("b", True, None, None),
        ("c", None, True, None),
        ("d", None, None, True),
        ("e", None, None, None),
    ]


async def test_breaks_and_tabs_stay_in_the_text(cleaned: Clean) -> None:
    body = p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>")
    assert lines((await cleaned(docx(body))).data) == ["a\tb\nc\u2011"]


NUMBERING = word_part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>',
)
STYLES = word_part(
    "styles",
    '<w:style w:styleId="List"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:basedOn w:val="List"/></w:style>'
    '<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>',
)


def item(text: str, depth: int) -> str:
    numbers = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    return p(f"<w:pPr>{numbers}</w:pPr>", r(text))


async def test_lists_come_out_with_the_numbers_that_were_seen(cleaned: Clean) -> None:
    styled = "".join(p(f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>', r("z")) for name in ("Own", "Round"))
    body = item("a", 0) + item("b", 1) + item("c", 1) + item("d", 0) + item("e", 1) + styled
    data = docx(
        body,
        (("rId1", "numbering", "numbering.xml"), ("rId2", "styles", "styles.xml")),
        word__numbering_xxml=NUMBERING,
        word__styles_xxml=STYLES,
    )
    seen = ["3.\ta", "3.а)\tb", "3.б)\tc", "4.\td", "4.а)\te", "•\tz", "z"]
    assert lines((await cleaned(data)).data) == seen


def table(*rows: tuple[str, ...]) -> str:
    def row(cells: tuple[str, ...]) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    return f"<w:tbl>{''.join(map(row, rows))}</w:tbl>"


async def test_tables_keep_their_cells_also_where_rows_differ_and_tables_nest(cleaned: Clean) -> None:
    inner = table((p(r("ішкі")),)) + p()
    body = table((p(r("a")), p(r("b")) + p(r("c"))), (inner,))
    (outer,) = written((await cleaned(docx(body))).data).tables
    assert [[cell.text for cell in row.cells] for row in outer.rows] == [["a", "b\nc"], ["\n", ""]]
    assert outer.cell(1, 0).tables[0].cell(0, 0).text == "ішкі"


async def test_pictures_stay_in_their_place_and_size_rebuilt(cleaned: Clean, canary: Canaries) -> None:
    body = p(r("a"), PICTURE.format("x", "rId1"), PICTURE.format("x", "rId2"))
    bonds = (("rId1", "image", "media/a.png"), ("rId2", "image", "media/a.emf"))
    data = docx(body, bonds, word__media__a_xpng=png(canary), word__media__a_xemf=canary("emf"))
    document = written((await cleaned(data)).data)
    assert canary.survivors((await cleaned(data)).data) == []
    (shape,) = document.inline_shapes
    assert (shape.width, shape.height) == (952500, 635000)
    # A picture of a kind that is not taken leaves a sign of where it was.
    assert document.paragraphs[0].text == "a[🖼]"
    (part,) = [part for part in document.part.package.iter_parts() if "/media/" in str(part.partname)]
    assert Image.open(BytesIO(part.blob)).size == (60, 40)


async def test_text_boxes_headers_footers_and_notes_stay(cleaned: Clean) -> None:
    box = f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{p(r('қорап'))}</w:txbxContent>"
    box += (
        f"</w:drawing></mc:Choice><mc:Fallback>{p(r('екінші рет'))}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    data = docx(
        p(r("мәтін"), '<w:r><w:footnoteReference w:id="2"/></w:r>', box)
        + '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId2"/></w:sectPr>',
        (("rId1", "header", "h.xml"), ("rId2", "footer", "f.xml"), ("rId3", "footnotes", "n.xml")),
        word__h_xxml=word_part("hdr", p(r("жоғары"))),
        word__f_xxml=word_part("ftr", p(r("төмен"))),
        word__n_xxml=word_part("footnotes", f'<w:footnote w:id="2">{p(r("сілтеме"))}</w:footnote>'),
    )
    clean = (await cleaned(data)).data
    assert lines(clean) == ["мәтін[1] ", "қорап", "[1] ", "сілтеме"]
    section = written(clean).sections[0]
    assert (section.header.paragraphs[0].text, section.footer.paragraphs[0].text) == ("жоғары", "төмен")


@pytest.mark.parametrize(
    "instruction",
    [*sorted(NAMING), "filename \\p", "DocProperty Company", "DOCPROPERTY  LastSavedBy", "INFO Author"],
)
def test_a_field_that_names_the_author_the_file_or_the_saving_is_not_kept(instruction: str) -> None:
    assert names_somebody(f" {instruction} ")


SHOWN = [
    "DATE \\@ dd.MM.yyyy",
    "CREATEDATE",
    "TIME",
    "LINK Excel.Sheet.12 C:\\\\a.xlsx",
    "ADDIN ZOTERO_ITEM CSL_CITATION",
    "CITATION Aya23",
    "BIBLIOGRAPHY",
    "INCLUDEPICTURE a.png",
    "DOCPROPERTY RegNumber",
    "TITLE",
    "EMBED Excel.Sheet.12",
    "INDEX",
    "= A1+A2",
    "HYPERLINK https://example.kz",
    "TOC",
    "",
]


@pytest.mark.parametrize("instruction", SHOWN)
async def test_the_shown_result_of_any_other_field_is_kept(cleaned: Clean, instruction: str) -> None:
    simple = f'<w:fldSimple w:instr="{instruction}">{r("соң")}</w:fldSimple>'
    data = (await cleaned(docx(p(r("бас "), field(instruction, "орта "), simple)))).data
    assert lines(data) == ["бас орта соң"]


async def test_a_field_in_a_field_shows_only_where_both_may(cleaned: Clean) -> None:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    outer = f"{begin}<w:r><w:instrText>TOC</w:instrText></w:r>{separate}"
    body = p(outer, r("көрінеді "), field("AUTHOR", "жасырын"), end, r("соңы"))
    assert lines((await cleaned(docx(body))).data) == ["көрінеді соңы"]


async def test_tables_nested_without_end_are_refused(cleaner: Cleaner) -> None:
    body = p()
    for _ in range(40):
        body = table((body + p(),))
    assert await cleaner.clean(docx(body)) == Refused(Refusal.BOMB)


async def test_the_same_document_comes_out_the_same_every_time(cleaned: Clean, canary: Canaries) -> None:
    data = planted(canary)
    assert await cleaned(data) == await cleaned(data)
