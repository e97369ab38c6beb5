"""LibreOffice draws pages where it is there; without it the outcome says so, and nothing is drawn that nobody saw."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from bot.cleaning import Cleaned, Cleaner, Dropped, Kind, Refusal, Refused, find_office
from bot.cleaning.office import STARTER
from bot.cleaning.office_input import prepared
from bot.cleaning.open_documents import left_out
from bot.cleaning.wire import counted
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import (
    BLACK,
    IN_FRONT,
    book,
    cell,
    docx,
    field,
    p,
    r,
    word_part,
    word_shape,
    zipped,
)

OFFICE = find_office()
with_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not on this machine; the other tests prove the way without it"
)

OPEN = "application/vnd.oasis.opendocument.text"
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"'
)


def odt(content: str) -> bytes:
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{OPEN}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": OPEN,
            "content.xml": f"<office:document-content {SPACES}>{body}</office:document-content>",
            "META-INF/manifest.xml": manifest,
        }
    )


PLACED = "".join(
    f'<wp:position{side} relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:position{side}>'
    for side in "HV"
).replace('V relativeFrom="column"', 'V relativeFrom="paragraph"')
FRONT = (
    'behindDoc="0" simplePos="0" relativeHeight="2" locked="0" layoutInCell="1" allowOverlap="1" '
    'distT="0" distB="0" distL="0" distR="0"'
)
BOX = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1905000" cy="952500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
SHAPE = word_shape(BOX + BLACK, "<wps:bodyPr/>", floats=FRONT)
COVERED = docx(p(SHAPE.replace("<wp:extent", f'<wp:simplePos x="0" y="0"/>{PLACED}<wp:extent'), r("Иванов")))
HALF_COVERED = docx(p(word_shape(BLACK, floats=IN_FRONT), r("Иванов")))
"""LibreOffice does not draw this shape, which has neither form nor place."""


async def test_without_libreoffice_what_only_it_can_do_is_refused_with_that_reason(cleaner: Cleaner) -> None:
    assert await cleaner.clean(odt("<text:p>a</text:p>")) == Refused(Refusal.NEEDS_OFFICE)
    assert await cleaner.clean(COVERED) == Refused(Refusal.COVERED)


async def test_without_libreoffice_a_document_comes_out_as_its_text_alone(cleaner: Cleaner) -> None:
    clean = await cleaner.clean(docx(p(r("a"))))
    assert isinstance(clean, Cleaned)
    assert (clean.pages, clean.beside) == (None, b"")


async def test_a_libreoffice_that_falls_over_takes_nothing_away(tmp_path: Path) -> None:
    (tmp_path / STARTER).write_text("no program", encoding="ascii")
    cleaner = Cleaner(office=tmp_path)
    clean = await cleaner.clean(docx(p(r("a"))))
    assert isinstance(clean, Cleaned)
    assert clean.beside == b""
    assert await cleaner.clean(COVERED) == Refused(Refusal.COVERED)


def test_libreoffice_is_looked_for_where_it_usually_lies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("bot.cleaning.office.PLACES", (str(tmp_path),))
    monkeypatch.setenv("PATH", "")
    assert find_office() is None
    (tmp_path / STARTER).touch()
    assert find_office() == tmp_path


def given(data: bytes, name: str = "word/document.xml") -> str:
    ready = prepared(data)
    assert ready
    with ZipFile(BytesIO(ready)) as archive:
        return archive.read(name).decode()


def test_deleted_text_hidden_rows_and_blackened_words_are_not_given_to_be_drawn(canary: Canaries) -> None:
    row = f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p(r(canary('row')))}</w:tc></w:tr>"
    body = (
        p(
            f"<w:ins>{r('қосылған')}</w:ins>",
            f"<w:del><w:r><w:delText>{canary('deleted')}</w:delText></w:r></w:del>",
        )
        + p(
            f"<w:moveFrom>{r(canary('moved'))}</w:moveFrom>",
            r(canary("black"), '<w:highlight w:val="black"/>'),
        )
        + f"<w:tbl>{row}</w:tbl>"
    )
    said = given(docx(body))
    assert not [place for place, word in canary.words.items() if word in said]
    assert "қосылған" in said
    assert "█" in said


def test_the_date_of_a_letter_is_given_as_it_stands_and_not_to_be_filled_in_anew() -> None:
    said = given(
        docx(p(field("DATE", "01.02.2024"), f'<w:fldSimple w:instr="TIME">{r("10:00")}</w:fldSimple>'))
    )
    assert "01.02.2024" in said
    assert "10:00" in said
    assert "DATE" not in said
    assert "TIME" not in said


@pytest.mark.parametrize(
    "body",
    [
        p(field("AUTHOR", "x")),
        p(field("AUT</w:instrText></w:r><w:r><w:instrText>HOR", "x")),
        p(f'<w:fldSimple w:instr="FILENAME">{r("x")}</w:fldSimple>'),
        f"<w:sdt><w:sdtPr><w:dataBinding w:xpath='/dc:creator'/></w:sdtPr><w:sdtContent>{p()}</w:sdtContent></w:sdt>",
    ],
)
def test_a_document_whose_drawing_would_name_somebody_is_not_drawn(body: str) -> None:
    assert prepared(docx(body)) is None


def test_a_style_with_a_black_marker_is_not_drawn() -> None:
    style = word_part("styles", '<w:style><w:rPr><w:highlight w:val="black"/></w:rPr></w:style>')
    assert prepared(docx(p(r("a")), word__styles_xxml=style)) is None


def test_the_page_headers_of_sheets_are_not_given_to_be_drawn(canary: Canaries) -> None:
    after = f"<headerFooter><oddHeader>{canary('header')}</oddHeader></headerFooter>"
    data = book(cell("A1", "a"), after=after)
    with ZipFile(BytesIO(data)) as archive:
        parts = {
            name.replace("xl/sheet.xml", "xl/worksheets/s.xml"): archive.read(name)
            for name in archive.namelist()
        }
    assert canary.words["header"] not in given(zipped(parts), "xl/worksheets/s.xml")


def test_what_tracked_changes_leave_behind_is_not_given_to_be_drawn() -> None:
    said = given(
        docx(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>"
            f"{r('a', '<w:ins/><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>')}</w:p>"
        )
    )
    assert not [mark for mark in ("del", "ins", "rPrChange", "pPrChange") if f"w:{mark}" in said]


def test_a_part_in_a_folder_of_any_name_is_made_ready_like_any_other(canary: Canaries) -> None:
    body = p("<w:del><w:r><w:delText>" + canary("deleted") + "</w:delText></w:r></w:del>", r("a"))
    with ZipFile(BytesIO(docx(body))) as archive:
        parts = {
            name.replace("word/", "doc/"): archive.read(name).replace(b"word/", b"doc/")
            for name in archive.namelist()
        }
    assert canary.words["deleted"] not in given(zipped(parts), "doc/document.xml")


def test_comments_of_sheets_are_not_given_to_be_drawn(canary: Canaries) -> None:
    comments = f"<comments><commentList><comment ref='A1'><text><t>{canary('comment')}</t></text></comment></commentList></comments>"
    said = given(book(cell("A1", "a"), xl__comments1_xxml=comments), "xl/comments1.xml")
    assert canary.words["comment"] not in said


def test_deleted_text_and_comments_of_open_documents_are_not_given_to_be_drawn(canary: Canaries) -> None:
    content = (
        "<text:tracked-changes><text:changed-region text:id='c'><text:deletion>"
        f"<text:p>{canary('deleted')}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:p>a<text:change text:change-id='c'/>b<office:annotation><text:p>{canary('comment')}</text:p>"
        "</office:annotation>c</text:p>"
    )
    said = given(odt(content), "content.xml")
    assert not [place for place, word in canary.words.items() if word in said]
    assert "<text:p>abc</text:p>" in said


def test_names_and_moving_dates_of_open_documents_are_not_given_to_be_drawn(canary: Canaries) -> None:
    content = (
        f"<text:p>a<text:author-name>{canary('author')}</text:author-name>b"
        f"<text:initial-creator>{canary('creator')}</text:initial-creator>c<text:date>01.02.2024</text:date>d</text:p>"
    )
    said = given(odt(content), "content.xml")
    assert "<text:p>abc01.02.2024d</text:p>" in said


def in_common_folder() -> set[str]:
    """Where LibreOffice would leave files."""
    return {path.name for path in Path("/tmp").iterdir()}  # noqa: S108 - it is looked at only


async def taken(data: bytes) -> Cleaned:
    clean = await Cleaner(office=OFFICE).clean(data)
    assert isinstance(clean, Cleaned), clean
    return clean


def dark(pdf: bytes) -> int:
    """How many dark pixels the first page has."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")
    return int(sum(picture.histogram()[:100]))


