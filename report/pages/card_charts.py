"""The charts of boxes, tiles and rows: scores in, small pictures out, each kind in one size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from charts.bullet import Bullet, draw_bullet
from charts.panel_bars import Group, PairedBars, PanelBars, draw_paired_bars, draw_panel_bars
from charts.panel_pair import NetChange, PanelPair, draw_net_change, draw_panel_pair
from charts.panel_trend import Mark, PanelTrend, draw_panel_trend
from charts.panel_years import draw_panel_years
from charts.picture import Picture, Scale, Series, Size, TargetLine, Value
from charts.ranked_dots import Area, AreaKind, RankedDots, draw_ranked_dots
from charts.tile_trend import TileTrend, draw_tile_trend
from inputs.period import YEAR_MONTHS
from layouts.blocks import CellChart, Drawing
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity, Unit
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Compared, MeasureScore, Observation
from report.pages import plotted
from report.settings.layout_file import USUAL_WINDOW, PanelSpec
from report.wording import figures_in_words

_SHORT_BAR = 40.0  # per cent: a bar of smaller percentages ends at twice the largest, not at 100%


def of_card(spec: PanelSpec, scores: Sequence[MeasureScore], second: MeasureScore | None) -> CellChart | None:
    """The chart of a measure's box: by groups, of a pair, of quarters, or over time."""
    score = scores[0]
    if len(scores) > 1:
        return _groups(scores)
    if second is not None:
        return _pair(spec, score, second)
    if "quarters" in spec.charts and score.quarters:
        return _quarters(spec, score)
    return _trend(spec, score)


def _trend(spec: PanelSpec, score: MeasureScore) -> CellChart | None:
    if score.headline is not score.series:
        return _years(score)
    series = plotted.window_of(score.series, spec.window)
    if not any(o.has_number for o in series):
        return None
    values = plotted.values_of(series)
    chart = PanelTrend(
        values=values,
        scale=plotted.scale_of(score),
        target=_target(score, series),
        year_ago=_year_ago(score, series),
        mark=_england(score, series),
        changes=plotted.changes_of(score, series),
        periods=plotted.periods_of(series),
    )
    return _chart(lambda size: draw_panel_trend(chart, size), score)


def _years(score: MeasureScore) -> CellChart | None:
    """This year to date and last year's, month by month: figures of the same kind as the number."""
    chart = plotted.years_to_date(score)
    if chart is None:
        return None
    drawn = replace(chart, target=_short(chart.target, score))
    return _chart(lambda size: draw_panel_years(drawn, size), score)


def _quarters(spec: PanelSpec, score: MeasureScore) -> CellChart | None:
    series = plotted.window_of(score.quarters, spec.window)
    if not any(o.has_number for o in series):
        return None
    chart = PanelBars(
        plotted.values_of(series),
        plotted.scale_of(score),
        _target(score, series),
        _year_ago(score, series),
        plotted.periods_of(series),
    )
    return _chart(lambda size: draw_panel_bars(chart, size), score)


def _groups(scores: Sequence[MeasureScore]) -> CellChart | None:
    if not any(score.latest.has_number for score in scores):
        return None
    latest, before = scores[0].latest, scores[0].last_year
    chart = PairedBars(tuple(map(_group, scores)), formatting.name_of(latest), formatting.name_of(before))
    return _chart(lambda size: draw_paired_bars(chart, size), scores[0])


def _group(score: MeasureScore) -> Group:
    then = plotted.value_of(score.last_year)._replace(name=score.group) if score.last_year.has_number else None
    share = plotted.share_of(score) if score.measure.parts_of else None
    return Group(plotted.value_of(score.latest)._replace(tick=score.group, name=score.group), then, share)


def _pair(spec: PanelSpec, score: MeasureScore, second: MeasureScore) -> CellChart | None:
    first, other = plotted.windows_of(score.series, second.series, spec.window)
    if not any(o.has_number for o in (*first, *other)):
        return None
    runs = [Series(one.measure.pair_name, plotted.values_of(run)) for one, run in ((score, first), (second, other))]
    year_ago, periods = _year_ago(score, first), plotted.periods_of(first)
    if score.measure.hidden_with == second.measure.id:  # who came and who left
        net = Series("Net change", tuple(_net(*both) for both in zip(first, other, strict=True)))
        change = NetChange(runs[0], runs[1], net, year_ago, periods)
        return _chart(lambda size: draw_net_change(change, size), score)
    pair = PanelPair(runs[0], runs[1], Scale(from_zero=True), year_ago, plotted.changes_of(score, first), periods)
    return _chart(lambda size: draw_panel_pair(pair, size), score)


def _net(starts: Observation, leavers: Observation) -> Value:
    """How many more came than left in a month; a gap where either is not known."""
    shown = plotted.value_of(starts)
    if not (starts.has_number and leavers.has_number):
        return shown._replace(number=None, text=formatting.value_text(leavers if starts.has_number else starts))
    net = starts.number - leavers.number
    sign = "+" if net > 0 else "−" if net < 0 else ""
    fact = Fact("net change", net, starts.measure, (starts, leavers))
    return shown._replace(number=float(net), text=f"{sign}{formatting.number_text(abs(net))}", about=fact)


def of_neighbours(score: MeasureScore) -> CellChart | None:
    """The published figures of similar councils by name, in order, with ours and England's among them."""
    compared = score.compared
    if compared is None or not compared.published or not compared.own.has_number:
        return None
    lowest_first = score.measure.polarity is Polarity.LOWER_IS_BETTER
    chart = RankedDots(areas_of(compared), plotted.scale_of(score), lowest_first)
    return _chart(lambda size: draw_ranked_dots(chart, size), score)


