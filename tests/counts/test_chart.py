"""Charts are pictures that fit a phone, show that something is hidden, and tell nothing but their figures."""

import subprocess
import sys
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.counts.chart import Chart, Kind, Series
from bot.counts.drawing import draw_png
from bot.counts.plot import labels_of
from tests.conftest import KNOWLEDGE

TWO = Chart(
    title="Әрекет еткенге дейінгі күндер: ә ғ қ ң ө ұ ү һ і",
    periods=("I тоқсан", "II тоқсан"),
    series=(Series("Медиана", (3, 5)), Series("90-й процентиль", (4, 9.5))),
    hidden="көрсетілмейді: 5-тен аз",
)
HATCHED = (0xED, 0xED, 0xED)


def is_hatched(chart: Chart) -> bool:
    picture = Image.open(BytesIO(draw_png(chart))).convert("RGB")
    counted = picture.getcolors(picture.width * picture.height) or []
    return sum(count for count, colour in counted if colour == HATCHED) > 1000


def chunks(png: bytes) -> set[bytes]:
    kinds, at = set(), 8
    while at < len(png):
        kinds.add(png[at + 4 : at + 8])
        at += 12 + int.from_bytes(png[at : at + 4], "big")
    return kinds


@pytest.mark.parametrize("kind", Kind)
def test_a_chart_is_a_square_png_with_every_letter_of_both_languages(kind: Kind) -> None:
    # A letter that the font lacks is a warning, and a warning is an error here.
    picture = Image.open(BytesIO(draw_png(replace(TWO, kind=kind))))
    assert (picture.format, picture.size) == ("PNG", (1080, 1080))


def test_a_picture_holds_nothing_but_the_picture() -> None:
    assert chunks(draw_png(TWO)) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    assert draw_png(TWO) == draw_png(TWO)


@pytest.mark.parametrize(
    ("count", "label", "stands", "slant"),
    [
        (2, "2026\u00a0ж. II\u00a0тоқсан", "2026\u00a0ж. II\u00a0тоқсан", 0),
        (6, "2026\u00a0ж. III\u00a0тоқсан", "2026\u00a0ж.\nIII\u00a0тоқсан", 0),
        (8, "01.03", "01.03", 0),
        (8, "қыркүйек-желтоқсан", "қыркүйек-желтоқсан", 35),
    ],
)
def test_labels_that_do_not_fit_side_by_side_stand_in_lines_and_slant_only_where_that_does_not_help(
    count: int, label: str, stands: str, slant: int
) -> None:
    assert labels_of([label] * count) == ([stands] * count, slant)


@pytest.mark.parametrize("kind", Kind)
def test_a_hidden_cell_is_seen_to_be_hidden_and_a_zero_is_not(kind: Kind) -> None:
    hidden = replace(TWO, kind=kind, series=(Series("Медиана", (3, None)), TWO.series[1]))
    zero = replace(TWO, kind=kind, series=(Series("Медиана", (3, 0)), TWO.series[1]))
    assert is_hatched(hidden)
    assert not is_hatched(zero)


@pytest.mark.parametrize("kind", Kind)
def test_the_size_of_a_hidden_cell_does_not_show(kind: Kind) -> None:
    chart = replace(TWO, kind=kind, series=(Series("Медиана", (None, 5)), TWO.series[1]))
    assert chart.top == (14.5 if kind is Kind.STACKED else 9.5)


@pytest.mark.parametrize("values", [(None, None), (0, 0)])
def test_where_nothing_can_be_shown_there_is_a_chart_all_the_same(values: tuple[float | None, ...]) -> None:
    assert draw_png(replace(TWO, series=(Series("Медиана", values),)))


def test_words_are_drawn_as_they_are_and_never_read_as_formulas() -> None:
    odd = r"$\frac{1}{0$ <b> _"
    assert draw_png(Chart(odd, (odd, "$x$"), (Series(odd, (1, None)),), odd))


@pytest.mark.parametrize(
    ("periods", "series"), [((), TWO.series), (TWO.periods, ()), (("I тоқсан",), TWO.series)]
)
def test_what_does_not_fit_together_is_refused(periods: tuple[str, ...], series: tuple[Series, ...]) -> None:
    with pytest.raises(ValueError, match=r"a (chart|series) needs"):
        Chart("", periods, series, "")


def test_what_draws_is_loaded_only_when_a_chart_is_drawn() -> None:
    asked = "import sys, bot.app.application, bot.counts.drawing; print('matplotlib' in sys.modules)"
    answer = subprocess.run(  # noqa: S603 - the words are those of this test
        [sys.executable, "-c", asked], cwd=KNOWLEDGE.parent, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
