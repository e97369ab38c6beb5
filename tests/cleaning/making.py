"""Files as people send them, made by hand so that every hiding place is known."""

import struct
import zlib
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.cleaning.canaries import Canaries

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
V = "urn:schemas-microsoft-com:vml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SENT = datetime(2026, 3, 8, 9, 30)  # noqa: DTZ001 - a cell knows no time zone


def drawing(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red on the left, blue on the right, so that a turn can be seen."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def jpeg(canary: Canaries, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = canary("exif artist")
    exif[0x010F] = canary("exif camera")
    exif.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + canary("exif user comment").encode()
    exif.get_ifd(0x8825)[0x001B] = b"ASCII\0\0\0" + canary("exif gps").encode()
    target = BytesIO()
    drawing().save(
        target,
        "JPEG",
        exif=exif,
        comment=canary("jpeg comment").encode(),
        xmp=f"<x:xmpmeta>{canary('xmp')}</x:xmpmeta>".encode(),
        icc_profile=b"\0" * 40 + canary("icc").encode(),
    )
    start, rest = target.getvalue()[:2], target.getvalue()[2:]
    iptc = segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + canary("iptc").encode())
    others = b"".join(segment(0xE0 + n, canary(f"app {n}").encode()) for n in range(2, 16) if n != 14)
    return start + iptc + others + rest + canary("after the jpeg").encode()


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def png(canary: Canaries) -> bytes:
    info = PngInfo()
    info.add_text("Author", canary("png text"))
    info.add_text("Comment", canary("png packed text"), zip=True)
    info.add_itxt("XML:com.adobe.xmp", canary("png xmp"))
    info.add(b"prVt", canary("png private chunk").encode())
    exif = Image.Exif()
    exif[0x013B] = canary("png exif")
    target = BytesIO()
    icc = b"\0" * 40 + canary("png icc").encode()
    drawing().save(target, "PNG", pnginfo=info, exif=exif, icc_profile=icc)
    return target.getvalue() + canary("after the png").encode()


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def rels(*bonds: tuple[str, str, str]) -> str:
    """Relationships, each as id, last word of the type, target."""
    entries = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"/>' for name, kind, target in bonds
    )
    return f'<Relationships xmlns="{RELS}">{entries}</Relationships>'


def content_types(main: str, kind: str) -> str:
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )


def docx(body: str, bonds: tuple[tuple[str, str, str], ...] = (), **parts: str | bytes) -> bytes:
    """A Word document with such a body; `parts` are named with __ for / and _x for the dot."""
    named = {name.replace("__", "/").replace("_x", "."): content for name, content in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": content_types("word/document.xml", DOCX),
            "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": rels(*bonds),
            **named,
        }
    )


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def word_part(root: str, content: str) -> str:
    spaces = f'xmlns:w="{W}" xmlns:wps="{WPS}" xmlns:c="{C}" xmlns:m="{MATH}" xmlns:pic="{PIC}" xmlns:w10="w10" xmlns:r="{R}" xmlns:a="{A}" xmlns:wp="{WP}" xmlns:v="{V}" xmlns:mc="{MC}"'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {spaces}>{content}</w:{root}>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styles(*entries: str) -> tuple[tuple[tuple[str, str, str], ...], dict[str, str]]:
    """A part of styles, as the bonds and the parts of a document."""
    return (("rIdS", "styles", "styles.xml"),), {"word__styles_xxml": word_part("styles", "".join(entries))}


def word_shape(properties: str, content: str = "", *, hidden: int = 0, floats: str = "") -> str:
    """A shape in a run; `floats` are the attributes of its anchor, and without them it stands in the line."""
    graphic = (
        f'<a:graphic><a:graphicData uri="{WPS}"><wps:wsp><wps:spPr>{properties}</wps:spPr>{content}</wps:wsp>'
        "</a:graphicData></a:graphic>"
    )
    return floating(graphic, floats, hidden)


def floating(graphic: str, floats: str, hidden: int = 0, wrap: str = "<wp:wrapNone/>") -> str:
    size = '<wp:extent cx="1905000" cy="952500"/>'
    named = f'<wp:docPr id="1" name="s" hidden="{hidden}"/>'
    if floats:
        return (
            f"<w:r><w:drawing><wp:anchor {floats}>{size}{wrap}{named}{graphic}</wp:anchor></w:drawing></w:r>"
        )
    return f"<w:r><w:drawing><wp:inline>{size}{named}{graphic}</wp:inline></w:drawing></w:r>"


