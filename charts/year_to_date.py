"""The year so far: a measure added up from April, month by month, beside the same months of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from charts import descriptions, theme
from charts.frame import empty_plot, line_frame, split_tick
from charts.labels import block_width
from charts.marks import Canvas
from charts.picture import Goal, Line, Picture, Scale, Size, Value, Words
from charts.series import (
    FOLLOWING,
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
class YearToDate:
    """This year's figures so far and, if there was one, last year's; each value adds up the months to its own.

    Both start in the same month. Ticks come from the longer of the two.
    """

    this_year: Line
    scale: Scale
    last_year: Line | None = None
    goal: Goal | None = None
    periods: str = "months"

    @property
    def lines(self) -> tuple[Line, ...]:
        """The years there are, this one first."""
        return (self.this_year, self.last_year) if self.last_year else (self.this_year,)


def draw_year_to_date(chart: YearToDate, size: Size) -> Picture:
    """Draw this year solid and dark, last year dashed and lighter, each named at its end."""
    canvas = Canvas(size)
    groups = [line.values for line in chart.lines]
    numbers: tuple[Value | Goal, ...] = sum(groups, ()) + ((chart.goal,) if chart.goal else ())
    ticks = [split_tick(value.tick)[0] for value in max(groups, key=len)]  # both years stand over one name
    if all(last_known(values) is None for values in groups):
        empty_plot(canvas, ticks, groups[0][0].text)
        return Picture(canvas.figure, describe_year_to_date(chart), numbers)
    label_pt = theme.label_size(size.label_pt)
    room = size.width_pt * WIDEST_SIDE
    hands = (LEADING, FOLLOWING)[: len(groups)]
    ends = [
        end_block(each.values, each.name, hand, room, label_pt) for each, hand in zip(chart.lines, hands, strict=True)
    ]
    target = target_block(chart.goal, size.width_pt, label_pt)
    beside = max(block_width(block, label_pt) for block in (*ends, target))
    frame = line_frame(canvas, drawn_numbers(*groups, goal=chart.goal), chart.scale, ticks, beside)
    draw_goal(canvas, frame, chart.goal)
    points = [points_of(frame, values) for values in groups]
    for places, hand in reversed(list(zip(points, hands, strict=True))):  # this year on top
        draw_series(canvas, places, hand)
    mark_gaps(canvas, frame, chart.this_year.values)
    write_ends(canvas, frame, list(zip(ends, points, strict=True)), chart.goal, target)
    explain_gaps(canvas, frame, chart.this_year.values)
    return Picture(canvas.figure, describe_year_to_date(chart), numbers, frame.axis.note)


def describe_year_to_date(chart: YearToDate) -> Words:
    """Where each year had got to, and how that stands to the target."""
    words: Words = ("Line chart of the year to date. ",)
    for line in chart.lines:
        shown = descriptions.known(line.values)
        if not shown:
            words += (f"{line.name}: no figure. ",)
            continue
        words += (f"{line.name}: ", *descriptions.course(line.values, chart.periods), ".")
        words += (*descriptions.gaps(line.values, chart.periods), " ")
    return (*words[:-1], str(words[-1]).rstrip(), *_target(chart))


def _target(chart: YearToDate) -> Words:
    """The target, and whether the latest figure meets it."""
    last = last_known(chart.this_year.values)
    if chart.goal is None:
        return ()
    number = None if last is None else chart.this_year.values[last].number
    if last is None or number is None or chart.goal.at_least is None:
        return (" ", chart.goal, ".")
    met = "met" if chart.goal.is_met_by(number) else "not met"
    return (" ", chart.goal, f", {met} {descriptions.when(chart.this_year.values[last].name)}.")