@with_office
async def test_the_pages_of_a_document_come_beside_its_text_as_pictures() -> None:
    full, empty = await taken(docx(p(r("көрінеді " * 20)))), await taken(docx(p()))
    assert (full.kind, full.pages) == (Kind.DOCX, 1)
    assert pypdfium2.PdfDocument(full.beside)[0].get_textpage().get_text_range() == ""
    assert dark(full.beside) > 200 > dark(empty.beside)
    assert full.preview != empty.preview


@with_office
async def test_the_sheets_of_a_workbook_come_beside_it_as_pictures() -> None:
    clean = await taken(book(cell("A1", "көрінеді")))
    assert clean.kind is Kind.XLSX
    assert dark(clean.beside) > 20


@with_office
async def test_a_covered_document_comes_out_as_a_drawing_in_which_the_cover_stays() -> None:
    clean = await taken(COVERED)
    assert clean.kind is Kind.PDF
    assert clean.dropped == {Dropped.TEXT: 1}
    assert dark(clean.data) > 5_000


@with_office
async def test_a_cover_that_libreoffice_does_not_draw_is_not_taken_for_one() -> None:
    assert await Cleaner(office=OFFICE).clean(HALF_COVERED) == Refused(Refusal.COVERED)


@with_office
async def test_an_open_document_comes_out_as_a_drawing() -> None:
    comment = "<office:annotation><text:p>x</text:p></office:annotation>"
    clean = await taken(odt(f"<text:p>көрінеді көрінеді{comment}</text:p>"))
    assert (clean.kind, clean.pages) == (Kind.PDF, 1)
    assert clean.dropped == {Dropped.TEXT: 1, Dropped.COMMENT: 1}
    assert dark(clean.data) > 50


