"""The direction of travel of a measure: over a stated window, by the first of three rules that can be applied.

Never from two points alone: by the control chart of 13 figures or more, else by the slope of 5 or more, else by the
same period last year with the interval of the difference. Where none can be applied there is no direction.
"""

from __future__ import annotations

from collections.abc import Sequence

from inputs.period import YEAR_MONTHS
from report.metrics.judgement.change import difference_interval, is_of_too_few
from report.metrics.judgement.control_chart import same_method, too_few_children, unbroken_run
from report.metrics.model.measure import MethodChange, Polarity
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Direction, DirectionRule, Observation, Travel
from report.metrics.statistics.control_limits import ControlChart, Variation
from report.metrics.statistics.slope import FEWEST_FOR_SLOPE, slope_interval

_SIGNALS = {
    Variation.USUAL: Travel.NO_CLEAR_CHANGE,
    Variation.BETTER: Travel.IMPROVING,
    Variation.WORSE: Travel.GETTING_WORSE,
    Variation.HIGHER: Travel.RISING,
    Variation.LOWER: Travel.FALLING,
}


def direction_of_travel(
    series: Sequence[Observation],
    control: ControlChart | None,
    changed: MethodChange | None,
    now: Observation,
    before: Observation,
    change: Change,
) -> Direction | None:
    """The direction of travel by the first rule that can be applied; None where none can, and for a group.

    ``series`` are the figures as reported and ``control`` their control chart; ``now`` and ``before`` are the headline
    figure and that of a year earlier, ``change`` the change between them.
    """
    if not series[-1].has_number or series[-1].group:
        return None
    return _by_signal(series, control) or _by_slope(series, changed) or _by_year_before(now, before, change)


def _by_signal(series: Sequence[Observation], control: ControlChart | None) -> Direction | None:
    if control is None or control.variation is None:
        return None
    return Direction(_SIGNALS[control.variation], DirectionRule.SIGNAL, tuple(series[control.level_since :]))


def _by_slope(series: Sequence[Observation], changed: MethodChange | None) -> Direction | None:
    run = same_method(unbroken_run(series), changed)
    rolling = series[-1].period_type is PeriodType.ROLLING_12_MONTHS and series[-1].period.length < YEAR_MONTHS
    overlapping = rolling or series[-1].period_type is PeriodType.YEAR_TO_DATE  # neighbours share most of their months
    if len(run) < FEWEST_FOR_SLOPE or overlapping or too_few_children(run):
        return None
    low, high = slope_interval([o.number for o in run])
    return Direction(_travel(low, high, run[-1]), DirectionRule.SLOPE, run)


def _by_year_before(now: Observation, before: Observation, change: Change) -> Direction | None:
    interval = difference_interval(now, before)
    if change in (Change.NOT_COMPARABLE, Change.UNKNOWN) or interval is None or is_of_too_few(now):
        return None
    return Direction(_travel(*interval, now), DirectionRule.YEAR_BEFORE, (before, now))


def _travel(low: float, high: float, latest: Observation) -> Travel:
    """The direction that an interval of change shows; none where it holds 0 or ends at it."""
    if low <= 0 <= high:
        return Travel.NO_CLEAR_CHANGE
    if latest.measure.polarity is Polarity.CONTEXT:
        return Travel.RISING if low > 0 else Travel.FALLING
    good = (low > 0) == (latest.measure.polarity is Polarity.HIGHER_IS_BETTER)
    return Travel.IMPROVING if good else Travel.GETTING_WORSE
