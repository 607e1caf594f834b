"""The plot area of a line chart: its box, number axis, gridlines and the period labels under it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from charts import theme
from charts.canvas import AXIS, GRIDLINE, Canvas
from charts.labels import SIDE_GAP_PT
from charts.number_axis import NumberAxis, number_axis
from charts.picture import Scale
from charts.text_fitting import Box, TextLine, fitted, shortened, width_pt

NUMBER_GAP_PT = 6.0  # between tick labels and the plot: they never touch the line
TICK_PT = 3.0  # length of a tick mark
_INSET_PT = 7.0  # of the first and last point from the plot's edges
_OVERHANG_PT = 3.0  # how far the first and last period label may stick out of the plot
_MONTH_STRIDES = (1, 3, 6, 12)  # so that the same months are labelled each year
_OTHER_STRIDES = (1, 2, 4, 5, 10)


class PointLabels(NamedTuple):
    """Numbers that will be labelled at their points, and the height in points that a label needs above or below one."""

    numbers: tuple[float, ...] = ()
    height_pt: float = 0.0


_NO_LABELS = PointLabels()


class Plot(NamedTuple):
    """A plot area in points: its box, its number axis and the x of each period."""

    box: Box
    axis: NumberAxis
    xs: tuple[float, ...]


def split_tick(tick: str) -> tuple[str, str]:
    """A tick label as short name and year: "Apr 2022" and "2022/23 Q1" are split at the space."""
    parts = tick.replace("\N{NO-BREAK SPACE}", " ").split(" ")
    if len(parts) > 1 and parts[-1][:1].isdigit():
        return " ".join(parts[:-1]), parts[-1]
    if len(parts) > 1 and parts[0][:1].isdigit():
        return " ".join(parts[1:]), parts[0]
    return tick, ""


def period_labels_pt(ticks: Sequence[str], label_pt: float) -> float:
    """The height that period labels take under a plot, in points."""
    rows = 2 if any(split_tick(tick)[1] for tick in ticks) else 1
    return TICK_PT + 1 + rows * theme.LINE_HEIGHT * label_pt


def line_plot(
    canvas: Canvas,
    numbers: Sequence[float],
    scale: Scale,
    ticks: Sequence[str],
    side_pt: float,
    above_pt: float = 0.0,
    point_labels: PointLabels = _NO_LABELS,
) -> Plot:
    """Lay out a plot area and draw its axes. ``side_pt`` and ``above_pt`` are kept free for labels.

    Room is also kept above the highest and below the lowest of the ``point_labels``.
    """
    label_pt = canvas.size.label_pt
    bottom = period_labels_pt(ticks, label_pt)
    ceiling = canvas.size.height_pt - above_pt
    top = ceiling - max(theme.END_DOT_PT / 2 + 1, label_pt * theme.STRONG_LABEL * theme.LINE_HEIGHT / 2)
    under = point_labels.height_pt if min(point_labels.numbers, default=inf) <= min(numbers) else 0.0
    axis = number_axis(numbers, scale, bottom, top, label_pt, under)
    lacking = point_labels.height_pt - (ceiling - axis.place(max(point_labels.numbers, default=-inf)))
    if lacking > 0:
        top -= lacking
        axis = number_axis(numbers, scale, bottom, top, label_pt, under)
    left = max(width_pt(axis.tick_text(tick), label_pt) for tick in axis.ticks) + NUMBER_GAP_PT
    right = canvas.size.width_pt - (side_pt + SIDE_GAP_PT if side_pt else theme.END_DOT_PT / 2)
    plot = Plot(Box(left, bottom, right, top), axis, _period_xs(left, right, ticks, label_pt))
    draw_number_axis(canvas, plot)
    _write_period_labels(canvas, ticks, plot.xs, bottom)
    return plot


def draw_empty_plot(canvas: Canvas, ticks: Sequence[str], reason: str) -> None:
    """Draw a plot area without a single number: its period labels, and the reason as text."""
    label_pt = canvas.size.label_pt
    bottom = period_labels_pt(ticks, label_pt)
    right = canvas.size.width_pt
    canvas.rules([(0.0, bottom, right, bottom)], AXIS, "axis")
    _write_period_labels(canvas, ticks, _period_xs(_OVERHANG_PT, right - _OVERHANG_PT, ticks, label_pt), bottom)
    text = fitted(shortened(reason), right, label_pt)
    middle = (bottom + canvas.size.height_pt) / 2 - theme.HALF_FIGURE_HEIGHT * label_pt
    canvas.write(TextLine(text, right / 2, middle, label_pt, align="center"), "gap-label")


def _period_xs(left: float, right: float, ticks: Sequence[str], label_pt: float) -> tuple[float, ...]:
    """Evenly spaced x positions, far enough inside for the first and last label not to stick out."""
    first, last = (width_pt(split_tick(tick)[0], label_pt) / 2 - _OVERHANG_PT for tick in (ticks[0], ticks[-1]))
    left, right = left + max(_INSET_PT, first), right - max(_INSET_PT, last)
    if len(ticks) == 1:
        return (right,)  # beside its label
    return tuple(left + index * (right - left) / (len(ticks) - 1) for index in range(len(ticks)))


def draw_number_axis(canvas: Canvas, plot: Plot) -> None:
    """Draw gridlines and tick labels, an axis line at zero, and at the foot the zigzag of an axis that is cut."""
    axis, box, label_pt = plot.axis, plot.box, canvas.size.label_pt
    grid = [tick for tick in axis.ticks if tick != 0]
    canvas.rules([(box.left, axis.place(tick), box.right, axis.place(tick)) for tick in grid], GRIDLINE, "gridline")
    for tick in axis.ticks:
        baseline = axis.place(tick) - theme.HALF_FIGURE_HEIGHT * label_pt
        text = TextLine(axis.tick_text(tick), box.left - NUMBER_GAP_PT, baseline, label_pt, align="right")
        canvas.write(text, "number-label")
    if axis.holds_zero:
        canvas.rules([(box.left, axis.place(0.0), box.right, axis.place(0.0))], AXIS, "axis")
        return
    zigzag = ((0.0, 0.0), (0.0, 2.0), (-2.5, 3.5), (2.5, 6.5), (0.0, 8.0), (0.0, 10.0))
    canvas.line([(box.left + x, box.bottom + y) for x, y in zigzag], AXIS, "break-mark", solid=False)
    canvas.taken_boxes.append(Box(box.left - 2.5, box.bottom, box.left + 2.5, box.bottom + 10.0))


def _write_period_labels(canvas: Canvas, ticks: Sequence[str], xs: Sequence[float], foot_pt: float) -> None:
    """Label as many periods as there is room for, each year once under its first labelled period."""
    label_pt = canvas.size.label_pt
    names, years = zip(*map(split_tick, ticks), strict=True)
    shown = labelled_periods(names, xs, label_pt)
    if len(shown) < len(ticks):
        canvas.rules([(xs[index], foot_pt, xs[index], foot_pt - TICK_PT) for index in shown], AXIS, "tick")
    baseline = foot_pt - TICK_PT - 1 - theme.ABOVE_BASELINE * label_pt
    for index in shown:
        canvas.write(TextLine(names[index], xs[index], baseline, label_pt, align="center"), "tick-label")
    firsts = [index for before, index in pairwise([-1, *shown]) if before < 0 or years[before] != years[index]]
    write_year_labels(canvas, [(years[index], xs[index]) for index in firsts], baseline)


def write_year_labels(canvas: Canvas, years: Sequence[tuple[str, float]], baseline: float) -> None:
    """Write years in the row under ``baseline``, centred on their x or moved right where they would touch."""
    label_pt = canvas.size.label_pt
    clear = 0.0
    baseline -= theme.LINE_HEIGHT * label_pt
    for year, x in years:
        half = width_pt(year, label_pt) / 2
        middle = max(min(x, canvas.size.width_pt - half), clear + half)
        if year and middle + half <= canvas.size.width_pt + 1:
            canvas.write(TextLine(year, middle, baseline, label_pt, align="center"), "year-label")
            clear = middle + half + 0.4 * label_pt


def labelled_periods(names: Sequence[str], xs: Sequence[float], label_pt: float) -> list[int]:
    """Indexes of the periods to label: all or every nth, and the last if its label has room."""
    widths = [width_pt(name, label_pt) for name in names]
    apart = 0.45 * label_pt
    pitch = xs[1] - xs[0] if len(xs) > 1 else 0.0
    strides = _MONTH_STRIDES if all(name.isalpha() for name in names) else _OTHER_STRIDES
    needed = max(widths) + apart
    stride = next((each for each in strides if each * pitch >= needed), len(names))
    shown = list(range(0, len(names), stride))
    last = len(names) - 1
    if shown[-1] != last and (last - shown[-1]) * pitch >= (widths[last] + widths[shown[-1]]) / 2 + apart:
        shown.append(last)
    return shown
