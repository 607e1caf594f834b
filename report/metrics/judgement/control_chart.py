"""Which series may be held against their own ups and downs, which part of them, and what is found there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from inputs.period import YEAR_MONTHS
from report.metrics.judgement.change import FEWEST_TO_JUDGE
from report.metrics.judgement.target_status import held_to_target, on_target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import (
    Comparison,
    MeasureScore,
    MethodChange,
    Observation,
    Polarity,
    Status,
    Target,
    Unit,
)
from report.metrics.statistics.control_limits import (
    FEWEST_FOR_LIMITS,
    MAKING_DATA_COUNT,
    Assurance,
    Control,
    Method,
    assurance,
    control,
)

FEWEST_EACH_TIME = {
    Unit.COUNT: Decimal(3),  # rarer events need another kind of chart (Wheeler, Working with rare events)
    Unit.PCT: Decimal(20),  # below that one child moves the figure by more than five points
    Unit.DAYS: Decimal(20),
}
_BETTER = {Polarity.HIGHER_IS_BETTER: 1, Polarity.LOWER_IS_BETTER: -1, Polarity.CONTEXT: 0}


class WhyNot(StrEnum):
    """Why a series is not judged by its own ups and downs."""

    YEAR_TO_DATE = "added up since April"  # each figure holds those before it
    ROLLING = "looks back over a whole year each time"  # neighbours share eleven months, so runs mean nothing
    YEARLY = "counted once a year"
    GROUPS = "shown by group"
    NO_LATEST = "without a figure for the latest period"
    TOO_FEW = "about too few children each time"
    TOO_SHORT = "with too few figures in a row"


def not_eligible(series: Sequence[Observation]) -> WhyNot | None:
    """Why the kind of series it is forbids judging it so; None for one of separate months or quarters."""
    last = series[-1]
    if last.period_type is PeriodType.YEAR_TO_DATE:
        return WhyNot.YEAR_TO_DATE
    if last.period_type is PeriodType.ROLLING_12_MONTHS:
        return WhyNot.ROLLING
    if last.period_type is PeriodType.FINANCIAL_YEAR or last.period.length == YEAR_MONTHS:
        return WhyNot.YEARLY
    return WhyNot.GROUPS if last.group else None


def unbroken(series: Sequence[Observation]) -> tuple[Observation, ...]:
    """The figures up to the latest with none missing or hidden between them; empty where the latest is.

    A gap ends a run, and nothing before it is looked at: figures on its two sides are no neighbours, and limits that
    were made without a hidden figure cannot tell what it is.
    """
    run: list[Observation] = []
    for one in sorted(series, key=lambda o: o.period.index, reverse=True):
        if not one.has_number or (run and one.period.index + one.period.length != run[-1].period.index):
            break
        run.append(one)
    return tuple(reversed(run))


def look_at_signals(
    series: Sequence[Observation],
    target: Target | None,
    changed: MethodChange | None = None,
    method: Method = MAKING_DATA_COUNT,
    earlier: Sequence[MethodChange] = (),
) -> Control | None:
    """A series beside its own ups and downs, its figures by their index in it; None where it cannot be held so.

    That is a series that is not eligible, whose latest figures since a change of method or a gap are fewer than five,
    or are about so few children that chance is all that moves them. ``earlier`` are the changes before ``changed``.
    """
    run = unbroken(series)
    since = counted_alike(run, changed)
    if not_eligible(series) or len(since) < FEWEST_FOR_LIMITS or about_too_few(since):
        return None
    held = control(
        [o.value for o in run if o.value is not None],
        _BETTER[series[-1].measure.polarity],
        target=(target.value, target.comparison is Comparison.AT_LEAST) if target else None,
        starts=[len(run) - len(counted_alike(run, change)) for change in (*earlier, changed)],
        method=method,
        offset=len(series) - len(run),
    )
    return replace(held, assurance=_all_year(held, target, method)) if target and target.by_quarter else held


def _all_year(held: Control, target: Target, method: Method) -> Assurance | None:
    """Of a target that differs by quarter: only what is so in each quarter is consistent, else it is sometimes met."""
    limits, at_least = held.latest.limits, target.comparison is Comparison.AT_LEAST
    if held.assurance is None or limits is None:
        return held.assurance
    verdicts = {assurance(limits, goal, at_least, method) for goal in target.by_quarter}
    return held.assurance if len(verdicts) == 1 else Assurance.SOMETIMES


def why_not_judged(score: MeasureScore) -> WhyNot | None:
    """Why a measure has no judgement by its own ups and downs; None where it has one."""
    if score.control is not None and score.control.latest.judged:
        return None
    if why := not_eligible(score.series):
        return why
    run = unbroken(score.series)
    if not run:
        return WhyNot.NO_LATEST
    return WhyNot.TOO_FEW if about_too_few(counted_alike(run, score.method_change)) else WhyNot.TOO_SHORT


def assured(score: MeasureScore) -> Assurance | None:
    """Whether a measure will meet its target; None without one, and where the latest is of too few to judge."""
    return score.control.assurance if score.control and score.status is not Status.TOO_FEW else None


def met_so_far(score: MeasureScore) -> tuple[tuple[Observation, ...], list[Observation]] | None:
    """Of a target that may be met or missed: the figures under the latest limits, and those of them that met it."""
    if score.control is None or assured(score) is not Assurance.SOMETIMES or not held_to_target(score):
        return None
    run = score.series[score.control.latest.first : score.control.latest.stop]
    return run, on_target(run, score)


def counted_alike(run: Sequence[Observation], changed: MethodChange | None) -> tuple[Observation, ...]:
    """Those of a run that are counted as the last of them is, in every month that they hold.

    None are where the last itself holds months that were counted in two ways.
    """
    if changed is None or not run or not changed.begun_by(run[-1].period):
        return tuple(run)
    return tuple(o for o in run if changed.holds_throughout(o))


def about_too_few(run: Sequence[Observation]) -> bool:
    """Whether the figures rest on so few children, on average, that nothing can be made of their ups and downs.

    So do those of which the latest is a share or an average of too few to judge: one child could be a signal.
    """
    if not run:
        return False
    unit, latest = run[-1].measure.unit, run[-1].denominator
    if unit in (Unit.PCT, Unit.DAYS) and latest is not None and latest < FEWEST_TO_JUDGE:
        return True
    sizes = [o.value if unit is Unit.COUNT else o.denominator for o in run]
    known = [size for size in sizes if size is not None]
    return bool(known) and unit in FEWEST_EACH_TIME and sum(known) < FEWEST_EACH_TIME[unit] * len(known)
