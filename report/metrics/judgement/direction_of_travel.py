"""The direction of travel of a measure, by the one rule for measures of its kind. Never from two points alone.

What happens in each month or quarter goes by the control chart, once it has 13 figures. The number of children on a day
goes by how many came and how many left in the year before. All others, and a month or quarter until then, are held
against the year before with the interval of the difference. Where that cannot be tested there is no direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.period import YEAR_MONTHS, Period
from report.metrics.judgement.change import FEWEST_TO_JUDGE, difference_interval
from report.metrics.model.measure import Polarity
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Direction, DirectionRule, Observation, Travel
from report.metrics.statistics.control_limits import ControlChart, Rule, Variation
from report.metrics.statistics.proportions import Z_96, numbers_interval

_SIGNALS = {
    Variation.USUAL: Travel.NO_CLEAR_CHANGE,
    Variation.BETTER: Travel.IMPROVING,
    Variation.WORSE: Travel.GETTING_WORSE,
    Variation.HIGHER: Travel.RISING,
    Variation.LOWER: Travel.FALLING,
}
_TESTED = {
    Rule.OUTSIDE: "the latest figure lies outside its control limits",
    Rule.TREND: "the latest of seven figures in a row that each rise, or each fall",
    Rule.NEAR_LIMIT: "two of the latest three figures lie near one control limit",
    Rule.ONE_SIDE: "seven figures in a row lie on one side of their average",
    None: "no rule of the control chart fires for the latest figure",
}


def direction_of_travel(
    series: Sequence[Observation],
    control: ControlChart | None,
    now: Observation,
    before: Observation,
    change: Change,
    starts_and_leavers: Sequence[Sequence[Observation]] = (),
) -> Direction | None:
    """The direction of travel; None where it cannot be tested, and for a group.

    ``series`` are the figures as reported and ``control`` their control chart; ``now`` and ``before`` are the headline
    figure and that of a year earlier, ``change`` the change between them. ``starts_and_leavers`` are, of a number on a
    day, the series of who came and of who left.
    """
    if not series[-1].has_number or series[-1].group:
        return None
    if control is not None and control.variation is not None:
        return _by_control_chart(series, control)
    if change in (Change.NOT_COMPARABLE, Change.UNKNOWN):
        return None
    return _by_starts_and_leavers(now, before, starts_and_leavers) or _by_year_before(now, before)


def _by_control_chart(series: Sequence[Observation], control: ControlChart) -> Direction | None:
    phase = control.latest
    if control.variation is None or phase.limits is None:
        return None
    signal, run = phase.signals[-1], tuple(series[phase.first :])
    gap = run[-1].number - Decimal(phase.limits.mean.numerator) / Decimal(phase.limits.mean.denominator)
    tested = _TESTED[signal.rule if signal else None]
    return Direction(_SIGNALS[control.variation], DirectionRule.CONTROL_CHART, run, gap, tested)


def _by_year_before(now: Observation, before: Observation) -> Direction | None:
    interval = difference_interval(now, before)
    if interval is None:
        return None
    gap = now.number - before.number
    tested = "the 98% interval of the difference from a year before"
    return Direction(_travel(*interval, now), DirectionRule.YEAR_BEFORE, (before, now), gap, tested, interval)


def _by_starts_and_leavers(
    now: Observation, before: Observation, both: Sequence[Sequence[Observation]]
) -> Direction | None:
    """By whether more came than left in 12 months, or fewer, by more than chance; None unless both are wholly known.

    Not where the number on the day did not move so: then the returns do not fit one another.
    """
    if now.period_type is not PeriodType.SNAPSHOT or len(both) != 2:
        return None
    year = now.period.last_month.lasting(YEAR_MONTHS)
    sides = [_of_year(series, year) for series in both]
    if not all(sides):
        return None
    starts, leavers = (sum((o.number for o in side), Decimal(0)) for side in sides)
    net, moved = starts - leavers, now.number - before.number
    low, high = numbers_interval(float(starts), float(leavers), Z_96)
    agree = low <= moved <= high and (net * moved > 0 or low <= 0 <= high)
    if min(starts, leavers) < FEWEST_TO_JUDGE or not agree:
        return None
    window = (before, *sides[0], *sides[1], now)
    tested = "starts less leavers in 12 months, by the square root of their sum"
    interval = (Decimal(low), Decimal(high))
    return Direction(_travel(low, high, now), DirectionRule.STARTS_AND_LEAVERS, window, net, tested, interval)


def _of_year(series: Sequence[Observation], year: Period) -> list[Observation]:
    """The figures that make up 12 months: the one that looks back over them, or all in them; empty where some lack."""
    held = [o for o in series if o.has_number and year.covers(o.period)]
    if whole := [o for o in held if o.period_type is PeriodType.ROLLING_12_MONTHS]:
        return [o for o in whole if o.period.index == year.index]
    return held if sum(o.period.length for o in held) == YEAR_MONTHS else []


def _travel(low: float | Decimal, high: float | Decimal, latest: Observation) -> Travel:
    """The direction that an interval of change shows; none where it holds 0 or ends at it."""
    if low <= 0 <= high:
        return Travel.NO_CLEAR_CHANGE
    if not latest.measure.polarity.has_direction:
        return Travel.RISING if low > 0 else Travel.FALLING
    good = (low > 0) == (latest.measure.polarity is Polarity.HIGHER_IS_BETTER)
    return Travel.IMPROVING if good else Travel.GETTING_WORSE
