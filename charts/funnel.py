"""A funnel plot: each area's percentage over its number of children, with limits that widen as the number falls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from charts import theme
from charts.canvas import AXIS, Canvas, LineStyle
from charts.labels import ABOVE, BELOW, SideLabel, label_of, label_width, write_near, write_side_labels
from charts.number_axis import NumberAxis, number_axis
from charts.picture import Description, Picture, Scale, Size, Tally, TargetLine, Value
from charts.plot import NUMBER_GAP_PT, TICK_PT, Plot, draw_number_axis
from charts.series import WIDEST_SIDE
from charts.text_fitting import Box, TextLine, width_pt

_OWN = LineStyle(theme.DARK, 0, marker="s", marker_pt=8.0)
_OTHERS = LineStyle(theme.MID, 0, marker="o", marker_pt=6.0)
_MIDDLE = LineStyle(theme.INK, theme.TARGET_LINE_PT)
_INNER = LineStyle(theme.INK, theme.AXIS_PT, theme.TARGET_DASHES)
_OUTER = LineStyle(theme.INK, theme.AXIS_PT, theme.CHANGE_DASHES)
_PLACES = ("right", "left", *ABOVE, *BELOW)
_AWAY_PT = (6.0, 10.0, 16.0, 24.0)
_INSIDE = "within the inner limits"


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One area: its percentage, and the number of children that is out of. ``share.name`` is the area's name."""

    share: Value
    cohort: Value

    @property
    def position(self) -> tuple[float, float]:
        """The number of children (x) and the percentage (y); not a number where there is none."""
        return (
            nan if self.cohort.number is None else self.cohort.number,
            nan if self.share.number is None else self.share.number,
        )


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """For one number of children, the lower and upper percentage of the inner and of the outer limits."""

    cohort: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Areas round the percentage of the whole country, ``middle``. Every area has numbers.

    ``own`` is the area the report is about, with the label for its marker in ``share.tick``; None if it has no figure.
    ``limits`` run from under the smallest cohort to over the largest and hold one for each area's own; ``inner_name``
    and ``outer_name`` label the curves.
    """

    own: FunnelPoint | None
    others: tuple[FunnelPoint, ...]
    middle: TargetLine
    limits: tuple[FunnelLimits, ...]
    inner_name: str
    outer_name: str

    @property
    def points(self) -> tuple[FunnelPoint, ...]:
        """Our own area first, if it has a figure, then the others."""
        return (self.own, *self.others) if self.own else self.others


def draw_funnel(chart: Funnel, size: Size) -> Picture:
    """Draw the limits as curves, the country's line, a dot for each other area, and our own as a labelled square."""
    canvas, last = Canvas(size), chart.limits[-1]
    labels = [
        (label_of(text, gid, size.width_pt * WIDEST_SIDE, size.label_pt), height, weight)
        for text, gid, height, weight in (
            (chart.middle.text, "middle-label", chart.middle.number, 4.0),
            (chart.inner_name, "limit-label", last.inner[1], 1.0),
            (chart.outer_name, "limit-label", last.outer[1], 1.0),
        )
    ]
    plot, across = _plot(canvas, chart, max(label_width(label, size.label_pt) for label, _, _ in labels))
    _draw_lines(canvas, chart, plot, across)
    places = [(across.place(x), plot.axis.place(y)) for x, y in (point.position for point in chart.points)]
    if chart.others:
        canvas.line(places[-len(chart.others) :], _OTHERS, "compared-dot")
    if chart.own:
        canvas.line(places[:1], _OWN, "value-end-dot")
        text = f"{chart.own.share.tick} {chart.own.share.text}"
        width = plot.box.right - plot.box.left
        label = label_of(text, "value-end-label", width, size.label_pt, strong=True, colour=theme.DARK)
        # Only where there is room: the description has it in any case.
        write_near(canvas, label, places[0], plot.box, _PLACES, _AWAY_PT)
    beside = [SideLabel(label, plot.axis.place(height), weight) for label, height, weight in labels]
    write_side_labels(canvas, beside, plot.box.right + NUMBER_GAP_PT, plot.box.bottom)
    numbers: list[Value | TargetLine] = [chart.middle]
    numbers += [value for point in chart.points for value in (point.share, point.cohort)]
    return Picture(canvas.figure, describe_funnel(chart), tuple(numbers), plot.axis.note)


