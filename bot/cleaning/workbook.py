"""xlsx: the values of the cells go into a new workbook; hidden sheets, rows and columns are shown as any other."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from bot.cleaning.archive import packed, without_traces
from bot.cleaning.model import Refusal, RefusedError
from bot.cleaning.package import Package
from bot.cleaning.plain_xml import require_plain

MOST_CELLS = 1_000_000
MOST_SHEETS = 200
READ_KINDS = ("worksheet", "sharedStrings", "styles")
DAMAGE = (
    BadZipFile,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What openpyxl raises over damaged workbooks."""


def rebuild_workbook(package: Package) -> bytes:
    """The sheets and their values: no formulas, comments, names, links, pictures, properties.

    Raises:
        RefusedError: where it is broken, a bomb, or has too many cells.
    """
    target = Workbook()
    target.remove(target.worksheets[0])
    try:
        _fill(target, _needed(package))
    except DAMAGE:
        raise RefusedError(Refusal.BROKEN) from None
    return without_traces(_written(target))


def _needed(package: Package) -> bytes:
    """The few parts that hold values, each looked at before openpyxl reads it."""
    kinds = [package.parts(package.main, kind) for kind in READ_KINDS]
    folder, _, name = package.main.rpartition("/")
    names = ["[Content_Types].xml", "_rels/.rels", package.main, f"{folder}/_rels/{name}.rels"]
    members = {part: package.read(part) for part in (*names, *(part for parts in kinds for part in parts))}
    for content in members.values():
        require_plain(content)
    return packed(members)


def _fill(target: Workbook, data: bytes) -> None:
    source = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    if not 0 < len(source.worksheets) <= MOST_SHEETS:
        raise RefusedError(Refusal.TOO_LARGE if source.worksheets else Refusal.BROKEN)
    left = MOST_CELLS
    for sheet in source.worksheets:
        fresh = target.create_sheet(_plain(sheet.title))
        for number, row in _rows(sheet):
            left -= len(row)
            if left < 0:
                raise RefusedError(Refusal.TOO_LARGE)
            _put(fresh, number, row)


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    # The size a sheet claims for itself may be a lie; without it rows come as they are.
    sheet.reset_dimensions()
    return enumerate(sheet.iter_rows(values_only=True), start=1)


def _put(sheet: Worksheet, number: int, row: tuple[Any, ...]) -> None:
    for column, value in enumerate(row, start=1):
        if isinstance(value, str):
            cell = sheet.cell(number, column, _plain(value))
            # A text that starts with = must not wake up as a formula.
            cell.data_type = "s"
        elif value is not None:
            sheet.cell(number, column, value)


def _plain(text: str) -> str:
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


class _Writer(ExcelWriter):
    """openpyxl's writer, but with no temporary files: nothing of a tip may touch the disk in the clear."""

    def __init__(self, workbook: Workbook, archive: ZipFile) -> None:
        super().__init__(workbook, archive)
        self._target = archive

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as the method this stands for does
        sheet = BytesIO()
        writer: Any = WorksheetWriter(ws, sheet)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001 - as above
        self._target.writestr(ws.path[1:], sheet.getvalue())
        self.manifest.append(ws)


def _written(workbook: Workbook) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        _Writer(workbook, archive).write_data()
    return target.getvalue()
