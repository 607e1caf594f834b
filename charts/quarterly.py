"""A bar chart by quarter: bars from zero with their figures on top, the latest dark, the target as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from charts import descriptions, theme
from charts.canvas import AXIS, Canvas
from charts.labels import SIDE_GAP_PT, SideLabel, foot_over, label_width, write_side_labels
from charts.picture import Description, Picture, Size, TargetLine, Value
from charts.plot import labelled_periods, period_labels_pt, split_tick, write_year_labels
from charts.series import target_label, target_points
from charts.text_fitting import Box, TextLine, width_pt, wrapped

_BAR_SHARE = 0.64  # of the distance from one bar to the next
_CLEAR_PT = 3.0  # between a bar and its figure
_AXIS_END_PT = theme.AXIS_PT / 2  # room at the right for the end of the axis line
_INSET = 0.2  # parts of the type size: so that the ends of axis and target line are not cut by the picture's edge
_APART_PT = 3.0  # between two figures


@dataclass(frozen=True, slots=True)
class Quarterly:
    """The quarters in order, at least one, none below zero. ``periods`` is what the values are, in the plural."""

    values: tuple[Value, ...]
    target: TargetLine | None = None
    periods: str = "quarters"


class _Bars(NamedTuple):
    """The layout in points: the plot's box, the middle of each bar, their distance, and the height of one unit."""

    box: Box
    xs: tuple[float, ...]
    pitch_pt: float
    unit_pt: float

    def top(self, number: float) -> float:
        """The y of a number."""
        return self.box.bottom + max(number, 0.0) * self.unit_pt


def draw_quarterly(chart: Quarterly, size: Size) -> Picture:
    """Draw the bars; a quarter without a figure has its reason in place of a bar."""
    canvas, target = Canvas(size), chart.target
    bars = _layout(chart, size)
    for index, value in enumerate(chart.values):
        _draw_bar(canvas, bars, index, value, latest=index == len(chart.values) - 1)
    canvas.rules([(bars.box.left, bars.box.bottom, bars.box.right, bars.box.bottom)], AXIS, "axis")
    if target:
        canvas.target(target_points(target, bars.box, bars.xs, bars.top))
        if target.upper is not None:
            canvas.target([(bars.box.left, bars.top(target.upper)), (bars.box.right, bars.top(target.upper))])
        label = SideLabel(target_label(target, size), bars.top(target.number))
        write_side_labels(canvas, [label], bars.box.right + SIDE_GAP_PT, bars.box.bottom)
    _write_quarters(canvas, bars, chart.values)
    _write_figures(canvas, bars, chart)
    numbers: tuple[Value | TargetLine, ...] = (*chart.values, *((target,) if target else ()))
    return Picture(canvas.figure, describe_quarterly(chart), numbers)


def describe_quarterly(chart: Quarterly) -> Description:
    """Every quarter's figure in turn, then the target and how often it was met."""
    return descriptions.by_quarter(chart.target, chart.values, chart.periods)


def _layout(chart: Quarterly, size: Size) -> _Bars:
    side_pt = label_width(target_label(chart.target, size), size.label_pt)
    numbers = [value.number for value in chart.values if value.number is not None]
    numbers += chart.target.levels if chart.target else ()
    highest = max(numbers, default=0.0) or 1.0
    bottom = period_labels_pt([value.tick for value in chart.values], size.label_pt)
    top = size.height_pt - (theme.LINE_HEIGHT * size.label_pt + _CLEAR_PT)
    right = size.width_pt - (side_pt + SIDE_GAP_PT if side_pt else _AXIS_END_PT)
    left = _INSET * size.label_pt
    pitch = (right - left) / len(chart.values)
    xs = tuple(left + (index + 0.5) * pitch for index in range(len(chart.values)))
    return _Bars(Box(left, bottom, right, top), xs, pitch, (top - bottom) / highest)


def _draw_bar(canvas: Canvas, bars: _Bars, index: int, value: Value, *, latest: bool) -> None:
    if value.number is None:
        return
    half = bars.pitch_pt * _BAR_SHARE / 2
    x = bars.xs[index]
    box = Box(x - half, bars.box.bottom, x + half, bars.top(value.number))
    canvas.bar(box, theme.DARK if latest else theme.MID, "latest-bar" if latest else "bar", edge=theme.DARK)
    canvas.taken_boxes.append(box)


def _write_figures(canvas: Canvas, bars: _Bars, chart: Quarterly) -> None:
    """Write the figures on their bars: all, or every nth counted back from the latest where they are too wide."""
    label_pt = canvas.size.label_pt
    widest = max(width_pt(value.text, label_pt, True) for value in descriptions.known(chart.values) or chart.values)
    stride = max(1, ceil((widest + _APART_PT) / bars.pitch_pt))
    last = len(chart.values) - 1
    for index, value in enumerate(chart.values):
        if value.number is None:
            _write_reason(canvas, bars, index, value)
        elif (last - index) % stride == 0:
            latest = index == last
            foot = _foot(bars, index, value.number, chart.target, label_pt) + label_pt * theme.BELOW_BASELINE / 2
            text = TextLine(value.text, bars.xs[index], foot, label_pt, latest, "center")
            if canvas.is_free(text.box.grown(_APART_PT / 3)):
                canvas.write(text, "end-label" if latest else "bar-label", theme.DARK if latest else theme.INK)


def _foot(bars: _Bars, index: int, number: float, target: TargetLine | None, label_pt: float) -> float:
    """The foot of a figure: just above its bar, or just above the target line where that would cross it."""
    return foot_over(bars.top(number), bars.top(target.at(index)) if target else None, _CLEAR_PT, label_pt)


def _write_reason(canvas: Canvas, bars: _Bars, index: int, value: Value) -> None:
    """Write the reason for a gap, in short lines, where the bar would stand."""
    label_pt = canvas.size.label_pt
    lines = wrapped(value.text, bars.pitch_pt - 0.5, label_pt, 4)
    baseline = bars.box.bottom + _CLEAR_PT + (theme.BELOW_BASELINE + (len(lines) - 1) * theme.LINE_HEIGHT) * label_pt
    for line in lines:
        canvas.write(TextLine(line, bars.xs[index], baseline, label_pt, align="center"), "gap-label")
        baseline -= theme.LINE_HEIGHT * label_pt


def _write_quarters(canvas: Canvas, bars: _Bars, values: Sequence[Value]) -> None:
    """Label every quarter under its bar, and each year once, centred under its bars."""
    label_pt = canvas.size.label_pt
    names, years = zip(*(split_tick(value.tick) for value in values), strict=True)
    baseline = bars.box.bottom - 4 - theme.ABOVE_BASELINE * label_pt
    for index in labelled_periods(names, bars.xs, label_pt):
        canvas.write(TextLine(names[index], bars.xs[index], baseline, label_pt, align="center"), "tick-label")
    firsts = [index for index in range(len(years)) if index == 0 or years[index] != years[index - 1]]
    middles = [(bars.xs[first] + bars.xs[after - 1]) / 2 for first, after in pairwise([*firsts, len(years)])]
    write_year_labels(canvas, [(years[first], x) for first, x in zip(firsts, middles, strict=True)], baseline)
