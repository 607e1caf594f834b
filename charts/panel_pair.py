"""Two series of one scale in the box of panels: side by side, or with their difference month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from charts import descriptions, series, theme
from charts.canvas import Canvas, LineStyle, Points
from charts.method_changes import MethodChange, draw_change_lines
from charts.panel_box import draw_axes, draw_empty_box, panel_plot, write_periods
from charts.panel_labels import EndLabel, figure_label, name_label, write_column
from charts.panel_trend import name_changes
from charts.picture import Description, Picture, Scale, Series, Size, Value
from charts.plot import Plot
from charts.series import SeriesStyle
from charts.text_fitting import Box

_NET_BAR_SHARE = 0.62  # of the distance from one month to the next
_WIDEST_NET_BAR = 1.2  # parts of the type size
_HALO = LineStyle(theme.PAPER, 3.2)  # parts the lines from the bars that they cross
# The two lines over the bars differ in dashes and in the shape of their ends, as the main and the compared do.
_COMING = SeriesStyle(
    "starts",
    LineStyle(theme.INK, 1.2),
    LineStyle(theme.INK, 0, marker="o", marker_pt=3.0),
    LineStyle(theme.INK, 0, marker="o", marker_pt=5.0),
    theme.INK,
)
_GOING = SeriesStyle(
    "leavers",
    LineStyle(theme.INK, 1.2, (3.0, 1.6)),
    LineStyle(theme.INK, 0, marker="s", marker_pt=2.8),
    LineStyle(theme.INK, 0, marker="s", marker_pt=4.6),
    theme.INK,
)


@dataclass(frozen=True, slots=True)
class PanelPair:
    """Two series over the same periods, at least one period. The first is the main one; their names are short.

    ``year_ago`` is the index of the values a year before the last.
    """

    first: Series
    second: Series
    scale: Scale
    year_ago: int | None = None
    changes: tuple[MethodChange, ...] = ()
    periods: str = "months"


def draw_panel_pair(chart: PanelPair, size: Size) -> Picture:
    """Draw the first series solid with a disc and the second dashed with a square, each named at its end."""
    canvas, pair = Canvas(size), (chart.first, chart.second)
    numbers = chart.first.values + chart.second.values
    ticks = [value.tick for value in chart.first.values]
    if not descriptions.known(numbers):
        draw_empty_box(canvas, ticks, numbers[0].text)
        return Picture(canvas.figure, describe_panel_pair(chart), numbers)
    scale = replace(chart.scale, from_zero=True)  # two series on it are compared by their heights
    plot = panel_plot(size, series.drawn_numbers(numbers), scale, len(ticks))
    draw_change_lines(canvas, plot, chart.changes)
    labels: list[EndLabel] = []
    for one, style in zip(pair, (series.MAIN, series.COMPARISON), strict=True):
        points = series.points_of(plot, one.values)
        few = len(points) <= theme.SHORT_RUN
        series.draw_series(canvas, points, style, {change.first for change in chart.changes}, dots=few)
        labels += figure_label(one.values, points, style, size, one.name)
    _finish(canvas, plot, pair, labels, chart.changes, chart.year_ago)
    return Picture(canvas.figure, describe_panel_pair(chart), numbers)


def describe_panel_pair(chart: PanelPair) -> Description:
    """The course and the gaps of each series, one after the other, and the changes of counting."""
    start = f"Line chart of two series, {descriptions.span_of(chart.first.values)}."
    changes = tuple(f" {change.text}." for change in chart.changes)
    return (start, *_courses((chart.first, chart.second), chart.periods), *changes)


def _courses(run: Sequence[Series], periods: str) -> Description:
    description: Description = ()
    for one in run:
        description += (f" {_capital(one.name)}: ", *descriptions.course(one.values, periods), ".")
        description += descriptions.gaps(one.values, periods)
    return description


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _finish(
    canvas: Canvas,
    plot: Plot,
    run: Sequence[Series],
    labels: list[EndLabel],
    changes: Sequence[MethodChange],
    year_ago: int | None,
) -> None:
    """Mark the gaps and changes, and write the periods, the end labels and the axis."""
    gaps = [_gap(run, values) for values in zip(*(one.values for one in run), strict=True)]
    series.mark_gaps(canvas, plot, gaps)
    labels += name_changes(canvas, plot, changes)
    write_periods(canvas, plot, [value.tick for value in run[0].values], year_ago)
    write_column(canvas, labels)
    series.explain_gaps(canvas, plot, gaps)
    draw_axes(canvas, plot)


def _gap(run: Sequence[Series], values: Sequence[Value]) -> Value:
    """A gap if any series has one in this period; its reason names the series if it is the only one."""
    missing = [(one, value) for one, value in zip(run, values, strict=True) if value.number is None]
    if not missing:
        return values[0]
    name, gap = missing[0]
    return replace(gap, text=f"{_capital(name.name)}: {gap.text}") if len(missing) < len(run) else gap


@dataclass(frozen=True, slots=True)
class NetChange:
    """Those who came, those who left, and the difference by month, over the same periods; names are short.

    The texts of ``net`` have a sign ("+3", "−2", "0"); where either number is missing, it is a gap.
    ``year_ago`` is the index of the values a year before the last.
    """

    starts: Series
    leavers: Series
    net: Series
    year_ago: int | None = None
    periods: str = "months"

    @property
    def run(self) -> tuple[Series, Series, Series]:
        """The three series."""
        return (self.starts, self.leavers, self.net)


def draw_net_change(chart: NetChange, size: Size) -> Picture:
    """Draw the difference as bars up and down from nought, and the two series as thin lines over them."""
    canvas = Canvas(size)
    numbers = sum((one.values for one in chart.run), ())
    ticks = [value.tick for value in chart.net.values]
    if not descriptions.known(numbers):
        draw_empty_box(canvas, ticks, numbers[0].text)
        return Picture(canvas.figure, describe_net_change(chart), numbers)
    covered = [0.0, *series.drawn_numbers(numbers)]
    plot = panel_plot(size, covered, Scale(floor=-inf if min(covered) < 0 else 0.0), len(ticks))
    _draw_net(canvas, plot, chart.net.values)
    labels: list[EndLabel] = []
    for one, style in ((chart.starts, _COMING), (chart.leavers, _GOING)):
        points = series.points_of(plot, one.values)
        canvas.line(points, _HALO, "halo")
        series.draw_series(canvas, points, style, dots=False)
        labels += figure_label(one.values, points, style, size, one.name)
    labels += _net_label(chart.net, series.points_of(plot, chart.net.values), size)
    _finish(canvas, plot, chart.run[:2], labels, (), chart.year_ago)
    return Picture(canvas.figure, describe_net_change(chart), numbers)


def _net_label(net: Series, points: Points, size: Size) -> list[EndLabel]:
    """What the bars are, with the latest difference. One of an earlier month has no room for its month: the name alone.

    The lines over them then name that month.
    """
    last = series.last_known(net.values)
    if last is None:
        return []
    if last < len(net.values) - 1:
        return [name_label(points, series.MAIN, size, net.name)]
    return figure_label(net.values, points, series.MAIN, size, net.name)


def _draw_net(canvas: Canvas, plot: Plot, values: Sequence[Value]) -> None:
    """Draw a bar from nought for each month, up or down, the last one dark."""
    pitch = plot.xs[1] - plot.xs[0] if len(plot.xs) > 1 else inf
    half = min(_NET_BAR_SHARE * pitch, _WIDEST_NET_BAR * canvas.size.label_pt) / 2
    zero = plot.axis.place(0.0)
    last = len(values) - 1
    for index, (x, value) in enumerate(zip(plot.xs, values, strict=True)):
        if value.number is not None:
            end = plot.axis.place(value.number)
            box = Box(x - half, min(zero, end), x + half, max(zero, end))
            canvas.bar(box, theme.DARK if index == last else theme.BAR, "latest-bar" if index == last else "bar")
            canvas.taken_boxes.append(box)


def describe_net_change(chart: NetChange) -> Description:
    """The course of the difference, then that of each series."""
    start = f"Bars of the difference and two lines, {descriptions.span_of(chart.net.values)}."
    return (start, *_courses((chart.net, chart.starts, chart.leavers), chart.periods))
