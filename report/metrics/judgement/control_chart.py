"""Which series are eligible for a control chart, which part of them it covers, and what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from inputs.period import YEAR_MONTHS
from report.metrics.judgement.change import is_of_too_few
from report.metrics.judgement.target_status import is_judged_throughout, those_on_target
from report.metrics.model.measure import Comparison, MethodChange, Polarity, Target, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Observation, Status
from report.metrics.statistics.control_limits import (
    FEWEST_FOR_LIMITS,
    MAKING_DATA_COUNT,
    Assurance,
    ControlChart,
    Method,
    assurance,
    xmr_chart,
)

_FEWEST_ON_AVERAGE = {  # children or events in each period, below which chance is all that moves a series
    Unit.COUNT: Decimal(3),  # rarer events need another kind of chart (Wheeler 2011, Working with rare events)
    Unit.PCT: Decimal(20),  # of fewer, one child is more than five points
    Unit.DAYS: Decimal(20),
}
_BETTER = {Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1, Polarity.CONTEXT: 0}


class WhyNot(StrEnum):
    """Why a measure has no signals and no assurance, in the words that are printed."""

    YEAR_TO_DATE = "added up since April"  # each figure holds those before it
    ROLLING = "looks back over a whole year each time"  # neighbours share eleven months, so runs mean nothing
    YEARLY = "counted once a year"
    GROUPS = "shown by group"
    NO_LATEST = "without a figure for the latest period"
    TOO_FEW = "about too few children each time"
    TOO_SHORT = "with too few figures in a row"


def why_not_eligible(series: Sequence[Observation]) -> WhyNot | None:
    """Why a series of this kind cannot have a control chart; None for one of separate months or quarters."""
    last = series[-1]
    if last.period_type is PeriodType.YEAR_TO_DATE:
        return WhyNot.YEAR_TO_DATE
    if last.period_type is PeriodType.ROLLING_12_MONTHS:
        return WhyNot.ROLLING
    if last.period_type is PeriodType.FINANCIAL_YEAR or last.period.length == YEAR_MONTHS:
        return WhyNot.YEARLY
    return WhyNot.GROUPS if last.group else None


def unbroken_run(series: Sequence[Observation]) -> tuple[Observation, ...]:
    """The figures up to the latest without a gap between them; empty where the latest itself is missing or hidden.

    Figures on both sides of a gap are no neighbours, and limits made without a hidden figure cannot tell what it is.
    """
    run: list[Observation] = []
    for one in sorted(series, key=lambda o: o.period.index, reverse=True):
        if not one.has_number or (run and one.period.index + one.period.length != run[-1].period.index):
            break
        run.append(one)
    return tuple(reversed(run))


def control_chart_of(
    series: Sequence[Observation],
    target: Target | None,
    changed: MethodChange | None = None,
    method: Method = MAKING_DATA_COUNT,
    earlier: Sequence[MethodChange] = (),
) -> ControlChart | None:
    """The XmR limits and signals by index in ``series``; None if ineligible.

    Ineligible are series of another kind than separate months or quarters, those of too few children, and those with
    fewer than five figures since the last gap or since ``changed``, the latest change of the counting method.
    ``earlier`` are the changes before it, each of which begins a phase.
    """
    run = unbroken_run(series)
    since = same_method(run, changed)
    if why_not_eligible(series) or len(since) < FEWEST_FOR_LIMITS or too_few_children(since):
        return None
    chart = xmr_chart(
        [o.number for o in run],
        _BETTER[series[-1].measure.polarity],
        target=(target.value, target.comparison is Comparison.AT_LEAST) if target else None,
        starts=[len(run) - len(same_method(run, change)) for change in (*earlier, changed)],
        method=method,
        offset=len(series) - len(run),
    )
    limits = chart.latest.limits
    if chart.assurance is None or limits is None or target is None or not target.by_quarter:
        return chart
    at_least = target.comparison is Comparison.AT_LEAST
    verdicts = {assurance(limits, goal, at_least, method) for goal in target.by_quarter}
    return chart if len(verdicts) == 1 else replace(chart, assurance=Assurance.SOMETIMES)


def why_not_judged(score: MeasureScore) -> WhyNot | None:
    """Why a measure has no signals and no assurance; None where its control chart is judged."""
    if score.control is not None and score.control.latest.judged:
        return None
    if why := why_not_eligible(score.series):
        return why
    run = unbroken_run(score.series)
    if not run:
        return WhyNot.NO_LATEST
    return WhyNot.TOO_FEW if too_few_children(same_method(run, score.method_change)) else WhyNot.TOO_SHORT


def assurance_of(score: MeasureScore) -> Assurance | None:
    """The assurance of a measure; None without a target, or where the latest figure is of too few to judge."""
    return score.control.assurance if score.control and score.status is not Status.TOO_FEW else None


def met_so_far(score: MeasureScore) -> tuple[tuple[Observation, ...], list[Observation]] | None:
    """The figures of the latest phase and those that met the target; None unless it is sometimes met, sometimes not."""
    if score.control is None or assurance_of(score) is not Assurance.SOMETIMES:
        return None
    run = score.series[score.control.latest.first : score.control.latest.stop]
    return (run, those_on_target(run, score)) if is_judged_throughout(run, score) else None


def same_method(run: Sequence[Observation], changed: MethodChange | None) -> tuple[Observation, ...]:
    """Those figures that rest only on months counted by the same method as the last one's.

    None of them where the last one itself rests on months counted by two methods.
    """
    if changed is None or not run or not changed.begun_by(run[-1].period):
        return tuple(run)
    return tuple(o for o in run if changed.begun_by(o.first_month))


def too_few_children(run: Sequence[Observation]) -> bool:
    """Whether figures rest on so few children, on average or in the latest one, that one child could make a signal."""
    if not run:
        return False
    unit = run[-1].measure.unit
    if unit in (Unit.PCT, Unit.DAYS) and is_of_too_few(run[-1]):
        return True
    sizes = [o.value if unit is Unit.COUNT else o.denominator for o in run]
    known = [size for size in sizes if size is not None]
    return bool(known) and unit in _FEWEST_ON_AVERAGE and sum(known) < _FEWEST_ON_AVERAGE[unit] * len(known)
