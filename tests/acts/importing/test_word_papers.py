"""Papers typed in Word, and the export of the bank."""

import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from bot.acts.importing.errors import UnreadableActError
from bot.acts.importing.reading import read_act
from tests.acts.importing.made_up import headings, kinds, notes, refs, saved, texts, unplaced, word

LEVELS = (("decimal", "%1."), ("decimal", "%2)"), ("russianLower", "%3)"))
DOTTED = (("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%3)"))


def test_automatic_numbers_are_worked_out() -> None:
    paper = word(
        [
            ("Правила пользования скамейками", None, "bold"),
            ("Скамейки служат для отдыха.", 0, ""),
            ("На скамейке разрешается:", 0, ""),
            ("сидеть;", 1, ""),
            ("читать:", 1, ""),
            ("газеты;", 2, ""),
            ("книги;", 2, ""),
            ("думать.", 1, ""),
            ("На скамейке запрещается:", 0, ""),
            ("лежать;", 1, ""),
            ("стоять.", 1, ""),
        ],
        LEVELS,
    )
    act = read_act(paper)
    assert act.title == "Правила пользования скамейками"
    assert refs(act) == ["1", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.2"]
    assert texts(act)["2.2"] == "читать:\nа) газеты;\nб) книги;"


def test_numbers_of_several_levels_are_kept_as_word_shows_them() -> None:
    paper = word(
        [
            ("ПОЛОЖЕНИЕ О ФОНТАНЕ", None, "bold"),
            ("Общие положения", 0, "bold"),
            ("Фонтан работает летом.", 1, ""),
            ("Фонтан выключают:", 1, ""),
            ("ночью;", 2, ""),
            ("зимой.", 2, ""),
            ("Ответственность", 0, "bold"),
            ("За фонтан отвечает смотритель.", 1, ""),
        ],
        DOTTED,
    )
    act = read_act(paper)
    assert refs(act) == ["1.1", "1.2", "1.2.1", "1.2.2", "2.1"]
    assert headings(act)["2.1"] == ("2. Ответственность",)


def test_typed_and_automatic_numbers_may_mix() -> None:
    paper = word(
        [
            ("Ереже", None, "bold"),
            ("1. Субұрқақ жазда жұмыс істейді.", None, ""),
            ("2. Субұрқақ:", None, ""),
            ("түнде;", 1, ""),
            ("қыста өшіріледі.", 1, ""),
        ],
        LEVELS,
    )
    assert refs(read_act(paper)) == ["1", "2", "2.1", "2.2"]


def test_an_approval_block_and_a_sheet_of_signatures_are_no_units() -> None:
    document = docx.Document()
    document.add_paragraph("БЕКІТЕМІН")
    document.add_paragraph("Бас директор")
    document.add_paragraph("А. Асқаров")
    document.add_paragraph("ІШКІ ТӘРТІП ЕРЕЖЕСІ").runs[0].bold = True
    document.add_paragraph("1. Жұмыс таңертең басталады.")
    document.add_paragraph("2. Жұмыс кешке бітеді.")
    document.add_paragraph("Танысу парағы")
    rows = document.add_table(1, 2).rows[0].cells
    rows[0].text, rows[1].text = "Аты-жөні", "Қолы"
    act = read_act(saved(document))
    assert act.title == "ІШКІ ТӘРТІП ЕРЕЖЕСІ"
    assert refs(act) == ["1", "2"]
    assert texts(act)["2"] == "Жұмыс кешке бітеді."
    assert "БЕКІТЕМІН" in unplaced(act)
    assert "Аты-жөні | Қолы" in unplaced(act)


def exported() -> bytes:
    """An export of the bank: bold heads, indented paragraphs, red notes, two-column corner heads."""
    document = docx.Document()
    document.add_paragraph().add_run("Об утверждении Правил тени").bold = True
    document.add_paragraph("Приказ Министра парков Республики Казахстан от 5 мая 2024 года № 6.")
    five = "\n\u00a0\u00a0\u00a0\u00a0\u00a0 "
    for text in (
        "ПРИКАЗЫВАЮ:",
        "1. Утвердить прилагаемые Правила тени.",
        "2. Настоящий приказ вводится в действие.",
    ):
        document.add_paragraph(five + text)
    left, right = document.add_table(1, 2).rows[0].cells
    left.text, right.text = f"{five}Министр парков\nРеспублики Казахстан", "Т. Тенев"
    left, right = document.add_table(1, 2).rows[0].cells
    left.text, right.text = "\u00a0", "Утверждены приказом\nМинистра парков\nот 5 мая 2024 года № 6"
    for text in (" Правила тени", " Глава 1. Общие положения"):
        document.add_paragraph().add_run(text).bold = True
    first = document.add_paragraph(f"{five}1. Тень дают деревья, указанные в пункте ")
    first.add_run("2")
    first.add_run("настоящих Правил.")
    noted = document.add_paragraph()
    noted.add_run(f"{five}Сноска. Пункт 1 - в редакции приказа от 01.02.2025 ").font.color.rgb = RGBColor(
        255, 0, 0
    )
    noted.add_run("№ 9.")
    document.add_paragraph(f"{five}2. Деревья сажают весной.")
    out = document.add_paragraph(f"{five}3. ")
    out.add_run("Исключен приказом Министра парков от 01.02.2025 № 9.").font.color.rgb = RGBColor(255, 0, 0)
    document.add_paragraph("© 2012. Институт парков")
    return saved(document)


def test_an_export_of_the_bank_is_read_like_its_page() -> None:
    act = read_act(exported())
    assert refs(act) == ["resolution.preamble", "resolution.1", "resolution.2", "1", "2", "3"]
    assert texts(act)["1"] == "Тень дают деревья, указанные в пункте 2настоящих Правил."
    assert notes(act)["1"] == ("Сноска. Пункт 1 - в редакции приказа от 01.02.2025 № 9.",)
    assert kinds(act)["3"] == "repealed"
    assert headings(act)["1"] == ("Правила тени", "Глава 1. Общие положения")
    assert (act.title, act.number, act.issuer) == (
        "Об утверждении Правил тени",
        "6",
        "Министр парков Республики Казахстан",
    )
    assert "© 2012" in unplaced(act)


def test_changes_that_word_tracks_are_read_as_accepted() -> None:
    document = docx.Document()
    document.add_paragraph("Правила").runs[0].bold = True
    paragraph = document.add_paragraph("1. Скамейки ")
    for change, text in (("del", "<w:delText>синие</w:delText>"), ("ins", "<w:t>белые</w:t>")):
        paragraph._p.append(
            parse_xml(f'<w:{change} {nsdecls("w")} w:id="1" w:author="x"><w:r>{text}</w:r></w:{change}>')
        )
    assert texts(read_act(saved(document)))["1"] == "Скамейки белые"


def test_a_file_that_is_no_document_says_so() -> None:
    with pytest.raises(UnreadableActError, match="Word"):
        read_act(b"PK\x03\x04 and no more")
    with pytest.raises(UnreadableActError, match=r"\.doc"):
        read_act(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(UnreadableActError, match="no text"):
        read_act(saved(docx.Document()))


def test_a_zip_that_holds_no_document_says_so() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr("a.txt", "1. Пункт.")
    with pytest.raises(UnreadableActError, match="DOCX"):
        read_act(written.getvalue())


def test_footnotes_of_word_are_named_and_stand_in_no_unit() -> None:
    document = docx.Document()
    document.add_paragraph("1. Сад открыт.")
    footnotes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>См. приказ № 5.</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    name, kind = (
        "/word/footnotes.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    )
    part = Part(PackURI(name), kind, footnotes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    mark = f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    document.paragraphs[0]._p.append(parse_xml(mark))
    act = read_act(saved(document))
    assert texts(act) == {"1": "Сад открыт."}
    assert [(one.text, one.why) for one in act.unplaced] == [("См. приказ № 5.", "footnote")]
