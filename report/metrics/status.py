"""How a figure stands against its target. The rule is printed in the report in these same words."""

from __future__ import annotations

from decimal import Decimal

from report.metrics.model import Comparison, Measure, Observation, Polarity, Status, Target, Unit

FEWEST_TO_JUDGE = Decimal(10)  # below ten children one child moves a percentage by more than ten points
CLOSE_POINTS = Decimal(5)  # percentage points short of the target that still count as close
CLOSE_SHARE = Decimal("0.10")  # share of the target, for days and caseloads, that still counts as close


def judge(latest: Observation, printed: Decimal | None, target: Target | None) -> Status | None:
    """The status of the latest figure.

    ``printed`` is the figure as it is rounded on the page, so that 98.0% is never said to miss 98%. A context measure
    is never judged. A share or an average of fewer than ten is too few to judge. Without a figure there is no status.
    """
    measure = latest.measure
    if printed is None:
        return None
    if target is None or measure.polarity is Polarity.CONTEXT:
        return Status.NO_TARGET
    if (
        measure.unit in (Unit.PCT, Unit.DAYS)
        and latest.denominator is not None
        and latest.denominator < FEWEST_TO_JUDGE
    ):
        return Status.TOO_FEW
    short_by = target.value - printed if target.comparison is Comparison.AT_LEAST else printed - target.value
    if short_by <= 0:
        return Status.MET
    return Status.CLOSE if short_by <= tolerance(measure, target) else Status.NOT_MET


def tolerance(measure: Measure, target: Target) -> Decimal:
    """How far past its target a figure may be and still be close, on the measure's own scale."""
    if measure.unit is Unit.PCT:
        return CLOSE_POINTS if measure.tolerance is None else measure.tolerance
    return target.value * (CLOSE_SHARE if measure.tolerance is None else measure.tolerance)


def meets(printed: Decimal, target: Target) -> bool:
    """Whether a printed figure reaches the target. Equality does."""
    return printed >= target.value if target.comparison is Comparison.AT_LEAST else printed <= target.value