def word_picture(name: str, crop: str = "", floats: str = "") -> str:
    graphic = (
        f'<a:graphic><a:graphicData uri="{PIC}"><pic:pic><pic:blipFill><a:blip r:embed="{name}"/>{crop}</pic:blipFill>'
        "<pic:spPr/></pic:pic></a:graphicData></a:graphic>"
    )
    return floating(graphic, floats)


def words_in_shape(*paragraphs: str) -> str:
    return f"<wps:txbx><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></wps:txbx>"


IN_FRONT = 'behindDoc="0"'


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return f"{mark('begin')}{code}{mark('separate')}{r(result)}{mark('end')}"


def xlsx(canary: Canaries) -> bytes:
    """A workbook with words in every corner a reader does not see, and some that they do."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Тізім"
    sheet["A1"], sheet["B1"], sheet["C1"] = "Өтініш", 12.5, SENT
    sheet["A2"], sheet["B2"] = "=1+1", True
    sheet["A3"] = "жасырын жол"
    sheet.row_dimensions[3].hidden = True
    sheet["A1"].comment = Comment(canary("comment"), canary("comment author"))
    sheet["B1"].hyperlink = f"https://{canary('link')}.kz"
    header = sheet.oddHeader
    assert header is not None
    header.center.text = canary("page header")
    check = DataValidation(type="list", formula1='"a,b"', prompt=canary("prompt"))
    check.add("B3")
    sheet.add_data_validation(check)
    hidden = book.create_sheet("Жасырын")
    hidden["A1"] = "жасырын парақ"
    hidden.sheet_state = "veryHidden"
    book.defined_names["secret"] = DefinedName("secret", attr_text=f'"{canary("defined name")}"')
    for name in ("creator", "lastModifiedBy", "title", "subject", "description", "keywords", "category"):
        setattr(book.properties, name, canary(f"property {name}"))
    target = BytesIO()
    book.save(target)
    return with_members(
        target.getvalue(),
        {
            "docProps/custom.xml": canary("custom property"),
            "xl/persons/person.xml": canary("person"),
            "customXml/item1.xml": canary("custom xml"),
        },
    )


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def sheet_part(rows: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    return f'<worksheet xmlns="{main}" xmlns:r="{R}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def book(rows: str, styles: str = "", before: str = "", after: str = "", **parts: str | bytes) -> bytes:
    """A workbook of one sheet, put together by hand; its main part is typed by its ending, as Microsoft's SDK does."""
    named = {name.replace("__", "/").replace("_x", "."): content for name, content in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="{XLSX}"/></Types>',
            "_rels/.rels": rels(("rId1", "officeDocument", "/xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{R}"><sheets>'
            '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": rels(
                ("rId1", "worksheet", "/xl/sheet.xml"), ("rId2", "styles", "styles.xml")
            ),
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
            "xl/sheet.xml": sheet_part(rows, before, after),
            **named,
        }
    )


def cell(place: str, text: str, style: int = 0) -> str:
    """A cell of text in a row of its own."""
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def sheet_drawing(*anchors: str) -> str:
    return (
        f'<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="{A}" xmlns:r="{R}" xmlns:c="{C}">{"".join(anchors)}</xdr:wsDr>'
    )


