"""What may be said of the change between two figures of the same kind, and when it is more than chance."""

from __future__ import annotations

from decimal import Decimal

from report.metrics.model import formatting
from report.metrics.model.scorecard import Change, MethodChange, Observation, Polarity, Unit
from report.metrics.statistics.proportions import newcombe_interval, wilson_interval

FEWEST_TO_JUDGE = Decimal(10)  # below ten children one child moves a percentage by more than ten points


def change_between(now: Observation, before: Observation, method_change: MethodChange | None) -> Change:
    """The change from ``before`` to ``now``.

    A percentage has changed when the 95% interval of the difference leaves out zero; of fewer than ``FEWEST_TO_JUDGE``
    no change is clear, since one child could be all that there is to it. A percentage without its counts
    is not tested, and an average never: how the single waits lie round it is not known, and one child can move it by
    months. A context measure is only higher, lower or the same, as printed. Figures on two sides of a method change, or
    with months on both sides of it, are not comparable.
    """
    if now.value is None or before.value is None:
        return Change.UNKNOWN
    if method_change and method_change.begun_by(now.period) and not method_change.holds_throughout(before):
        return Change.NOT_COMPARABLE
    if now.measure.polarity is Polarity.CONTEXT:
        return _direction(
            formatting.rounded(now.value, now.decimals) - formatting.rounded(before.value, before.decimals)
        )
    if now.measure.unit is not Unit.PCT or not (_is_counted(now) and _is_counted(before)):
        return Change.NOT_TESTED
    if not _is_clear(now, before):
        return Change.NO_CLEAR_CHANGE
    good = (now.value > before.value) == (now.measure.polarity is Polarity.HIGHER_IS_BETTER)
    return Change.BETTER if good else Change.WORSE


def _direction(difference: Decimal) -> Change:
    return Change.HIGHER if difference > 0 else Change.LOWER if difference < 0 else Change.SAME


def _is_counted(observation: Observation) -> bool:
    """Whether a percentage came with counts that can be its own; without them nothing can be said of chance."""
    count, of = observation.numerator, observation.denominator
    return count is not None and of is not None and of >= 1 and 0 <= count <= of


def _is_clear(now: Observation, before: Observation) -> bool:
    if now.denominator is not None and now.denominator < FEWEST_TO_JUDGE:
        return False
    parts = (now.numerator, now.denominator, before.numerator, before.denominator)
    low, high = newcombe_interval(*(int(part) for part in parts if part is not None))
    return low > 0 or high < 0


def likely_range(observation: Observation) -> tuple[Decimal, Decimal] | None:
    """How far chance alone could have moved a percentage of so many (Wilson, 95%), from 0 to 100; None without counts.

    The children are all of the council's own and no sample: the range is what their outcomes could as well have been.
    """
    if observation.measure.unit is not Unit.PCT or observation.value is None or not _is_counted(observation):
        return None
    low, high = wilson_interval(int(observation.numerator or 0), int(observation.denominator or 0))
    return Decimal(100 * max(0.0, low)), Decimal(100 * min(1.0, high))
