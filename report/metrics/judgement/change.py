"""Whether a figure differs from an earlier one of its kind by more than chance, and how far chance could move one.

A report asks this of some twenty measures at once, so a change is clear at 98% and not at 95%: see the guide's
``judging.md`` for how often that calls a change where there is none.
"""

from __future__ import annotations

from decimal import Decimal

from report.metrics.model import formatting
from report.metrics.model.measure import MethodChange, Polarity, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Observation
from report.metrics.statistics.proportions import Z_98, newcombe_interval, numbers_interval, wilson_interval

FEWEST_TO_JUDGE = Decimal(10)  # children: of fewer, one child is more than ten percentage points


def change_between(now: Observation, before: Observation, method_change: MethodChange | None) -> Change:
    """The change from ``before`` to ``now``, two figures of one measure.

    UNKNOWN where either has no number; NOT_COMPARABLE where ``before`` rests on a month counted by another method than
    ``now``. One without a good direction is higher, lower or the same as printed. Others are better or worse where the
    interval of the difference leaves out 0. NOT_TESTED are those without one: see ``difference_interval``.
    """
    if now.value is None or before.value is None:
        return Change.UNKNOWN
    if method_change and method_change.begun_by(now.period) and not method_change.begun_by(before.first_month):
        return Change.NOT_COMPARABLE
    if not now.measure.polarity.has_direction:
        difference = formatting.printed_number(now) - formatting.printed_number(before)
        return Change.HIGHER if difference > 0 else Change.LOWER if difference < 0 else Change.SAME
    interval = difference_interval(now, before)
    if interval is None:
        return Change.NOT_TESTED
    if interval[0] <= 0 <= interval[1]:
        return Change.NO_CLEAR_CHANGE
    good = (now.value > before.value) == (now.measure.polarity is Polarity.HIGHER_IS_BETTER)
    return Change.BETTER if good else Change.WORSE


def is_of_too_few(observation: Observation) -> bool:
    """Whether a figure is known to be out of fewer than ``FEWEST_TO_JUDGE`` children."""
    return observation.denominator is not None and observation.denominator < FEWEST_TO_JUDGE


def difference_interval(now: Observation, before: Observation) -> tuple[Decimal, Decimal] | None:
    """The 98% interval of one figure less another: in points of percentages with counts, or of numbers of events.

    None with fewer than ``FEWEST_TO_JUDGE`` on either side, where dispersion is not known, and of figures that share
    months, such as sums of three years a year apart. None too for the number on a day, which is mostly of the same
    children; for averages and rates: how the single values lie round an average is not known.
    """
    if now.first_month.index <= before.period.index < now.period.index:
        return None
    counts, others = _counts(now), _counts(before)
    if counts and others:
        low, high = newcombe_interval(*counts, *others, Z_98)
        return Decimal(100 * low), Decimal(100 * high)
    number, other = _number_of_events(now), _number_of_events(before)
    if number is None or other is None or not now.dispersion:
        return None
    low, high = numbers_interval(number, other, Z_98)
    return Decimal(low * now.dispersion), Decimal(high * now.dispersion)


def likely_range(observation: Observation) -> tuple[Decimal, Decimal] | None:
    """The 95% Wilson interval of a percentage, on the scale 0 to 100.

    None without counts, of fewer than ``FEWEST_TO_JUDGE``, and where dispersion is not known. It is where the rate
    underlying the figure could lie if each child's outcome were independent of the others'.
    """
    counts = _counts(observation)
    if counts is None:
        return None
    low, high = wilson_interval(*counts)
    return Decimal(100 * max(0.0, low)), Decimal(100 * min(1.0, high))


def _counts(observation: Observation) -> tuple[float, float] | None:
    """The counts of a percentage, as those of so many independent cases as they are worth; None where that is unknown.

    Also where they cannot be its own, or are too few.
    """
    count, of = observation.numerator, observation.denominator
    if observation.measure.unit is not Unit.PCT or observation.value is None or count is None or of is None:
        return None
    if of < FEWEST_TO_JUDGE or not 0 <= count <= of or not observation.dispersion:
        return None
    return float(count) / observation.dispersion, float(of) / observation.dispersion


def _number_of_events(observation: Observation) -> float | None:
    """A number of events, as of so many independent ones as it is worth; None where it is none or too small."""
    of_a_day = observation.period_type is PeriodType.SNAPSHOT
    number = observation.value if observation.measure.unit is Unit.COUNT and not of_a_day else None
    if observation.measure.signed or number is None or number < FEWEST_TO_JUDGE or not observation.dispersion:
        return None
    return float(number) / observation.dispersion