def anchor(shape: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """A shape over the cells from one corner to before another, as row and column from 0."""

    def corner(name: str, place: tuple[int, int]) -> str:
        row, column = place
        return (
            f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
            f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{name}>"
        )

    ends = corner("from", first) + corner("to", last)
    return f"<xdr:twoCellAnchor>{ends}{shape}<xdr:clientData/></xdr:twoCellAnchor>"


def frame(x: int, y: int, width: int, height: int) -> str:
    """Place and size of a shape, in pixels."""
    left, top, wide, high = (9525 * side for side in (x, y, width, height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def sheet_picture(name: str, place: str, crop: str = "", hidden: int = 0) -> str:
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="p" hidden="{hidden}"/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip r:embed="{name}"/>{crop}</xdr:blipFill><xdr:spPr>{place}</xdr:spPr></xdr:pic>'
    )


def sheet_shape(fill: str, text: str = "", place: str = "", hidden: int = 0) -> str:
    words = f"<xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>" if text else ""
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="3" name="s" hidden="{hidden}"/></xdr:nvSpPr>'
        f"<xdr:spPr>{place}{fill}</xdr:spPr>{words}</xdr:sp>"
    )


BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
GLASS = '<a:solidFill><a:srgbClr val="000000"><a:alpha val="40000"/></a:srgbClr></a:solidFill>'


def chart_part(kind: str, title: str, name: str, figures: dict[str, float]) -> str:
    """A chart with one row of figures."""
    words = "".join(f'<c:pt idx="{n}"><c:v>{label}</c:v></c:pt>' for n, label in enumerate(figures))
    values = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(figures.values()))
    return (
        f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}"><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>{title}</a:t></a:r>'
        f"</a:p></c:rich></c:tx></c:title><c:plotArea><c:{kind}><c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'>"
        f"<c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>{words}</c:strCache>"
        f"</c:strRef></c:cat><c:val><c:numRef><c:numCache>{values}</c:numCache></c:numRef></c:val></c:ser></c:{kind}>"
        "</c:plotArea></c:chart></c:chartSpace>"
    )


def with_members(archive: bytes, members: Mapping[str, str | bytes]) -> bytes:
    """The archive with some members put in or put in place of others."""
    with ZipFile(BytesIO(archive)) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    return zipped({**kept, **members})


def pdf(objects: list[bytes], trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of such objects, numbered from 1, with its table of places."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, trailer, len(out))
    )


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        content, entries = zlib.compress(content), entries + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def pages(count: int, text: bytes = b"Hello") -> list[bytes]:
    """The objects of a document of some equal pages."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(b"BT /F 24 Tf 40 100 Td (%s) Tj ET" % text),
        *[page] * count,
    ]


def locked_pdf() -> bytes:
    """A PDF that asks for a password: its keys fit none that could be guessed."""
    key = b"<" + b"5a" * 32 + b">"
    security = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O%s/U%s>>" % (key, key)
    ids = b"/ID[(0123456789abcdef)(0123456789abcdef)]"
    return pdf([*pages(1), security], b"/Root 1 0 R/Encrypt 6 0 R" + ids)


def zip_bomb() -> bytes:
    """100 MB of blanks in one part of a document."""
    return with_members(docx(p()), {"word/document.xml": b" " * 100 * 2**20})


def png_chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def picture_bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims so many pixels."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", header)
        + png_chunk(b"IDAT", zlib.compress(bytes(2**20)))
        + png_chunk(b"IEND", b"")
    )


def locked_office() -> bytes:
    """What Word and Excel save under a password: no zip any more."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2**20) + "EncryptedPackage".encode("utf-16-le")


def marked_pdf(*marks: bytes, text: bytes = b"Hello", looks: tuple[bytes, ...] = ()) -> bytes:
    """A page that shows a text at (40, 100) and such marks on it; `looks` are objects from 6 + len(marks) on."""
    catalog, tree, font, shown, page = pages(1, text)
    named = b" ".join(b"%d 0 R" % (6 + place) for place in range(len(marks)))
    page = page.replace(b"/Contents", b"/Annots[%s]/Contents" % named)
    return pdf([catalog, tree, font, shown, page, *marks, *looks])


def look(content: bytes, width: int = 260, height: int = 40) -> bytes:
    """The drawing of a mark."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources<</Font<</F 3 0 R>>>>" % (width, height)
    return stream(content, entries)


def cyrillic_pdf(base_font: bytes = b"Arial", letters: bytes = b"/afii10017 /afii10065") -> bytes:
    """A page of twice two letters in a font that is not in the file."""
    objects = pages(1, b"\xc0\xc1\xc0\xc1")
    objects[2] = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/%s/FirstChar 192/LastChar 193/Widths[600 600]"
        b"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[192 %s]>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/%s/Flags 32/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 900/Descent -200/CapHeight 700/StemV 80>>>>" % (base_font, letters, base_font)
    )
    return pdf(objects)
