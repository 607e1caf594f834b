"""Two series that belong together, such as children who went missing and how often, on one scale from zero."""

from __future__ import annotations

from dataclasses import dataclass, replace

from charts import descriptions, theme
from charts.frame import empty_plot, line_frame
from charts.labels import block_width
from charts.marks import Canvas
from charts.picture import Line, Picture, Scale, Size, Value, Words
from charts.series import (
    FOLLOWING,
    LEADING,
    WIDEST_SIDE,
    draw_series,
    drawn_numbers,
    end_block,
    explain_gaps,
    last_known,
    mark_gaps,
    points_of,
    write_ends,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines over the same periods, at least one. The first is the main one."""

    first: Line
    second: Line
    scale: Scale
    periods: str = "months"


def draw_pair(chart: Pair, size: Size) -> Picture:
    """Draw the first line solid with discs and the second dashed with squares, each named at its end."""
    canvas = Canvas(size)
    lines = (chart.first, chart.second)
    numbers = chart.first.values + chart.second.values
    ticks = [value.tick for value in chart.first.values]
    if all(last_known(line.values) is None for line in lines):
        empty_plot(canvas, ticks, numbers[0].text)
        return Picture(canvas.figure, describe_pair(chart), numbers)
    label_pt = theme.label_size(size.label_pt)
    room = size.width_pt * WIDEST_SIDE
    hands = (LEADING, FOLLOWING)
    ends = [end_block(line.values, line.name, hand, room, label_pt) for line, hand in zip(lines, hands, strict=True)]
    beside = max(block_width(block, label_pt) for block in ends)
    frame = line_frame(canvas, drawn_numbers(*(line.values for line in lines)), _from_zero(chart.scale), ticks, beside)
    points = [points_of(frame, line.values) for line in lines]
    for places, hand in zip(points, hands, strict=True):
        draw_series(canvas, places, hand, dots=True)
    gaps = _either_missing(chart)
    mark_gaps(canvas, frame, gaps)
    write_ends(canvas, frame, list(zip(ends, points, strict=True)), None, ())
    explain_gaps(canvas, frame, gaps)
    return Picture(canvas.figure, describe_pair(chart), numbers, frame.axis.note)


def describe_pair(chart: Pair) -> Words:
    """The course of each series, one after the other."""
    words: Words = (f"Line chart of two series, {descriptions.span_of(chart.first.values)}.",)
    for line in (chart.first, chart.second):
        words += (f" {line.name}: ", *descriptions.course(line.values, chart.periods), ".")
        words += descriptions.gaps(line.values, chart.periods)
    return words


def _either_missing(chart: Pair) -> list[Value]:
    """For each period a gap if either line has one, said to be that line's where the other has a figure."""
    return [_gap_of(chart, *both) for both in zip(chart.first.values, chart.second.values, strict=True)]


def _gap_of(chart: Pair, one: Value, other: Value) -> Value:
    if (one.number is None) == (other.number is None):
        return one
    name, gap = (chart.first.name, one) if one.number is None else (chart.second.name, other)
    return replace(gap, text=f"{name}: {gap.text}")


def _from_zero(scale: Scale) -> Scale:
    """The scale with its zero shown: two series on it are compared by their heights."""
    return replace(scale, from_zero=True)
