"""The line of a panel: months, quarters, terms or years, in the box that all charts of panels share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts import descriptions, series, theme
from charts.canvas import Canvas, LineStyle, Points
from charts.labels import label_of, write_near
from charts.method_changes import MethodChange, change_x, draw_change_lines
from charts.panel_box import draw_axes, draw_empty_box, draw_target, panel_plot, scale_words, write_periods
from charts.panel_labels import EndLabel, figure_label, named, target_end_label, write_column
from charts.picture import Description, Picture, Scale, Size, TargetLine, Value
from charts.plot import Plot
from charts.text_fitting import ELLIPSIS

RING = LineStyle(theme.DARK, 0, marker="o", marker_pt=6.5, fill=theme.PAPER)
MARK_HALO = LineStyle(theme.PAPER, 0, marker="D", marker_pt=7.6)  # parts the diamond from a disc under it
MARK = LineStyle(theme.INK, 0, marker="D", marker_pt=5.2, fill=theme.TRACK)
_CHANGE_WIDTHS = (0.42, 0.3, 0.2)  # of the plot: the widest line of a change's label
_CHANGE_HEIGHTS = (1.0, 0.0, 0.84, 0.16, 0.67, 0.33, 0.5)  # of the plot, where a change's label is tried


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of another area at a period of its own: the index of that period, the figure, and the area's name."""

    index: int
    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class PanelTrend:
    """A series of at least one period. ``periods`` is what the values are, in the plural.

    ``year_ago`` is the index of the value a year before the last.
    """

    values: tuple[Value, ...]
    scale: Scale
    target: TargetLine | None = None
    year_ago: int | None = None
    mark: Mark | None = None
    changes: tuple[MethodChange, ...] = ()
    periods: str = "months"

    @property
    def shown_mark(self) -> Mark | None:
        """The mark, if it has a number."""
        return self.mark if self.mark and self.mark.value.number is not None else None

    @property
    def numbers(self) -> tuple[Value | TargetLine, ...]:
        """Every number that is drawn."""
        mark = (self.shown_mark.value,) if self.shown_mark else ()
        return (*self.values, *mark, *((self.target,) if self.target else ()))


def draw_panel_trend(chart: PanelTrend, size: Size) -> Picture:
    """Draw the line, broken at gaps and changes of counting, over the good side of its target."""
    canvas, target, mark = Canvas(size), chart.target, chart.shown_mark
    ticks = [value.tick for value in chart.values]
    if series.last_known(chart.values) is None:
        draw_empty_box(canvas, ticks, chart.values[0].text)
        return Picture(canvas.figure, describe_panel_trend(chart), chart.numbers)
    covered = series.drawn_numbers(chart.values, [mark.value] if mark else [])
    plot = panel_plot(size, covered, chart.scale, len(ticks), target)
    draw_target(canvas, plot, target)
    points = series.points_of(plot, chart.values)
    draw_change_lines(canvas, plot, chart.changes)
    series.draw_series(
        canvas,
        points,
        series.MAIN,
        {change.first for change in chart.changes},
        dots=len(points) <= theme.SHORT_RUN,
    )
    _draw_ring(canvas, points, chart.year_ago)
    labels = figure_label(chart.values, points, series.MAIN, size)
    if target:
        labels.append(target_end_label(target, size, plot.box.right, plot.axis.place(target.number)))
    labels += draw_mark(canvas, plot, mark)
    series.mark_gaps(canvas, plot, chart.values)
    labels += name_changes(canvas, plot, chart.changes)
    words = scale_words(plot.axis)
    write_periods(canvas, plot, ticks, chart.year_ago, words)
    write_column(canvas, labels, words)
    series.explain_gaps(canvas, plot, chart.values)
    draw_axes(canvas, plot)
    return Picture(canvas.figure, describe_panel_trend(chart), chart.numbers, plot.axis.note)


def describe_panel_trend(chart: PanelTrend) -> Description:
    """The course of the line, a year ago, the other area's figure, the target, the gaps and the changes of counting."""
    values, periods = chart.values, chart.periods
    return (
        f"Line chart, {descriptions.span_of(values)}: ",
        *descriptions.course(values, periods),
        ".",
        *year_before(values, chart.year_ago),
        *describe_mark(chart.shown_mark),
        *descriptions.ending(chart.target, values, periods, [change.text for change in chart.changes]),
    )


def year_before(values: Sequence[Value], year_ago: int | None) -> Description:
    """The figure a year before, if there is one and it is not the first, which every course begins with."""
    if year_ago is None or values[year_ago].number is None or values[year_ago] is descriptions.known(values)[0]:
        return ()
    return (" A year ago: ", values[year_ago], f" {descriptions.when(values[year_ago].name)}.")


def describe_mark(mark: Mark | None) -> Description:
    """The other area's figure and its period."""
    return (f" {mark.label}: ", mark.value, f" {descriptions.when(mark.value.name)}.") if mark else ()


def _draw_ring(canvas: Canvas, points: Points, year_ago: int | None) -> None:
    """Draw an open ring round the point of a year ago, if it has a figure."""
    if year_ago is not None and points[year_ago][1] == points[year_ago][1]:
        canvas.line([points[year_ago]], RING, "year-ago-ring")


def draw_mark(canvas: Canvas, plot: Plot, mark: Mark | None) -> list[EndLabel]:
    """Draw another area's figure as a diamond; its label."""
    if mark is None or mark.value.number is None:
        return []
    x, y = plot.xs[mark.index], plot.axis.place(mark.value.number)
    canvas.line([(x, y)], MARK_HALO, "halo")
    canvas.line([(x, y)], MARK, "mark")
    label = named(f"{mark.label} {mark.value.text}", "mark-label", canvas.size)
    return [EndLabel(label, x + MARK.marker_pt * 0.7, y)]


def name_changes(canvas: Canvas, plot: Plot, changes: Sequence[MethodChange]) -> list[EndLabel]:
    """Write each change's label beside its line where the plot has room; those that have none, for the column."""
    box, unplaced = plot.box, []
    for change in changes:
        x = change_x(plot, change)
        points = [(x, box.bottom + share * (box.top - box.bottom)) for share in _CHANGE_HEIGHTS]
        rooms = [share * (box.right - box.left) for share in _CHANGE_WIDTHS]
        labels = [label_of(change.text, "method-label", room, canvas.size.label_pt) for room in rooms]
        whole = [label for label in labels if not any(line.text.endswith(ELLIPSIS) for line in label)]
        tries = ((label, point) for label in whole for point in points)
        if not any(write_near(canvas, label, point, box, ("right", "left"), away_pt=(4.0,)) for label, point in tries):
            short = named(change.short or change.text, "method-label", canvas.size, most_lines=3)
            unplaced.append(EndLabel(short, x, box.top, 0.1))
    return unplaced
