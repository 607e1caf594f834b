"""A measure by quarter: bars from zero with their figures on top, the latest dark, the target as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from charts import descriptions, theme
from charts.frame import split_tick, thinned, tick_rows_pt, write_years
from charts.labels import SIDE_GAP_PT, Beside, block_width, write_beside
from charts.marks import AXIS, Canvas
from charts.picture import Goal, Picture, Size, Value, Words
from charts.series import goal_points, target_block
from charts.text_fitting import Box, Lettering, width_pt, wrapped

_BAR_SHARE = 0.64  # of the distance from one bar to the next
_CLEAR_PT = 3.0  # between a bar and its figure
_INSET = 0.2  # of the labels' size: the ends of the axis and the target keep their width inside the picture
_APART_PT = 3.0  # between two figures


@dataclass(frozen=True, slots=True)
class Quarterly:
    """The quarters in order, at least one, from zero up. ``periods`` is what the values are, in the plural."""

    values: tuple[Value, ...]
    goal: Goal | None = None
    periods: str = "quarters"


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the bars stand: the box, the middle of each, the distance between them, and the points for one unit."""

    box: Box
    xs: tuple[float, ...]
    pitch_pt: float
    unit_pt: float

    def top(self, number: float) -> float:
        """How high a number reaches."""
        return self.box.bottom + max(number, 0.0) * self.unit_pt


def draw_quarterly(chart: Quarterly, size: Size) -> Picture:
    """Draw the bars. A quarter without a figure has its reason where the bar would stand."""
    canvas = Canvas(size)
    label_pt = theme.label_size(size.label_pt)
    target = target_block(chart.goal, size.width_pt, label_pt)
    plot = _plan(chart, size, label_pt, block_width(target, label_pt))
    for index, value in enumerate(chart.values):
        _draw_bar(canvas, plot, index, value, latest=index == len(chart.values) - 1)
    canvas.rules([(plot.box.left, plot.box.bottom, plot.box.right, plot.box.bottom)], AXIS, "axis")
    if chart.goal:
        y = plot.top(chart.goal.number)
        canvas.target(goal_points(chart.goal, plot.box, plot.xs, plot.top))
        write_beside(canvas, [Beside(target, y)], plot.box.right + SIDE_GAP_PT, plot.box.bottom, label_pt)
    _write_quarters(canvas, plot, chart.values, label_pt)
    _write_figures(canvas, plot, chart, label_pt)
    numbers: tuple[Value | Goal, ...] = (*chart.values, *((chart.goal,) if chart.goal else ()))
    return Picture(canvas.figure, describe_quarterly(chart), numbers)


def describe_quarterly(chart: Quarterly) -> Words:
    """Every quarter's figure in turn, then the target and how often it was met."""
    shown = descriptions.known(chart.values)
    said = descriptions.each_of(shown, lambda value: f"{value.name}: ")
    if not shown:
        said = ("There is ", *descriptions.no_figure(chart.values, chart.periods))
    return (
        "Bar chart by quarter. " if chart.periods == "quarters" else "Bar chart. ",
        *said,
        ".",
        *descriptions.target_met(chart.goal, chart.values, chart.periods),
        *descriptions.gaps(chart.values, chart.periods),
    )


def _plan(chart: Quarterly, size: Size, label_pt: float, side_pt: float) -> _Plot:
    reach = [value.number for value in chart.values if value.number is not None]
    highest = max([*reach, chart.goal.number, *chart.goal.steps] if chart.goal else reach, default=0.0) or 1.0
    bottom = tick_rows_pt([value.tick for value in chart.values], label_pt)
    head = theme.LINE_HEIGHT * label_pt + _CLEAR_PT
    top = size.height_pt - head
    right = size.width_pt - (side_pt + SIDE_GAP_PT if side_pt else 0.0)
    left = _INSET * label_pt
    pitch = (right - left) / len(chart.values)
    xs = tuple(left + (index + 0.5) * pitch for index in range(len(chart.values)))
    return _Plot(Box(left, bottom, right, top), xs, pitch, (top - bottom) / highest)


def _draw_bar(canvas: Canvas, plot: _Plot, index: int, value: Value, *, latest: bool) -> None:
    if value.number is None:
        return
    half = plot.pitch_pt * _BAR_SHARE / 2
    x = plot.xs[index]
    box = Box(x - half, plot.box.bottom, x + half, plot.top(value.number))
    canvas.bar(box, theme.DARK if latest else theme.MID, "latest-bar" if latest else "bar", edge=theme.DARK)
    canvas.boxes.append(box)


def _write_figures(canvas: Canvas, plot: _Plot, chart: Quarterly, label_pt: float) -> None:
    """Set figures on their bars: all, or where they are too wide for that every so many back from the latest."""
    widest = max(width_pt(value.text, label_pt, True) for value in descriptions.known(chart.values) or chart.values)
    stride = max(1, ceil((widest + _APART_PT) / plot.pitch_pt))
    last = len(chart.values) - 1
    for index, value in enumerate(chart.values):
        if value.number is None:
            _write_reason(canvas, plot, index, value, label_pt)
        elif (last - index) % stride == 0:
            latest = index == last
            foot = _foot(plot, index, value.number, chart.goal, label_pt) + label_pt * theme.BELOW_BASELINE / 2
            text = Lettering(value.text, plot.xs[index], foot, label_pt, latest, "center")
            if canvas.is_free(text.box.grown(_APART_PT / 3)):
                canvas.write(text, "end-label" if latest else "bar-label", theme.DARK if latest else theme.INK)


def _foot(plot: _Plot, place: int, number: float, goal: Goal | None, label_pt: float) -> float:
    """The foot of a figure: just over its bar, or just over the target's line where that would cross it."""
    foot = plot.top(number) + _CLEAR_PT
    line = plot.top(goal.at(place)) if goal else -1.0
    return line + _CLEAR_PT if foot - _CLEAR_PT <= line <= foot + label_pt else foot


def _write_reason(canvas: Canvas, plot: _Plot, index: int, value: Value, label_pt: float) -> None:
    """Say in short lines, where the bar would stand, why there is none."""
    lines = wrapped(value.text, plot.pitch_pt - 0.5, label_pt, 4)
    baseline = plot.box.bottom + _CLEAR_PT + (theme.BELOW_BASELINE + (len(lines) - 1) * theme.LINE_HEIGHT) * label_pt
    for line in lines:
        canvas.write(Lettering(line, plot.xs[index], baseline, label_pt, align="center"), "gap-label")
        baseline -= theme.LINE_HEIGHT * label_pt


def _write_quarters(canvas: Canvas, plot: _Plot, values: Sequence[Value], label_pt: float) -> None:
    """Name every quarter under its bar, and each year once under its first."""
    names, years = zip(*(split_tick(value.tick) for value in values), strict=True)
    baseline = plot.box.bottom - 4 - theme.ABOVE_BASELINE * label_pt
    for index in thinned(names, plot.xs, label_pt):
        canvas.write(Lettering(names[index], plot.xs[index], baseline, label_pt, align="center"), "tick-label")
    firsts = [index for index in range(len(years)) if index == 0 or years[index] != years[index - 1]]
    middles = [(plot.xs[first] + plot.xs[after - 1]) / 2 for first, after in pairwise([*firsts, len(years)])]
    write_years(canvas, [(years[first], x) for first, x in zip(firsts, middles, strict=True)], baseline, label_pt)
