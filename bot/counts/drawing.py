"""Draws charts, with a library that is loaded when the first one is asked for."""

from bot.counts.chart import Chart


def draw_png(chart: Chart) -> bytes:
    """The chart as a PNG that tells nothing of the machine. It takes about a second: call it in a thread."""
    # Loaded when a chart is first asked for: matplotlib weighs as much as the rest of the program.
    from bot.counts.plot import plot  # noqa: PLC0415 - as said

    return plot(chart)
