"""Figures that moved further than chance explains, and figures that did not move at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import prod, sqrt

from inputs.findings import Finding
from inputs.period import YEAR_MONTHS, Period
from report.metrics.checks.same_figures import chance_by_size
from report.metrics.counting.observations import HUNDRED, ReportedSeries
from report.metrics.judgement.change import is_of_too_few
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import MethodChange, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation

STANDARD_ERRORS = 3  # chance alone goes further about 3 times in 1,000
MOST_POINTS_ALONE = Decimal(20)  # percentage points, where there are no counts for a standard error
MOST_SHARE = Fraction(1, 3)  # of the smaller of two averages, which have no standard error here
MONTHS_ALIKE = 3
RARE = 0.01  # the chance of staying the same for three months, of all groups, below which it is told

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
        what += f"{formatting.name_of(now)}. That is {_further(now, before, run)}."
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


def _further(now: Observation, before: Observation, run: Run) -> str:
    """How far a figure moved, in words: of chance only where that was tested, of the season where that is known."""
    if not _is_tested(now, before):
        points = f"a move of more than {MOST_POINTS_ALONE} percentage points"
        return points if now.measure.unit is Unit.PCT else "a move of more than a third"
    known = now.period.back(YEAR_MONTHS) in run and before.period.back(YEAR_MONTHS) in run
    return f"a bigger move than chance {'or the season explains' if known else 'explains'}"


def _is_tested(one: Observation, other: Observation) -> bool:
    """Whether the chance of a difference is reckoned: of numbers, and of percentages with their counts."""
    counted = all(o.numerator is not None and o.denominator for o in (one, other))
    return one.measure.unit is Unit.COUNT or (one.measure.unit is Unit.PCT and counted)


def improbable(one: Observation, other: Observation) -> bool:
    """Whether two figures of a measure differ by more than chance makes probable, or so far that it should be asked.

    Percentages: by more than three binomial standard errors of the difference; without counts, by more than 20 points.
    Numbers: by more than three Poisson standard errors of the difference. Both are wider for what is clustered.
    Averages and rates: by more than a third of the smaller. Percentages and waits of fewer than ten children, and
    what may be below zero, are never improbable.
    """
    if one.measure.signed:
        return False  # how far the difference of two numbers may move is not known
    gap = abs(one.number - other.number)
    reach = STANDARD_ERRORS * sqrt(one.dispersion or 1.0)
    if one.measure.unit is Unit.COUNT:
        return float(gap) > reach * sqrt(one.number + other.number)
    if one.measure.unit is not Unit.RATE and (is_of_too_few(one) or is_of_too_few(other)):
        return False
    if one.measure.unit is not Unit.PCT:
        return Fraction(gap) > MOST_SHARE * Fraction(min(one.number, other.number))
    return float(gap) > reach * _points_of_chance(one, other) if _is_tested(one, other) else gap > MOST_POINTS_ALONE


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
        unmoved = all(len(months) == MONTHS_ALIKE and _is_unmoved(months) for months in groups)
        if unmoved and prod(_chance_to_stay(months[-1]) for months in groups) ** (MONTHS_ALIKE - 1) < RARE:
            latest = groups[0][-1]
            when = f"the three months to {formatting.month(latest.period)}"
            said = f"is {_said(latest)} in each of {when}" if len(groups) == 1 else f"has not changed in {when}"
            what = f"{_named(latest)} {said}. Was it copied forward?"
            yield found("copied-forward", what, _ask(latest), latest)


def _is_unmoved(months: Sequence[Observation]) -> bool:
    """Whether all are the same to one decimal, and could well have been another. 0% and 100% often stay."""
    at_an_end = any(o.measure.unit is Unit.PCT and not 0 < o.number < HUNDRED for o in months)
    return len({formatting.rounded(o.number, 1) for o in months}) == 1 and not at_an_end


def _chance_to_stay(o: Observation) -> float:
    """The chance that a figure is the same a month later: of each of its counts, or of its digits without counts."""
    if o.measure.unit is Unit.PCT and o.numerator is not None and o.denominator is not None:
        return chance_by_size(min(o.numerator, o.denominator - o.numerator)) * chance_by_size(o.denominator)
    if o.measure.unit is Unit.RATE and o.numerator is not None and o.denominator is not None:
        return chance_by_size(o.numerator) * chance_by_size(o.denominator)
    of_events = o.measure.unit is Unit.COUNT and o.period_type is PeriodType.IN_MONTH
    by_size = chance_by_size(o.number, of_events=of_events)
    return by_size if o.denominator is None else by_size * chance_by_size(o.denominator)


def _named(o: Observation) -> str:
    return f"“{o.measure.short_name}”" + (f" ({o.group})" if o.group else "")


def _said(o: Observation) -> str:
    """The figure as printed, with its counts."""
    both = o.measure.unit is Unit.PCT and o.numerator is not None and o.denominator is not None
    both = both and not formatting.in_words(o)  # then the figure is both counts
    return formatting.value_text(o) + (f" ({o.numerator} of {o.denominator})" if both else "")


def _ask(o: Observation) -> str:
    return f"Ask the {o.measure.owner} if it is right. If so, do nothing."
