"""The plot of a line chart: its margins, its number axis, its gridlines and the periods under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from charts import theme
from charts.labels import SIDE_GAP_PT
from charts.marks import AXIS, GRIDLINE, Canvas
from charts.picture import Scale
from charts.scale import NumberAxis, number_axis
from charts.text_fitting import Box, Lettering, fitted, shortened, width_pt

_NUMBER_GAP_PT = 6.0  # between tick numbers and the plot: they never touch the line
_TICK_PT = 3.0
_INSET_PT = 7.0  # of the first and last point from the plot's edges
_OUTSIDE_PT = 3.0  # how far the first and last period's name may stand out past the plot
_MONTH_STRIDES = (1, 3, 6, 12)  # so that the same months are named each year
_OTHER_STRIDES = (1, 2, 4, 5, 10)


@dataclass(frozen=True, slots=True)
class Written:
    """Numbers that will be written at their points, and the height in points that one takes over or under its own."""

    numbers: tuple[float, ...] = ()
    figure_pt: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A plot in points: its box, its number axis and where each period stands."""

    box: Box
    axis: NumberAxis
    xs: tuple[float, ...]

    def point(self, index: int, number: float) -> tuple[float, float]:
        """Where a number of a period falls."""
        return self.xs[index], self.axis.place(number)


def split_tick(tick: str) -> tuple[str, str]:
    """The short name of a period and the year it is grouped under: "Apr 2022" and "2022/23 Q1" part at the space."""
    words = tick.replace("\N{NO-BREAK SPACE}", " ").split(" ")
    if len(words) > 1 and words[-1][:1].isdigit():
        return " ".join(words[:-1]), words[-1]
    if len(words) > 1 and words[0][:1].isdigit():
        return " ".join(words[1:]), words[0]
    return tick, ""


def tick_rows_pt(ticks: Sequence[str], label_pt: float) -> float:
    """The height that period labels take under a plot."""
    rows = 2 if any(split_tick(tick)[1] for tick in ticks) else 1
    return _TICK_PT + 1 + rows * theme.LINE_HEIGHT * label_pt


def line_frame(
    canvas: Canvas,
    numbers: Sequence[float],
    scale: Scale,
    ticks: Sequence[str],
    beside_pt: float,
    above_pt: float = 0.0,
    written: Written = Written(),
) -> Frame:
    """Plan a plot and draw what stands round it. ``beside_pt`` and ``above_pt`` are kept free for labels.

    So is the height of a figure over the highest and under the lowest of those ``written`` at their points.
    """
    label_pt = theme.label_size(canvas.size.label_pt)
    bottom = tick_rows_pt(ticks, label_pt)
    ceiling = canvas.size.height_pt - above_pt
    top = ceiling - max(theme.END_DOT_PT / 2 + 1, label_pt * theme.STRONG_LABEL * theme.LINE_HEIGHT / 2)
    under = written.figure_pt if min(written.numbers, default=inf) <= min(numbers) else 0.0
    axis = number_axis(numbers, scale, bottom, top, label_pt, under)
    short = written.figure_pt - (ceiling - axis.place(max(written.numbers, default=-inf)))
    if short > 0:
        top -= short
        axis = number_axis(numbers, scale, bottom, top, label_pt, under)
    left = max(width_pt(axis.tick_text(tick), label_pt) for tick in axis.ticks) + _NUMBER_GAP_PT
    right = canvas.size.width_pt - (beside_pt + SIDE_GAP_PT if beside_pt else theme.END_DOT_PT / 2)
    frame = Frame(Box(left, bottom, right, top), axis, _places(len(ticks), left, right, ticks, label_pt))
    write_numbers(canvas, frame, label_pt)
    write_periods(canvas, ticks, frame.xs, bottom, label_pt)
    return frame


def empty_plot(canvas: Canvas, ticks: Sequence[str], reason: str) -> None:
    """Draw a plot for which there is not one number: its periods, and why in words."""
    label_pt = theme.label_size(canvas.size.label_pt)
    bottom = tick_rows_pt(ticks, label_pt)
    right = canvas.size.width_pt
    canvas.rules([(0.0, bottom, right, bottom)], AXIS, "axis")
    write_periods(
        canvas, ticks, _places(len(ticks), _OUTSIDE_PT, right - _OUTSIDE_PT, ticks, label_pt), bottom, label_pt
    )
    text = fitted(shortened(reason), right, label_pt)
    middle = (bottom + canvas.size.height_pt) / 2 - theme.HALF_FIGURE_HEIGHT * label_pt
    canvas.write(Lettering(text, right / 2, middle, label_pt, align="center"), "gap-label")


