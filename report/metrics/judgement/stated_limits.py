"""How far off its target a figure is still close, as a return states it in columns of tolerance, amber or red."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from inputs.intake import Limit, LimitKind
from inputs.period import Period
from report.metrics.model.measure import Comparison, Target


def limits_at(limits: Iterable[Limit], period: Period) -> list[Limit]:
    """The limits that hold for a period: those of its own month, quarter or year, else those that state none."""
    given = list(limits)
    own = [one for one in given if one.period is not None and one.period.covers(period)]
    return own or [one for one in given if one.period is None]


def distance(limits: Iterable[Limit], target: Target) -> Decimal | None:
    """How far off a target is still close, in the unit of its measure; None where the limits differ or are unclear."""
    distances = {_distance(one, target) for one in limits}
    return distances.pop() if len(distances) == 1 else None


def _distance(limit: Limit, target: Target) -> Decimal | None:
    at_least = target.comparison is Comparison.AT_LEAST
    if limit.kind is LimitKind.UNCLEAR:
        return None
    if limit.kind is LimitKind.OWN:
        return limit.value
    if limit.kind is LimitKind.SHARE:
        return limit.value * target.value
    if target.upper is not None:
        return None  # nobody can say beyond which end of a range
    # Amber at 85 or more, red below 85: with a target of at least 95 both mean ten off it.
    side = {LimitKind.LAST: target.comparison, LimitKind.BEYOND: _OTHER[target.comparison]}.get(limit.kind, "")
    if limit.comparison and limit.comparison != side:
        return None
    last = limit.upper if limit.kind is LimitKind.RANGE and not at_least else limit.value
    short_by = target.value - last if at_least else last - target.value
    return short_by if short_by >= 0 else None


_OTHER = {Comparison.AT_LEAST: Comparison.AT_MOST, Comparison.AT_MOST: Comparison.AT_LEAST}
