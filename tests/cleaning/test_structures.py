"""Random documents and workbooks: whatever stands inside whatever, words that are shown come out, words that are not do not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.cleaning import Cleaned
from bot.cleaning.rebuilding import rebuild
from tests.cleaning.canaries import Canaries
from tests.cleaning.making import book, docx, p, r
from tests.cleaning.making import field as word_field
from tests.cleaning.test_word_unseen import HIDDEN, STYLES

EXAMPLES = 20
"""They run in this process, a tenth of a second each."""


@dataclass
class Words:
    """Words handed out while a document is laid: those that a reader sees, and canaries."""

    seen: list[str] = field(default_factory=list)
    canary: Canaries = field(default_factory=Canaries)

    def shown(self) -> str:
        self.seen.append(f"Көрінеді{len(self.seen):03d}")
        return self.seen[-1]

    def hidden(self) -> str:
        return self.canary(f"{len(self.canary.words)}")


Laying = Callable[[Words], str]
"""Writes a piece of a document and asks for its words."""


def seen_run(before: str = "", after: str = "", look: str = "") -> Laying:
    return lambda words: before + r(words.shown(), look) + after


def unseen_run(before: str = "", after: str = "", look: str = "") -> Laying:
    return lambda words: before + r(words.hidden(), look) + after


def deleted(words: Words) -> str:
    return f"<w:del><w:r><w:delText>{words.hidden()}</w:delText></w:r></w:del>"


def instruction(words: Words) -> str:
    return word_field(f"REF {words.hidden()}", words.shown())


RUNS: list[Laying] = [
    seen_run(),
    seen_run(look="<w:b/><w:vanish w:val='0'/>"),
    seen_run("<w:ins w:author='a'>", "</w:ins>"),
    seen_run("<w:hyperlink r:id='rId9'>", "</w:hyperlink>"),
    seen_run("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    seen_run("<w:smartTag><w:customXml>", "</w:customXml></w:smartTag>"),
    seen_run("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"),
    lambda words: word_field("DATE", words.shown()),
    instruction,
    *(unseen_run(look=look) for look in HIDDEN.values()),
    unseen_run("<w:moveFrom>", "</w:moveFrom>"),
    unseen_run("<w:ins><w:del>", "</w:del></w:ins>"),
    unseen_run("<w:fldSimple w:instr='AUTHOR'>", "</w:fldSimple>"),
    lambda words: word_field("FILENAME", words.hidden()),
    lambda words: word_field("LASTSAVEDBY", words.hidden()),
    deleted,
    lambda words: f"<w:bookmarkStart w:name='{words.hidden()}'/>",
    lambda words: f"<w:proofErr w:type='{words.hidden()}'/>",
]


def paragraph(runs: list[Laying]) -> Laying:
    return lambda words: p(*(run(words) for run in runs))


def table(rows: list[list[Laying]], *, hides: bool) -> Laying:
    def lay(words: Words) -> str:
        laid = "".join(
            "<w:tr>" + "".join(f"<w:tc>{block(words)}{p()}</w:tc>" for block in row) + "</w:tr>"
            for row in rows
        )
        gone = (
            f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p(r(words.hidden()))}</w:tc></w:tr>" if hides else ""
        )
        return f"<w:tbl>{gone}{laid}</w:tbl>"

    return lay


def wrapped(blocks: list[Laying], before: str, after: str) -> Laying:
    return lambda words: before + "".join(block(words) for block in blocks) + after


WRAPPERS = [
    ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ("<w:customXml>", "</w:customXml>"),
    ("<mc:AlternateContent><mc:Choice>", "</mc:Choice><mc:Fallback/></mc:AlternateContent>"),
    ("<w:ins>", "</w:ins>"),
]
PARAGRAPHS = st.lists(st.sampled_from(RUNS), max_size=4).map(paragraph)
BLOCKS = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.builds(
            table,
            st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3),
            hides=st.booleans(),
        ),
        st.builds(
            lambda blocks, around: wrapped(blocks, *around),
            st.lists(inner, min_size=1, max_size=3),
            st.sampled_from(WRAPPERS),
        ),
    ),
    max_leaves=12,
)


@given(st.lists(BLOCKS, min_size=1, max_size=4))
@settings(max_examples=EXAMPLES, deadline=None)
def test_of_a_document_of_any_structure_comes_out_what_is_shown_and_nothing_else(
    blocks: list[Laying],
) -> None:
    words = Words()
    body = "".join(block(words) for block in blocks)
    bonds, parts = STYLES
    clean = rebuild(docx(body, bonds, **parts))
    assert isinstance(clean, Cleaned), body
    with ZipFile(BytesIO(clean.data)) as archive:
        said = archive.read("word/document.xml").decode()
    assert [word for word in words.seen if word not in said] == [], body
    assert words.canary.survivors(clean.data) == [], body


SHEET_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts>'
    '<fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts>'
    "<cellXfs><xf/><xf fontId='1'/><xf numFmtId='164'/></cellXfs>"
)


@given(
    cells=st.dictionaries(
        st.tuples(st.integers(0, 30), st.integers(0, 12)), st.integers(0, 2), min_size=1, max_size=25
    ),
    rows=st.sets(st.integers(0, 30), max_size=6),
    columns=st.sets(st.integers(0, 12), max_size=4),
)
@settings(max_examples=EXAMPLES, deadline=None)
def test_of_a_sheet_of_any_structure_comes_out_what_is_shown_and_nothing_else(
    cells: dict[tuple[int, int], int], rows: set[int], columns: set[int]
) -> None:
    words, shown = Words(), {}
    laid: dict[int, str] = {}
    for (row, column), style in sorted(cells.items()):
        is_seen = not style and row not in rows and column not in columns
        text = words.shown() if is_seen else words.hidden()
        if is_seen:
            shown[f"{chr(65 + column)}{row + 1}"] = text
        laid[row] = laid.get(row, "") + (
            f'<c r="{chr(65 + column)}{row + 1}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'
        )
    body = "".join(
        f'<row r="{row + 1}" hidden="{int(row in rows)}">{content}</row>' for row, content in laid.items()
    )
    hide = "".join(f'<col min="{column + 1}" max="{column + 1}" hidden="1"/>' for column in sorted(columns))
    clean = rebuild(book(body, SHEET_STYLES, f"<cols>{hide}</cols>" if hide else ""))
    assert isinstance(clean, Cleaned)
    sheet = load_workbook(BytesIO(clean.data)).worksheets[0]
    found = {
        cell.coordinate: cell.value for line in sheet.iter_rows() for cell in line if cell.value is not None
    }
    assert found == shown
    assert words.canary.survivors(clean.data) == []
    assert sum(clean.dropped.values()) >= bool(words.canary.words)
