"""Whether a figure is the same as another, and how likely it is that a number of its size comes again by itself."""

from __future__ import annotations

from decimal import Decimal

from report.metrics.model import formatting
from report.metrics.model.scorecard import Observation

_SMALLEST = 4.0  # smaller numbers stay as they were about every other month, as this one does
_LIKELIEST = 0.75
_OF_EVENTS = 0.2


def counts_of(o: Observation) -> tuple[Decimal | None, ...]:
    """The value, the numerator and the denominator of a figure."""
    return o.value, o.numerator, o.denominator


def are_same(one: Observation | None, other: Observation | None) -> bool:
    """Whether two figures are given and have the same value and counts."""
    return one is not None and other is not None and counts_of(one) == counts_of(other)


def chance_by_size(number: Decimal, *, of_events: bool = False) -> float:
    """The chance that a number comes again, by its size: 1.5 in the square root of it. 98.2 is of the size of 982.

    So it is of children most of whom stay from month to month. A count of events in each month comes again a fifth as
    often: 1 in twice the square root of pi times it (Poisson).
    """
    size = float(number) * 10 ** formatting.places(number)
    chance = min(_LIKELIEST, float(1.5 * max(size, _SMALLEST) ** -0.5))
    return chance * _OF_EVENTS if of_events else chance
