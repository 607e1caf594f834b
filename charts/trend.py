"""A measure over months or years: one line with its target, its gaps and its changes of counting method."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from charts import descriptions, series
from charts.canvas import Canvas, Points
from charts.labels import ABOVE, BELOW, HALO_PT, LabelLine, glyph_height, label_width, write_near
from charts.method_changes import MethodChange, change_labels_pt, draw_method_changes
from charts.picture import Description, Picture, Scale, Size, TargetLine, Value
from charts.plot import Plot, PointLabels, draw_empty_plot, line_plot
from charts.text_fitting import Box

_ALL_UP_TO = 10  # points; in a series no longer than this every point is labelled
_NEAR_THE_FIRST = 0.25  # of the series' length
_SPARE_PT = 0.1
_AWAY_PT = (4.0, 6.5, 9.5)


@dataclass(frozen=True, slots=True)
class Trend:
    """A series of months or years, at least one. ``periods`` is what the values are, in the plural."""

    values: tuple[Value, ...]
    scale: Scale
    target: TargetLine | None = None
    changes: tuple[MethodChange, ...] = ()
    periods: str = "months"


def draw_trend(chart: Trend, size: Size) -> Picture:
    """Draw the line, broken at gaps and changes of method, with its latest figure beside it."""
    canvas, target = Canvas(size), chart.target
    numbers: tuple[Value | TargetLine, ...] = (*chart.values, *((target,) if target else ()))
    ticks = [value.tick for value in chart.values]
    if series.last_known(chart.values) is None:
        draw_empty_plot(canvas, ticks, chart.values[0].text)
        return Picture(canvas.figure, describe_trend(chart), numbers)
    end = series.end_label(chart.values, "", series.MAIN, size)
    side = max(label_width(label, size.label_pt) for label in (end, series.target_label(target, size)))
    candidates = _labelled_points(chart)
    labels = _room_for_labels([chart.values[index] for alike in candidates for index in alike], size.label_pt)
    covered = series.drawn_numbers(chart.values, target=target)
    plot = line_plot(canvas, covered, chart.scale, ticks, side, change_labels_pt(chart.changes, size), labels)
    draw_method_changes(canvas, plot, chart.changes)
    series.draw_target(canvas, plot, target)
    points = series.points_of(plot, chart.values)
    series.draw_series(canvas, points, series.MAIN, {change.first for change in chart.changes})
    series.mark_gaps(canvas, plot, chart.values)
    series.write_end_labels(canvas, plot, [(end, points)], target)
    _write_point_labels(canvas, plot, chart, points, candidates)
    series.explain_gaps(canvas, plot, chart.values)
    return Picture(canvas.figure, describe_trend(chart), numbers, plot.axis.note)


def describe_trend(chart: Trend) -> Description:
    """The course of the line, its extremes, how often the target was met, the gaps and the changes of method."""
    values, periods = chart.values, chart.periods
    return (
        f"Line chart, {descriptions.span_of(values)}: ",
        *descriptions.course(values, periods),
        ".",
        *descriptions.ending(chart.target, values, periods, [change.text for change in chart.changes]),
    )


def _labelled_points(chart: Trend) -> list[tuple[int, ...]]:
    """The points to label, most important first, each as the indexes that print alike: any one of them will do.

    In a short series all but the last, which has its label at the line's end. In a long one the highest and the lowest
    since the last change of method, and the first point where neither of them is near it.
    """
    values = chart.values
    shown = [index for index, value in enumerate(values) if value.number is not None]
    since = max((change.first for change in chart.changes), default=0)
    ranked = sorted((index for index in shown if index >= since), key=lambda index: values[index].number or 0.0)
    extremes = ranked[-1:] + ranked[:1]
    if len(values) <= _ALL_UP_TO:
        return [(index,) for index in dict.fromkeys(extremes + shown) if index != shown[-1]]
    found = [tuple(sorted(other for other in ranked if values[other].text == values[index].text)) for index in extremes]
    if all(alike[0] > len(values) * _NEAR_THE_FIRST for alike in found):
        found.append((shown[0],))
    return [alike for alike in dict.fromkeys(found) if shown[-1] not in alike]


def _room_for_labels(values: Sequence[Value], label_pt: float) -> PointLabels:
    """The numbers that are labelled at their points, and the height that takes."""
    tallest = max((glyph_height((LabelLine(value.text, ""),), label_pt) for value in values), default=0.0)
    numbers = tuple(value.number for value in values if value.number is not None)
    return PointLabels(numbers, tallest + _AWAY_PT[0] + HALO_PT + _SPARE_PT)


def _write_point_labels(
    canvas: Canvas, plot: Plot, chart: Trend, points: Points, candidates: Sequence[Sequence[int]]
) -> None:
    """Label points where there is room: above a peak, below a trough, clear of the line."""
    for alike in candidates:
        for index in alike:
            label = (LabelLine(chart.values[index].text, "point-label"),)
            places = ABOVE + BELOW if _is_peak(points, index) else BELOW + ABOVE
            within = _side_of_target(canvas, plot, chart.target, index, points[index][1])
            if write_near(canvas, label, points[index], within, places, away_pt=_AWAY_PT):
                break


def _side_of_target(canvas: Canvas, plot: Plot, target: TargetLine | None, index: int, y: float) -> Box:
    """The part of the plot on the same side of the target line as a point: its label belongs there too."""
    box = plot.box._replace(top=canvas.size.height_pt)
    if target is None:
        return box
    line = plot.axis.place(target.at(index))
    return box._replace(top=line) if y < line else box._replace(bottom=line)


def _is_peak(points: Points, index: int) -> bool:
    """Whether a point is at or above the mean of its neighbours."""
    beside = [points[each][1] for each in (index - 1, index + 1) if 0 <= each < len(points)]
    heights = [height for height in beside if isfinite(height)]
    return not heights or points[index][1] >= sum(heights) / len(heights)
