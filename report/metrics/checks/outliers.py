"""Figures that moved further than chance explains, and figures that did not move at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import sqrt

from inputs.findings import Finding
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import HUNDRED, ReportedSeries
from report.metrics.judgement.change import is_of_too_few
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import MethodChange, Unit
from report.metrics.model.scorecard import Observation

STANDARD_ERRORS = 3  # chance alone goes further about 3 times in 1,000
MOST_POINTS = Decimal(5)  # percentage points in a month of at least ENOUGH_FOR_POINTS children
ENOUGH_FOR_POINTS = Decimal(100)
MOST_POINTS_ALONE = Decimal(20)  # percentage points, where there are no counts for a standard error
MOST_SHARE = Fraction(1, 3)  # of the smaller of two averages, which have no standard error here
MONTHS_ALIKE = 3
FEWEST_TO_REPEAT = Decimal(30)  # smaller numbers stay the same for three months by chance too often

Run = Mapping[Period, Observation]


def check_outliers(
    safe: Sequence[ReportedSeries], period: Period, changes: Sequence[MethodChange]
) -> tuple[Finding, ...]:
    """Findings about how figures move, up to ``period``.

    After suppression, because these findings are printed in the report. No figure is compared with one that was counted
    by another method.
    """
    findings: list[Finding] = []
    for one in safe:
        starts = [change.start for change in changes if change.measure_id == one.measure.id]
        for run in _runs(one, period, starts):
            findings += _moved(run, period)
            findings += _apart(run)
    return (*findings, *_copied(safe, period))


def _runs(one: ReportedSeries, period: Period, starts: Sequence[Period]) -> list[Run]:
    """The figures of a measure up to the period, by the length of their periods and the method of counting."""
    runs: dict[tuple[int, int], dict[Period, Observation]] = {}
    for o in one.observations:
        if o.has_number and o.period.index <= period.index:
            method = sum(start.index <= o.period.index for start in starts)
            runs.setdefault((o.period.length, method), {})[o.period] = o
    return list(runs.values())


def _moved(run: Run, period: Period) -> Iterable[Finding]:
    """A finding about the last figure of a run that ends with the period, where it is far from the one before."""
    now = run[max(run)]
    before = run.get(now.period.back(now.period.length))
    if before is None or now.period.index != period.index or not improbable(now, before):
        return
    if not _is_season(now, before, run):
        what = f"{_named(now)} went from {_said(before)} in {formatting.name_of(before)} to {_said(now)} in "
        what += f"{formatting.name_of(now)}, further than chance and the time of year explain."
        yield found("improbable-change", what, _ask(now), now)


def _apart(run: Run) -> Iterable[Finding]:
    """A finding for each earlier figure that lies above (or below) both its neighbours by more than chance explains."""
    for o in run.values():
        before, after = (run.get(o.period.back(steps * o.period.length)) for steps in (1, -1))
        if before is None or after is None or not (improbable(o, before) and improbable(o, after)):
            continue
        one_side = (o.number > before.number) == (o.number > after.number)
        if one_side and not _is_season(o, before, run):
            what = f"{_named(o)} is {_said(o)} in {formatting.name_of(o)}, far from the {_said(before)} before and "
            yield found("figure-apart", f"{what}the {_said(after)} after.", _ask(o), o)


def _is_season(now: Observation, before: Observation, run: Run) -> bool:
    """Whether the same two months a year earlier or later were also far apart in the same direction: a season."""
    for months in (YEAR_MONTHS, -YEAR_MONTHS):
        then, then_before = run.get(now.period.back(months)), run.get(before.period.back(months))
        if then and then_before and improbable(then, then_before):
            return (then.number > then_before.number) == (now.number > before.number)
    return False


def improbable(one: Observation, other: Observation) -> bool:
    """Whether two figures of a measure differ by more than chance makes probable.

    Percentages: by more than three binomial standard errors of the difference; months of at least 100 children each, by
    more than 5 points; without counts, by more than 20 points. Counts: by more than three Poisson standard errors of
    the difference. Averages and rates: by more than a third of the smaller. Percentages and waits of fewer than ten
    children are never improbable.
    """
    gap = abs(one.number - other.number)
    sizes = (one.denominator, other.denominator)
    if one.measure.unit is Unit.COUNT:
        return float(gap) > STANDARD_ERRORS * sqrt(one.number + other.number)
    if one.measure.unit is not Unit.RATE and (is_of_too_few(one) or is_of_too_few(other)):
        return False
    if one.measure.unit is not Unit.PCT:
        return Fraction(gap) > MOST_SHARE * Fraction(min(one.number, other.number))
    if one.numerator is None or other.numerator is None or not all(sizes):
        return gap > MOST_POINTS_ALONE
    enough = one.period.length == 1 and all(size is not None and size >= ENOUGH_FOR_POINTS for size in sizes)
    return (enough and gap > MOST_POINTS) or float(gap) > STANDARD_ERRORS * _points_of_chance(one, other)


def _points_of_chance(one: Observation, other: Observation) -> float:
    """The standard error of the difference of two percentages, in points, from their pooled share."""
    first, second = float(one.denominator or 0), float(other.denominator or 0)
    share = (float(one.numerator or 0) + float(other.numerator or 0)) / (first + second)
    return float(HUNDRED) * sqrt(max(0.0, share * (1 - share)) * (1 / first + 1 / second))


def _copied(safe: Sequence[ReportedSeries], period: Period) -> Iterable[Finding]:
    """A finding for each measure of which all groups show the same to one decimal in the last three months."""
    by_measure: dict[str, list[list[Observation]]] = {}
    for one in safe:
        by_period = {o.period: o for o in one.observations if o.has_number}
        months = [by_period[m] for m in period.last_month.lasting(MONTHS_ALIKE).months() if m in by_period]
        by_measure.setdefault(one.measure.id, []).append(months)
    for groups in by_measure.values():
        if all(len(months) == MONTHS_ALIKE and _unmoved(months) for months in groups):
            latest = groups[0][-1]
            said = f"{_said(latest)} in each of the three months" if len(groups) == 1 else "the same for three months"
            what = f"{_named(latest)} is {said} to {formatting.month(latest.period)}, as if it had been copied forward."
            yield found("copied-forward", what, _ask(latest), latest)


def _unmoved(months: Sequence[Observation]) -> bool:
    return len({formatting.rounded(o.number, 1) for o in months}) == 1 and all(map(would_move, months))


def would_move(o: Observation) -> bool:
    """Whether a figure is of enough children, and given finely enough, to be expected to move. 0% and 100% are not."""
    counted = o.denominator is not None
    if o.measure.unit is Unit.COUNT:
        return o.number >= FEWEST_TO_REPEAT
    if o.measure.unit is Unit.RATE:
        return counted or o.decimals > 0
    if o.denominator is not None and o.denominator < FEWEST_TO_REPEAT and o.measure.unit is Unit.PCT:
        return False
    return o.measure.unit is Unit.DAYS or (0 < o.number < HUNDRED and (counted or o.decimals > 0))


def _named(o: Observation) -> str:
    return f"“{o.measure.short_name}”" + (f" ({o.group})" if o.group else "")


def _said(o: Observation) -> str:
    """The figure as printed, with its counts."""
    both = o.measure.unit is Unit.PCT and o.numerator is not None and o.denominator is not None
    both = both and not formatting.in_words(o)  # then the figure is both counts
    return formatting.value_text(o) + (f" ({o.numerator} of {o.denominator})" if both else "")


def _ask(o: Observation) -> str:
    return f"Ask the {o.measure.owner} whether it is right; if it is, nothing needs to be done."