def areas_of(compared: Compared) -> tuple[Area, ...]:
    """Our council and each area that it is compared with, as far as each has a figure: a row of the chart for each."""
    named = [
        (compared.own, AreaKind.OURS, "Our council"),
        *((o, AreaKind.OTHER, o.group) for o in compared.published),
        (compared.region, AreaKind.REGION, compared.region.group if compared.region else ""),
        (compared.england, AreaKind.ENGLAND, compared.england.group if compared.england else ""),
    ]
    return tuple(
        Area(plotted.value_of(o)._replace(name=name, tick=name), kind) for o, kind, name in named if o and o.has_number
    )


def row_trend(score: MeasureScore) -> CellChart | None:
    """The small trend of a row, with its target, of figures of the same kind as its number."""
    return tile_trend(score)


def tile_trend(score: MeasureScore) -> CellChart | None:
    """A small trend with its target; None where there is no figure."""
    series = plotted.window_of(_small_run(score), USUAL_WINDOW)
    if not any(o.has_number for o in series):
        return None
    breaks = {change.first for change in plotted.changes_of(score, series)}
    if score.headline is not score.series:
        breaks |= {place for place, o in enumerate(series) if place and o.period.months_into_year == 1}
    chart = TileTrend(
        plotted.values_of(series),
        _target(score, series),
        plotted.periods_of(score.series),
        tuple(sorted(breaks)),
    )
    return _chart(lambda size: draw_tile_trend(chart, size), score)


def _small_run(score: MeasureScore) -> Sequence[Observation]:
    """The series of the same kind as the number; a year to date begins anew each April."""
    return score.headline


def run_of(score: MeasureScore) -> str:
    """From when to when the small trend of a measure goes."""
    series = plotted.window_of(_small_run(score), USUAL_WINDOW)
    first, last = (formatting.short_month(o.period) for o in (series[0], series[-1]))
    return f"{first} to {last}"


def bullet(score: MeasureScore) -> CellChart | None:
    """The latest figure beside a year ago, the target and England; None where there is no figure."""
    if not score.latest.has_number:
        return None
    comparable = score.last_year.has_number and not score.breaks_from_last_year
    england = score.compared.england if score.compared and score.compared.england else None
    chart = Bullet(
        now=plotted.value_of(score.latest),
        year_ago=plotted.value_of(score.last_year) if comparable else None,
        target=_target(score, (score.latest,)),
        england=plotted.value_of(england) if england is not None and england.has_number else None,
        scale_end=_bar_end(score),
    )
    return _chart(lambda size: draw_bullet(chart, size), score)


def _bar_end(score: MeasureScore) -> float:
    """Where the bar of a bullet ends: at 100%, or a little beyond the largest of its figures."""
    shown = [score.latest, score.last_year]
    if score.compared and score.compared.england:
        shown.append(score.compared.england)
    largest = max(
        [*(float(o.number) for o in shown if o.has_number), float(score.target.value) if score.target else 0.0]
    )
    if score.measure.unit is Unit.PCT and largest > _SHORT_BAR:
        return 100.0
    return _round_up(1.2 * largest)


def _round_up(number: float) -> float:
    """The next number that reads well: 1, 2, 3, 5 and so on of its power of ten."""
    steps = [step * 10**power for power in range(6) for step in (1, 2, 3, 4, 5, 6, 8)]
    return float(next((step for step in steps if step >= number), number or 1.0))


def short_bars(scores: Sequence[MeasureScore]) -> list[str]:
    """The percentages whose bars do not end at 100%, each with where it ends."""
    ends: dict[float, dict[str, None]] = {}
    for score in scores:
        if score.measure.unit is Unit.PCT and score.latest.has_number:
            ends.setdefault(_bar_end(score), {})[score.measure.ref] = None
    return [f"{', '.join(refs)} ({end:.0f}%)" for end, refs in ends.items() if end != 100.0]


def _year_ago(score: MeasureScore, series: Sequence[Observation]) -> int | None:
    """The place of the figure of a year ago in a series; None where it is not comparable."""
    if score.breaks_from_last_year:
        return None
    wanted = series[-1].period.index - YEAR_MONTHS
    return next((n for n, o in enumerate(series) if o.period.index == wanted and o.has_number), None)


def _england(score: MeasureScore, series: Sequence[Observation]) -> Mark | None:
    """England's published figure at its own date, where that is within the chart and of the same kind."""
    compared = score.compared
    if compared is None or compared.england is None or not compared.england.has_number:
        return None
    place = next((n for n, o in enumerate(series) if o.period.index == compared.england.period.index), None)
    return None if place is None else Mark(place, plotted.value_of(compared.england), compared.england.group)


def _target(score: MeasureScore, series: Sequence[Observation]) -> TargetLine | None:
    return _short(plotted.target_of(score, [o.period for o in series]), score)


def _short(line: TargetLine | None, score: MeasureScore) -> TargetLine | None:
    """The target line with a short label: "Target 8%", or "Plan 484" of a measure that is never judged."""
    if line is None or score.target is None:
        return None
    word = "Plan" if score.measure.polarity is Polarity.CONTEXT else "Target"
    figure = "".join(span.text for span in figures_in_words.target_number(score.target, score.measure))
    return replace(line, text=f"{word} {figure}")


def _chart(draw: Callable[[Size], Picture], score: MeasureScore) -> CellChart:
    def drawn(width_pt: float, height_pt: float, label_pt: float, accent: str) -> Drawing:
        return plotted.drawing_of(draw(Size(width_pt, height_pt, label_pt, f"#{accent}")), score)

    return CellChart(drawn)
