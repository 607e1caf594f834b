"""A measure over months or years: one line, its target, its gaps and where the way of counting changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import theme, wording
from charts.frame import Frame, empty_plot, line_frame
from charts.labels import Run, block_width, write_near
from charts.lettering import Lettering, width_pt, wrapped
from charts.marks import CHANGE, Points, Sheet
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


@dataclass(frozen=True, slots=True)
class MethodChange:
    """A change in the way of counting: the index of the first value counted the new way, and what is said of it."""

    first: int
    text: str


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
    sheet = Sheet(size)
    numbers: tuple[Value | Goal, ...] = (*chart.values, *((chart.goal,) if chart.goal else ()))
    ticks = [value.tick for value in chart.values]
    if last_known(chart.values) is None:
        empty_plot(sheet, ticks, chart.values[0].text)
        return Picture(sheet.figure, describe_trend(chart), numbers)
    label_pt = theme.label_size(size.label_pt)
    end = end_block(chart.values, "", LEADING, size.width_pt * WIDEST_SIDE, label_pt)
    target = target_block(chart.goal, size.width_pt, label_pt)
    heads = [wrapped(change.text, size.width_pt * 0.6, label_pt, 2) for change in chart.changes]
    beside = max(block_width(end, label_pt), block_width(target, label_pt))
    reach = drawn_numbers(chart.values, goal=chart.goal)
    frame = line_frame(sheet, reach, chart.scale, ticks, beside, _header_pt(heads, label_pt))
    _draw_changes(sheet, frame, chart.changes, heads, label_pt)
    draw_goal(sheet, frame, chart.goal)
    points = points_of(frame, chart.values)
    draw_series(sheet, points, LEADING, {change.first for change in chart.changes})
    mark_gaps(sheet, frame, chart.values)
    write_ends(sheet, frame, [(end, points)], chart.goal, target)
    _label_extremes(sheet, frame, chart.values, points, label_pt)
    explain_gaps(sheet, frame, chart.values)
    return Picture(sheet.figure, describe_trend(chart), numbers, frame.axis.note)


def describe_trend(chart: Trend) -> Words:
    """The course of the line, its extremes, how often the target was met, and what is not there."""
    values, periods = chart.values, chart.periods
    return (
        f"Line chart, {wording.span_of(values)}: ",
        *wording.course(values, periods),
        ".",
        *wording.target_met(chart.goal, values, periods),
        *wording.gaps(values, periods),
        *(f" {change.text}." for change in chart.changes),
    )


def _label_extremes(sheet: Sheet, frame: Frame, values: Sequence[Value], points: Points, label_pt: float) -> None:
    """Label the highest and the lowest figure where there is room right beside them."""
    shown = [index for index, value in enumerate(values) if value.number is not None]
    said = {values[shown[-1]].text}
    highest = max(shown, key=lambda index: points[index][1])
    lowest = min(shown, key=lambda index: points[index][1])
    for index, place in ((highest, "above"), (lowest, "below")):
        if values[index].text not in said:
            block = (Run(values[index].text, "extreme-label"),)
            places = (place, f"{place} right", f"{place} left")
            write_near(sheet, block, points[index], label_pt, frame.box, places, away_pt=(3.0, 6.0))
            said.add(values[index].text)


def _header_pt(heads: Sequence[Sequence[str]], label_pt: float) -> float:
    """The height of the words over the plot that say how the counting changed."""
    return sum(len(head) for head in heads) * theme.LINE_HEIGHT * label_pt + (4 if heads else 0)


def _draw_changes(
    sheet: Sheet, frame: Frame, changes: Sequence[MethodChange], heads: Sequence[Sequence[str]], label_pt: float
) -> None:
    """Draw a dotted line before the first value counted the new way, with its words over the plot."""
    baseline = sheet.size.height_pt - theme.ABOVE_BASELINE * label_pt
    for change, head in zip(changes, heads, strict=True):
        x = (frame.xs[max(change.first - 1, 0)] + frame.xs[change.first]) / 2
        sheet.line([(x, frame.box.bottom), (x, frame.box.top)], CHANGE, "method-change")
        width = max(width_pt(line, label_pt) for line in head)
        middle = min(max(x, width / 2), sheet.size.width_pt - width / 2)
        for line in head:
            sheet.write(Lettering(line, middle, baseline, label_pt, align="center"), "method-label")
            baseline -= theme.LINE_HEIGHT * label_pt
