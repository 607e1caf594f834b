"""The words and numbers of a control chart (XmR): title, meaning of its marks, average and limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction

from charts.control import PointKind
from charts.picture import Value
from layouts.blocks import Text
from report.metrics.judgement.control_chart import assurance_of, met_so_far
from report.metrics.model import formatting
from report.metrics.model.measure import Unit
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Observation
from report.metrics.statistics.control_limits import Assurance, Phase, Variation
from report.wording import chart_titles, claims
from report.wording.templates import sentence

_MARKS = (
    ({PointKind.BETTER}, "stars: better than usual"),
    ({PointKind.WORSE}, "triangles: worse than usual"),
    ({PointKind.HIGHER, PointKind.LOWER}, "squares: higher or lower than usual"),
)
_USUAL = {
    Assurance.MEETS: "usual_meets",
    Assurance.SOMETIMES: "usual_sometimes",
    Assurance.MISSES: "usual_misses",
    None: "usual",
}


def title(score: MeasureScore, series: Sequence[Observation]) -> Text:
    """The chart's title, in at most ten words: the latest signal or, with too few figures for any, as of a plain chart.

    ``series`` is the part of the measure's series that is drawn.
    """
    control = score.control
    if control is None or control.variation is None:
        return chart_titles.of_series(series, score)
    usual = control.variation is Variation.USUAL
    since = score.series[control.level_since]
    latest_alone = not usual and since is score.series[-1]
    text = sentence(
        "standing",
        f"{_usual_template(score, series) if usual else control.variation.value}{'_latest' if latest_alone else ''}",
        since=lambda: formatting.name_of(since),
        step=lambda: chart_titles.PERIOD_NOUNS[since.period.length],
    )
    return claims.with_rules(text, [score])


def _usual_template(score: MeasureScore, series: Sequence[Observation]) -> str:
    """The template for common-cause variation: how often the target was met, or whether it can be (assurance).

    "In every month" is said only where every figure that is drawn is of the phase that is judged.
    """
    so_far = met_so_far(score)
    if so_far is None:
        return _USUAL[assurance_of(score)]
    run, met = so_far
    if len(run) < len(series):
        return "usual_sometimes"
    return {0: "usual_none_met", len(run): "usual_all_met"}.get(len(met), "usual_sometimes")


def subtitle(series: Sequence[Observation], kinds: Collection[PointKind]) -> str:
    """What is drawn and for when, and what the marks mean that it has."""
    shown = [meaning for marked, meaning in _MARKS if marked & set(kinds)]
    usual = "circles: all as usual" if PointKind.USUAL in kinds else "limits on trial, with few figures yet"
    marks = "; ".join(shown) or usual
    return f"{chart_titles.subtitle(series)}. {marks.capitalize()}."


def average(score: MeasureScore, phase: Phase) -> Value | None:
    """The mean of a phase; None where it has too few figures for limits."""
    return None if phase.limits is None else _value("average", phase.limits.mean, score, phase)


def limits(score: MeasureScore, phase: Phase) -> tuple[Value | None, Value | None]:
    """The lower and the upper control limit of a phase.

    Both are None where they are the mean itself; either is None where no figure can be: below 0, or above 100%.
    """
    xmr = phase.limits
    if xmr is None or xmr.lower == xmr.upper:
        return None, None
    too_high = score.measure.unit is Unit.PCT and xmr.upper > 100
    lower = None if xmr.lower < 0 else _value("lower limit", xmr.lower, score, phase)
    return lower, None if too_high else _value("upper limit", xmr.upper, score, phase)


def _value(what: str, exact: Fraction, score: MeasureScore, phase: Phase) -> Value:
    """A number that rests on every figure of the phase. Of counts it is given to one decimal, as averages are."""
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    unit = score.measure.unit
    decimals = max(1, score.latest.decimals) if unit is Unit.COUNT else score.latest.decimals
    fact = Fact(what, number, score.measure, score.series[phase.first : phase.stop])
    return Value(
        float(formatting.rounded(number, decimals)), formatting.unit_text(number, decimals, unit), "", "", about=fact
    )
