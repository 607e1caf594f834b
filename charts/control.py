"""A statistical process control (XmR) chart: a line with its average and control limits, and signals by marker shape.

The limits and signals are the caller's: nothing is calculated here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from math import isfinite

from charts import descriptions, series, theme
from charts.canvas import Canvas, LineStyle, Points
from charts.labels import Label, SideLabel, label_height, label_of, label_width
from charts.method_changes import MethodChange, change_labels_pt, draw_method_changes
from charts.picture import Description, Picture, Scale, Size, TargetLine, Value
from charts.plot import Plot, draw_empty_plot, line_plot, period_labels_pt

_LIMIT_WEIGHT = 1.0  # as of the target: the label of the latest figure keeps its height before them
_OVERHANG = 0.5  # of the distance between two periods: how far an average line extends past its first and last period


class PointKind(StrEnum):
    """Whether a figure is a signal: "better" to "lower" are special-cause variation, "usual" is common-cause."""

    UNJUDGED = "not judged"
    USUAL = "usual"
    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class ControlLimits:
    """The average and control limits of the values from index ``first`` up to but not including ``stop``.

    A limit beyond what the measure can reach is None. ``trial`` limits rest on too few values to judge by.
    """

    first: int
    stop: int
    average: Value
    lower: Value | None = None
    upper: Value | None = None
    trial: bool = False

    @property
    def lines(self) -> tuple[Value, ...]:
        """The average and the limits there are."""
        return tuple(value for value in (self.average, self.upper, self.lower) if value is not None)


@dataclass(frozen=True, slots=True)
class Control:
    """A series of months or quarters, at least one; ``kinds`` has an entry for each value."""

    values: tuple[Value, ...]
    kinds: tuple[PointKind, ...]
    limits: tuple[ControlLimits, ...]
    scale: Scale
    target: TargetLine | None = None
    changes: tuple[MethodChange, ...] = ()
    periods: str = "months"

    @property
    def numbers(self) -> tuple[Value | TargetLine, ...]:
        """Every number that is drawn."""
        lines = tuple(value for each in self.limits for value in each.lines)
        return (*self.values, *lines, *((self.target,) if self.target else ()))


_LINE = LineStyle(theme.DARK, 1.4)
_AVERAGE = LineStyle(theme.INK, 0.8)
_LIMIT = LineStyle(theme.INK, 0.8, theme.LIMIT_DASHES)
_TRIAL = LineStyle(theme.INK, 0.8, theme.TRIAL_DASHES)
_MARKERS = {  # distinct in shape and lightness, not only in colour; a triangle is bad here as in a status
    PointKind.UNJUDGED: LineStyle(theme.DARK, 0, marker="o", marker_pt=3.0),
    PointKind.USUAL: LineStyle(theme.DARK, 0, marker="o", marker_pt=3.6, fill=theme.PAPER),
    PointKind.BETTER: LineStyle(theme.DARK, 0, marker="*", marker_pt=8.5),
    PointKind.WORSE: LineStyle(theme.DARK, 0, marker="^", marker_pt=6.5, fill=theme.OTHER_MID),
    PointKind.HIGHER: LineStyle(theme.DARK, 0, marker="s", marker_pt=5.0),
    PointKind.LOWER: LineStyle(theme.DARK, 0, marker="s", marker_pt=5.0),
}


def draw_control(chart: Control, size: Size) -> Picture:
    """Draw the line with a marker at every figure, and the average and control limits."""
    canvas, target = Canvas(size), chart.target
    ticks = [value.tick for value in chart.values]
    if series.last_known(chart.values) is None:
        draw_empty_plot(canvas, ticks, chart.values[0].text)
        return Picture(canvas.figure, describe_control(chart), chart.numbers)
    main_labels = (series.end_label(chart.values, "", series.MAIN, size), series.target_label(target, size))
    taken = period_labels_pt(ticks, size.label_pt) + sum(label_height(label, size.label_pt) for label in main_labels)
    named = _limit_labels(chart, size, taken)
    side = max(label_width(label, size.label_pt) for label in (*main_labels, *(label for _, label in named)))
    covered = series.drawn_numbers(chart.values, *(limits.lines for limits in chart.limits), target=target)
    plot = line_plot(canvas, covered, chart.scale, ticks, side, change_labels_pt(chart.changes, size))
    draw_method_changes(canvas, plot, chart.changes)
    series.draw_target(canvas, plot, target)
    for limits in chart.limits:
        _draw_limits(canvas, plot, limits)
    points = series.points_of(plot, chart.values)
    _draw_line(canvas, chart, points)
    series.mark_gaps(canvas, plot, chart.values)
    others = [SideLabel(label, plot.axis.place(value.number or 0.0), _LIMIT_WEIGHT) for value, label in named]
    series.write_end_labels(canvas, plot, [(main_labels[0], points)], target, others)
    series.explain_gaps(canvas, plot, chart.values)
    return Picture(canvas.figure, describe_control(chart), chart.numbers, plot.axis.note)


def _limit_labels(chart: Control, size: Size, taken_pt: float) -> list[tuple[Value, Label]]:
    """Labels of the latest limits and average, in this order, as many as fit in the height that is not ``taken_pt``."""
    if not chart.limits:
        return []
    latest, free_pt = chart.limits[-1], size.height_pt - taken_pt
    upper, lower = ("Early limit",) * 2 if latest.trial else ("Upper limit", "Lower limit")
    labels = []
    for value, name in ((latest.upper, upper), (latest.lower, lower), (latest.average, "Average")):
        if value is None or (value is not latest.average and value.text == latest.average.text):
            continue
        width = size.width_pt * series.WIDEST_SIDE
        label = label_of(f"{name} {value.text}", "limit-label", width, size.label_pt)
        free_pt -= label_height(label, size.label_pt) + size.label_pt / 4
        if free_pt >= 0:
            labels.append((value, label))
    return labels


def _draw_limits(canvas: Canvas, plot: Plot, limits: ControlLimits) -> None:
    """Draw the average and its limits as level lines over their periods."""
    over = _OVERHANG * (plot.xs[1] - plot.xs[0]) if len(plot.xs) > 1 else 0.0
    left = max(plot.xs[limits.first] - over, plot.box.left)
    right = min(plot.xs[limits.stop - 1] + over, plot.box.right)
    for value in limits.lines:
        average = value is limits.average
        style = _TRIAL if limits.trial else _AVERAGE if average else _LIMIT
        y = plot.axis.place(value.number or 0.0)
        canvas.line([(left, y), (right, y)], style, "average-line" if average else "limit-line")


def _draw_line(canvas: Canvas, chart: Control, points: Points) -> None:
    """Draw the line, broken at gaps and changes of method, and over it a marker for every figure."""
    canvas.line(series.broken_before(points, {change.first for change in chart.changes}), _LINE, "value-line")
    for kind, style in _MARKERS.items():
        of_kind = (point for point, own in zip(points, chart.kinds, strict=True) if own is kind)
        if shown := [point for point in of_kind if isfinite(point[1])]:
            canvas.line(shown, style, f"{kind.value.replace(' ', '-')}-mark")


def describe_control(chart: Control) -> Description:
    """The course of the line, its average and limits, the signals with their periods, the target and the gaps."""
    values, periods = chart.values, chart.periods
    return (
        f"Control chart, {descriptions.span_of(values)}: ",
        *descriptions.course(values, periods),
        ".",
        *(piece for limits in chart.limits for piece in _describe_limits(chart, limits)),
        *_describe_signals(chart),
        *descriptions.ending(chart.target, values, periods, [change.text for change in chart.changes]),
    )


def _describe_limits(chart: Control, limits: ControlLimits) -> Description:
    """One average with its limits, and their periods unless they are those of the whole chart."""
    own = chart.values[limits.first : limits.stop]
    when = "" if len(own) == len(chart.values) else f"{_when(own)} "
    kind = "early limits" if limits.trial else "limits"
    description: Description = (f" Average {when}", limits.average)
    if limits.lower and limits.upper:
        return (*description, f", {kind} ", limits.lower, " and ", limits.upper, ".")
    for side, value in (("upper", limits.upper), ("lower", limits.lower)):
        if value:
            description += (f", {side} {kind[:-1]} ", value)
    return (*description, ".")


def _describe_signals(chart: Control) -> Description:
    """Each run of signals of one kind, from when to when."""
    if set(chart.kinds) <= {PointKind.UNJUDGED}:
        return (f" Too few {chart.periods} to judge.",) if chart.limits else ()
    signals: list[str] = []
    for kind, run in groupby(zip(chart.kinds, chart.values, strict=True), key=lambda pair: pair[0]):
        if kind not in (PointKind.UNJUDGED, PointKind.USUAL):
            signals.append(f"{kind.value} than usual {_when([value for _, value in run])}")
    if not signals:
        some = PointKind.UNJUDGED in chart.kinds  # before a gap, say: nothing is known of these
        return (f" All {'that are judged are ' if some else ''}within the usual ups and downs.",)
    joined = "; ".join(signals)
    return (f" {joined[:1].upper()}{joined[1:]}.",)


def _when(values: Sequence[Value]) -> str:
    """From when to when: "in May 2023", "from May 2023 to July 2023"."""
    first, last = values[0].name, values[-1].name
    return descriptions.when(first) if first == last else f"from {first} to {last}"
