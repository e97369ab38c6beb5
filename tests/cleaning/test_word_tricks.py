"""Ways to hide words in a Word document that people and programs know: none of them comes out, what only looks like one does."""

from io import BytesIO

import pytest
from PIL import Image

from bot.cleaning import Cleaned, Dropped
from bot.cleaning.cleaner import UNSEEN as UNSEEN_KINDS
from bot.cleaning.rebuilding import rebuild
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import (
    A,
    docx,
    drawing,
    field,
    p,
    r,
    styles,
    with_members,
    word_part,
    word_picture,
    word_shape,
    words_in_shape,
)
from tests.cleaning.test_word import lines
from tests.cleaning.test_word_unseen import pictures

SECRET = "Kanareika000Qx"
NO_ONES = "zz9"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
WHITE = '<w:color w:val="FFFFFF"/>'
WHITE_FILL = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
DARK_FILL = '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'

STYLES = styles(
    '<w:style w:type="paragraph" w:styleId="Gone"><w:link w:val="GoneChar"/><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Gone"/></w:style>',
    '<w:style w:type="character" w:styleId="GoneChar"><w:link w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="Flat"><w:pPr><w:spacing w:line="2" w:lineRule="exact"/></w:pPr></w:style>',
    '<w:style w:type="paragraph" w:styleId="OfFlat"><w:basedOn w:val="Flat"/><w:pPr><w:spacing w:after="0"/></w:pPr></w:style>',
    '<w:style w:type="table" w:styleId="Grid"><w:tblPr/></w:style>',
    '<w:style w:type="table" w:styleId="GoneTable"><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="table" w:styleId="DarkHead"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr></w:tblStylePr></w:style>',
)


def painted(fill: str) -> str:
    return f'<w14:textFill xmlns:w14="{W14}">{fill}</w14:textFill>'


def edged(colour: str) -> str:
    fill = f'<w14:solidFill><w14:srgbClr w14:val="{colour}"/></w14:solidFill>'
    return f'<w14:textOutline xmlns:w14="{W14}">{fill}</w14:textOutline>'


