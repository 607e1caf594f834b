"""The words and numbers of a control chart (XmR): title, meaning of its marks, average and limits."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction

from charts.control import PointKind
from charts.picture import Value
from layouts.blocks import Span, Text
from report.metrics.judgement.control_chart import assurance_of, met_so_far
from report.metrics.judgement.exceptions import OFF_TARGET
from report.metrics.model import formatting
from report.metrics.model.measure import Rebase, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore, Observation, Status
from report.metrics.statistics.control_limits import RUN, Assurance, ControlChart, Phase, Rule, Variation
from report.wording import chart_titles, claims, figures_in_words, intervals
from report.wording.templates import sentence, templates

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
    control, direction = score.control, score.direction
    if control is None or control.variation is None or direction is None:
        return chart_titles.of_series(series, score)
    if control.variation is not Variation.USUAL:
        word = direction.travel.lower() if is_trend(score) else control.variation.value
        first, *others = against_average(score, word, told_run=False)
        return claims.with_rules((first._replace(text=first.text[:1].upper() + first.text[1:]), *others), [score])
    run = direction.window
    text = sentence(
        "standing",
        _usual_template(score, series),
        count=lambda: figures_in_words.how_many(run, run),
        step=lambda: chart_titles.PERIOD_NOUNS[run[-1].period.length],
    )
    return claims.with_rules(text, [score])


def is_trend(score: MeasureScore) -> bool:
    """Whether the latest figure stands out as one of seven in a row that each go the same way."""
    signal = score.control.latest.signals[-1] if score.control else None
    return signal is not None and signal.rule is Rule.TREND


def against_average(score: MeasureScore, word: str, table: str = "travel", *, told_run: bool = True) -> Text:
    """How the latest figure stands to the average of its own months: beyond what is usual, or within it.

    ``word`` is that of the direction of travel, ``table`` that of the templates. ``told_run`` tells of a run on one
    side of the average, without which a figure near it would hardly stand out. For a measure that its chart judges.
    """
    phase = score.control.latest if score.control else None
    mean = average(score, phase) if phase else None
    if phase is None or mean is None or phase.limits is None:
        return ()
    low, high = limits(score, phase)
    usual = phase.signals[-1] is None
    ends = f"{'_low' if low else ''}{'_high' if high else ''}"
    run, direction = score.series[phase.first : phase.stop], score.direction
    apart = usual and 3 * abs(Fraction(run[-1].number) - phase.limits.mean) > phase.limits.upper - phase.limits.mean
    said = sentence(
        table,
        _against(phase, told_run=told_run) if not usual else f"{'apart' if apart else 'usual'}{ends}",
        travel=lambda: word,
        count=lambda: figures_in_words.how_many(run, run),
        row=lambda: formatting.spell(RUN - 1),
        step=lambda: chart_titles.PERIOD_NOUNS[run[-1].period.length],
        average=lambda: (Span(mean.text, mean.about),),
        gap=lambda: intervals.size(score, "distance from the average", direction.exact) if direction else "",
        low=lambda: (Span(low.text, low.about),) if low else "",
        high=lambda: (Span(high.text, high.about),) if high else "",
    )
    return (*_of_which_month(score, run[-1]), *said)


def _against(phase: Phase, *, told_run: bool) -> str:
    """The template for a latest figure that stands out, by the rule that says so."""
    rule = phase.signals[-1].rule if phase.signals[-1] else None
    if rule is Rule.TREND:
        return "trend"
    return "average_run" if rule is Rule.ONE_SIDE and told_run else "average"


def _of_which_month(score: MeasureScore, latest: Observation) -> Text:
    """The figure that is judged where it is not the headline one: that of the last month of a year to date."""
    if score.latest.period_type is not PeriodType.YEAR_TO_DATE:
        return ()
    return (*figures_in_words.value(latest), Span(f" {formatting.when(latest)}: "))


def _usual_template(score: MeasureScore, series: Sequence[Observation]) -> str:
    """The template for common-cause variation: how often the target was met, or whether it can be (assurance).

    "In every month" is said only where every figure that is drawn is of the phase that is judged.
    """
    if _some_stand_out(score, series):
        return "usual_again"
    so_far = met_so_far(score)
    if so_far is None:
        return _USUAL[assurance_of(score)] if agrees_with_status(score) else "usual"
    run, met = so_far
    if len(run) < len(series):
        return "usual_sometimes"
    return {0: "usual_none_met", len(run): "usual_all_met"}.get(len(met), "usual_sometimes")


def agrees_with_status(score: MeasureScore) -> bool:
    """Whether the latest figure is on the side of the target on which all of the usual ups and downs are."""
    other_side = {Assurance.MISSES: (Status.MET,), Assurance.MEETS: OFF_TARGET}
    assurance = assurance_of(score)
    return assurance is None or score.status not in other_side.get(assurance, ())


def _some_stand_out(score: MeasureScore, series: Sequence[Observation]) -> bool:
    """Whether a figure that is drawn, other than the latest, has a mark because it was not usual."""
    judged = score.control.variations if score.control else {}
    first = len(score.series) - len(series)
    return any(variation is not Variation.USUAL for place, variation in judged.items() if place >= first)


def rebased(rebase: Rebase) -> str:
    """That limits were worked out anew from a month, and why."""
    reason = rebase.reason if rebase.reason.rstrip().endswith((".", "!", "?")) else f"{rebase.reason}."
    return templates()["chance"]["rebased"].format(month=formatting.month(rebase.start), reason=reason)


def subtitle(series: Sequence[Observation], kinds: Collection[PointKind], control: ControlChart) -> str:
    """What is drawn and for when, and what the marks mean that it has."""
    shown = [meaning for marked, meaning in _MARKS if marked & set(kinds)]
    without = "early limits: few figures so far" if control.latest.trial else "limits only: we do not judge by them"
    marks = "; ".join(shown) or ("circles: all as usual" if PointKind.USUAL in kinds else without)
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
