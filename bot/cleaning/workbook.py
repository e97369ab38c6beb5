"""xlsx: the sheets are written anew as they are shown: values in their formats, widths, merges, pictures, charts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.cleaning.archive import without_traces
from bot.cleaning.cell_pictures import CellPictures
from bot.cleaning.model import Cleaned, Dropped, Hidden, Kind, Refusal, RefusedError
from bot.cleaning.number_formats import Shown, as_day, is_date, serial_of, shown
from bot.cleaning.package import Package
from bot.cleaning.plain_xml import follow, parse
from bot.cleaning.previews import preview_of_grid
from bot.cleaning.sheet_conditions import Conditions
from bot.cleaning.sheet_drawings import Cover, Drawing, Image, Item, Words
from bot.cleaning.sheet_reading import Cell, Grid, SheetFollower
from bot.cleaning.sheet_spans import Span, span_of
from bot.cleaning.sheet_styles import PLAIN, Look, Palette, changes_of, looks_of
from bot.cleaning.sheet_texts import Run, StringsFollower, Text, plain
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
MOST_FOLDED = 2_000
"""Rows or columns under a drawing that are looked at."""
WIDEST_IN_CELL = 300
"""Pixels of a picture that is the value of a cell."""
OF_TABLE = "of its table"
"""Stands for the ground that a style of tables gives."""
DAY, DAY_AND_HOUR = 14, 22
RISES = {"superscript": 1, "subscript": 2}
SEEN_ROWS, SEEN_COLUMNS = 45, 6
"""Of the first sheet, for its picture."""


def rebuild_workbook(package: Package, hidden: Hidden) -> Cleaned:
    """The sheets as they are shown; what is hidden is left out, or shown as any other, as the reporter decides.

    Raises:
        RefusedError: where it is broken, a bomb, or has too many cells.
    """
    return _Rebuilding(package, hidden).result()


@dataclass(frozen=True, slots=True)
class _Face:
    """How a cell looks: its value, and which of its letters are seen where they do not all look alike.

    `unseen` says that nothing of it is, `in_part` that a part of it is not.
    """

    value: float | str
    look: Look
    how: Shown
    runs: tuple[Run, ...]
    unseen: bool
    in_part: bool

    def bare(self) -> "_Face":
        """The same with all of its value shown."""
        plainly = self.how.visible and not self.how.words
        look = Look(self.look.number, self.look.code) if plainly else PLAIN
        return replace(self, look=look, how=self.how if plainly else Shown(0), runs=())


class _Rebuilding:
    """Takes over one workbook."""

    def __init__(self, package: Package, hidden: Hidden) -> None:
        self._package = package
        self._hidden = hidden
        self._tally = Tally()
        self._root = parse(package.read(package.main))
        self._strings = self._shared()
        self._cell_pictures = CellPictures(package, self._tally)
        styles = self._part("styles")
        self._palette = Palette(styles, self._part("theme"))
        self._looks = looks_of(styles, self._palette)
        self._changes = changes_of(styles, self._palette)
        mark = self._root.find("workbookPr")
        self._since_1904 = mark is not None and mark.get("date1904") in ("1", "true")
        self._left = MOST_CELLS
        self._output = BytesIO()
        self._target = Workbook(self._output, {"in_memory": True, "date_1904": self._since_1904})
        self._formats: dict[tuple[Look, int | str, int], Format] = {}
        self._run_formats: dict[tuple[Look, int], Format] = {}
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

    def _shared(self) -> Sequence[Text]:
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
        items = list(self._items(part, grid))
        self._shape(sheet, grid)
        covers = [item.span for item in items if isinstance(item, Cover)]
        self._fill(sheet, grid, covers, list(self._heads(part)))
        for item in items:
            _put(sheet, item)
        for comments in self._package.parts(part, "comments"):
            root = parse(self._package.read(comments))
            self._tally.add(Dropped.COMMENT, sum(1 for _ in root.iter("comment")))

    def _conditions(self, grid: Grid) -> Conditions:
        far = (((span,), rule) for span, rule in grid.far.values())
        return Conditions([*grid.rules, *far], self._changes, self._palette)

    def _items(self, part: str, grid: Grid) -> Iterator[Item]:
        columns, out = _Columns(grid), self._hidden is Hidden.LEFT_OUT

        def folded(span: Span) -> bool:
            """Whether the rows or the columns between the corners of a drawing are all hidden."""
            rows = range(span.top, min(span.bottom, span.top + MOST_FOLDED) + 1)
            across = range(span.left, min(span.right, span.left + MOST_FOLDED) + 1)
            return out and (all(map(grid.hides_row, rows)) or all(column in columns for column in across))

        for drawing in self._package.parts(part, "drawing"):
            yield from Drawing(self._package, drawing, self._tally, folded).items()

    def _heads(self, part: str) -> Iterator[Span]:
        """The first rows of tables, whose ground is that of a style of tables."""
        for table in self._package.parts(part, "table"):
            root = parse(self._package.read(table))
            span, style = span_of(root.get("ref", "")), root.find("tableStyleInfo")
            if (
                span is not None
                and style is not None
                and style.get("name")
                and root.get("headerRowCount") != "0"
            ):
                yield Span(span.top, span.left, span.top, span.right)

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
        if grid.from_right:
            sheet.right_to_left()

    def _fill(self, sheet: Worksheet, grid: Grid, covers: Sequence[Span], heads: Sequence[Span]) -> None:
        corners = {(span.top, span.left): span for span in grid.merges}
        for span in _apart(grid.merges):
            sheet.merge_range(span.top, span.left, span.bottom, span.right, "", self._format(PLAIN, 0))
        under = {
            (row, column)
            for span in grid.merges
            for row in range(span.top, min(span.bottom, span.top + 500) + 1)
            for column in range(span.left, min(span.right, span.left + 500) + 1)
        } - corners.keys()
        hidden_columns, conditions = _Columns(grid), self._conditions(grid)
        rows: dict[int, int] = {}
        columns: dict[int, int] = {}
        for cell in grid.cells:
            face = self._face(cell, conditions, heads)
            if any(span.holds(cell.row, cell.column) for span in covers):
                self._tally.add(Dropped.COVERED)
                continue
            if cell.row in grid.hidden_rows:
                rows[cell.row] = 1
            elif cell.column in hidden_columns:
                columns[cell.column] = 1
            elif face.unseen or (cell.row, cell.column) in under:
                self._tally.add(Dropped.HIDDEN_CELL)
            else:
                self._tally.add(Dropped.HIDDEN_CELL, face.in_part)
                if not face.in_part or self._hidden is Hidden.LEFT_OUT:
                    self._write(sheet, cell, face)
                    continue
            if self._hidden is Hidden.SHOWN and (cell.row, cell.column) not in under:
                self._write(sheet, cell, face.bare())
        self._tally.add(Dropped.HIDDEN_ROW, len(rows))
        self._tally.add(Dropped.HIDDEN_COLUMN, len(columns))

    def _value(self, cell: Cell) -> float | str:
        text = cell.value
        if cell.formula is not None or text is None:
            if text is None or (text == "" and cell.formula and cell.kind != "str"):
                return f"={cell.formula}" if cell.formula else ""
            self._tally.add(Dropped.FORMULA)
        if cell.kind == "s":
            return plain(self._string(cell))
        if cell.kind == "d":
            serial = serial_of(text, since_1904=self._since_1904)
            return text if serial is None else serial
        if cell.kind in ("n", ""):
            return _figure(text)
        return text

    def _string(self, cell: Cell) -> Text:
        place = int(cell.value) if cell.value and cell.value.strip().isdecimal() else -1
        return self._strings[place] if 0 <= place < len(self._strings) else ""

    def _runs(self, cell: Cell) -> tuple[Run, ...]:
        """The letters of a cell where they do not all look alike."""
        words = self._string(cell) if cell.kind == "s" and cell.formula is None else cell.runs
        return () if isinstance(words, str) else words

    def _is_unseen(self, run: Run, look: Look) -> bool:
        return run.tiny or (run.bare and look.tiny) or look.blends(self._ink(run))

    def _ink(self, run: Run) -> str:
        return self._palette.colour(dict(run.colour)) if run.colour else ""

    def _face(self, cell: Cell, conditions: Conditions, heads: Sequence[Span]) -> _Face:
        look = self._looks[cell.style] if cell.style < len(self._looks) else PLAIN
        value = self._value(cell)
        if not look.ground and any(span.holds(cell.row, cell.column) for span in heads):
            look = replace(look, ground=OF_TABLE)
        look, ruled_out = conditions.applied(cell.row, cell.column, value, look)
        how = shown(look.number, look.code, value)
        runs = () if how.words else self._runs(cell)
        kept = tuple(run for run in runs if not self._is_unseen(run, look))
        unseen = ruled_out or not how.visible or (not kept if runs else look.hides)
        return _Face(value, look, how, kept, unseen=unseen, in_part=bool(how.words) or len(kept) < len(runs))

    def _write(self, sheet: Worksheet, cell: Cell, face: _Face) -> None:
        value, look, runs = face.how.words or face.value, face.look, tuple(_cut(face.runs))
        if value == "":
            return
        place = cell.row, cell.column
        picture = self._cell_pictures.of(cell)
        if picture is not None:
            _put(sheet, Image(*place, picture, min(picture.picture.width, WIDEST_IN_CELL)))
            return
        number = face.how.format
        if cell.kind == "d" and isinstance(value, float) and not is_date(look.number, look.code):
            number = DAY if value == int(value) else DAY_AND_HOUR
        format_ = self._format(look, number)
        self._see(place, plain(runs) or value, look)
        if runs:
            if len(runs) > 1:
                pieces = [part for run in runs for part in (self._format_of(run, look), run.text)]
                sheet.write_rich_string(*place, *pieces, format_)
            else:
                own = self._format(self._look_of(runs[0], look), number, RISES.get(runs[0].rise, 0))
                sheet.write_string(*place, runs[0].text, own)
        elif cell.kind == "b" and isinstance(value, str) and not value.startswith("="):
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

    def _format(self, look: Look, number: int | str, rise: int = 0) -> Format:
        key = (look, number, rise)
        if key not in self._formats:
            wanted: dict[str, Any] = {"num_format": number} if number else {}
            wanted |= {"font_script": rise} if rise else {}
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

    def _format_of(self, run: Run, look: Look) -> Format:
        """The format of some letters of a cell."""
        rise, own = RISES.get(run.rise, 0), self._look_of(run, look)
        key = (own, rise)
        if key not in self._run_formats:
            wanted: dict[str, Any] = {"bold": own.bold, "italic": own.italic, "font_strikeout": own.strike}
            wanted |= {"font_script": rise} if rise else {}
            wanted |= {"font_color": f"#{own.ink}"} if len(own.ink) == 6 else {}
            self._run_formats[key] = self._target.add_format(wanted)
        return self._run_formats[key]

    def _look_of(self, run: Run, look: Look) -> Look:
        """The look of some letters of a cell; those that say nothing look as their cell does."""
        if run.bare:
            return look
        ink = self._ink(run) or look.ink
        return replace(look, bold=run.bold, italic=run.italic, strike=run.strike, ink=ink)

    def _new_name(self, name: str) -> str:
        base = name.translate(CONTROL).translate(NOT_IN_NAMES).strip("'")[:LONGEST_NAME] or "Sheet"
        fresh, count = base, 1
        while fresh.lower() in self._names:
            count += 1
            fresh = f"{base[: LONGEST_NAME - 5]} ({count})"
        self._names.add(fresh.lower())
        return fresh


def _cut(runs: Sequence[Run]) -> Iterator[Run]:
    """As much of some runs as fits into a cell, without those that are empty."""
    left = LONGEST_TEXT
    for run in runs:
        text = run.text.translate(CONTROL)[:left]
        left -= len(text)
        if text:
            yield replace(run, text=text)


class _Columns:
    """The hidden columns of a sheet, however many a sheet claims."""

    def __init__(self, grid: Grid) -> None:
        self._spans = [(width.first, width.last) for width in grid.widths if width.hidden]
        self._others = [(width.first, width.last) for width in grid.widths if not width.hidden]
        self._all = grid.columns_hidden

    def __contains__(self, column: int) -> bool:
        if any(first <= column <= last for first, last in self._spans):
            return True
        return self._all and not any(first <= column <= last for first, last in self._others)


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
            scale = min(max(width / rebuilt.picture.width, 0.01), 10)
            how: Mapping[str, Any] = {
                "image_data": BytesIO(rebuilt.file()),
                "x_scale": scale,
                "y_scale": scale,
                "description": words.translate(CONTROL)[:LONGEST_DESCRIPTION],
            }
            sheet.insert_image(row, column, f"picture.{rebuilt.kind}", how)
        case Words(row, column, text, width, height):
            sheet.insert_textbox(row, column, text[:LONGEST_TEXT], {"width": width, "height": height})
        case Cover():
            pass
