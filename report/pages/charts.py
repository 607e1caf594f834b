"""The charts that a layout may name: scores in, figures out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from charts.ages import Ages, draw_ages
from charts.control import Control, ControlLimits, PointKind, draw_control
from charts.funnel import Funnel, FunnelLimits, FunnelPoint, draw_funnel
from charts.pair import Pair, draw_pair
from charts.picture import Picture, Scale, Series, Size, TargetLine, Value
from charts.quarterly import Quarterly, draw_quarterly
from charts.small_trend import SmallTrend, draw_small_trend
from charts.sparkline import Sparkline, draw_sparkline
from charts.trend import Trend, draw_trend
from charts.year_to_date import draw_year_to_date
from layouts.blocks import CellChart, Drawing, Figure, Span, Text
from report.metrics.model import formatting
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Compared, MeasureScore, Observation
from report.metrics.statistics.control_limits import Phase
from report.metrics.statistics.funnel_limits import funnel_limits
from report.pages.plotted import (
    changes_of,
    drawing_of,
    fact_of,
    periods_of,
    scale_of,
    share_of,
    target_of,
    value_of,
    values_of,
    window_of,
    windows_of,
    years_to_date,
)
from report.settings.layout_file import USUAL_WINDOW
from report.wording import chart_titles, control_chart_words, figures_in_words, sentences

Scores = Sequence[MeasureScore]
Chart = Callable[[Scores, MeasureScore | None, int], Figure | None]
"""Draws the scores of a measure (one a group), with the second measure of the panel, as far back as so many months.

None where there is nothing to draw.
"""
_TALL_PT = (112.0, 112.0)  # least and most height of a chart that has its panel to itself
_SHORT_PT = (112.0, 112.0)  # and of one of two
_SMALL_PT = (60.0, 90.0)
_CURVE_POINTS = 40  # of a funnel's limits: more cannot be seen


def small_trend(score: MeasureScore) -> CellChart:
    """The sparkline of a table cell: the measure's reported periods."""
    series = window_of(score.series, USUAL_WINDOW)

    def draw(width_pt: float, height_pt: float, label_pt: float, accent: str) -> Drawing:
        values = values_of(series)
        breaks = tuple(change.first for change in changes_of(score, series))
        chart = Sparkline(values, periods_of(series), breaks)
        return drawing_of(draw_sparkline(chart, Size(width_pt, height_pt, label_pt, f"#{accent}")), score)

    return CellChart(draw)


def _months(scores: Scores, _: MeasureScore | None, window: int) -> Figure | None:
    score = scores[0]
    series = window_of(score.series, window)
    if not any(o.has_number for o in series):
        return None
    chart = Trend(
        values=values_of(series),
        scale=scale_of(score),
        target=target_of(score, [o.period for o in series]),
        changes=changes_of(score, series),
        periods=periods_of(series),
    )
    title = chart_titles.of_series(_since_change(series, score), score)
    return _figure(partial(draw_trend, chart), title, chart_titles.subtitle(series), score, _heights_pt(score))


def _control(scores: Scores, second: MeasureScore | None, window: int) -> Figure | None:
    """An XmR control chart; the plain chart of months where the measure is not eligible for one."""
    score = scores[0]
    series = window_of(score.series, window)
    control = score.control
    if control is None or len(series) < 2:
        return _months(scores, second, window)
    start, judged = len(score.series) - len(series), control.variations
    drawn = range(start, len(score.series))
    kinds = tuple(PointKind(judged[n].value) if n in judged else PointKind.UNJUDGED for n in drawn)
    chart = Control(
        values=values_of(series),
        kinds=kinds,
        limits=tuple(band for phase in control.phases if (band := _limits_of(score, phase, start))),
        scale=scale_of(score),
        target=target_of(score, [o.period for o in series]),
        changes=changes_of(score, series),
        periods=periods_of(series),
    )
    title = control_chart_words.title(score, _since_change(series, score))
    subtitle = control_chart_words.subtitle(series, kinds, control)
    return _figure(partial(draw_control, chart), title, subtitle, score, _heights_pt(score))


def _heights_pt(score: MeasureScore) -> tuple[float, float]:
    """The least and most height of the chart of months, which a year to date has beside its own."""
    return _SHORT_PT if score.headline is score.year_to_date else _TALL_PT


def _limits_of(score: MeasureScore, phase: Phase, start: int) -> ControlLimits | None:
    """The mean and limits of a phase, by index among the figures drawn; None where fewer than two of it are drawn.

    ``start`` is the index, in the whole series, of the first figure drawn.
    """
    average = control_chart_words.average(score, phase)
    if average is None or phase.stop < start + 2:
        return None
    lower, upper = control_chart_words.limits(score, phase)
    return ControlLimits(max(0, phase.first - start), phase.stop - start, average, lower, upper, phase.trial)


def _year_to_date(scores: Scores, _: MeasureScore | None, window: int) -> Figure | None:
    score, chart = scores[0], years_to_date(scores[0])
    if chart is None:
        return None
    this_year = [value.about for value in chart.this_year.values if isinstance(value.about, Observation)]
    title, subtitle = chart_titles.of_year_to_date(score), chart_titles.subtitle(this_year)
    return _figure(partial(draw_year_to_date, chart), title, subtitle, score, _SHORT_PT)