def in_a_right_cell(content: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{p(r('a'))}</w:tc><w:tc>{content}</w:tc></w:tr></w:tbl>"


def styled(name: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'


def rows(*texts: str, style: str, look: str = "") -> str:
    cells = "".join(f"<w:tr><w:tc>{p(r(text, look))}</w:tc></w:tr>" for text in texts)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>{cells}</w:tbl>'


def box(text: str, fill: str, look: str = "", floats: str = "") -> str:
    return p(word_shape(fill, words_in_shape(p(r(text, look))), floats=floats))


def anchored(text: str, across: tuple[str, int], down: tuple[str, int]) -> str:
    places = "".join(
        f'<wp:position{side} relativeFrom="{measured}"><wp:posOffset>{offset}</wp:posOffset></wp:position{side}>'
        for side, (measured, offset) in (("H", across), ("V", down))
    )
    return box(text, "", floats='behindDoc="0"').replace("<wp:extent", f"{places}<wp:extent")


def old_box(text: str, style: str = "", look: str = "", attributes: str = "") -> str:
    content = f"<v:textbox><w:txbxContent>{p(r(text, look))}</w:txbxContent></v:textbox>"
    return p(f"<w:r><w:pict><v:shape style='{style}' {attributes}>{content}</v:shape></w:pict></w:r>")


def formula(content: str) -> str:
    return p(f"<m:oMath>{content}</m:oMath>")


def mr(text: str, look: str = "") -> str:
    return f"<m:r><w:rPr>{look}</w:rPr><m:t>{text}</m:t></m:r>"


def framed(text: str, place: str) -> str:
    return p(f"<w:pPr><w:framePr {place}/></w:pPr>", r(text))


def table_at(text: str, place: str) -> str:
    return f"<w:tbl><w:tblPr><w:tblpPr {place}/></w:tblPr><w:tr><w:tc>{p(r(text))}</w:tc></w:tr></w:tbl>"


UNSEEN = {
    "by a paragraph style with a link": p(styled("Gone"), r(SECRET)),
    "by the forebear of a paragraph style": p(styled("Child"), r(SECRET)),
    "by the character half of a linked style": p(r(SECRET, '<w:rStyle w:val="GoneChar"/>')),
    "by a table style": rows(SECRET, style="GoneTable"),
    "white by its theme alone": p(r(SECRET, '<w:color w:themeColor="background1"/>')),
    "white by an effect over black": p(r(SECRET, '<w:color w:val="000000"/>' + painted('<w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'))),
    "painted with nothing": p(r(SECRET, painted("<w14:noFill/>"))),
    "painted with glass": p(r(SECRET, painted('<w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill>'))),
    "drawn as narrow as a hair": p(r(SECRET, '<w:w w:val="1"/>')),
    "in lines without height": p('<w:pPr><w:spacing w:line="2" w:lineRule="exact"/></w:pPr>', r(SECRET)),
    "in lines without height by a style": p(styled("OfFlat"), r(SECRET)),
    "indented off the page": p('<w:pPr><w:ind w:left="-20000"/></w:pPr>', r(SECRET)),
    "white on the white rows of a table with a dark head": rows("бас", SECRET, style="DarkHead", look=WHITE),
    "white in a white box": box(SECRET, WHITE_FILL, WHITE),
    "white in a box of glass": box(SECRET, "<a:noFill/>", WHITE),
    "of the colour of its box": box(SECRET, DARK_FILL, '<w:color w:val="1F3864"/>'),
    "white in an old box": old_box(SECRET, "width:90pt;height:30pt", WHITE),
    "of the colour of its old box": old_box(SECRET, "width:90pt;height:30pt", '<w:color w:val="1F3864"/>', "fillcolor='#1f3864 [3204]'"),
    "in a box right of the page": anchored(SECRET, ("page", 9_000_000), ("page", 100_000)),
    "in a box beyond the margin": anchored(SECRET, ("rightMargin", 6_000_000), ("page", 100_000)),
    "in a box below the margin": anchored(SECRET, ("page", 100_000), ("bottomMargin", 6_000_000)),
    "in a box without height": box(SECRET, "").replace('cy="952500"', 'cy="1"'),
    "white with white edges": p(r(SECRET, WHITE + edged("FFFFFF"))),
    "in a box left of the page": anchored(SECRET, ("column", -5_000_000), ("paragraph", 0)),
    "in a box below the page": anchored(SECRET, ("page", 100_000), ("page", 12_000_000)),
    "in a box without size": box(SECRET, "").replace('cx="1905000" cy="952500"', 'cx="1" cy="1"'),
    "in an old box beside the page": old_box(SECRET, "position:absolute;margin-left:-2000pt;width:90pt;height:30pt"),
    "in an old box that is not displayed": old_box(SECRET, "display:none"),
    "in a frame left of the page": framed(SECRET, 'w:w="2000" w:hAnchor="page" w:x="-4000" w:vAnchor="page" w:y="100"'),
    "in a frame below the page": framed(SECRET, 'w:w="2000" w:hAnchor="page" w:x="100" w:vAnchor="page" w:y="30000"'),
    "in a table beside the page": table_at(SECRET, 'w:horzAnchor="page" w:tblpX="25000"'),
    "deleted from a formula": formula(mr("x") + f'<w:del w:author="a">{mr(SECRET)}</w:del>'),
    "hidden in a formula": formula(mr("x") + mr(SECRET, "<w:vanish/>")),
    "white in a formula": formula(mr("x") + mr(SECRET, WHITE)),
    "a phantom of a formula": formula(f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{mr(SECRET)}</m:e></m:phant>'),
    "set for other fields": p(r("a"), field(f'SET x "{SECRET}"', SECRET)),
    "asked for other fields": p(r("a"), field("ASK x", SECRET)),
    "in a way that no program knows": p(f'<w:r><mc:AlternateContent><mc:Choice Requires="{NO_ONES}"><w:t>{SECRET}</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent></w:r>'),
}  # fmt: skip


def taken(data: bytes) -> Cleaned:
    outcome = rebuild(data)
    assert isinstance(outcome, Cleaned), outcome
    return outcome


@pytest.mark.parametrize("body", UNSEEN.values(), ids=UNSEEN.keys())
def test_words_that_a_reader_does_not_see_do_not_come_out(canary: Canaries, body: str) -> None:
    bonds, parts = STYLES
    canary("secret")
    clean = taken(docx(p(r("көрінеді")) + body, bonds, **parts))
    assert canary.survivors(clean.data) == []
    assert lines(clean.data)[0] == "көрінеді"
    # What is not counted would be drawn by LibreOffice, which may show it.
    assert UNSEEN_KINDS & clean.dropped.keys() or NO_ONES in body


SEEN = {
    "white with an outline": p(r(SECRET, WHITE + "<w:outline/>")),
    "painted with nothing, with an outline": p(r(SECRET, painted("<w14:noFill/>") + f'<w14:textOutline xmlns:w14="{W14}"><w14:solidFill/></w14:textOutline>')),
    "white under a dark effect": p(r(SECRET, WHITE + painted('<w14:solidFill><w14:srgbClr w14:val="1F3864"/></w14:solidFill>'))),
    "a grey of the theme": p(r(SECRET, '<w:color w:val="A6A6A6" w:themeColor="background1" w:themeShade="A6"/>')),
    "in lines of an exact height": p('<w:pPr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr>', r(SECRET)),
    "with an indent into the margin": p('<w:pPr><w:ind w:left="-700"/></w:pPr>', r(SECRET)),
    "white in the dark head of a table": rows(SECRET, "b", style="DarkHead", look=WHITE),
    "dark in the rows of a table": rows("a", SECRET, style="DarkHead"),
    "white in a dark box": box(SECRET, DARK_FILL, WHITE),
    "dark in a white box": box(SECRET, WHITE_FILL),
    "white in a dark old box": old_box(SECRET, "width:90pt;height:30pt", WHITE, "fillcolor='#1f3864 [3204]'"),
    "white in a box of glass over something else": box(SECRET, "<a:noFill/>", WHITE, 'behindDoc="0"') + box("b", DARK_FILL, "", 'behindDoc="1"'),
    "white with dark edges": p(r(SECRET, WHITE + edged("1F3864"))),
    "in a box in the margin": anchored(SECRET, ("rightMargin", 100_000), ("bottomMargin", 100_000)),
    "in a box left of the second column": anchored(SECRET, ("column", -3_000_000), ("paragraph", 0)) + '<w:sectPr><w:cols w:num="2"/></w:sectPr>',
    "in a box left of a right cell": in_a_right_cell(anchored(SECRET, ("column", -3_000_000), ("paragraph", 0))),
    "in a box left of a letter": anchored(SECRET, ("character", -3_000_000), ("line", 0)),
    "in a box that hangs on a line without height": anchored(SECRET, ("page", 100_000), ("page", 100_000)).replace("<w:p>", '<w:p><w:pPr><w:spacing w:line="2" w:lineRule="exact"/></w:pPr>', 1),
    "in a box at the edge of the page": anchored(SECRET, ("column", -900_000), ("paragraph", -500_000)),
    "in a box far down the page": anchored(SECRET, ("page", 6_000_000), ("page", 10_000_000)),
    "in a box that grows with its words": box(SECRET, "" ).replace('cx="1905000" cy="952500"', 'cx="1" cy="1"').replace("</wps:wsp>", "<wps:bodyPr><a:spAutoFit/></wps:bodyPr></wps:wsp>"),
    "in a frame": framed(SECRET, 'w:w="2000" w:hAnchor="page" w:x="600" w:vAnchor="text" w:y="-300"'),
    "in a table that floats": table_at(SECRET, 'w:horzAnchor="margin" w:tblpX="-108" w:vertAnchor="page" w:tblpY="9000"'),
    "shown in a formula": formula(mr(SECRET)),
    "a place in a formula that is shown": formula(f"<m:phant><m:e>{mr(SECRET)}</m:e></m:phant>"),
    "in a way that programs know": p(f'<w:r><mc:AlternateContent><mc:Choice Requires="w14 wps"><w:t>{SECRET}</w:t></mc:Choice><mc:Fallback><w:t>b</w:t></mc:Fallback></mc:AlternateContent></w:r>'),
}  # fmt: skip


@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN.keys())
def test_words_that_a_reader_sees_come_out(canary: Canaries, body: str) -> None:
    bonds, parts = STYLES
    canary("shown")
    assert canary.survivors(taken(docx(body, bonds, **parts)).data) == ["shown"]


@pytest.mark.parametrize(("on", "seen"), [(True, ["a", "white"]), (False, ["a", "dark"])])
def test_white_letters_are_seen_on_a_dark_page_and_dark_ones_are_not(on: bool, seen: list[str]) -> None:  # noqa: FBT001 - a case
    body = (
        p(r("a", '<w:color w:val="FF0000"/>'))
        + p(r("white", WHITE))
        + p(r("dark", '<w:color w:val="1F3864"/>'))
    )
    switch = f'<w:displayBackgroundShape w:val="{int(on)}"/>'
    data = docx(body, (("rId1", "settings", "s.xml"),), word__s_xxml=word_part("settings", switch))
    dark = word_part("document", f'<w:background w:color="1F3864"/><w:body>{body}</w:body>')
    assert [
        line for line in lines(taken(with_members(data, {"word/document.xml": dark})).data) if line
    ] == seen


def test_a_deleted_paragraph_leaves_no_line_and_no_number() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbering = word_part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    deleted = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    body = (
        p(f"<w:pPr>{numbered}</w:pPr>", r("a"))
        + p(f"<w:pPr>{numbered}<w:rPr><w:del/></w:rPr></w:pPr>", deleted)
        + p(f"<w:pPr>{numbered}</w:pPr>", r("b"))
    )
    assert lines(taken(docx(body, (("rIdN", "numbering", "n.xml"),), word__n_xxml=numbering)).data) == [
        "1.\ta",
        "2.\tb",
    ]


def test_a_picture_in_hidden_text_is_counted() -> None:
    hidden = word_picture("rId1").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    clean = taken(docx(p(r("a"), hidden), (("rId1", "image", "a.png"),), word__a_xpng=png()))
    assert pictures(clean.data) == []
    assert clean.dropped == {Dropped.HIDDEN_TEXT: 1}


def png() -> bytes:
    target = BytesIO()
    drawing((80, 40)).save(target, "PNG")
    return target.getvalue()


def cut(picture: str) -> Image.Image:
    (shown,) = pictures(taken(docx(p(picture), (("rId1", "image", "a.png"),), word__a_xpng=png())).data)
    return shown


OUTLINES = {
    "a triangle": '<a:prstGeom prst="triangle"/>',
    "a drawn triangle": f'<a:custGeom xmlns:a="{A}"><a:pathLst><a:path w="2" h="2"><a:moveTo><a:pt x="1" y="0"/></a:moveTo><a:lnTo><a:pt x="2" y="2"/></a:lnTo><a:lnTo><a:pt x="0" y="2"/></a:lnTo><a:close/></a:path></a:pathLst></a:custGeom>',
    "a heart": '<a:prstGeom prst="heart"/>',
    "corners of which the second is cut": '<a:prstGeom prst="round2SameRect"><a:avLst><a:gd name="adj1" fmla="val 0"/><a:gd name="adj2" fmla="val 50000"/></a:avLst></a:prstGeom>',
    "corners cut straight": '<a:prstGeom prst="snip1Rect"><a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst></a:prstGeom>',
    "a triangle with its top moved": '<a:prstGeom prst="triangle"><a:avLst><a:gd name="adj" fmla="val 30000"/></a:avLst></a:prstGeom>',
    "a path that goes nowhere": f'<a:custGeom xmlns:a="{A}"><a:pathLst><a:path w="2" h="2"><a:moveTo><a:pt x="1" y="0"/></a:moveTo></a:path></a:pathLst></a:custGeom>',
    "round corners": '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst></a:prstGeom>',
}  # fmt: skip


@pytest.mark.parametrize("outline", OUTLINES.values(), ids=OUTLINES.keys())
def test_of_a_picture_cut_to_an_outline_the_corners_do_not_come_out(outline: str) -> None:
    shown = cut(word_picture("rId1").replace("<pic:spPr/>", f"<pic:spPr>{outline}</pic:spPr>"))
    assert [shown.getpixel(place) for place in ((1, 1), (78, 1), (30, 20))] == [
        (255, 255, 255),
        (255, 255, 255),
        (255, 0, 0),
    ]


@pytest.mark.parametrize("name", ["snip1Rect", "plaque"])
def test_a_corner_that_is_cut_straight_or_inwards_leaves_no_more_than_that(name: str) -> None:
    outline = f'<a:prstGeom prst="{name}"><a:avLst><a:gd name="adj" fmla="val 50000"/></a:avLst></a:prstGeom>'
    shown = cut(word_picture("rId1").replace("<pic:spPr/>", f"<pic:spPr>{outline}</pic:spPr>"))
    assert [shown.getpixel(place) for place in ((8, 8), (71, 31), (38, 2), (30, 20))] == [
        (255, 255, 255),
        (255, 255, 255),
        (255, 0, 0),
        (255, 0, 0),
    ]


def test_a_picture_in_a_rectangle_comes_out_whole() -> None:
    shown = cut(word_picture("rId1").replace("<pic:spPr/>", '<pic:spPr><a:prstGeom prst="rect"/></pic:spPr>'))
    assert shown.tobytes() == drawing((80, 40)).tobytes()


@pytest.mark.parametrize(
    "crop",
    ['<a:srcRect l="50%"/>', '<a:stretch><a:fillRect l="-100000"/></a:stretch>'],
    ids=["in the strict edition", "by stretching it beyond its frame"],
)
def test_of_a_picture_cropped_in_another_way_the_visible_part_comes_out(crop: str) -> None:
    assert cut(word_picture("rId1", crop)).getcolors() == [(1600, (0, 0, 255))]


def test_a_picture_whose_opacity_is_said_in_percent_comes_out() -> None:
    whole = word_picture("rId1").replace(
        'r:embed="rId1"/>', 'r:embed="rId1"><a:alphaModFix amt="100%"/></a:blip>'
    )
    assert cut(whole).size == (80, 40)


PAGES = {
    "by a class": ("<style>/* a */ p.x, .gone { display: none }</style>", '<p class="a gone">{}</p>'),
    "by a name": ("<style>#gone {visibility:hidden}</style>", '<span id="gone">{}</span>'),
    "by a tag": ("<style>em {font-size:0}</style>", "<em>{}</em>"),
    "far off": ("", '<div style="position:absolute;left:-9999px">{}</div>'),
    "without height": ("", '<div style="height:0;overflow:hidden">{}</div>'),
    "tiny": ("", '<span style="font-size:1px">{}</span>'),
    "tiny in letters": ("", '<span style="font-size:.1em">{}</span>'),
    "without size, above all else": ("", '<span style="font-size:0 !important">{}</span>'),
    "without size in inches": ("<style>em {font-size: 0.0in}</style>", "<em>{}</em>"),
    "white by its font": ("", '<font color="#FFFFFF">{}</font>'),
}


@pytest.mark.parametrize("how", PAGES)
def test_what_a_web_page_inside_a_document_hides_does_not_come_out(canary: Canaries, how: str) -> None:
    sheet, hidden = PAGES[how]
    page = f"<html><head>{sheet}</head><body><p>көрінеді</p>{hidden.format(canary('page'))}</body></html>"
    clean = taken(docx('<w:altChunk r:id="rId1"/>', (("rId1", "aFChunk", "a.html"),), word__a_xhtml=page))
    assert canary.survivors(clean.data) == []
    assert "көрінеді" in lines(clean.data)
    assert clean.dropped == {Dropped.LAYOUT: 1, Dropped.HIDDEN_TEXT: 1}


@pytest.mark.parametrize(
    "look", ["font-size:1em", "font-size:1.2em", "font-size:0.9rem", "font-size:1in", "border-width:0", "border-top-width:0px", "min-width:0"]
)  # fmt: skip
def test_a_look_that_hides_nothing_hides_nothing(look: str) -> None:
    page = f'<div style="{look}">a</div><p>b</p>'
    data = docx('<w:altChunk r:id="rId1"/>', (("rId1", "aFChunk", "a.html"),), word__a_xhtml=page)
    assert [line for line in lines(taken(data).data) if line] == ["a", "b"]


def test_what_a_web_page_inside_a_document_shows_comes_out() -> None:
    page = (
        "<style>.head {color:white;background:#1F3864} .x {line-height:0} .y {max-width:0} .gone {display:none}</style>"
        '<p class="head">бас</p><p class="x">a</p><p class="y">b</p><p style="font-size:11pt;left:-10px">c</p>'
    )
    data = docx('<w:altChunk r:id="rId1"/>', (("rId1", "aFChunk", "a.html"),), word__a_xhtml=page)
    assert [line for line in lines(taken(data).data) if line] == ["бас", "a", "b", "c"]
