"""xlsx: the sheets are written anew as they are shown: values in their formats, widths, merges, pictures, charts."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.cleaning.archive import without_traces
from bot.cleaning.model import Cleaned, Dropped, Hidden, Kind, Refusal, RefusedError
from bot.cleaning.number_formats import Shown, as_day, is_date, shown
from bot.cleaning.package import Package
from bot.cleaning.plain_xml import follow, parse
from bot.cleaning.previews import preview_of_grid
from bot.cleaning.sheet_drawings import Cover, Drawing, Image, Item, Words
from bot.cleaning.sheet_reading import Cell, Grid, SheetFollower, Span, StringsFollower
from bot.cleaning.sheet_styles import PLAIN, Look, looks_of
from bot.cleaning.tally import Tally

MOST_CELLS = 1_000_000
"""As many as can be written within the seconds of the child."""
MOST_SHEETS = 200
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LONGEST_DESCRIPTION = 250
NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}
SHEETS = ("worksheet", "chartsheet")
SEEN_ROWS, SEEN_COLUMNS = 45, 6
"""Of the first sheet, for its picture."""


def rebuild_workbook(package: Package, hidden: Hidden) -> Cleaned:
    """The sheets as they are shown; what is hidden is left out, or shown as any other, as the reporter decides.

    Raises:
        RefusedError: where it is broken, a bomb, or has too many cells.
    """
    return _Rebuilding(package, hidden).result()


class _Rebuilding:
    """Takes over one workbook."""

    def __init__(self, package: Package, hidden: Hidden) -> None:
        self._package = package
        self._hidden = hidden
        self._tally = Tally()
        self._root = parse(package.read(package.main))
        self._strings = self._shared()
        self._looks = looks_of(self._part("styles"))
        mark = self._root.find("workbookPr")
        self._since_1904 = mark is not None and mark.get("date1904") in ("1", "true")
        self._left = MOST_CELLS
        self._output = BytesIO()
        self._target = Workbook(self._output, {"in_memory": True, "date_1904": self._since_1904})
        self._formats: dict[tuple[Look, int | str], Format] = {}
        self._names: set[str] = set()
        self._seen: list[list[str]] = []

    def result(self) -> Cleaned:
        """The new workbook and what it lacks."""
        sheets = list(self._sheets())
        if not 0 < len(sheets) <= MOST_SHEETS:
            raise RefusedError(Refusal.TOO_LARGE if sheets else Refusal.BROKEN)
        for name, part in sheets:
            self._take(name, part)
        self._target.close()
        data = without_traces(self._output.getvalue())
        return Cleaned(data, Kind.XLSX, len(sheets), preview_of_grid(self._seen), self._tally.result())

    def _sheets(self) -> Iterator[tuple[str, str]]:
        parts = {
            bond.id: bond.part for bond in self._package.bonds(self._package.main) if bond.kind in SHEETS
        }
        for entry in self._root.iterfind("sheets/sheet"):
            part = parts.get(entry.get("id", ""), "")
            if part not in self._package:
                continue
            if entry.get("state", "visible") != "visible":
                self._tally.add(Dropped.HIDDEN_SHEET)
                if self._hidden is Hidden.LEFT_OUT:
                    continue
            yield entry.get("name", ""), part

    def _part(self, kind: str) -> Any:
        found = self._package.parts(self._package.main, kind)
        return parse(self._package.read(found[0])) if found else None

    def _shared(self) -> Sequence[str]:
        follower = StringsFollower()
        for part in self._package.parts(self._package.main, "sharedStrings")[:1]:
            follow(self._package.read(part), follower)
        return follower.strings

    def _take(self, name: str, part: str) -> None:
        follower = SheetFollower(self._left)
        follow(self._package.read(part), follower)
        grid = follower.grid
        self._left -= len(grid.cells)
        sheet = self._target.add_worksheet(self._new_name(name))
        items = list(self._items(part))
        self._shape(sheet, grid)
        covers = [item.span for item in items if isinstance(item, Cover)]
        self._fill(sheet, grid, covers)
        for item in items:
            _put(sheet, item)
        for comments in self._package.parts(part, "comments"):
            root = parse(self._package.read(comments))
            self._tally.add(Dropped.COMMENT, sum(1 for _ in root.iter("comment")))

    def _items(self, part: str) -> Iterator[Item]:
        for drawing in self._package.parts(part, "drawing"):
            yield from Drawing(self._package, drawing, self._tally).items()

    def _shape(self, sheet: Worksheet, grid: Grid) -> None:
        out = self._hidden is Hidden.LEFT_OUT
        for width in grid.widths:
            hide = {"hidden": True} if width.hidden and out else {}
            letters = width.letters if not width.hidden else None
            sheet.set_column(width.first, width.last, min(letters, 255) if letters else None, None, hide)
        for row, height in grid.heights.items():
            if row not in grid.hidden_rows:
                sheet.set_row(row, min(height, 409))
        for row in grid.hidden_rows if out else ():
            sheet.set_row(row, None, None, {"hidden": True})

    def _fill(self, sheet: Worksheet, grid: Grid, covers: Sequence[Span]) -> None:
        corners = {(span.top, span.left): span for span in grid.merges}
        for span in _apart(grid.merges):
            sheet.merge_range(span.top, span.left, span.bottom, span.right, "", self._format(PLAIN, 0))
        under = {
            (row, column)
            for span in grid.merges
            for row in range(span.top, min(span.bottom, span.top + 500) + 1)
            for column in range(span.left, min(span.right, span.left + 500) + 1)
        } - corners.keys()
        hidden_columns = _Columns(grid)
        rows: dict[int, int] = {}
        columns: dict[int, int] = {}
        for cell in grid.cells:
            look = self._looks[cell.style] if cell.style < len(self._looks) else PLAIN
            value = self._value(cell)
            how = shown(look.number, look.code, value)
            if any(span.holds(cell.row, cell.column) for span in covers):
                self._tally.add(Dropped.COVERED)
                continue
            if cell.row in grid.hidden_rows:
                rows[cell.row] = 1
            elif cell.column in hidden_columns:
                columns[cell.column] = 1
            elif not how.visible or look.hides or (cell.row, cell.column) in under:
                self._tally.add(Dropped.HIDDEN_CELL)
            else:
                self._write(sheet, cell, value, look, how)
                continue
            if self._hidden is Hidden.SHOWN and (cell.row, cell.column) not in under:
                plain = Look(look.number, look.code if how.visible else None) if how.visible else PLAIN
                self._write(sheet, cell, value, plain, how if how.visible else Shown(0))
        self._tally.add(Dropped.HIDDEN_ROW, len(rows))
        self._tally.add(Dropped.HIDDEN_COLUMN, len(columns))

    def _value(self, cell: Cell) -> float | str:
        text = cell.value
        if cell.formula is not None or text is None:
            if text is None or (text == "" and cell.formula and cell.kind != "str"):
                return f"={cell.formula}" if cell.formula else ""
            self._tally.add(Dropped.FORMULA)
        if cell.kind == "s":
            place = int(text) if text.strip().isdecimal() else -1
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if cell.kind in ("n", ""):
            return _figure(text)
        return text

    def _write(self, sheet: Worksheet, cell: Cell, value: float | str, look: Look, how: Shown) -> None:
        if value == "":
            return
        format_ = self._format(look, how.format)
        place = cell.row, cell.column
        self._see(place, value, look)
        if cell.kind == "b" and isinstance(value, str) and not value.startswith("="):
            sheet.write_boolean(*place, value == "1", format_)
        elif isinstance(value, str):
            sheet.write_string(*place, value.translate(CONTROL)[:LONGEST_TEXT], format_)
        else:
            sheet.write_number(*place, value, format_)

    def _see(self, place: tuple[int, int], value: float | str, look: Look) -> None:
        row, column = place
        if len(self._names) > 1 or row >= SEEN_ROWS or column >= SEEN_COLUMNS:
            return
        while len(self._seen) <= row:
            self._seen.append([""] * SEEN_COLUMNS)
        if isinstance(value, float):
            day = is_date(look.number, look.code)
            self._seen[row][column] = as_day(value, since_1904=self._since_1904) if day else f"{value:.15g}"
        else:
            self._seen[row][column] = value

    def _format(self, look: Look, number: int | str) -> Format:
        key = (look, number)
        if key not in self._formats:
            wanted: dict[str, Any] = {"num_format": number} if number else {}
            wanted |= {
                "bold": look.bold,
                "italic": look.italic,
                "font_strikeout": look.strike,
                "text_wrap": look.wrap,
            }
            if len(look.ink) == 6:
                wanted["font_color"] = f"#{look.ink}"
            if len(look.ground) == 6:
                wanted["bg_color"] = f"#{look.ground}"
            self._formats[key] = self._target.add_format(wanted)
        return self._formats[key]

    def _new_name(self, name: str) -> str:
        base = name.translate(CONTROL).translate(NOT_IN_NAMES).strip("'")[:LONGEST_NAME] or "Sheet"
        fresh, count = base, 1
        while fresh.lower() in self._names:
            count += 1
            fresh = f"{base[: LONGEST_NAME - 5]} ({count})"
        self._names.add(fresh.lower())
        return fresh


class _Columns:
    """The hidden columns of a sheet, however many a sheet claims."""

    def __init__(self, grid: Grid) -> None:
        self._spans = [(width.first, width.last) for width in grid.widths if width.hidden]

    def __contains__(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._spans)


def _apart(merges: Sequence[Span]) -> Iterator[Span]:
    """The merges that overlap with none before them; Excel refuses others."""
    taken: set[tuple[int, int]] = set()
    for span in merges:
        if (span.bottom - span.top + 1) * (span.right - span.left + 1) in range(2, 20_001):
            cells = {
                (r, c) for r in range(span.top, span.bottom + 1) for c in range(span.left, span.right + 1)
            }
            if not cells & taken:
                taken |= cells
                yield span


def _figure(text: str) -> float | str:
    try:
        value = float(text)
    except ValueError:
        return text
    return value if abs(value) < 1e308 else text


def _put(sheet: Worksheet, item: Item) -> None:
    match item:
        case Image(row, column, rebuilt, width, words):
            scale = min(max(width / rebuilt.picture.width, 0.01), 10) if width else 1
            how: Mapping[str, Any] = {
                "image_data": BytesIO(rebuilt.file()),
                "x_scale": scale,
                "y_scale": scale,
                "description": words.translate(CONTROL)[:LONGEST_DESCRIPTION],
            }
            sheet.insert_image(row, column, f"picture.{rebuilt.kind}", how)
        case Words(row, column, text, width, height):
            size = {"width": width, "height": height} if width and height else {}
            sheet.insert_textbox(row, column, text[:LONGEST_TEXT], size)
        case Cover():
            pass