def _quarters(scores: Scores, second: MeasureScore | None, window: int) -> Figure | None:
    score = scores[0]
    series = window_of(score.quarters or score.series, window)
    below_zero = any(o.has_number and o.number < 0 for o in series)  # which no bar from zero upwards shows
    if series[-1].period.length == 1 or below_zero:  # no quarter can be worked out of its months
        return _months(scores, second, window)
    if not any(o.has_number for o in series):
        return None
    target = target_of(score, [o.period for o in series])
    chart = Quarterly(values_of(series), periods=periods_of(series), target=target)
    title = chart_titles.of_series(series, score)
    return _figure(partial(draw_quarterly, chart), title, chart_titles.subtitle(series), score, _TALL_PT)


def _ages(scores: Scores, _: MeasureScore | None, window: int) -> Figure | None:
    if not any(score.latest.has_number for score in scores):
        return None
    groups = tuple(value_of(score.latest)._replace(tick=score.group, name=score.group) for score in scores)
    chart = Ages(groups, tuple(map(share_of, scores)))
    largest = sentences.largest_group(scores)
    subtitle = f"Number of {largest.measure.counts} {formatting.when(largest.latest)}, and their share of all"
    return _figure(partial(draw_ages, chart), chart_titles.of_largest_group(scores), subtitle, largest, _TALL_PT)


def _pair(scores: Scores, second: MeasureScore | None, window: int) -> Figure | None:
    score = scores[0]
    if second is None:
        return _months(scores, None, window)
    first_run, second_run = windows_of(score.series, second.series, window)
    if not any(o.has_number for o in (*first_run, *second_run)):
        return None
    chart = Pair(
        first=Series(score.measure.pair_name, values_of(first_run)),
        second=Series(second.measure.pair_name, values_of(second_run)),
        scale=Scale(from_zero=True),
        periods=periods_of(first_run),
    )
    title = chart_titles.of_pair(score, second)
    return _figure(partial(draw_pair, chart), title, chart_titles.subtitle(first_run), score, _TALL_PT)


def _small(scores: Scores, _: MeasureScore | None, window: int) -> Figure | None:
    score = scores[0]
    series = window_of(score.series, window)
    if not any(o.has_number for o in series):
        return None
    title = chart_titles.of_series(series, score)
    draw = partial(draw_small_trend, SmallTrend(values_of(series), periods=periods_of(series)))
    return _figure(draw, title, chart_titles.subtitle(series), score, _SMALL_PT)


def _funnel(scores: Scores, _: MeasureScore | None, window: int) -> Figure | None:
    score, compared = scores[0], scores[0].compared
    if compared is None or score.measure.unit is not Unit.PCT or not compared.in_funnel:
        return None
    england = compared.england
    if england is None or england.value is None or england.numerator is None or not england.denominator:
        return None
    chart = _funnel_of(compared, england, float(england.numerator / england.denominator))
    subtitle = (
        f"Percentage {formatting.when(compared.own)}, and number of {score.measure.counts}. "
        f"{'Square: us. ' if compared.own.denominator else ''}Dots: similar councils."
    )
    return _figure(partial(draw_funnel, chart), chart_titles.of_funnel(score, compared), subtitle, score, _TALL_PT)


def _funnel_of(compared: Compared, england: Observation, share: float) -> Funnel:
    """The funnel plot around England's ``share`` (0 to 1).

    Areas stand at their exact percentages: those that the DfE publishes are rounded to whole ones.
    """
    own = _area(compared.own, "Ours", "Our council") if figures_in_words.n_of_n(compared.own) else None
    others = tuple(_area(o, o.group, o.group) for o in compared.in_funnel)
    sizes = [area.cohort.number or 0.0 for area in (own, *others) if area]
    least, most = max(1, int(0.8 * min(sizes))), int(1.05 * max(sizes)) + 1
    evenly = range(least, most + 1, max(1, (most - least) // _CURVE_POINTS))
    cohorts = sorted({*evenly, *map(int, sizes)})  # an area is judged by the limits for exactly its own size
    limits = (FunnelLimits(each.cohort, each.limits_95, each.limits_998) for each in funnel_limits(share, cohorts))
    label = f"England {formatting.value_text(england)}"
    middle = TargetLine(100 * share, label, fact_of(england), at_least=None)
    return Funnel(own, others, middle, tuple(limits), "95% limits", "99.8% limits")


def _area(observation: Observation, tick: str, name: str) -> FunnelPoint:
    n, of = observation.numerator or Decimal(0), observation.denominator or Decimal(1)
    share = Value(float(100 * n / of), formatting.value_text(observation), tick, name, observation)
    (size,) = figures_in_words.denominator(observation)
    return FunnelPoint(share, Value(float(of), size.text, tick, name, size.about))


CHARTS: dict[str, Chart] = {
    "months": _months,
    "control": _control,
    "year_to_date": _year_to_date,
    "quarters": _quarters,
    "ages": _ages,
    "pair": _pair,
    "funnel": _funnel,
    "small": _small,
}


def _figure(
    draw: Callable[[Size], Picture], title: Text, subtitle: str, score: MeasureScore, heights: tuple[float, float]
) -> Figure:
    def drawn(width_pt: float, height_pt: float, label_pt: float, accent: str) -> Drawing:
        return drawing_of(draw(Size(width_pt, height_pt, label_pt, f"#{accent}")), score)

    return Figure(drawn, title, (Span(subtitle),), *heights)


def _since_change(series: Sequence[Observation], score: MeasureScore) -> tuple[Observation, ...]:
    """The figures of a series since the last change of method: the only ones that a chart's title is about."""
    change = score.method_change
    return tuple(o for o in series if change is None or change.begun_by(o.period))
