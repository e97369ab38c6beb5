"""Files before and after as pictures, kept to be looked at: `python -m tests.cleaning.golden_pairs` makes them anew (needs LibreOffice and poppler)."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.cleaning import Cleaned
from bot.cleaning.rebuilding import rebuild
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import (
    BLACK,
    DOCX,
    anchor,
    book,
    cell,
    chart_part,
    content_types,
    cyrillic_pdf,
    docx,
    drawing,
    field,
    frame,
    jpeg,
    look,
    marked_pdf,
    p,
    pages,
    pdf,
    r,
    rels,
    sheet_drawing,
    sheet_picture,
    sheet_shape,
    stream,
    with_members,
    word_part,
    word_picture,
)

FOLDER = Path(__file__).parent / "golden"
SIDE, GAP = 400, 6
"""Pixels: the longer side of each part, and what stands between them."""
OFFICE = ("docx", "xlsx")
"""Of these the top of the page is kept three times: before, made anew, and as the reporter is shown it without LibreOffice."""


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    target = BytesIO()
    picture.save(target, kind, **how)
    return target.getvalue()


def _boxed() -> bytes:
    box = b"<</Type/Annot/Subtype/Square/Rect[38 92 116 124]/IC[0 0 0]/C[0 0 0]>>"
    line = b"<</Type/Annot/Subtype/Polygon/Rect[38 20 116 50]/Vertices[38 20 116 20 116 50 38 50]/IC[0 0 0]/C[0 0 0]>>"
    return marked_pdf(box, line, text=b"Ivanov took 5 000) Tj 0 -70 Td (Petrov too")


def _stamped() -> bytes:
    stamp = b"<</Type/Annot/Subtype/Stamp/Rect[150 20 290 60]/F 4/AP<</N 9 0 R>>>>"
    pen = b"<</Type/Annot/Subtype/Ink/Rect[20 20 120 60]/InkList[[20 30 60 60 90 20 120 50]]/C[0 0 1]/F 4>>"
    typed = b"<</Type/Annot/Subtype/FreeText/Rect[30 150 200 180]/DA(/F 14 Tf 0 g)/Contents(typed in)/F 4>>"
    drawn = look(b"1 0 0 RG 2 w 1 1 138 38 re S 1 0 0 rg BT /F 18 Tf 20 12 Td (APPROVED) Tj ET", 140, 40)
    return marked_pdf(stamp, pen, typed, looks=(drawn,))


def _layered() -> bytes:
    objects = pages(1)
    objects[0] = objects[0].replace(b">>", b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>")
    objects[3] = stream(
        b"BT /F 24 Tf 40 100 Td (Seen) Tj ET /OC /L BDC BT /F 24 Tf 40 40 Td (Layer off) Tj ET EMC"
        b" BT 1 g /F 24 Tf 40 160 Td (White) Tj ET BT 3 Tr /F 24 Tf 150 160 Td (Unseen) Tj ET"
    )
    objects[4] = objects[4].replace(b"/Font", b"/Properties<</L 6 0 R>>/Font")
    return pdf([*objects, b"<</Type/OCG/Name(l)>>"])


def _filled() -> bytes:
    objects = pages(1, b"Name:")
    objects[0] = objects[0].replace(b">>", b"/AcroForm<</Fields[6 0 R]/DR<</Font<</F 3 0 R>>>>>>>>")
    objects[4] = objects[4].replace(b"/Contents", b"/Annots[6 0 R]/Contents")
    box = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f)/V(Serikova)/F 4/Rect[120 90 280 124]/DA(/F 20 Tf 0 g)>>"
    return pdf([*objects, box])


def _erased() -> bytes:
    picture = drawing((200, 120)).convert("RGBA")
    picture.paste((255, 255, 0, 0), (20, 20, 120, 60))
    return _saved(picture, "PNG")


def _several() -> bytes:
    return _saved(
        drawing((200, 120)), "MPO", save_all=True, append_images=[Image.new("RGB", (200, 120), "green")]
    )


def _unseen_words() -> bytes:
    styles = word_part(
        "styles",
        '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    body = (
        p(r("Көрінетін жол. Видимая строка."))
        + p(r("a "), r("VANISH", '<w:rStyle w:val="Gone"/>'), r("WHITE", '<w:color w:val="FFFFFF"/>'), r(" b"))
        + p(r("Қара: "), r("Иванов", '<w:highlight w:val="black"/>'))
        + p("<w:del w:author='x'><w:r><w:delText>DELETED</w:delText></w:r></w:del>", "<w:ins w:author='x'>", r("қосылған"), "</w:ins>")
        + p('<w:pPr><w:spacing w:line="2" w:lineRule="exact"/></w:pPr>', r("FLAT"))
        + p(r("10"), r("6", '<w:vertAlign w:val="superscript"/>'), r(" "), r("1000", "<w:strike/>"), r(" 2000"))
        + p(r("Күні: "), field("DATE", "01.02.2026"))
    )  # fmt: skip
    data = docx(body, (("rId1", "styles", "styles.xml"),), word__styles_xxml=styles)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    named = f'<Override PartName="/word/styles.xml" ContentType="{kind}"/></Types>'
    types = content_types("word/document.xml", DOCX).replace("</Types>", named)
    return with_members(data, {"[Content_Types].xml": types})


def _pictured() -> bytes:
    cells = "".join(
        f"<w:tc><w:tcPr>{span}</w:tcPr>{p(r(text))}</w:tc>" for text, span in (("бас", '<w:gridSpan w:val="2"/>'), ("в", ""))
    )  # fmt: skip
    row = "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{p(r(text))}</w:tc>" for text in ("1", "2", "3")) + "</w:tr>"
    grid = "<w:tblGrid>" + '<w:gridCol w:w="1500"/>' * 3 + "</w:tblGrid>"
    table = f"<w:tbl><w:tblPr/>{grid}<w:tr>{cells}</w:tr>{row}</w:tbl>"
    body = table + p(word_picture("rId1", '<a:srcRect l="50000"/>'))
    data = docx(body, (("rId1", "image", "a.png"),), word__a_xpng=_saved(drawing((80, 40)), "PNG"))
    types = content_types("word/document.xml", DOCX).replace(
        "</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'
    )
    return with_members(data, {"[Content_Types].xml": types})


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="000000000000"/><numFmt numFmtId="165" formatCode="#,##0.00&quot; ₸&quot;"/>'
    '<numFmt numFmtId="166" formatCode=";;;"/></numFmts><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    "<fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    "<cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='14'/><xf numFmtId='9'/><xf fontId='1'/><xf numFmtId='166'/></cellXfs>"
)  # fmt: skip


def _figures() -> bytes:
    rows = "".join(
        f'<row r="{number}"{more}><c r="A{number}" t="inlineStr"><is><t>{name}</t></is></c><c r="B{number}" s="{style}"><v>{value}</v></c>'
        f'<c r="D{number}"><v>{number}</v></c></row>'
        for number, (name, style, value, more) in enumerate(
            [("ЖСН", 1, 10203400567, ""), ("сома", 2, 12345.5, ""), ("күні", 3, 46089, ""), ("үлесі", 4, 0.125, ""), ("жасырын", 0, 1, ' hidden="1"'), ("ақ", 5, 7, ""), ("жоқ", 6, 8, "")],
            start=1,
        )
    )  # fmt: skip
    columns = '<cols><col min="2" max="2" width="18"/><col min="4" max="4" hidden="1"/></cols>'
    return book(rows, STYLES, columns)


def _over_cells() -> bytes:
    mark = '<xdr:graphicFrame><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId2"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    data = book(cell("A1", "көрінеді") + cell("A3", "жабық"), after='<drawing r:id="rId1"/>')
    shapes = (
        anchor(sheet_shape('<a:prstGeom prst="rect"/>' + BLACK, place=frame(0, 40, 64, 20)), (2, 0), (3, 1)),
        anchor(sheet_picture("rId1", frame(0, 100, 128, 80) + '<a:prstGeom prst="rect"/>'), (5, 0), (9, 2)),
        anchor(mark, (5, 3), (20, 9)),
    )
    chart = chart_part("barChart", "Шығын", "2026", {"қаңтар": 5, "ақпан": 7})
    return with_members(
        data,
        {
            "xl/_rels/sheet.xml.rels": rels(("rId1", "drawing", "drawing.xml")),
            "xl/drawing.xml": sheet_drawing(*shapes),
            "xl/_rels/drawing.xml.rels": rels(("rId1", "image", "p.png"), ("rId2", "chart", "c.xml")),
            "xl/p.png": _saved(drawing((128, 80)), "PNG"),
            "xl/c.xml": chart,
        },
    )


PAIRS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "pdf-black-boxes": ("pdf", _boxed),
    "pdf-stamp-pen-typed": ("pdf", _stamped),
    "pdf-layer-off-white-unseen": ("pdf", _layered),
    "pdf-filled-form": ("pdf", _filled),
    "pdf-cyrillic-not-embedded": ("pdf", cyrillic_pdf),
    "jpg-sideways": ("jpg", lambda: jpeg(Canaries(), orientation=6)),
    "jpg-others-behind": ("jpg", _several),
    "png-erased": ("png", _erased),
    "docx-hidden-words": ("docx", _unseen_words),
    "docx-table-and-crop": ("docx", _pictured),
    "xlsx-formats-and-hidden": ("xlsx", _figures),
    "xlsx-over-cells": ("xlsx", _over_cells),
}
"""Each file by what it shows, with its kind."""


def after(name: str) -> Image.Image:
    """The first page that the reporter is shown of the file made anew."""
    kind, made = PAIRS[name]
    return _small(Image.open(BytesIO(_cleaned(made()).preview)), kind)


def kept(name: str, size: tuple[int, int]) -> Image.Image:
    """The last part of the kept picture, which shows what the reporter is shown."""
    whole = Image.open(FOLDER / f"{name}.png").convert("RGB")
    return whole.crop((whole.width - size[0], 0, whole.width, size[1]))


def _cleaned(data: bytes) -> Cleaned:
    outcome = rebuild(data)
    assert isinstance(outcome, Cleaned), outcome
    return outcome


def _seen(kind: str, data: bytes) -> Image.Image:
    """A file as other programs show it."""
    if kind in ("jpg", "png"):
        picture = Image.open(BytesIO(data))
        ground = Image.new("RGBA", picture.size, "white")
        return _small(Image.alpha_composite(ground, picture.convert("RGBA")), kind)
    paper = data if kind == "pdf" else _drawn(kind, data)
    words = ("pdftoppm", "-png", "-r", "110", "-f", "1", "-l", "1", "-")
    done = subprocess.run(words, input=paper, check=True, capture_output=True)  # noqa: S603 - every word is ours
    return _small(Image.open(BytesIO(done.stdout)), kind)


def _drawn(kind: str, data: bytes) -> bytes:
    office = shutil.which("soffice")
    assert office, "LibreOffice shows what a document looked like before"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"a.{kind}"
        source.write_bytes(data)
        words = (
            "--headless",
            f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
        )
        subprocess.run([office, *words, str(source)], check=True, capture_output=True)  # noqa: S603 - every word is ours
        return (Path(folder) / "a.pdf").read_bytes()


def _small(picture: Image.Image, kind: str) -> Image.Image:
    small = picture.convert("RGB")
    if kind in OFFICE:
        small = small.crop((0, 0, small.width, small.height * 2 // 5))
    small.thumbnail((SIDE, SIDE))
    return small


def main() -> None:
    """Draw them all."""
    FOLDER.mkdir(exist_ok=True)
    for name, (kind, made) in PAIRS.items():
        data = made()
        drawn = [_seen(kind, _cleaned(data).data)] if kind in OFFICE else []
        parts = [_seen(kind, data), *drawn, after(name)]
        wide = sum(part.width for part in parts) + GAP * (len(parts) - 1)
        whole = Image.new("RGB", (wide, max(part.height for part in parts)), "gray")
        at = 0
        for part in parts:
            whole.paste(part, (at, 0))
            at += part.width + GAP
        whole.quantize(64).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