def test_what_a_drawing_of_an_open_document_lacks_is_counted() -> None:
    styles = (
        '<style:style xmlns:style="s" style:name="H"><style:text-properties text:display="none"/></style:style>'
        '<style:style xmlns:style="s" style:name="T"><style:table-properties table:display="false" xmlns:table="t"/></style:style>'
    )
    who = "<office:change-info><dc:creator xmlns:dc='d'>x</dc:creator></office:change-info>"
    content = (
        f"<office:automatic-styles>{styles}</office:automatic-styles><text:tracked-changes>"
        f"<text:changed-region><text:deletion>{who}<text:p>x</text:p></text:deletion></text:changed-region>"
        f"<text:changed-region><text:insertion>{who}</text:insertion></text:changed-region></text:tracked-changes>"
        "<text:p>a<office:annotation><dc:creator xmlns:dc='d'>x</dc:creator><text:p>x</text:p></office:annotation>"
        "<text:span text:style-name='H'>x</text:span><text:author-name>x</text:author-name></text:p>"
        "<table:table xmlns:table='t' table:style-name='T'><table:table-column table:visibility='collapse' "
        "table:number-columns-repeated='2'/><table:table-row table:visibility='filter'/><table:table-row/></table:table>"
    )
    assert left_out(odt(content)) == {
        Dropped.COMMENT: 1,
        Dropped.DELETION: 1,
        Dropped.HIDDEN_TEXT: 1,
        Dropped.HIDDEN_ROW: 1,
        Dropped.HIDDEN_COLUMN: 2,
        Dropped.HIDDEN_SHEET: 1,
        Dropped.NAMING_FIELD: 1,
    }


@pytest.mark.parametrize(
    ("content", "times"),
    [
        ("<text:section text:display='none'><text:p>x</text:p></text:section>", 1),
        ("<text:section text:display='condition'><text:p>x</text:p></text:section>", 1),
        ("<text:section><text:p>x</text:p></text:section>", 0),
        ("<text:p><text:hidden-text text:string-value='x'/></text:p>", 1),
        ("<text:p><text:hidden-paragraph text:is-hidden='true'/>x</text:p>", 1),
        ("<text:p text:style-name='Heir'>x</text:p>", 1),
        ("<text:p text:style-name='Shown'>x</text:p>", 0),
    ],
)
def test_sections_fields_and_inherited_styles_of_an_open_document_that_hide_are_counted(
    content: str, times: int
) -> None:
    styles = (
        "<s:style s:name='Heir' s:parent-style-name='Between'/><s:style s:name='Between' s:parent-style-name='H'/>"
        "<s:style s:name='H' s:parent-style-name='Heir'><s:text-properties text:display='none'/></s:style>"
        "<s:style s:name='Shown' s:parent-style-name='H'><s:text-properties text:display='true'/></s:style>"
    )
    said = left_out(odt(f"<office:automatic-styles xmlns:s='s'>{styles}</office:automatic-styles>{content}"))
    assert said.get(Dropped.HIDDEN_TEXT, 0) == times


def test_counts_that_are_none_count_nothing() -> None:
    for answer in (
        b"",
        b"{",
        b"[]",
        b'{"comment": -1}',
        b'{"comment": "1"}',
        b'{"unheard": 1}',
        b'{"comment": 1}' + b" " * 5000,
    ):
        assert counted(answer) == {}
    assert counted(b'{"comment": 2}') == {Dropped.COMMENT: 2}


@with_office
async def test_where_something_hidden_was_met_nothing_is_drawn() -> None:
    clean = await Cleaner(office=OFFICE).clean(docx(p(r("a"), r("b", "<w:vanish/>"))))
    assert isinstance(clean, Cleaned)
    assert (clean.beside, clean.dropped) == (b"", {Dropped.HIDDEN_TEXT: 1})


@with_office
async def test_drawing_leaves_no_file_behind(canary: Canaries) -> None:
    before = in_common_folder()
    await taken(docx(p(r(canary("text")))))
    assert not [
        name for name in in_common_folder() - before if name.startswith(("file.", "profile", "lu", "OSL"))
    ]
