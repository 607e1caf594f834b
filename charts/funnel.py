"""The funnel plot: how far areas may lie from the country's percentage by chance alone, the smaller the further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from charts import theme
from charts.frame import Frame, write_numbers
from charts.labels import ABOVE, BELOW, Beside, block_width, lines_of, write_beside, write_near
from charts.marks import AXIS, Canvas, Stroke
from charts.picture import Goal, Picture, Scale, Size, Tally, Value, Words
from charts.scale import NumberAxis, number_axis
from charts.series import WIDEST_SIDE
from charts.text_fitting import Box, Lettering, width_pt

_OWN = Stroke(theme.DARK, 0, marker="s", marker_pt=8.0)
_OTHERS = Stroke(theme.MID, 0, marker="o", marker_pt=6.0)
_MIDDLE = Stroke(theme.INK, theme.TARGET_LINE_PT)
_INNER = Stroke(theme.INK, theme.AXIS_PT, theme.TARGET_DASHES)
_OUTER = Stroke(theme.INK, theme.AXIS_PT, theme.CHANGE_DASHES)
_NUMBER_GAP_PT, _TICK_PT = 6.0, 3.0
_PLACES = ("right", "left", *ABOVE, *BELOW)
_AWAY_PT = (6.0, 10.0, 16.0, 24.0)


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its percentage, and how many children that is out of. ``share.name`` is the area's name."""

    share: Value
    cohort: Value

    @property
    def point(self) -> tuple[float, float]:
        """How many children, and the percentage; not a number where there is none."""
        return (
            nan if self.cohort.number is None else self.cohort.number,
            nan if self.share.number is None else self.share.number,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """For one number of children, the lowest and highest percentage that chance explains: usually, and nearly ever."""

    cohort: float
    inner: tuple[float, float]
    outer: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Areas round the percentage of the whole country, ``middle``. Every area has numbers.

    ``own`` is the area the report is about, with the label for its mark in ``share.tick``; None where it has no figure.
    ``limits`` run from under the smallest cohort to over the largest and hold one for each area's own; ``inner_name``
    and ``outer_name`` are what the curves are called.
    """

    own: Area | None
    others: tuple[Area, ...]
    middle: Goal
    limits: tuple[Limits, ...]
    inner_name: str
    outer_name: str

    @property
    def areas(self) -> tuple[Area, ...]:
        """Our own area first, where it has a figure, and the others."""
        return (self.own, *self.others) if self.own else self.others


def draw_funnel(chart: Funnel, size: Size) -> Picture:
    """Draw the curves of the limits, the country's line, a dot for each other area, and our own as a named square."""
    canvas = Canvas(size)
    label_pt = theme.label_size(size.label_pt)
    room = size.width_pt * WIDEST_SIDE
    last = chart.limits[-1]
    beside = [
        Beside(lines_of(chart.middle.text, "middle-label", room, label_pt), chart.middle.number, 4.0),
        Beside(lines_of(chart.inner_name, "limit-label", room, label_pt), last.inner[1]),
        Beside(lines_of(chart.outer_name, "limit-label", room, label_pt), last.outer[1]),
    ]
    frame, across = _plot(canvas, chart, max(block_width(label.block, label_pt) for label in beside), label_pt)
    _draw_lines(canvas, chart, frame, across)
    places = [(across.place(x), frame.axis.place(y)) for x, y in (area.point for area in chart.areas)]
    if chart.others:
        canvas.line(places[-len(chart.others) :], _OTHERS, "compared-dot")
    if chart.own:
        canvas.line(places[:1], _OWN, "value-end-dot")
        _name_own(canvas, chart.own, places[0], frame.box, label_pt)
    at_heights = [Beside(label.block, frame.axis.place(label.y_pt), label.weight) for label in beside]
    write_beside(canvas, at_heights, frame.box.right + _NUMBER_GAP_PT, frame.box.bottom, label_pt)
    numbers: list[Value | Goal] = [chart.middle]
    numbers += [value for area in chart.areas for value in (area.share, area.cohort)]
    return Picture(canvas.figure, describe_funnel(chart), tuple(numbers), frame.axis.note)


def describe_funnel(chart: Funnel) -> Words:
    """The country's line, our own place beside the limits, and which other areas lie outside of them."""
    words: Words = ("Funnel plot of ", _tally(chart.areas, chart.areas), " areas round the line of ", chart.middle, ".")
    if chart.own:
        words += (f" {chart.own.share.name}: ", chart.own.share, " of ", chart.own.cohort)
        words += (f", {_where(chart, chart.own)}.",)
    outside = [area for area in chart.others if _where(chart, area) != _INSIDE]
    if chart.others:
        words += (" Of the ", _tally(chart.others, chart.others), " others, ", _tally(outside, chart.others))
        words += (" outside the inner limits" + (": " if outside else "."),)
    for area in outside:
        words += (*((", ",) if area is not outside[0] else ()), f"{area.share.name} ", area.share)
    return (*words, ".") if outside else words


_INSIDE = "within the inner limits"


def _where(chart: Funnel, area: Area) -> str:
    """Where an area lies, judged by the limits for its own number of children (the nearest that were given)."""
    cohort, share = area.point
    limits = min(chart.limits, key=lambda limit: abs(limit.cohort - cohort))
    for (low, high), name in ((limits.outer, "outer"), (limits.inner, "inner")):
        if share < low or share > high:
            return f"{'above' if share > high else 'below'} the {name} limits"
    return _INSIDE


def _tally(counted: Sequence[Area], of: Sequence[Area]) -> Tally:
    return Tally(len(counted), tuple(area.share for area in of))


def _plot(canvas: Canvas, chart: Funnel, beside_pt: float, label_pt: float) -> tuple[Frame, NumberAxis]:
    """The plot with its two axes: percentages up, and numbers of children from zero across."""
    widest = chart.limits[0].outer
    bottom = _TICK_PT + 1 + theme.LINE_HEIGHT * label_pt
    top = canvas.size.height_pt - label_pt * theme.LINE_HEIGHT / 2
    heights = [*(area.point[1] for area in chart.areas), chart.middle.number, *widest]
    axis = number_axis(heights, Scale("%", 0.0, 100.0), bottom, top, label_pt)
    left = max(width_pt(axis.tick_text(tick), label_pt) for tick in axis.ticks) + _NUMBER_GAP_PT
    right = canvas.size.width_pt - beside_pt - _NUMBER_GAP_PT
    frame = Frame(Box(left, bottom, right, top), axis, ())
    write_numbers(canvas, frame, label_pt)
    cohorts = [area.point[0] for area in chart.areas]
    across = number_axis([*cohorts, chart.limits[-1].cohort], Scale(from_zero=True), left, right, 3 * label_pt)
    baseline = bottom - _TICK_PT - 1 - theme.ABOVE_BASELINE * label_pt
    for tick in across.ticks:
        x = across.place(tick)
        canvas.rules([(x, bottom, x, bottom - _TICK_PT)], AXIS, "tick")
        canvas.write(Lettering(across.tick_text(tick), x, baseline, label_pt, align="center"), "tick-label")
    return frame, across


def _draw_lines(canvas: Canvas, chart: Funnel, frame: Frame, across: NumberAxis) -> None:
    """The country's line through the plot, and the four curves, each cut where a percentage cannot go."""
    y = frame.axis.place(chart.middle.number)
    canvas.line([(frame.box.left, y), (frame.box.right, y)], _MIDDLE, "middle-line")
    for stroke, gid, inner in ((_OUTER, "outer-limit", False), (_INNER, "inner-limit", True)):
        for side in (0, 1):
            run = [(limit.cohort, (limit.inner if inner else limit.outer)[side]) for limit in chart.limits]
            canvas.line([(across.place(x), frame.axis.place(y)) for x, y in run], stroke, gid)


def _name_own(canvas: Canvas, own: Area, point: tuple[float, float], within: Box, label_pt: float) -> None:
    """Name our own mark beside it, where that is free; the words and the table name it in any case."""
    text = f"{own.share.tick} {own.share.text}"
    block = lines_of(text, "value-end-label", within.right - within.left, label_pt, strong=True, colour=theme.DARK)
    write_near(canvas, block, point, label_pt, within, _PLACES, _AWAY_PT)
