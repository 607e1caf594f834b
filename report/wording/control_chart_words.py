"""The words and numbers of a measure held against its own usual ups and downs: title, marks, average and limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction

from charts.control import PointKind
from charts.picture import Value
from layouts.blocks import Text
from report.metrics.judgement import target_status
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Observation, Status, Unit
from report.metrics.statistics.control_limits import Assurance, Stretch, Variation
from report.wording import chart_titles, claims, figures_in_words
from report.wording.sentences import sentences

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
    held = None if score.status is Status.TOO_FEW else score.control
    if held is None or held.assurance is not Assurance.SOMETIMES or not target_status.held_to_target(score):
        return _USUAL[held.assurance if held else None]
    run = score.series[held.latest.first : held.latest.stop]
    met = len(target_status.on_target(run, score))
    return {0: "usual_none_met", len(run): "usual_all_met"}.get(met, "usual_sometimes")


def subtitle(series: Sequence[Observation], kinds: Collection[PointKind]) -> str:
    """What is drawn and for when, and what its marks mean."""
    shown = [meaning for marked, meaning in _MARKS if marked & set(kinds)]
    usual = "circles: all as usual" if PointKind.USUAL in kinds else "limits on trial, with few figures yet"
    said = "; ".join(shown) or usual
    return f"{chart_titles.subtitle(series)}. {said.capitalize()}."


def average(score: MeasureScore, stretch: Stretch) -> Value | None:
    """The average of a stretch; None where there are too few figures for one."""
    return None if stretch.limits is None else _value("average", stretch.limits.mean, score, stretch)


def limits(score: MeasureScore, stretch: Stretch) -> tuple[Value | None, Value | None]:
    """The lower and the upper limit of a stretch; None for one that is the average, or where no figure can be."""
    held = stretch.limits
    if held is None or held.lower == held.upper:
        return None, None
    most = 100 if score.measure.unit is Unit.PCT else None
    lower = None if held.lower < 0 else _value("lower limit", held.lower, score, stretch)
    too_high = most is not None and held.upper > most
    return lower, None if too_high else _value("upper limit", held.upper, score, stretch)


def _value(what: str, exact: Fraction, score: MeasureScore, stretch: Stretch) -> Value:
    """A number that rests on every figure of the stretch. Of counts it is given to one decimal, as averages are."""
    number = Decimal(exact.numerator) / Decimal(exact.denominator)
    unit = score.measure.unit
    decimals = max(1, score.latest.decimals) if unit is Unit.COUNT else score.latest.decimals
    fact = Fact(what, number, score.measure, score.series[stretch.first : stretch.stop])
    return Value(
        float(formatting.rounded(number, decimals)), formatting.unit_text(number, decimals, unit), "", "", about=fact
    )
