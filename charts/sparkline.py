"""A sparkline for a table cell: a line without axes, its gaps and its last point."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import nan

from charts import descriptions
from charts.canvas import Canvas
from charts.picture import Description, Picture, Size, Value
from charts.series import SeriesStyle, draw_series, small_style
from charts.text_fitting import Box

_STYLE = small_style(line_pt=1.4, end_pt=5.0)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A series, at least one value. ``periods`` is what the values are, in the plural.

    ``breaks`` are the indexes of the first values counted in a new way: the line does not run across.
    """

    values: tuple[Value, ...]
    periods: str = "months"
    breaks: tuple[int, ...] = ()


def draw_sparkline(chart: Sparkline, size: Size) -> Picture:
    """Draw the line over the whole of the picture, its last point marked, without labels."""
    canvas = Canvas(size)
    margin = _STYLE.end.marker_pt / 2 + 0.5
    box = Box(margin, margin, size.width_pt - margin, size.height_pt - margin)
    draw_unscaled(canvas, chart.values, box, _STYLE, chart.breaks)
    return Picture(canvas.figure, describe_sparkline(chart.values, chart.periods), chart.values)


def describe_sparkline(values: Sequence[Value], periods: str) -> Description:
    """The course of a line and its gaps."""
    course = descriptions.course(values, periods)
    return (f"Trend, {descriptions.span_of(values)}: ", *course, ".", *descriptions.gaps(values, periods))


def draw_unscaled(
    canvas: Canvas, values: Sequence[Value], box: Box, style: SeriesStyle, breaks: Collection[int] = ()
) -> list[tuple[float, float]]:
    """Draw a line that fills a box from its lowest to its highest value; its points."""
    numbers = [value.number for value in values if value.number is not None]
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    step = (box.right - box.left) / max(len(values) - 1, 1)
    points = []
    for index, value in enumerate(values):
        share = nan if value.number is None else 0.5 if high == low else (value.number - low) / (high - low)
        points.append((box.right - (len(values) - 1 - index) * step, box.bottom + share * (box.top - box.bottom)))
    draw_series(canvas, points, style, breaks, dots=False)
    return points
