"""Months into quarters and the year to date: numerators and denominators are summed, percentages never averaged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import missing, ratio, sources_of
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation


def fill_gaps(observations: Sequence[Observation], until: Period) -> tuple[Observation, ...]:
    """One observation a step from the first figure to ``until``, a missing one wherever the returns give nothing.

    Blank cells before the first figure are no gaps: other rows of the return began earlier.

    The step is the shortest period length among the observations that end last, so that a yearly figure never takes the
    place of months that stop one short. A yearly figure of another date (30 September, say) stands for its year: the
    last one by ``until`` ends the series, and the others are counted back from it: of years that overlap, those that
    do not. The out-turn of a year that ends just before the first shorter period begins the series, where it says the
    same as that of its last month.
    """
    step = _step([o for o in observations if o.period.index <= until.index] or observations)
    kept = {o.period: o for o in observations if o.period.length == step and o.period.index <= until.index}
    kept |= {o.period: o for o in _out_turn_before(observations, kept.values(), step)}
    sample = next(iter(kept.values()), observations[0])
    begun = [period for period, o in kept.items() if o.state is not State.MISSING] or kept
    first, latest = min(begun, default=until.lasting(step)), max(kept, default=until.lasting(step))
    last = latest.back(-((until.index - latest.index) // step) * step)
    steps = [last.back(n) for n in range(0, last.index - first.index + 1, step)][::-1]
    return tuple(kept.get(p, missing(sample.measure, sample.group, p, sample.period_type)) for p in steps)


def _out_turn_before(
    observations: Sequence[Observation], kept: Iterable[Observation], step: int
) -> Iterator[Observation]:
    begun = [o for o in kept if o.state is not State.MISSING]
    if step == YEAR_MONTHS or not begun:
        return
    before = min(begun, key=attrgetter("period")).period.back(step)
    wanted = missing(begun[0].measure, begun[0].group, before, begun[0].period_type)
    same = out_turn([o for o in observations if o.period.length == YEAR_MONTHS], wanted)
    if same is not wanted:
        yield same


def years_beside(observations: Sequence[Observation], series: Sequence[Observation]) -> tuple[Observation, ...]:
    """The yearly figures that a return gives beside a ``series`` of shorter periods, such as last year's out-turn."""
    if series[-1].period.length == YEAR_MONTHS:
        return ()
    until = series[-1].period.index
    years = (o for o in observations if o.period.length == YEAR_MONTHS and o.period.index <= until)
    return tuple(o for o in years if o.state is not State.MISSING)


def out_turn(years: Sequence[Observation], wanted: Observation) -> Observation:
    """The yearly figure that says the same as the ``wanted`` one, as that one; ``wanted`` where there is none.

    The figure at 31 March of a measure that is taken on a day or looks back over 12 months, and the year to date at the
    end of March, are those of the year.
    """
    whole = wanted.period_type.is_trailing or wanted.period.length == YEAR_MONTHS
    same = next((o for o in years if o.period.index == wanted.period.index), None)
    if same is None or wanted.state is not State.MISSING or not whole:
        return wanted
    return replace(same, period=wanted.period, period_type=wanted.period_type)


def _step(observations: Sequence[Observation]) -> int:
    given = [o for o in observations if o.state is not State.MISSING] or observations
    end = max(o.period.index for o in given)
    return min(o.period.length for o in given if o.period.index == end)


def reaches(observation: Observation, until: Period) -> bool:
    """Whether an observation is the latest that its period length allows by the end of ``until``."""
    return 0 <= until.index - observation.period.index < observation.period.length


def total(measure: Measure, group: str, parts: Sequence[Observation], period: Period, kind: PeriodType) -> Observation:
    """The sum of the parts: of counts as they stand, of percentages and averages by numerators and denominators.

    Missing where a part, or a numerator, is missing. Suppressed where a part is, because the others would give that one
    away; not applicable where every part is.
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
    sources = sources_of(counted)
    known = (
        measure,
        group,
        period,
        kind,
        State.NUMBER,
        value,
        numerator,
        denominator,
        sources,
        measure.decimals,
        flags,
    )
    return Observation(*known, dispersion=parts[-1].dispersion)


def running_totals(series: Sequence[Observation]) -> tuple[Observation, ...]:
    """The year to date at the end of each month of a monthly series of sums, starting again each April."""
    by_month = {o.period: o for o in series}
    return tuple(_to_date(o, by_month) for o in series)


def quarters(series: Sequence[Observation]) -> tuple[Observation, ...]:
    """Each whole quarter that a monthly series covers: the sum of its months, or its last month for a snapshot.

    None where the months of a quarter are all given but cannot be added up, being percentages without their counts:
    "no figure" would be untrue of it, and the months say what there is.
    """
    by_month = {o.period: o for o in series}
    ends = [o for o in series if o.period.ends_quarter and by_month.keys() >= {*o.period.lasting(3).months()}]
    if ends and (ends[0].measure.combine != "sum" or ends[0].period_type.is_trailing):
        return tuple(ends)
    months = [[by_month[month] for month in end.period.lasting(3).months()] for end in ends]
    whole = tuple(
        total(end.measure, end.group, parts, end.period.lasting(3), PeriodType.IN_QUARTER)
        for end, parts in zip(ends, months, strict=True)
    )
    lost = (o.state is State.MISSING and all(p.has_number for p in m) for o, m in zip(whole, months, strict=True))
    return () if any(lost) else whole


def _to_date(end: Observation, by_month: Mapping[Period, Observation]) -> Observation:
    period = end.period.year_to_date
    nothing = missing(end.measure, end.group, period, PeriodType.YEAR_TO_DATE)
    months = [by_month.get(month, nothing) for month in period.months()]
    return total(end.measure, end.group, months, period, PeriodType.YEAR_TO_DATE)
