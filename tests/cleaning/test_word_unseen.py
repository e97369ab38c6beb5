"""What a reader of a Word document does not see does not come out."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from bot.cleaning import Cleaner, Dropped, Refusal, Refused
from tests.cleaning.canaries import Canaries
from tests.cleaning.conftest import Clean
from tests.cleaning.making import (
    BLACK,
    GLASS,
    IN_FRONT,
    docx,
    drawing,
    floating,
    p,
    r,
    styles,
    word_part,
    word_picture,
    word_shape,
    words_in_shape,
)
from tests.cleaning.test_word import lines, written

pytestmark = pytest.mark.usefixtures("in_this_process")

STYLES = styles(
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="GoneToo"><w:basedOn w:val="Gone"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="GonePar"><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="Back"><w:basedOn w:val="Gone"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="Snow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>',
    '<w:style w:type="table" w:styleId="Dark"><w:tblStylePr><w:tcPr><w:shd w:fill="000000"/></w:tcPr></w:tblStylePr></w:style>',
)


def of_style(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


HIDDEN = {
    "by itself": "<w:vanish/>",
    "by a style": of_style("Gone"),
    "by the forebear of a style": of_style("GoneToo"),
    "white": '<w:color w:val="FFFFFF"/>',
    "nearly white": '<w:color w:val="FCFDFE"/>',
    "white by a style": of_style("Snow"),
    "the colour of its marker": '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
    "the colour of its ground": '<w:color w:val="336699"/><w:shd w:val="clear" w:fill="336699"/>',
    "too small to be read": '<w:sz w:val="2"/>',
}


@pytest.mark.parametrize("look", HIDDEN.values(), ids=HIDDEN.keys())
async def test_hidden_text_does_not_come_out_and_is_counted(
    cleaned: Clean, canary: Canaries, look: str
) -> None:
    bonds, parts = STYLES
    clean = await cleaned(docx(p(r("a"), r(canary("hidden"), look), r("b")), bonds, **parts))
    assert lines(clean.data) == ["ab"]
    assert canary.survivors(clean.data) == []
    assert clean.dropped == {Dropped.HIDDEN_TEXT: 1}


async def test_a_paragraph_hidden_by_its_style_leaves_no_line_and_no_number(cleaned: Clean) -> None:
    bonds, parts = STYLES
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbering = word_part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    gone = p(f'<w:pPr><w:pStyle w:val="GonePar"/>{numbered}<w:rPr><w:vanish/></w:rPr></w:pPr>', r("secret"))
    body = p(f"<w:pPr>{numbered}</w:pPr>", r("a")) + gone + p(f"<w:pPr>{numbered}</w:pPr>", r("b"))
    data = docx(body, (*bonds, ("rIdN", "numbering", "n.xml")), word__n_xxml=numbering, **parts)
    assert lines((await cleaned(data)).data) == ["1.\ta", "2.\tb"]


SEEN = {
    "switched on again by a style": of_style("Back"),
    "white on a dark marker": '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>',
    "white on a dark ground": '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>',
    "black on yellow": '<w:color w:val="000000"/><w:highlight w:val="yellow"/>',
    "left to the program on black": '<w:shd w:val="clear" w:fill="000000"/>',
    "small": '<w:sz w:val="10"/>',
}


@pytest.mark.parametrize("look", SEEN.values(), ids=SEEN.keys())
async def test_text_that_can_be_read_stays(cleaned: Clean, look: str) -> None:
    bonds, parts = STYLES
    clean = await cleaned(docx(p(r("a"), r("көрінеді", look)), bonds, **parts))
    assert lines(clean.data) == ["aкөрінеді"]
    assert clean.dropped == {}


@pytest.mark.parametrize(
    "cell",
    ['<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>', ""],
    ids=["on a dark cell", "in a table whose style is dark"],
)
async def test_white_letters_in_the_dark_head_of_a_table_stay(cleaned: Clean, cell: str) -> None:
    bonds, parts = STYLES
    style = "" if cell else '<w:tblPr><w:tblStyle w:val="Dark"/></w:tblPr>'
    head = p(r("бас", '<w:color w:val="FFFFFF"/>'))
    body = f"<w:tbl>{style}<w:tr><w:tc>{cell}{head}</w:tc></w:tr></w:tbl>"
    (table,) = written((await cleaned(docx(body, bonds, **parts))).data).tables
    assert table.cell(0, 0).text == "бас"


@pytest.mark.parametrize("look", ["", '<w:color w:val="000000"/>', '<w:color w:val="auto"/>'])
async def test_text_under_a_black_marker_comes_out_as_black_blocks(cleaned: Clean, look: str) -> None:
    clean = await cleaned(docx(p(r("Иванов", f'<w:highlight w:val="black"/>{look}'))))
    assert lines(clean.data) == ["██████"]
    assert clean.dropped == {Dropped.HIDDEN_TEXT: 1}


def row(content: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{content}</w:tc></w:tr>"


@pytest.mark.parametrize("how", ["<w:hidden/>", '<w:trHeight w:val="2" w:hRule="exact"/>'])
async def test_hidden_rows_of_a_table_do_not_come_out(cleaned: Clean, canary: Canaries, how: str) -> None:
    body = f"<w:tbl>{row(p(r('a')))}{row(p(r(canary('row'))), how)}</w:tbl>"
    clean = await cleaned(docx(body))
    assert [cell.text for row in written(clean.data).tables[0].rows for cell in row.cells] == ["a"]
    assert canary.survivors(clean.data) == []
    assert clean.dropped == {Dropped.HIDDEN_TEXT: 1}


async def test_what_a_merged_cell_swallowed_does_not_come_out(cleaned: Clean, canary: Canaries) -> None:
    def cell(text: str, merge: str) -> str:
        return f"<w:tr><w:tc><w:tcPr><w:vMerge {merge}/></w:tcPr>{p(r(text))}</w:tc></w:tr>"

    rows = cell("a", 'w:val="restart"') + cell(canary("under"), "")
    body = f"<w:tbl>{rows}</w:tbl>"
    clean = await cleaned(docx(body))
    assert canary.survivors(clean.data) == []
    assert clean.dropped == {Dropped.HIDDEN_TEXT: 1}


HEADERS = (("rId1", "header", "h1.xml"), ("rId2", "header", "h2.xml"), ("rId3", "header", "h3.xml"))
REFERENCES = "".join(
    f'<w:headerReference w:type="{kind}" r:id="rId{n}"/>'
    for n, kind in enumerate(("default", "first", "even"), 1)
)


async def heads(cleaned: Clean, section: str, settings: str = "") -> list[str]:
    parts = {
        f"word__h{n}_xxml": word_part("hdr", p(r(word)))
        for n, word in enumerate(("usual", "first", "even"), 1)
    }
    data = docx(
        p(r("a")) + f"<w:sectPr>{REFERENCES}{section}</w:sectPr>",
        (*HEADERS, ("rId9", "settings", "s.xml"), ("rId8", "header", "orphan.xml")),
        word__s_xxml=word_part("settings", settings),
        word__orphan_xxml=word_part("hdr", p(r("orphan"))),
        **parts,
    )
    header = written((await cleaned(data)).data).sections[0].header
    return [paragraph.text for paragraph in header.paragraphs]


async def test_headers_that_are_switched_off_or_belong_to_nothing_do_not_come_out(cleaned: Clean) -> None:
    assert await heads(cleaned, "") == ["usual"]
    assert await heads(cleaned, '<w:titlePg w:val="0"/>', '<w:evenAndOddHeaders w:val="false"/>') == ["usual"]
    assert await heads(cleaned, "<w:titlePg/>") == ["usual", "first"]
    assert await heads(cleaned, "", "<w:evenAndOddHeaders/>") == ["usual", "even"]


async def test_notes_that_nothing_refers_to_do_not_come_out(cleaned: Clean, canary: Canaries) -> None:
    def note(number: int, text: str) -> str:
        return f'<w:footnote w:id="{number}">{p(r(text))}</w:footnote>'

    notes = word_part(
        "footnotes",
        note(7, "екінші") + note(8, canary("orphan")) + note(9, canary("hidden mark")) + note(5, "бірінші"),
    )
    body = p(
        r("a"),
        '<w:r><w:footnoteReference w:id="5"/></w:r>',
        r("b"),
        '<w:r><w:footnoteReference w:id="7"/></w:r>',
        '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="9"/></w:r>',
    )
    clean = await cleaned(docx(body, (("rId1", "footnotes", "n.xml"),), word__n_xxml=notes))
    assert lines(clean.data) == ["a[1] b[2] ", "[1] ", "бірінші", "[2] ", "екінші"]
    assert canary.survivors(clean.data) == []


async def test_hidden_shapes_do_not_come_out(cleaned: Clean, canary: Canaries) -> None:
    old = f"<w:r><w:pict><v:rect style='visibility:hidden'><v:textbox><w:txbxContent>{p(r(canary('old')))}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    new = word_shape("", words_in_shape(p(r(canary("new")))), hidden=1)
    clean = await cleaned(docx(p(r("a"), old, new)))
    assert canary.survivors(clean.data) == []
    assert clean.dropped == {Dropped.HIDDEN_SHAPE: 2}


OLD_COVER = "<w:r><w:pict><v:rect style='position:absolute;width:120pt;height:20pt{0}' fillcolor='black'{1}/></w:pict></w:r>"
ONE_COLOUR = BytesIO()
Image.new("RGB", (30, 30), "black").save(ONE_COLOUR, "PNG")

COVERS = {
    "shape": word_shape(BLACK, floats=IN_FRONT),
    "shape with the fill of its style": word_shape("", floats=IN_FRONT).replace(
        "</wps:wsp>", '<wps:style><a:fillRef idx="1"/></wps:style></wps:wsp>'
    ),
    "shape with an empty line": word_shape(BLACK, words_in_shape(p()), floats=IN_FRONT),
    "old shape": OLD_COVER.format("", ""),
    "picture of one colour": word_picture("rId1", floats=IN_FRONT),
}


@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS.keys())
async def test_a_document_with_something_drawn_over_its_text_is_refused_with_that_reason(
    cleaner: Cleaner, cover: str
) -> None:
    data = docx(p(r("Иванов"), cover), (("rId1", "image", "a.png"),), word__a_xpng=ONE_COLOUR.getvalue())
    assert await cleaner.clean(data) == Refused(Refusal.COVERED)


HARMLESS = {
    "behind the text": word_shape(BLACK, floats='behindDoc="1"'),
    "in the line": word_shape(BLACK),
    "of glass": word_shape(GLASS, floats=IN_FRONT),
    "without a fill": word_shape("<a:noFill/>", floats=IN_FRONT),
    "a line": word_shape('<a:prstGeom prst="line"/>' + BLACK, floats=IN_FRONT),
    "text keeps off it": word_shape(BLACK, floats=IN_FRONT).replace("wrapNone", "wrapSquare"),
    "with words in it": word_shape(BLACK, words_in_shape(p(r("сөз"))), floats=IN_FRONT),
    "old and behind": OLD_COVER.format(";z-index:-1", ""),
    "old and without a fill": OLD_COVER.format("", " filled='f'"),
    "a stamp": word_picture("rId2", floats=IN_FRONT),
}


@pytest.mark.parametrize("shape", HARMLESS.values(), ids=HARMLESS.keys())
async def test_a_shape_that_covers_nothing_is_no_reason_to_refuse(cleaned: Clean, shape: str) -> None:
    stamp = BytesIO()
    drawing().save(stamp, "PNG")
    data = docx(p(r("көрінеді"), shape), (("rId2", "image", "b.png"),), word__b_xpng=stamp.getvalue())
    assert lines((await cleaned(data)).data)[0] == "көрінеді"


def pictures(data: bytes) -> list[Image.Image]:
    with ZipFile(BytesIO(data)) as archive:
        media = sorted(name for name in archive.namelist() if "/media/" in name)
        return [Image.open(BytesIO(archive.read(name))).convert("RGB") for name in media]


HALF = BytesIO()
drawing((80, 40)).save(HALF, "PNG")
CROPPED = {
    "new": word_picture("rId1", '<a:srcRect l="50000" t="0" r="0" b="25000"/>'),
    "old": "<w:r><w:pict><v:shape style='width:60pt;height:40pt'><v:imagedata r:id='rId1' cropleft='32768f' cropbottom='.25'/></v:shape></w:pict></w:r>",
}


@pytest.mark.parametrize("picture", CROPPED.values(), ids=CROPPED.keys())
async def test_of_a_cropped_picture_the_visible_part_comes_out(cleaned: Clean, picture: str) -> None:
    clean = await cleaned(docx(p(picture), (("rId1", "image", "a.png"),), word__a_xpng=HALF.getvalue()))
    (shown,) = pictures(clean.data)
    assert shown.size == (40, 30)
    assert shown.getcolors() == [(1200, (0, 0, 255))]
    assert clean.dropped == {Dropped.CROPPED: 1}


async def test_of_a_picture_in_a_group_the_covered_part_is_black(cleaned: Clean) -> None:
    def at(x: int, width: int) -> str:
        return f'<a:xfrm><a:off x="{x}" y="0"/><a:ext cx="{width}" cy="100"/></a:xfrm>'

    picture = f'<pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill><pic:spPr>{at(0, 200)}</pic:spPr></pic:pic>'
    cover = f"<wps:wsp><wps:spPr>{at(0, 50)}{BLACK}</wps:spPr></wps:wsp>"
    group = f"<a:graphic><a:graphicData><wpg:wgp xmlns:wpg='g'>{picture}{cover}</wpg:wgp></a:graphicData></a:graphic>"
    data = docx(p(floating(group, IN_FRONT)), (("rId1", "image", "a.png"),), word__a_xpng=HALF.getvalue())
    clean = await cleaned(data)
    (shown,) = pictures(clean.data)
    assert [shown.getpixel((x, 20)) for x in (2, 18, 30, 60)] == [
        (0, 0, 0),
        (0, 0, 0),
        (255, 0, 0),
        (0, 0, 255),
    ]
    assert clean.dropped == {Dropped.COVERED: 1}


def floating_picture(name: str, across: int, height: int) -> str:
    """A picture of 200 pixels a side, so far from the edge of its column."""
    size = '<wp:extent cx="1905000" cy="1905000"/>'
    places = "".join(
        f'<wp:position{side} relativeFrom="column"><wp:posOffset>{offset * 9525}</wp:posOffset></wp:position{side}>'
        for side, offset in (("H", across), ("V", 0))
    )
    graphic = (
        f'<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill><pic:spPr/>'
        "</pic:pic></a:graphicData></a:graphic>"
    )
    holder = f'<wp:anchor behindDoc="0" relativeHeight="{height}">{places}{size}<wp:wrapNone/>{graphic}</wp:anchor>'
    return f"<w:r><w:drawing>{holder}</w:drawing></w:r>"


PHOTOS = (("rId1", "image", "a.png"),)


async def test_a_picture_that_lies_over_another_is_a_cover_and_beside_it_is_none(
    cleaner: Cleaner, cleaned: Clean
) -> None:
    def both(across: int) -> bytes:
        body = p(floating_picture("rId1", 0, 1), floating_picture("rId1", across, 2))
        return docx(body, PHOTOS, word__a_xpng=HALF.getvalue())

    assert await cleaner.clean(both(50)) == Refused(Refusal.COVERED)
    assert len((await cleaned(both(250))).data) > 0


async def test_of_a_picture_cut_to_an_ellipse_the_corners_do_not_come_out(cleaned: Clean) -> None:
    picture = word_picture("rId1").replace("<pic:spPr/>", '<pic:spPr><a:prstGeom prst="ellipse"/></pic:spPr>')
    clean = await cleaned(docx(p(picture), PHOTOS, word__a_xpng=HALF.getvalue()))
    (shown,) = pictures(clean.data)
    assert [shown.getpixel(place) for place in ((0, 0), (79, 39), (20, 20))] == [
        (255, 255, 255),
        (255, 255, 255),
        (255, 0, 0),
    ]


@pytest.mark.parametrize(
    "looks",
    [
        '<a:alphaModFix amt="0"/>',
        '<a:lum bright="100000"/>',
        '<a:biLevel thresh="0"/>',
        '<a:duotone><a:srgbClr val="FFFFFF"/><a:srgbClr val="FFFFFF"/></a:duotone>',
    ],
)
async def test_a_picture_too_faint_to_be_seen_does_not_come_out(cleaned: Clean, looks: str) -> None:
    picture = word_picture("rId1").replace('r:embed="rId1"/>', f'r:embed="rId1">{looks}</a:blip>')
    clean = await cleaned(docx(p(picture, r("a")), PHOTOS, word__a_xpng=HALF.getvalue()))
    assert pictures(clean.data) == []


async def test_a_picture_shrunk_to_a_dot_does_not_come_out(cleaned: Clean) -> None:
    picture = word_picture("rId1").replace('cx="1905000" cy="952500"', 'cx="1" cy="1"')
    clean = await cleaned(docx(p(picture, r("a")), PHOTOS, word__a_xpng=HALF.getvalue()))
    assert pictures(clean.data) == []
    assert clean.dropped[Dropped.HIDDEN_SHAPE] == 1