def _places(count: int, left: float, right: float, ticks: Sequence[str], label_pt: float) -> tuple[float, ...]:
    """Even places for periods, far enough inside for the first and last label not to stick out."""
    first, last = (width_pt(split_tick(tick)[0], label_pt) / 2 - _OUTSIDE_PT for tick in (ticks[0], ticks[-1]))
    left, right = left + max(_INSET_PT, first), right - max(_INSET_PT, last)
    if count == 1:
        return (right,)  # beside its label
    return tuple(left + index * (right - left) / (count - 1) for index in range(count))


def write_numbers(canvas: Canvas, frame: Frame, label_pt: float) -> None:
    """Draw the gridlines of a plot, the numbers beside them, and its foot: an axis at zero, or the mark of a cut."""
    axis, box = frame.axis, frame.box
    grid = [tick for tick in axis.ticks if tick != 0]
    canvas.rules([(box.left, axis.place(tick), box.right, axis.place(tick)) for tick in grid], GRIDLINE, "gridline")
    for tick in axis.ticks:
        baseline = axis.place(tick) - theme.HALF_FIGURE_HEIGHT * label_pt
        text = Lettering(axis.tick_text(tick), box.left - _NUMBER_GAP_PT, baseline, label_pt, align="right")
        canvas.write(text, "number-label")
    if axis.starts_at_zero:
        canvas.rules([(box.left, box.bottom, box.right, box.bottom)], AXIS, "axis")
    else:
        break_mark(canvas, box.left, box.bottom)


def break_mark(canvas: Canvas, x_pt: float, foot_pt: float) -> None:
    """Draw the zigzag at the foot of a number axis that does not start at zero."""
    zigzag = ((0.0, 0.0), (0.0, 2.0), (-2.5, 3.5), (2.5, 6.5), (0.0, 8.0), (0.0, 10.0))
    canvas.line([(x_pt + x, foot_pt + y) for x, y in zigzag], AXIS, "break-mark", solid=False)
    canvas.boxes.append(Box(x_pt - 2.5, foot_pt, x_pt + 2.5, foot_pt + 10.0))


def write_periods(canvas: Canvas, ticks: Sequence[str], xs: Sequence[float], foot_pt: float, label_pt: float) -> None:
    """Name periods under a plot, as many as there is room for, each year once under its first named period."""
    names, groups = zip(*map(split_tick, ticks), strict=True)
    shown = thinned(names, xs, label_pt)
    if len(shown) < len(ticks):
        canvas.rules([(xs[index], foot_pt, xs[index], foot_pt - _TICK_PT) for index in shown], AXIS, "tick")
    baseline = foot_pt - _TICK_PT - 1 - theme.ABOVE_BASELINE * label_pt
    for index in shown:
        canvas.write(Lettering(names[index], xs[index], baseline, label_pt, align="center"), "tick-label")
    firsts = [index for before, index in pairwise([-1, *shown]) if before < 0 or groups[before] != groups[index]]
    write_years(canvas, [(groups[index], xs[index]) for index in firsts], baseline, label_pt)


def write_years(canvas: Canvas, years: Sequence[tuple[str, float]], baseline: float, label_pt: float) -> None:
    """Set the years in the row under the periods' names, moved on to the right where they would touch."""
    clear = 0.0
    baseline -= theme.LINE_HEIGHT * label_pt
    for year, x in years:
        half = width_pt(year, label_pt) / 2
        middle = max(min(x, canvas.size.width_pt - half), clear + half)
        if year and middle + half <= canvas.size.width_pt + 1:
            canvas.write(Lettering(year, middle, baseline, label_pt, align="center"), "year-label")
            clear = middle + half + 0.4 * label_pt


def thinned(names: Sequence[str], xs: Sequence[float], label_pt: float) -> list[int]:
    """Which periods are named: all, or every so many, and the last where there is room for it too."""
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
