"""The shape of a measure over time, small enough for a table's cell: a line, its gaps and its last point."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import nan

from charts import descriptions
from charts.marks import Canvas
from charts.picture import Picture, Size, Value, Words
from charts.series import Hand, draw_series, small_hand
from charts.text_fitting import Box

_HAND = small_hand(line_pt=1.4, end_pt=5.0)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A run of values, at least one. ``periods`` is what they are, in the plural.

    ``breaks`` are the indexes of the first values counted in a new way: the line does not run across.
    """

    values: tuple[Value, ...]
    periods: str = "months"
    breaks: tuple[int, ...] = ()


def draw_sparkline(chart: Sparkline, size: Size) -> Picture:
    """Draw the line with its last point marked, over the whole of the picture and without words or axis."""
    canvas = Canvas(size)
    margin = _HAND.end.marker_pt / 2 + 0.5
    box = Box(margin, margin, size.width_pt - margin, size.height_pt - margin)
    draw_shape(canvas, chart.values, box, _HAND, chart.breaks)
    return Picture(canvas.figure, describe_shape(chart.values, chart.periods), chart.values)


def describe_shape(values: Sequence[Value], periods: str) -> Words:
    """The course of a line and its gaps."""
    said = descriptions.course(values, periods)
    return (f"Trend, {descriptions.span_of(values)}: ", *said, ".", *descriptions.gaps(values, periods))


def draw_shape(
    canvas: Canvas, values: Sequence[Value], box: Box, hand: Hand, breaks: Collection[int] = ()
) -> list[tuple[float, float]]:
    """Draw a line that fills a box from its lowest to its highest figure; where its points fall."""
    numbers = [value.number for value in values if value.number is not None]
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    step = (box.right - box.left) / max(len(values) - 1, 1)
    points = []
    for index, value in enumerate(values):
        share = nan if value.number is None else 0.5 if high == low else (value.number - low) / (high - low)
        points.append((box.right - (len(values) - 1 - index) * step, box.bottom + share * (box.top - box.bottom)))
    draw_series(canvas, points, hand, breaks, dots=False)
    return points
