"""Charts drawn with matplotlib; loading this module is what makes a chart dear."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from bot.counts.chart import Chart, Kind, Series

INCHES, DOTS = (7.2, 7.2), 150
"""1080 by 1080 dots: as wide as the screen of a phone."""

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
"""Told apart by colour-blind eyes too (Okabe and Ito)."""

MARKERS = ("o", "s", "^", "D", "v", "P")
FONT = "DejaVu Sans"
"""Comes with matplotlib and has every Kazakh letter."""

HIDDEN: dict[str, Any] = {"facecolor": "#EDEDED", "edgecolor": "#8A8A8A", "hatch": "////", "linewidth": 0.8}
STUB = 0.06
"""How high a hidden cell is drawn, as a share of the highest column: its place is seen, its size is not."""

GROUP = 0.84
"""The share of a period's width that its columns take."""

MOST_LABELS = 8
MOST_FIGURES = 14
"""Cells above which the figures on the columns would run into each other."""

LABEL_LETTERS, LABEL_WIDTH = 60, 8
"""Letters under the axis above which the labels are broken into lines, and slanted where that does not help."""

TITLE_WIDTH, NAME_WIDTH = 38, 30
"""Letters in a line."""


def plot(chart: Chart) -> bytes:
    """The chart as a PNG of 1080 by 1080 dots."""
    figure = Figure(figsize=INCHES, dpi=DOTS, facecolor="white")
    figure.set_layout_engine("constrained", w_pad=0.15, h_pad=0.15)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    _frame(axes, chart)
    DRAWN[chart.kind](axes, chart)
    _legend(figure, chart)
    png = BytesIO()
    figure.savefig(png, format="png", metadata={"Software": None})
    return png.getvalue()


def _frame(axes: Axes, chart: Chart) -> None:
    title = fill(chart.title, TITLE_WIDTH)
    axes.set_title(title, fontsize=17, loc="left", pad=14, parse_math=False, fontfamily=FONT)
    step = -(-len(chart.periods) // MOST_LABELS)
    labels, slant = labels_of(chart.periods[::step])
    axes.set_xticks(range(0, len(chart.periods), step), labels, parse_math=False, fontfamily=FONT)
    axes.tick_params("x", labelsize=12, rotation=slant)
    axes.tick_params("y", labelsize=12)
    axes.set_xlim(-0.6, len(chart.periods) - 0.4)
    axes.set_ylim(0, chart.top * (1.12 + STUB * len(chart.series) * chart.hides))
    axes.locator_params("y", integer=True, nbins=6)
    axes.grid(axis="y", color="#DDDDDD")
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def labels_of(periods: Sequence[str]) -> tuple[list[str], int]:
    """The labels as they stand under the axis, and how far they are slanted, in degrees."""
    broken = [fill(period, LABEL_WIDTH, break_long_words=False) for period in periods]
    if _letters(periods) <= LABEL_LETTERS:
        return list(periods), 0
    if _letters(broken) <= LABEL_LETTERS:
        return broken, 0
    return list(periods), 35


def _letters(labels: Sequence[str]) -> int:
    return sum(max(map(len, label.split("\n"))) for label in labels)


def _bars(axes: Axes, chart: Chart) -> None:
    for number, series in enumerate(chart.series):
        places, width = _side_by_side(number, chart)
        _columns(axes, chart, number, _Columns(places, [0.0] * len(places), width, _heights(series, chart)))


def _stack(axes: Axes, chart: Chart) -> None:
    floor = [0.0] * len(chart.periods)
    for number, series in enumerate(chart.series):
        heights = _heights(series, chart)
        _columns(axes, chart, number, _Columns([*range(len(floor))], floor, GROUP, heights))
        floor = [low + height for low, height in zip(floor, heights, strict=True)]


def _lines(axes: Axes, chart: Chart) -> None:
    for number, series in enumerate(chart.series):
        shown = [float("nan") if value is None else value for value in series.values]
        marker = MARKERS[number % len(MARKERS)]
        axes.plot(shown, color=_colour(number), marker=marker, linewidth=2.5, markersize=8)
        places, width = _side_by_side(number, chart)
        hidden = [place for place, value in zip(places, series.values, strict=True) if value is None]
        look = HIDDEN | {"edgecolor": _colour(number)}
        axes.bar(hidden, [STUB * chart.top] * len(hidden), width, **look)


@dataclass(frozen=True, slots=True)
class _Columns:
    places: Sequence[float]
    floor: Sequence[float]
    width: float
    heights: Sequence[float]


def _side_by_side(number: int, chart: Chart) -> tuple[list[float], float]:
    width = GROUP / len(chart.series)
    shift = width * (number + 0.5) - GROUP / 2
    return [period + shift for period in range(len(chart.periods))], width


def _heights(series: Series, chart: Chart) -> list[float]:
    return [STUB * chart.top if value is None else value for value in series.values]


def _columns(axes: Axes, chart: Chart, number: int, columns: _Columns) -> None:
    values = chart.series[number].values
    few = len(chart.periods) * len(chart.series) <= MOST_FIGURES
    for place, low, height, value in zip(columns.places, columns.floor, columns.heights, values, strict=True):
        look = HIDDEN if value is None else {"facecolor": _colour(number)}
        axes.bar(place, height, columns.width * 0.94, bottom=low, **look)
        if value and few:
            at = low + (height / 2 if chart.kind is Kind.STACKED else height)
            across = "center" if chart.kind is Kind.STACKED else "bottom"
            # Kazakh and Russian both write a decimal comma.
            axes.text(place, at, f"{value:g}".replace(".", ","), ha="center", va=across, fontsize=12)


def _legend(figure: Figure, chart: Chart) -> None:
    patches = [Patch(facecolor=_colour(number)) for number, _ in enumerate(chart.series)]
    names = [series.name for series in chart.series]
    if chart.hides:
        patches.append(Patch(**HIDDEN))
        names.append(chart.hidden)
    wrapped = [fill(name, NAME_WIDTH) for name in names]
    look: dict[str, Any] = {"prop": {"family": FONT, "size": 13}, "frameon": False, "ncols": 2}
    for text in figure.legend(patches, wrapped, loc="outside lower left", **look).get_texts():
        text.set_parse_math(False)


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


DRAWN: dict[Kind, Callable[[Axes, Chart], None]] = {
    Kind.BARS: _bars,
    Kind.STACKED: _stack,
    Kind.LINES: _lines,
}
