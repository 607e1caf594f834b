"""A measure added up since April in the box of panels: this year's line over last year's."""

from __future__ import annotations

from charts import series, theme
from charts.canvas import Canvas
from charts.panel_box import draw_axes, draw_empty_box, draw_target, panel_plot, scale_words, write_periods
from charts.panel_labels import EndLabel, figure_label, target_end_label, write_column
from charts.picture import Picture, Size, TargetLine, Value
from charts.plot import split_tick
from charts.year_to_date import YearToDate, describe_year_to_date

_LAST_YEAR = series.COMPARISON._replace(
    line=series.COMPARISON.line._replace(colour=theme.MID_ON_TINT),
    dot=series.COMPARISON.dot._replace(colour=theme.MID_ON_TINT),
    end=series.COMPARISON.end._replace(colour=theme.MID_ON_TINT),
)


def draw_panel_years(chart: YearToDate, size: Size) -> Picture:
    """Draw this year solid and last year dashed, each named at its end, over the good side of the target."""
    canvas, target = Canvas(size), chart.target
    years = [year.values for year in chart.years]
    numbers: tuple[Value | TargetLine, ...] = sum(years, ()) + ((target,) if target else ())
    ticks = [split_tick(value.tick)[0] for value in max(years, key=len)]  # without the year: both share the labels
    if all(series.last_known(values) is None for values in years):
        draw_empty_box(canvas, ticks, years[0][0].text)
        return Picture(canvas.figure, describe_year_to_date(chart), numbers)
    plot = panel_plot(size, series.drawn_numbers(*years), chart.scale, len(ticks), target)
    draw_target(canvas, plot, target)
    labels: list[EndLabel] = []
    styles = (series.MAIN, _LAST_YEAR)[: len(years)]
    for one, style in reversed(list(zip(chart.years, styles, strict=True))):  # this year on top
        points = series.points_of(plot, one.values)
        series.draw_series(canvas, points, style)
        labels += figure_label(one.values, points, style, size, one.name)
    if target:
        labels.append(target_end_label(target, size, plot.box.right, plot.axis.place(target.at(-1))))
    series.mark_gaps(canvas, plot, chart.this_year.values)
    words = scale_words(plot.axis)
    write_periods(canvas, plot, ticks, len(chart.this_year.values) - 1, words)
    write_column(canvas, labels, words)
    series.explain_gaps(canvas, plot, chart.this_year.values)
    draw_axes(canvas, plot)
    return Picture(canvas.figure, describe_year_to_date(chart), numbers, plot.axis.note)
