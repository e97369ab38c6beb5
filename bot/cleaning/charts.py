"""Charts: the figures that a chart shows are read from it, and drawn anew (ECMA-376, 21.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin
from xml.etree.ElementTree import Element

from PIL import Image, ImageDraw, ImageFont

from bot.cleaning.number_formats import as_day, is_date
from bot.cleaning.typefaces import file_for

MOST_SERIES, MOST_POINTS, MOST_LEVELS = 12, 400, 3
LONGEST_WORDS = 2_000
SIZE = (960, 600)
COLOURS = ("#4472c4", "#ed7d31", "#7f7f7f", "#ffc000", "#5b9bd5", "#70ad47", "#264478", "#9e480e", "#636363")
ROUND = frozenset({"pieChart", "pie3DChart", "doughnutChart", "ofPieChart"})
LINES = frozenset(
    {"lineChart", "line3DChart", "scatterChart", "areaChart", "area3DChart", "radarChart", "stockChart"}
)
LEFT, RIGHT, TOP, BOTTOM = 90, 30, 60, 90
"""Pixels around the figures."""
LETTERS, LETTERS_OF_TITLE = 15, 22


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures and the words they stand over."""

    name: str
    labels: tuple[str, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows; `kind` is the name of its element."""

    kind: str
    title: str
    series: tuple[Series, ...]


def in_words(chart: Chart) -> str:
    """The title, the names and the figures of a chart as a text, for those who search or listen."""
    rows = [
        f"{series.name}: " + ", ".join(f"{label} {value:g}".strip() for label, value in _pairs(series))
        for series in chart.series
    ]
    return "\n".join([chart.title, *rows])[:LONGEST_WORDS]


def _pairs(series: Series) -> Iterator[tuple[str, float]]:
    labels = (*series.labels, *[""] * (len(series.values) - len(series.labels)))
    return zip(labels, series.values, strict=True)


def read_chart(root: Element) -> Chart | None:
    """The chart of a part, or None where it shows no figures."""
    plot = root.find(".//plotArea")
    if plot is None:
        return None
    kind = next((child.tag for child in plot if child.tag.endswith("Chart")), "")
    # Rows that were filtered out of the chart stand deeper, among the extensions.
    mark = root.find("date1904")
    since_1904 = mark is not None and mark.get("val", "1") in ("1", "true")
    found = [_series(entry, since_1904=since_1904) for entry in plot.findall("./*/ser")]
    series = tuple(entry for entry in found if entry.values)[:MOST_SERIES]
    titles = [*root.findall("./chart/title"), *plot.findall("./*/title")]
    words = ("".join(piece.text or "" for piece in title.iter("t")) for title in titles)
    return Chart(kind, " · ".join(filter(None, words)), series) if series else None


def _series(entry: Element, *, since_1904: bool) -> Series:
    name = entry.find("tx")
    labels, values = (
        _points(entry, *names, since_1904=since_1904) for names in (("cat", "xVal"), ("val", "yVal"))
    )
    shown = {place: _figure(value) for place, value in values.items() if value}
    return Series(
        _first_word(name),
        tuple(labels.get(place, "") for place in shown) if labels else (),
        tuple(shown.values()),
    )


def _points(entry: Element, *names: str, since_1904: bool) -> dict[str, str]:
    """The words or figures of a row by their places; a place may be empty."""
    holder = next((found for name in names if (found := entry.find(name)) is not None), None)
    if holder is None:
        return {}
    code = next((mark.text for mark in holder.iter("formatCode")), None)
    days = "cat" in names and code is not None and is_date(0, code)
    points: dict[str, list[str]] = {}
    for point in list(holder.iter("pt"))[: MOST_POINTS * MOST_LEVELS]:
        said = point.findtext("v") or ""
        words = as_day(_figure(said), since_1904=since_1904) if days else said
        points.setdefault(point.get("idx", ""), []).insert(0, words)
    return {place: " ".join(words) for place, words in list(points.items())[:MOST_POINTS]}


def _first_word(holder: Element | None) -> str:
    return next((value.text or "" for value in holder.iter("v")), "") if holder is not None else ""


def _figure(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e15 else 0.0


def draw_chart(chart: Chart) -> Image.Image:
    """A picture of the chart with its title, names, and figures."""
    picture = Image.new("RGB", SIZE, "white")
    pen = _Pen(ImageDraw.Draw(picture))
    pen.text(SIZE[0] / 2, 16, chart.title, LETTERS_OF_TITLE, anchor="ma")
    if chart.kind in ROUND:
        _draw_round(pen, chart.series[0])
    else:
        _draw_straight(pen, chart)
    return picture


class _Pen:
    """Draws shapes and words."""

    def __init__(self, on: ImageDraw.ImageDraw) -> None:
        self.on = on

    def text(self, x: float, y: float, words: str, size: int = LETTERS, anchor: str = "la") -> None:
        font = ImageFont.truetype(str(file_for("")), size)
        self.on.text((x, y), words[:60].replace("\n", " "), fill="black", font=font, anchor=anchor)


def _draw_round(pen: _Pen, series: Series) -> None:
    box = (60, 90, 500, 530)
    whole = sum(map(abs, series.values)) or 1.0
    start = -90.0
    for place, value in enumerate(series.values):
        end = start + 360 * abs(value) / whole
        colour = COLOURS[place % len(COLOURS)]
        pen.on.pieslice(box, start, end, fill=colour, outline="white")
        middle = pi * (start + end) / 360
        if abs(value) / whole > 0.03:
            pen.text(280 + 150 * cos(middle), 310 + 150 * sin(middle), f"{value:g}", anchor="mm")
        pen.on.rectangle((560, 90 + 24 * place, 574, 104 + 24 * place), fill=colour)
        label = series.labels[place] if place < len(series.labels) else str(place + 1)
        pen.text(582, 88 + 24 * place, f"{label}: {value:g}")
        start = end


def _draw_straight(pen: _Pen, chart: Chart) -> None:
    values = [value for series in chart.series for value in series.values]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    right, bottom = SIZE[0] - RIGHT, SIZE[1] - BOTTOM
    count = max(len(series.values) for series in chart.series)
    step = (right - LEFT) / count

    def height(value: float) -> float:
        return bottom - (value - low) / span * (bottom - TOP)

    for part in range(5):
        value = low + span * part / 4
        pen.on.line((LEFT, height(value), right, height(value)), fill="#d9d9d9")
        pen.text(LEFT - 6, height(value), f"{value:.6g}", anchor="rm")
    labels = max((series.labels for series in chart.series), key=len)
    every = max(1, count // 12)
    for place in range(0, min(count, len(labels)), every):
        pen.text(LEFT + step * (place + 0.5), bottom + 6, labels[place][:14], anchor="ma")
    for number, series in enumerate(chart.series):
        colour = COLOURS[number % len(COLOURS)]
        if chart.kind in LINES:
            points = [
                (LEFT + step * (place + 0.5), height(value)) for place, value in enumerate(series.values)
            ]
            pen.on.line(points, fill=colour, width=3)
            for x, y in points:
                pen.on.ellipse((x - 4, y - 4, x + 4, y + 4), fill=colour)
        else:
            wide = step * 0.8 / len(chart.series)
            for place, value in enumerate(series.values):
                x = LEFT + step * (place + 0.1) + wide * number
                pen.on.rectangle(
                    (x, *sorted((height(value), height(0)))[:1], x + wide, max(height(value), height(0))),
                    fill=colour,
                )
        if count <= 12:
            shift = 0 if chart.kind in LINES else number - (len(chart.series) - 1) / 2
            for place, value in enumerate(series.values):
                x = LEFT + step * (place + 0.5 + shift * 0.8 / len(chart.series))
                pen.text(x, height(value) - 18, f"{value:g}", anchor="ma")
        x = LEFT + 200 * (number % 4)
        y = SIZE[1] - 52 + 18 * (number // 4)
        pen.on.rectangle((x, y + 2, x + 12, y + 14), fill=colour)
        pen.text(x + 18, y, series.name[:22])
