"""The direction of travel: where a measure is going, over a stated window and by the first rule that can be applied.

Never from two points: by a control chart of thirteen figures or more, else by the slope of five or more, else by the
same period last year with the interval of the difference. Where none of these can be applied there is no direction.
"""

from __future__ import annotations

from collections.abc import Sequence

from inputs.period import YEAR_MONTHS
from report.metrics.judgement.change import FEWEST_TO_JUDGE, likely_range
from report.metrics.judgement.control_chart import about_too_few, counted_alike, unbroken
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Direction, DirectionRule, MethodChange, Observation, Polarity, Travel
from report.metrics.statistics.control_limits import Control, Variation
from report.metrics.statistics.proportions import difference_interval
from report.metrics.statistics.slope import FEWEST_FOR_SLOPE, slope_interval

_SIGNALS = {
    Variation.USUAL: Travel.NO_CLEAR_CHANGE,
    Variation.BETTER: Travel.IMPROVING,
    Variation.WORSE: Travel.GETTING_WORSE,
    Variation.HIGHER: Travel.RISING,
    Variation.LOWER: Travel.FALLING,
}
_NO_COMPARISON = (Change.NOT_COMPARABLE, Change.UNKNOWN)


def direction_of_travel(
    series: Sequence[Observation],
    control: Control | None,
    changed: MethodChange | None,
    now: Observation,
    before: Observation,
    change: Change,
) -> Direction | None:
    """Where a measure is going, by the first of the three rules that can be applied; None where none can.

    ``series`` are its figures as reported, ``control`` those held against their own ups and downs; ``now`` and
    ``before`` its headline figure and that of a year before, ``change`` what may be said of the two.
    """
    if not series[-1].has_number or series[-1].group:
        return None
    return _by_signal(series, control) or _by_slope(series, changed) or _by_year_before(now, before, change)


def _by_signal(series: Sequence[Observation], control: Control | None) -> Direction | None:
    if control is None or control.variation is None:
        return None
    return Direction(_SIGNALS[control.variation], DirectionRule.SIGNAL, tuple(series[control.level_since :]))


def _by_slope(series: Sequence[Observation], changed: MethodChange | None) -> Direction | None:
    run = counted_alike(unbroken(series), changed)
    if len(run) < FEWEST_FOR_SLOPE or _overlap(series[-1]) or about_too_few(run):
        return None
    low, high = slope_interval([o.value for o in run if o.value is not None])
    return Direction(_travel(low, high, run[-1]), DirectionRule.SLOPE, run)


def _by_year_before(now: Observation, before: Observation, change: Change) -> Direction | None:
    if change in _NO_COMPARISON or likely_range(now) is None or likely_range(before) is None:
        return None
    if now.denominator is not None and now.denominator < FEWEST_TO_JUDGE:
        return None
    counts = (now.numerator, now.denominator, before.numerator, before.denominator)
    low, high = difference_interval(*(int(count or 0) for count in counts))
    return Direction(_travel(low, high, now), DirectionRule.YEAR_BEFORE, (before, now))


def _overlap(latest: Observation) -> bool:
    """Whether neighbours share most of their months, so that a line through them proves nothing."""
    rolling = latest.period_type is PeriodType.ROLLING_12_MONTHS and latest.period.length < YEAR_MONTHS
    return rolling or latest.period_type is PeriodType.YEAR_TO_DATE


def _travel(low: float, high: float, latest: Observation) -> Travel:
    """What an interval of change means; one that holds nought, or ends at it, shows none."""
    if not (low > 0 or high < 0):
        return Travel.NO_CLEAR_CHANGE
    if latest.measure.polarity is Polarity.CONTEXT:
        return Travel.RISING if low > 0 else Travel.FALLING
    good = (low > 0) == (latest.measure.polarity is Polarity.HIGHER_IS_BETTER)
    return Travel.IMPROVING if good else Travel.GETTING_WORSE
