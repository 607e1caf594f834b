"""A target in the words of a return, which the reader of returns understands in one way only."""

from __future__ import annotations

from decimal import Decimal

from inputs.headings.cell_values import plain
from report.metrics.counting.observations import ReportedSeries
from report.metrics.model.measure import Measure, Target, Unit


def target_words(measure: Measure, one: ReportedSeries | None) -> str:
    """The target that a return states, such as ``At least 95%``; "" where none does."""
    stated = one.last_target if one is not None else None
    if stated is None:
        return ""
    if stated.upper is not None:
        return _range(measure, stated.value, stated.upper)
    return _words(measure, stated.value, stated.comparison or str(measure.good_side or ""))


def own_target_words(measure: Measure, target: Target) -> str:
    """The words of a target that the council set in report.toml; "" for one that no return could state."""
    if target.upper is not None:
        return _range(measure, target.value, target.upper)
    return "" if measure.unit is Unit.PCT and target.value > 100 else _words(measure, target.value, target.comparison)


def _words(measure: Measure, value: Decimal, comparison: str) -> str:
    return f"{comparison} {plain(value)}{_unit(measure)}".strip().capitalize()


def _range(measure: Measure, low: Decimal, high: Decimal) -> str:
    return f"{plain(low)} to {plain(high)}{_unit(measure)}"


def _unit(measure: Measure) -> str:
    return "%" if measure.unit is Unit.PCT else f" {measure.unit.value}" if measure.unit.is_time else ""
