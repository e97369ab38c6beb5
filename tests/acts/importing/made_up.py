"""Acts of our own making in the forms that acts are published in."""

import html
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

from bot.acts.importing.model import ReadAct
from bot.acts.importing.reading import read_act

FIVE = "&nbsp;" * 5
FONT = Path(__file__).parents[3] / "bot" / "printing" / "fonts" / "GolosText-Regular.ttf"


def refs(act: ReadAct) -> list[str]:
    return [unit.ref for unit in act.units]


def texts(act: ReadAct) -> dict[str, str]:
    return {unit.ref: unit.text for unit in act.units}


def kinds(act: ReadAct) -> dict[str, str]:
    return {unit.ref: unit.kind.value for unit in act.units}


def notes(act: ReadAct) -> dict[str, tuple[str, ...]]:
    return {unit.ref: unit.notes for unit in act.units if unit.notes}


def headings(act: ReadAct) -> dict[str, tuple[str, ...]]:
    return {unit.ref: unit.headings for unit in act.units}


def unplaced(act: ReadAct) -> str:
    return "\n".join(one.text for one in act.unplaced)


def from_text(text: str, language: str | None = None) -> ReadAct:
    return read_act(text.encode(), language)


# Pages of the bank


def page(body: str, *, title: str, requisites: str, standing: str = "new", language: str = "rus") -> bytes:
    return f"""<!DOCTYPE html><html><head><title>{title} - ИПС "Әділет"</title><script>var a = "1. Не текст.";</script></head>
<body><div id="container" class="module_npaView lang_{language}"><ul><li class="selected">ru</li></ul>
<div class="container_alpha slogan"><h1>{title}</h1><span class="status status_{standing}">слово</span><p>{requisites}</p></div>
<div id="tabs_container"><ul><li><a href="/info"> Информация </a></li><li> Скачать </li></ul></div>
<div class="container_gamma text text_{standing}"><div class="gs_12"><article>{body}</article></div></div>
<div class="container_omega aftertext"><a href="javascript:share()">Поделиться</a></div></div></body></html>""".encode()


def p(text: str, anchor: str = "") -> str:
    place = f' id="{anchor}"' if anchor else ""
    return f"<p{place}>\n{FIVE} {text}</p>\n"


def article(text: str) -> str:
    return f'<p><b><a name="z7"></a>{text} </b></p>'


def h3(text: str) -> str:
    return f"<h3> {text}</h3>"


def loose_note(before: str, link: str, after: str) -> str:
    return f'<span class="note">{FIVE} {before} </span><a href="/rus/docs/Z1">{link}</a><span class="note">{after}</span><br>\n'


def signature(office: str, person: str) -> str:
    return (
        f'<p><table border="0" width="600"><tr><td width="400"><i>{FIVE} {office}</i></td>'
        f"<td><i>{person}</i></td></tr></table></p>"
    )


def corner(*lines: str) -> str:
    return (
        '<p align="right"><table border="0"><tr><td width="387">&nbsp;</td><td width="228"><a name="z9"></a>'
        + "<br>".join(lines)
        + "</td></tr></table></p>"
    )


def table(*rows: Sequence[str]) -> str:
    cells = "".join("<tr>" + "".join(f"<td><p>\n{cell}</p></td>" for cell in row) + "</tr>" for row in rows)
    return f'<p><table width="615">{cells}</table></p>'


def escaped(text: str) -> str:
    return html.escape(text, quote=False)


# Papers typed in Word

Typed = tuple[str, int | None, str]
"""Text, the level of automatic numbering or None, and the style: "", "bold", "heading", "right"."""


def word(paragraphs: Iterable[Typed], levels: Sequence[tuple[str, str]] = ()) -> bytes:
    """A document whose list has the given levels: number format and the text of the label."""
    document = docx.Document()
    _teach(document, levels)
    for text, level, style in paragraphs:
        paragraph = document.add_paragraph(style="Heading 1" if style == "heading" else None)
        paragraph.add_run(text).bold = True if style == "bold" else None
        if level is not None:
            properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(properties))
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _teach(document: "docx.document.Document", levels: Sequence[tuple[str, str]]) -> None:
    described = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{label}"/></w:lvl>'
        for depth, (form, label) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{described}</w:abstractNum>')
    )
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


# Printed pages


class _Printed(FPDF):
    head, head_size = "", 8

    def header(self) -> None:
        self.set_font("text", "", self.head_size)
        self.cell(0, 5, self.head, align="R", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("text", "", 8)
        self.cell(0, 5, f"{self.page_no()}", align="C")


def pdf(paragraphs: Iterable[tuple[str, str]], head: str = "", head_size: int = 8) -> bytes:
    """Paragraphs of the kinds "title", "plain", "flush" (without an indent), "line" and "large", which are printed as they are, and "gap"."""
    printed = _Printed()
    printed.head, printed.head_size = head, head_size
    printed.add_font("text", "", FONT)
    printed.add_page()
    printed.set_font("text", "", 11)
    for kind, text in paragraphs:
        if kind == "title":
            printed.ln(4)
            printed.multi_cell(0, 6, text, align="C", new_x="LMARGIN", new_y="NEXT")
            printed.ln(3)
        elif kind in {"plain", "flush"}:
            indent = " " * 8 if kind == "plain" else ""
            printed.multi_cell(0, 6, f"{indent}{text}", align="J", new_x="LMARGIN", new_y="NEXT")
        elif kind == "gap":
            printed.ln(5)
        else:
            printed.set_font("text", "", 14 if kind == "large" else 11)
            printed.cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
            printed.set_font("text", "", 11)
    return bytes(printed.output())
