"""How months make quarters and the year to date: numerators and denominators are summed, never percentages averaged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from inputs.period import Period
from report.metrics.counting.observations import merge_sources, missing, ratio
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Measure, Observation, Unit


def fill_gaps(observations: Sequence[Observation], until: Period) -> tuple[Observation, ...]:
    """One observation a step from the first to ``until``, with a missing one wherever the returns say nothing.

    The step is the shortest length among the observations that end last: an outturn never takes the place of months
    that stop one short. A yearly figure counted on another date of the year (30 September, say) stands for its year:
    the last within it ends the run.
    """
    step = _step([o for o in observations if o.period.index <= until.index] or observations)
    kept = {o.period: o for o in observations if o.period.length == step and o.period.index <= until.index}
    sample = next(iter(kept.values()), observations[0])
    first, latest = min(kept, default=until.lasting(step)), max(kept, default=until.lasting(step))
    last = latest.back(-((until.index - latest.index) // step) * step)
    steps = [last.back(n) for n in range(last.index - first.index, -1, -step)]
    return tuple(kept.get(p, missing(sample.measure, sample.group, p, sample.period_type)) for p in steps)


def _step(observations: Sequence[Observation]) -> int:
    given = [o for o in observations if o.state is not State.MISSING] or observations
    end = max(o.period.index for o in given)
    return min(o.period.length for o in given if o.period.index == end)


def reaches(observation: Observation, until: Period) -> bool:
    """Whether an observation is the latest there can be by the end of ``until``, given how long its periods are."""
    return 0 <= until.index - observation.period.index < observation.period.length


def total(measure: Measure, group: str, parts: Sequence[Observation], period: Period, kind: PeriodType) -> Observation:
    """The parts added up. Without every part, or without their numerators, there is no total.

    Counts add as they stand; for percentages and averages the numerators and the denominators add. A total with a
    hidden part is hidden, because the other parts would give that one away; parts without cases make no cases.
    """
    nothing = missing(measure, group, period, kind)
    states = {part.state for part in parts}
    if not parts or State.MISSING in states:
        return nothing
    if State.SUPPRESSED in states or states == {State.NOT_APPLICABLE}:
        return replace(nothing, state=State.SUPPRESSED if State.SUPPRESSED in states else State.NOT_APPLICABLE)
    counted = [part for part in parts if part.has_number]
    shares = measure.unit is not Unit.COUNT
    if any(part.numerator is None or (shares and part.denominator is None) for part in counted):
        return nothing
    numerator = sum((part.numerator or Decimal(0) for part in counted), Decimal(0))
    denominator = sum((p.denominator or Decimal(0) for p in counted), Decimal(0)) if shares else None
    value = numerator if denominator is None else ratio(measure, numerator, denominator)
    flags = tuple(sorted({flag for part in counted for flag in part.flags}))
    sources = merge_sources(counted)
    return Observation(
        measure, group, period, kind, State.NUMBER, value, numerator, denominator, sources, measure.decimals, flags
    )


def running_totals(series: Sequence[Observation]) -> tuple[Observation, ...]:
    """The year to date at the end of each month of a monthly, summable series, starting again each April."""
    by_month = {o.period: o for o in series}
    return tuple(_to_date(o, by_month) for o in series)


def quarters(series: Sequence[Observation]) -> tuple[Observation, ...]:
    """Each whole quarter that the series covers: the sum of its months, or its last month for a snapshot."""
    by_month = {o.period: o for o in series}
    ends = [o for o in series if o.period.ends_quarter and _covers(by_month, o.period)]
    return tuple(_quarter(o, by_month) for o in ends)


def _covers(by_month: Mapping[Period, Observation], end: Period) -> bool:
    return all(month in by_month for month in end.lasting(3).months())


def _quarter(end: Observation, by_month: Mapping[Period, Observation]) -> Observation:
    if end.measure.combine != "sum":
        return end
    period = end.period.lasting(3)
    months = [by_month[month] for month in period.months()]
    return total(end.measure, end.group, months, period, PeriodType.IN_QUARTER)


def _to_date(end: Observation, by_month: Mapping[Period, Observation]) -> Observation:
    period = end.period.year_to_date
    nothing = missing(end.measure, end.group, period, PeriodType.YEAR_TO_DATE)
    months = [by_month.get(month, nothing) for month in period.months()]
    return total(end.measure, end.group, months, period, PeriodType.YEAR_TO_DATE)
