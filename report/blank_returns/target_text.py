"""A target in the words of a return, which the reader of returns understands in one way only."""

from __future__ import annotations

from decimal import Decimal

from inputs.headings.cell_values import plain
from report.metrics.counting.observations import ReportedSeries
from report.metrics.model.measure import Comparison, Measure, Polarity, Target, Unit

_SIDES = {Polarity.HIGHER_IS_BETTER: Comparison.AT_LEAST, Polarity.LOWER_IS_BETTER: Comparison.AT_MOST}


def target_words(measure: Measure, one: ReportedSeries | None) -> str:
    """The target that a return states, such as ``At least 95%``; "" where none does."""
    stated = one.last_target if one is not None else None
    if stated is None:
        return ""
    return _words(measure, stated.value, stated.comparison or str(_SIDES.get(measure.polarity, "")))


def own_target_words(measure: Measure, target: Target) -> str:
    """The words of a target that the council set in report.toml; "" for one that no return could state."""
    return "" if measure.unit is Unit.PCT and target.value > 100 else _words(measure, target.value, target.comparison)


def _words(measure: Measure, value: Decimal, comparison: str) -> str:
    unit = {Unit.PCT: "%", Unit.DAYS: " days"}.get(measure.unit, "")
    return f"{comparison} {plain(value)}{unit}".strip().capitalize()
