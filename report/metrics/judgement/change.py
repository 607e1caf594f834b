"""Whether a figure differs from an earlier one of its kind by more than chance, and how far chance could move one."""

from __future__ import annotations

from decimal import Decimal

from report.metrics.model import formatting
from report.metrics.model.measure import MethodChange, Polarity, Unit
from report.metrics.model.scorecard import Change, Observation
from report.metrics.statistics.proportions import newcombe_interval, wilson_interval

FEWEST_TO_JUDGE = Decimal(10)  # children: of fewer, one child is more than ten percentage points


def change_between(now: Observation, before: Observation, method_change: MethodChange | None) -> Change:
    """The change from ``before`` to ``now``, two figures of one measure.

    UNKNOWN where either has no number; NOT_COMPARABLE where ``before`` rests on a month counted by another method than
    ``now``. A context measure is higher, lower or the same as printed. A percentage is better or worse where the 95%
    interval of the difference leaves out 0; of fewer than ``FEWEST_TO_JUDGE`` no change is clear. NOT_TESTED are
    percentages without counts, averages and rates: how the single values lie round an average is not known.
    """
    if now.value is None or before.value is None:
        return Change.UNKNOWN
    if method_change and method_change.begun_by(now.period) and not method_change.begun_by(before.first_month):
        return Change.NOT_COMPARABLE
    if now.measure.polarity is Polarity.CONTEXT:
        difference = formatting.printed_number(now) - formatting.printed_number(before)
        return Change.HIGHER if difference > 0 else Change.LOWER if difference < 0 else Change.SAME
    interval = difference_interval(now, before)
    if interval is None:
        return Change.NOT_TESTED
    if is_of_too_few(now) or interval[0] <= 0 <= interval[1]:
        return Change.NO_CLEAR_CHANGE
    good = (now.value > before.value) == (now.measure.polarity is Polarity.HIGHER_IS_BETTER)
    return Change.BETTER if good else Change.WORSE


def is_of_too_few(observation: Observation) -> bool:
    """Whether a figure is known to be out of fewer than ``FEWEST_TO_JUDGE`` children."""
    return observation.denominator is not None and observation.denominator < FEWEST_TO_JUDGE


def difference_interval(one: Observation, other: Observation) -> tuple[float, float] | None:
    """The 95% interval of one percentage less another, as shares from -1 to 1 (Newcombe 1998, method 10).

    None unless both are percentages with counts.
    """
    counts, others = _counts(one), _counts(other)
    return newcombe_interval(*counts, *others) if counts and others else None


def likely_range(observation: Observation) -> tuple[Decimal, Decimal] | None:
    """The 95% Wilson interval of a percentage, on the scale 0 to 100; None without counts.

    The children are all of the council's own and no sample: the range is how far chance could have moved the figure.
    """
    counts = _counts(observation)
    if counts is None:
        return None
    low, high = wilson_interval(*counts)
    return Decimal(100 * max(0.0, low)), Decimal(100 * min(1.0, high))


def _counts(observation: Observation) -> tuple[int, int] | None:
    """The numerator and denominator of a percentage; None where they are not given or cannot be its own."""
    count, of = observation.numerator, observation.denominator
    if observation.measure.unit is not Unit.PCT or observation.value is None or count is None or of is None:
        return None
    return (int(count), int(of)) if of >= 1 and 0 <= count <= of else None
