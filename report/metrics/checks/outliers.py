"""Figures that moved further than chance explains, and figures that did not move when everything else does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import sqrt

from inputs.findings import Finding
from inputs.period import YEAR_MONTHS, Period
from report.metrics.counting.observations import HUNDRED, Reported
from report.metrics.judgement.change import FEWEST_TO_JUDGE
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.scorecard import MethodChange, Observation, Unit

STANDARD_ERRORS = 3  # chance alone goes further about three times in a thousand
MOST_POINTS = Decimal(5)  # percentage points in a month, where enough are counted
ENOUGH_FOR_POINTS = Decimal(100)
MOST_POINTS_ALONE = Decimal(20)  # without counts nothing is known of chance
MOST_SHARE = Fraction(1, 3)  # of an average, which has no standard error here
MONTHS_ALIKE = 3
FEWEST_TO_REPEAT = Decimal(30)  # smaller numbers stay the same for three months by chance too often

Run = Mapping[Period, Observation]


def look_at_movement(safe: Sequence[Reported], period: Period, changes: Sequence[MethodChange]) -> tuple[Finding, ...]:
    """Every finding about how figures move, up to ``period``.

    ``safe`` is what may be seen, because these findings are printed in the report. No figure is held against one that
    was counted in another way.
    """
    findings: list[Finding] = []
    for one in safe:
        starts = [change.start for change in changes if change.measure_id == one.measure.id]
        for run in _runs(one, period, starts):
            findings += _moved(run, period)
            findings += _apart(run)
    return (*findings, *_copied(safe, period))


def _runs(one: Reported, period: Period, starts: Sequence[Period]) -> list[Run]:
    """The figures of a measure up to the period, apart by the length of their periods and by how they were counted."""
    runs: dict[tuple[int, int], dict[Period, Observation]] = {}
    for o in one.observations:
        if o.has_number and o.period.index <= period.index:
            way = sum(start.index <= o.period.index for start in starts)
            runs.setdefault((o.period.length, way), {})[o.period] = o
    return list(runs.values())


def _before(o: Observation, run: Run) -> Observation | None:
    return run.get(o.period.back(o.period.length))


def _after(o: Observation, run: Run) -> Observation | None:
    return run.get(o.period.back(-o.period.length))


def _moved(run: Run, period: Period) -> Iterable[Finding]:
    """Tell of the last figure of a run that ends with the period, where it is far from the one before."""
    now = run[max(run)]
    before = _before(now, run)
    if before is None or now.period.index != period.index or not improbable(now, before):
        return
    if not _is_season(now, before, run):
        what = f"{_named(now)} went from {_said(before)} in {formatting.name_of(before)} to {_said(now)} in "
        what += f"{formatting.name_of(now)}, further than chance and the time of year explain."
        yield found("improbable-change", what, _ask(now), now)


def _apart(run: Run) -> Iterable[Finding]:
    """Tell of each earlier figure that lies above, or below, both its neighbours by more than chance explains."""
    for o in run.values():
        before, after = _before(o, run), _after(o, run)
        if before is None or after is None or not (improbable(o, before) and improbable(o, after)):
            continue
        one_side = (_value(o) > _value(before)) == (_value(o) > _value(after))
        if one_side and not _is_season(o, before, run):
            what = f"{_named(o)} is {_said(o)} in {formatting.name_of(o)}, far from the {_said(before)} before and the "
            yield found("figure-apart", f"{what}{_said(after)} after.", _ask(o), o)


def _is_season(now: Observation, before: Observation, run: Run) -> bool:
    """Whether a year earlier or later the same two months were also far apart, and in the same direction."""
    for months in (YEAR_MONTHS, -YEAR_MONTHS):
        then, then_before = run.get(now.period.back(months)), run.get(before.period.back(months))
        if then and then_before and improbable(then, then_before):
            return (_value(then) > _value(then_before)) == (_value(now) > _value(before))
    return False


def improbable(one: Observation, other: Observation) -> bool:
    """Whether two figures of a measure differ by more than chance makes probable.

    Percentages: more than three binomial standard errors or, for months of at least a hundred each, more than five
    points; without counts, more than 20 points. Counts: more than three Poisson standard errors of their difference.
    Averages: more than a third of the smaller. Percentages and waits of fewer than ten are never called improbable.
    """
    gap = abs(_value(one) - _value(other))
    sizes = (one.denominator, other.denominator)
    if one.measure.unit is Unit.COUNT:
        return float(gap) > STANDARD_ERRORS * sqrt(_value(one) + _value(other))
    if one.measure.unit is not Unit.RATE and any(size is not None and size < FEWEST_TO_JUDGE for size in sizes):
        return False
    if one.measure.unit is not Unit.PCT:
        return Fraction(gap) > MOST_SHARE * Fraction(min(_value(one), _value(other)))
    if one.numerator is None or other.numerator is None or not all(sizes):
        return gap > MOST_POINTS_ALONE
    enough = one.period.length == 1 and all(size is not None and size >= ENOUGH_FOR_POINTS for size in sizes)
    return (enough and gap > MOST_POINTS) or float(gap) > STANDARD_ERRORS * _points_of_chance(one, other)


def _points_of_chance(one: Observation, other: Observation) -> float:
    """The standard error of the difference of two percentages, in points, from the share of both together."""
    first, second = float(one.denominator or 0), float(other.denominator or 0)
    share = (float(one.numerator or 0) + float(other.numerator or 0)) / (first + second)
    return float(HUNDRED) * sqrt(max(0.0, share * (1 - share)) * (1 / first + 1 / second))


def _copied(safe: Sequence[Reported], period: Period) -> Iterable[Finding]:
    """Tell of each measure, all its groups together, that shows the same to one decimal in the last three months."""
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
    alike = all(formatting.rounded(_value(a), 1) == formatting.rounded(_value(b), 1) for a, b in pairwise(months))
    return alike and all(_would_move(o) for o in months)


def _would_move(o: Observation) -> bool:
    """Whether a figure is fine enough, and of enough, for standing still to be strange. All and none are not."""
    counted = o.denominator is not None
    if o.measure.unit is Unit.COUNT:
        return _value(o) >= FEWEST_TO_REPEAT
    if o.measure.unit is Unit.RATE:
        return counted or o.decimals > 0
    if o.denominator is not None and o.denominator < FEWEST_TO_REPEAT and o.measure.unit is Unit.PCT:
        return False
    return o.measure.unit is Unit.DAYS or (0 < _value(o) < HUNDRED and (counted or o.decimals > 0))


def _value(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else Decimal(0)


def _named(o: Observation) -> str:
    return f"“{o.measure.short_name}”" + (f" ({o.group})" if o.group else "")


def _said(o: Observation) -> str:
    """The figure as it is printed, with its counts."""
    both = o.measure.unit is Unit.PCT and o.numerator is not None and o.denominator is not None
    both = both and not formatting.in_words(o)  # then the figure is both counts
    return formatting.value_text(o) + (f" ({o.numerator} of {o.denominator})" if both else "")


def _ask(o: Observation) -> str:
    return f"Ask the {o.measure.owner} whether it is right; if it is, nothing needs to be done."