def describe_funnel(chart: Funnel) -> Description:
    """The country's line, where our own area lies, and which other areas lie outside the limits."""
    count = _tally(chart.points, chart.points)
    description: Description = ("Funnel plot of ", count, " areas round the line of ", chart.middle, ".")
    if chart.own:
        description += (f" {chart.own.share.name}: ", chart.own.share, " of ", chart.own.cohort)
        description += (f", {_where(chart, chart.own)}.",)
    outside = [point for point in chart.others if _where(chart, point) != _INSIDE]
    if chart.others:
        description += (" Of the ", _tally(chart.others, chart.others), " others, ", _tally(outside, chart.others))
        description += (" outside the inner limits" + (": " if outside else "."),)
    for point in outside:
        description += (*((", ",) if point is not outside[0] else ()), f"{point.share.name} ", point.share)
    return (*description, ".") if outside else description


def _where(chart: Funnel, point: FunnelPoint) -> str:
    """Where an area lies, by the limits for its own number of children (the nearest that were given)."""
    cohort, share = point.position
    limits = min(chart.limits, key=lambda limit: abs(limit.cohort - cohort))
    for (low, high), name in ((limits.outer, "outer"), (limits.inner, "inner")):
        if share < low or share > high:
            return f"{'above' if share > high else 'below'} the {name} limits"
    return _INSIDE


def _tally(counted: Sequence[FunnelPoint], of: Sequence[FunnelPoint]) -> Tally:
    return Tally(len(counted), tuple(point.share for point in of))


def _plot(canvas: Canvas, chart: Funnel, side_pt: float) -> tuple[Plot, NumberAxis]:
    """The plot area with its axis of percentages, and the axis of numbers of children from zero across."""
    size = canvas.size
    bottom = TICK_PT + 1 + theme.LINE_HEIGHT * size.label_pt
    top = size.height_pt - size.label_pt * theme.LINE_HEIGHT / 2
    shares = [*(point.position[1] for point in chart.points), chart.middle.number, *chart.limits[0].outer]
    axis = number_axis(shares, Scale("%", 0.0, 100.0), bottom, top, size.label_pt)
    left = max(width_pt(axis.tick_text(tick), size.label_pt) for tick in axis.ticks) + NUMBER_GAP_PT
    right = size.width_pt - side_pt - NUMBER_GAP_PT
    plot = Plot(Box(left, bottom, right, top), axis, ())
    draw_number_axis(canvas, plot)
    cohorts = [point.position[0] for point in chart.points]
    across = number_axis([*cohorts, chart.limits[-1].cohort], Scale(from_zero=True), left, right, 3 * size.label_pt)
    baseline = bottom - TICK_PT - 1 - theme.ABOVE_BASELINE * size.label_pt
    for tick in across.ticks:
        x = across.place(tick)
        canvas.rules([(x, bottom, x, bottom - TICK_PT)], AXIS, "tick")
        canvas.write(TextLine(across.tick_text(tick), x, baseline, size.label_pt, align="center"), "tick-label")
    return plot, across


def _draw_lines(canvas: Canvas, chart: Funnel, plot: Plot, across: NumberAxis) -> None:
    """Draw the country's line across the plot, and the four curves of the limits."""
    y = plot.axis.place(chart.middle.number)
    canvas.line([(plot.box.left, y), (plot.box.right, y)], _MIDDLE, "middle-line")
    for style, gid, inner in ((_OUTER, "outer-limit", False), (_INNER, "inner-limit", True)):
        for side in (0, 1):
            run = [(limit.cohort, (limit.inner if inner else limit.outer)[side]) for limit in chart.limits]
            canvas.line([(across.place(x), plot.axis.place(y)) for x, y in run], style, gid)
