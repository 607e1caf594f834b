"""A measure over months or years: one line, its target, its gaps and where the way of counting changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from charts import descriptions, theme
from charts.frame import Frame, Written, empty_plot, line_frame
from charts.labels import ABOVE, BELOW, HALO_PT, Run, block_width, ink_height, write_near
from charts.marks import Canvas, Points
from charts.method_changes import MethodChange, draw_changes, header_pt, heads_of
from charts.picture import Goal, Picture, Scale, Size, Value, Words
from charts.series import (
    LEADING,
    WIDEST_SIDE,
    draw_goal,
    draw_series,
    drawn_numbers,
    end_block,
    explain_gaps,
    last_known,
    mark_gaps,
    points_of,
    target_block,
    write_ends,
)
from charts.text_fitting import Box

_ALL_UP_TO = 10  # a run no longer than this has every figure written at its point
_NEAR_THE_FIRST = 0.25  # of the run
_SPARE_PT = 0.1
_AWAY_PT = (4.0, 6.5, 9.5)


@dataclass(frozen=True, slots=True)
class Trend:
    """A run of months or years, at least one. ``periods`` is what the values are, in the plural."""

    values: tuple[Value, ...]
    scale: Scale
    goal: Goal | None = None
    changes: tuple[MethodChange, ...] = ()
    periods: str = "months"


def draw_trend(chart: Trend, size: Size) -> Picture:
    """Draw the line with its latest figure beside it. A period without a figure breaks it, and so does a change."""
    canvas = Canvas(size)
    numbers: tuple[Value | Goal, ...] = (*chart.values, *((chart.goal,) if chart.goal else ()))
    ticks = [value.tick for value in chart.values]
    if last_known(chart.values) is None:
        empty_plot(canvas, ticks, chart.values[0].text)
        return Picture(canvas.figure, describe_trend(chart), numbers)
    label_pt = theme.label_size(size.label_pt)
    end = end_block(chart.values, "", LEADING, size.width_pt * WIDEST_SIDE, label_pt)
    target = target_block(chart.goal, size.width_pt, label_pt)
    heads = heads_of(chart.changes, size, label_pt)
    beside = max(block_width(end, label_pt), block_width(target, label_pt))
    reach = drawn_numbers(chart.values, goal=chart.goal)
    told = _told(chart)
    written = _written([chart.values[index] for same in told for index in same], label_pt)
    frame = line_frame(canvas, reach, chart.scale, ticks, beside, header_pt(heads, label_pt), written)
    draw_changes(canvas, frame, chart.changes, heads, label_pt)
    draw_goal(canvas, frame, chart.goal)
    points = points_of(frame, chart.values)
    draw_series(canvas, points, LEADING, {change.first for change in chart.changes})
    mark_gaps(canvas, frame, chart.values)
    write_ends(canvas, frame, [(end, points)], chart.goal, target)
    _write_figures(canvas, frame, chart, points, told)
    explain_gaps(canvas, frame, chart.values)
    return Picture(canvas.figure, describe_trend(chart), numbers, frame.axis.note)


def describe_trend(chart: Trend) -> Words:
    """The course of the line, its extremes, how often the target was met, and what is not there."""
    values, periods = chart.values, chart.periods
    return (
        f"Line chart, {descriptions.span_of(values)}: ",
        *descriptions.course(values, periods),
        ".",
        *descriptions.ending(chart.goal, values, periods, [change.text for change in chart.changes]),
    )


def _told(chart: Trend) -> list[tuple[int, ...]]:
    """Which figures are written at their points, most telling first; of several places for one any will do.

    In a short run all but the last, which has its label at the line's end. In a long one the highest and the lowest of
    those counted the same way as the last, and the first where neither of them is near it.
    """
    values = chart.values
    shown = [index for index, value in enumerate(values) if value.number is not None]
    since = max((change.first for change in chart.changes), default=0)
    ranked = sorted((index for index in shown if index >= since), key=lambda index: values[index].number or 0.0)
    extremes = ranked[-1:] + ranked[:1]
    if len(values) <= _ALL_UP_TO:
        return [(index,) for index in dict.fromkeys(extremes + shown) if index != shown[-1]]
    told = [tuple(sorted(other for other in ranked if values[other].text == values[index].text)) for index in extremes]
    if all(same[0] > len(values) * _NEAR_THE_FIRST for same in told):
        told.append((shown[0],))
    return [same for same in dict.fromkeys(told) if shown[-1] not in same]


def _written(values: Sequence[Value], label_pt: float) -> Written:
    """The numbers of the values that are written at their points, and the room that takes."""
    tallest = max((ink_height((Run(value.text, ""),), label_pt) for value in values), default=0.0)
    numbers = tuple(value.number for value in values if value.number is not None)
    return Written(numbers, tallest + _AWAY_PT[0] + HALO_PT + _SPARE_PT)


def _write_figures(canvas: Canvas, frame: Frame, chart: Trend, points: Points, told: Sequence[Sequence[int]]) -> None:
    """Write figures at their points where there is room: over a peak, under a trough, clear of the line."""
    label_pt = theme.label_size(canvas.size.label_pt)
    for same in told:
        for index in same:
            block = (Run(chart.values[index].text, "point-label"),)
            places = ABOVE + BELOW if _is_peak(points, index) else BELOW + ABOVE
            within = _side_of_goal(canvas, frame, chart.goal, index, points[index][1])
            if write_near(canvas, block, points[index], label_pt, within, places, away_pt=_AWAY_PT):
                break


def _side_of_goal(canvas: Canvas, frame: Frame, goal: Goal | None, place: int, height: float) -> Box:
    """The part of the plot that is on the same side of the target as a point: its figure belongs there too."""
    box = frame.box._replace(top=canvas.size.height_pt)
    if goal is None:
        return box
    line = frame.axis.place(goal.at(place))
    return box._replace(top=line) if height < line else box._replace(bottom=line)


def _is_peak(points: Points, index: int) -> bool:
    """Whether a point stands over the middle of its neighbours; a level one does."""
    beside = [points[each][1] for each in (index - 1, index + 1) if 0 <= each < len(points)]
    heights = [height for height in beside if isfinite(height)]
    return not heights or points[index][1] >= sum(heights) / len(heights)
