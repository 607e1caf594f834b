"""Two related series on one scale from zero, such as children who went missing and how often."""

from __future__ import annotations

from dataclasses import dataclass, replace

from charts import descriptions, series
from charts.canvas import Canvas
from charts.labels import label_width
from charts.picture import Description, Picture, Scale, Series, Size, Value
from charts.plot import draw_empty_plot, line_plot


@dataclass(frozen=True, slots=True)
class Pair:
    """Two series over the same periods, at least one period. The first is the main one."""

    first: Series
    second: Series
    scale: Scale
    periods: str = "months"


def draw_pair(chart: Pair, size: Size) -> Picture:
    """Draw the first series solid with discs and the second dashed with squares, each named at its end."""
    canvas = Canvas(size)
    pair = (chart.first, chart.second)
    numbers = chart.first.values + chart.second.values
    ticks = [value.tick for value in chart.first.values]
    if all(series.last_known(one.values) is None for one in pair):
        draw_empty_plot(canvas, ticks, numbers[0].text)
        return Picture(canvas.figure, describe_pair(chart), numbers)
    styles = (series.MAIN, series.COMPARISON)
    ends = [series.end_label(one.values, one.name, style, size) for one, style in zip(pair, styles, strict=True)]
    side = max(label_width(label, size.label_pt) for label in ends)
    scale = replace(chart.scale, from_zero=True)  # two series on it are compared by their heights
    plot = line_plot(canvas, series.drawn_numbers(*(one.values for one in pair)), scale, ticks, side)
    points = [series.points_of(plot, one.values) for one in pair]
    for places, style in zip(points, styles, strict=True):
        series.draw_series(canvas, places, style, dots=True)
    gaps = [_gap_of_either(chart, *both) for both in zip(chart.first.values, chart.second.values, strict=True)]
    series.mark_gaps(canvas, plot, gaps)
    series.write_end_labels(canvas, plot, list(zip(ends, points, strict=True)))
    series.explain_gaps(canvas, plot, gaps)
    return Picture(canvas.figure, describe_pair(chart), numbers, plot.axis.note)


def describe_pair(chart: Pair) -> Description:
    """The course and the gaps of each series, one after the other."""
    description: Description = (f"Line chart of two series, {descriptions.span_of(chart.first.values)}.",)
    for one in (chart.first, chart.second):
        description += (f" {one.name}: ", *descriptions.course(one.values, chart.periods), ".")
        description += descriptions.gaps(one.values, chart.periods)
    return description


def _gap_of_either(chart: Pair, first: Value, second: Value) -> Value:
    """A gap if either series has one in this period; its reason names the series if only one has."""
    if (first.number is None) == (second.number is None):
        return first
    name, gap = (chart.first.name, first) if first.number is None else (chart.second.name, second)
    return gap._replace(text=f"{name}: {gap.text}")
