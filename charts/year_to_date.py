"""A measure added up since April, month by month, beside the same months of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from charts import descriptions, series
from charts.canvas import Canvas
from charts.labels import label_width
from charts.picture import Description, Picture, Scale, Series, Size, TargetLine, Value
from charts.plot import draw_empty_plot, line_plot, split_tick


@dataclass(frozen=True, slots=True)
class YearToDate:
    """This year's running totals and, if there was one, last year's; both start in the same month.

    Ticks come from the longer of the two.
    """

    this_year: Series
    scale: Scale
    last_year: Series | None = None
    target: TargetLine | None = None
    periods: str = "months"

    @property
    def years(self) -> tuple[Series, ...]:
        """This year, then last year if there was one."""
        return (self.this_year, self.last_year) if self.last_year else (self.this_year,)


def draw_year_to_date(chart: YearToDate, size: Size) -> Picture:
    """Draw this year solid and dark, last year dashed and lighter, each named at its end."""
    canvas = Canvas(size)
    years, target = [year.values for year in chart.years], chart.target
    numbers: tuple[Value | TargetLine, ...] = sum(years, ()) + ((target,) if target else ())
    ticks = [split_tick(value.tick)[0] for value in max(years, key=len)]  # without the year: both share the labels
    if all(series.last_known(values) is None for values in years):
        draw_empty_plot(canvas, ticks, years[0][0].text)
        return Picture(canvas.figure, describe_year_to_date(chart), numbers)
    styles = (series.MAIN, series.COMPARISON)[: len(years)]
    ends = [series.end_label(one.values, one.name, style, size) for one, style in zip(chart.years, styles, strict=True)]
    side = max(label_width(label, size.label_pt) for label in (*ends, series.target_label(target, size)))
    plot = line_plot(canvas, series.drawn_numbers(*years, target=target), chart.scale, ticks, side)
    series.draw_target(canvas, plot, target)
    points = [series.points_of(plot, values) for values in years]
    for places, style in reversed(list(zip(points, styles, strict=True))):  # this year on top
        series.draw_series(canvas, places, style)
    series.mark_gaps(canvas, plot, chart.this_year.values)
    series.write_end_labels(canvas, plot, list(zip(ends, points, strict=True)), target)
    series.explain_gaps(canvas, plot, chart.this_year.values)
    return Picture(canvas.figure, describe_year_to_date(chart), numbers, plot.axis.note)


def describe_year_to_date(chart: YearToDate) -> Description:
    """The course of each year, then the target and whether the latest figure meets it."""
    description: Description = ("Line chart of the year to date. ",)
    for year in chart.years:
        if not descriptions.known(year.values):
            description += (f"{year.name}: no figure. ",)
            continue
        description += (f"{year.name}: ", *descriptions.course(year.values, chart.periods), ".")
        description += (*descriptions.gaps(year.values, chart.periods), " ")
    return (*description[:-1], str(description[-1]).rstrip(), *_target(chart))


def _target(chart: YearToDate) -> Description:
    target, shown = chart.target, descriptions.known(chart.this_year.values)
    if target is None:
        return ()
    if not shown or target.at_least is None:
        return (" ", target, ".")
    met = "met" if target.is_met_by(descriptions.number_of(shown[-1])) else "not met"
    return (" ", target, f", {met} {descriptions.when(shown[-1].name)}.")
