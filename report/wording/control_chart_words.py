"""The words and numbers of a measure held against its own usual ups and downs: title, marks, average and limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction

from charts.control import Stands
from charts.picture import Value
from layouts.blocks import Text
from report.metrics.judgement.control_chart import assurance_of, met_so_far
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Observation, Unit
from report.metrics.statistics.control_limits import Assurance, Phase, Variation
from report.wording import chart_titles, claims, figures_in_words
from report.wording.sentences import sentences

_MARKS = (
    ({Stands.BETTER}, "stars: better than usual"),
    ({Stands.WORSE}, "triangles: worse than usual"),
    ({Stands.HIGHER, Stands.LOWER}, "squares: higher or lower than usual"),
)
_USUAL = {
    Assurance.MEETS: "usual_meets",
    Assurance.SOMETIMES: "usual_sometimes",
    Assurance.MISSES: "usual_misses",
    None: "usual",
}


def title(score: MeasureScore, series: Sequence[Observation]) -> Text:
    """What the chart shows, in at most ten words: only what the rules found, and the course of the line without one."""
    held = score.control
    if held is None or held.variation is None:
        return chart_titles.of_series(series, score)
    since = score.series[held.level_since]
    key = _usual(score) if held.variation is Variation.USUAL else held.variation.value
    lone = held.variation is not Variation.USUAL and since is score.series[-1]
    said = figures_in_words.fill(
        sentences()["standing"][f"{key}_latest" if lone else key],
        {
            "since": lambda: formatting.name_of(since),
            "step": lambda: chart_titles.STEPS[since.period.length],
        },
    )
    return claims.backed(said, [score])


def _usual(score: MeasureScore) -> str:
    """Which template fits a measure with nothing but the usual: what was met so far says more than what may be."""
    so_far = met_so_far(score)
    if so_far is None:
        return _USUAL[assurance_of(score)]
    run, met = so_far
    return {0: "usual_none_met", len(run): "usual_all_met"}.get(len(met), "usual_sometimes")


def subtitle(series: Sequence[Observation], stands: Collection[Stands]) -> str:
    """What is drawn and for when, and what its marks mean."""
    shown = [meaning for kinds, meaning in _MARKS if kinds & set(stands)]
    usual = "circles: all as usual" if Stands.USUAL in stands else "limits on trial, with few figures yet"
    said = "; ".join(shown) or usual
    return f"{chart_titles.subtitle(series)}. {said.capitalize()}."


def average(score: MeasureScore, phase: Phase) -> Value | None:
    """The average of a phase; None where there are too few figures for one."""
    return None if phase.limits is None else _value("average", phase.limits.mean, score, phase)


def limits(score: MeasureScore, phase: Phase) -> tuple[Value | None, Value | None]:
    """The lower and the upper limit of a phase; None for one that is the average, or where no figure can be."""
    held = phase.limits
    if held is None or held.lower == held.upper:
        return None, None
    most = 100 if score.measure.unit is Unit.PCT else None
    lower = None if held.lower < 0 else _value("lower limit", held.lower, score, phase)
    too_high = most is not None and held.upper > most
    return lower, None if too_high else _value("upper limit", held.upper, score, phase)


def _value(what: str, exact: Fraction, score: MeasureScore, phase: Phase) -> Value:
    """A number that rests on every figure of the phase. Of counts it is given to one decimal, as averages are."""
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    unit = score.measure.unit
    decimals = max(1, score.latest.decimals) if unit is Unit.COUNT else score.latest.decimals
    fact = Fact(what, number, score.measure, score.series[phase.first : phase.stop])
    return Value(
        float(formatting.rounded(number, decimals)), formatting.unit_text(number, decimals, unit), "", "", about=fact
    )
