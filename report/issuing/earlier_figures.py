"""One figure beside what an earlier report had of it: whether the two differ, and both of them in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from inputs.intake import State
from report.metrics.model import formatting
from report.metrics.model.last_report import EarlierFigure, EarlierFigures, key_of
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import Observation


def differs(before: EarlierFigure | None, now: Observation) -> bool:
    """Whether a figure differs from an earlier one: a percentage in its counts, any other value as it is printed.

    Of an average of days a public ledger or record has only what was printed, at times with another decimal than now.
    """
    if before is None or now.value is None:
        return before is not None and now.state is State.MISSING
    counts = (before.numerator, before.denominator, now.numerator, now.denominator)
    if now.measure.unit is Unit.PCT and all(count is not None for count in counts):
        return counts[:2] != counts[2:]
    if now.measure.unit.is_average and formatting.rounded(now.value, _decimals(before.value)) == before.value:
        return False
    return formatting.rounded(before.value, now.decimals) != formatting.rounded(now.value, now.decimals)


def is_same(issued: EarlierFigure | None, again: EarlierFigure | None) -> bool:
    """Whether a figure is built again as it was issued, also by a version whose ledgers had days of all children."""
    if issued is None or again is None or issued == again:
        return issued == again
    if again.numerator is not None or issued.numerator is None or again.denominator != issued.denominator:
        return False
    return formatting.rounded(issued.value, _decimals(again.value)) == again.value


def _decimals(value: Decimal) -> int:
    """The decimals a number is written with, noughts too."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def was_and_is(revised: Sequence[Observation], figures: EarlierFigures, when: str) -> str:
    """A sentence on the latest of the figures that differ, before and now, and how many others there are."""
    now = revised[-1]
    before = figures[key_of(now)]
    more = len(revised) - 1
    name = f"“{now.measure.short_name}”" + (f" ({now.group})" if now.group else "")
    was = _with_counts(before.value, before.numerator, before.denominator, now)
    is_now = formatting.value_text(now)
    if now.value is not None:
        is_now = _with_counts(now.value, now.numerator, now.denominator, now)
    others = f", and {more} other figure{'s differ' if more > 1 else ' differs'} too" if more else ""
    return f"{name} {formatting.when(now)} was {was} {when} and is now {is_now}{others}."


def _with_counts(value: Decimal, numerator: Decimal | None, denominator: Decimal | None, like: Observation) -> str:
    both = like.measure.unit is Unit.PCT and numerator is not None and denominator is not None
    counts = f" ({numerator} of {denominator})" if both else ""
    return f"{formatting.unit_text(value, like.decimals, like.measure.unit)}{counts}"
