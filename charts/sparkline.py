"""A sparkline for a table cell: a line without axes, its gaps and its last point."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import nan

from charts import descriptions
from charts.canvas import Canvas, Points
from charts.picture import Description, Picture, Size, TargetLine, Value
from charts.series import SeriesStyle, draw_series, drawn_numbers, small_style
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


def describe_sparkline(values: Sequence[Value], periods: str, target: TargetLine | None = None) -> Description:
    """The course of a line, its target and how often that was met, and its gaps."""
    course, ending = descriptions.course(values, periods), descriptions.ending(target, values, periods, ())
    return (f"Trend, {descriptions.span_of(values)}: ", *course, ".", *ending)


def draw_unscaled(
    canvas: Canvas, values: Sequence[Value], box: Box, style: SeriesStyle, breaks: Collection[int] = ()
) -> Points:
    """Draw a line that fills a box from its lowest to its highest value; its points."""
    points = unscaled_points(values, box, drawn_numbers(values))
    draw_series(canvas, points, style, breaks, dots=False)
    return points


def unscaled_points(values: Sequence[Value], box: Box, numbers: Sequence[float]) -> Points:
    """The values as points of a box that reaches from the lowest to the highest number, the last at the right."""
    step = (box.right - box.left) / max(len(values) - 1, 1)
    xs = (box.right - (len(values) - 1 - index) * step for index in range(len(values)))
    heights = (nan if value.number is None else height_in(box, value.number, numbers) for value in values)
    return list(zip(xs, heights, strict=True))


def height_in(box: Box, number: float, numbers: Sequence[float]) -> float:
    """The y of a number in a box that reaches from the lowest to the highest; in the middle where all are equal."""
    low, high = min(numbers), max(numbers)
    share = 0.5 if high == low else (number - low) / (high - low)
    return box.bottom + share * (box.top - box.bottom)
