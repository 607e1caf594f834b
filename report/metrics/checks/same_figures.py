"""Whether a figure is the same as another, and how likely it is that a number of its size comes again by itself."""

from __future__ import annotations

from decimal import Decimal

from report.metrics.model import formatting
from report.metrics.model.scorecard import Observation

_SMALLEST = 4.0  # smaller numbers stay as they were about every other month, as this one does
_LIKELIEST = 0.75


def counts_of(o: Observation) -> tuple[Decimal | None, ...]:
    """The value, the numerator and the denominator of a figure."""
    return o.value, o.numerator, o.denominator


def are_same(one: Observation | None, other: Observation | None) -> bool:
    """Whether two figures are given and have the same value and counts."""
    return one is not None and other is not None and counts_of(one) == counts_of(other)


def chance_by_size(number: Decimal) -> float:
    """The chance that a number comes again, by its size: 1.5 in the square root of it. 98.2 is of the size of 982.

    A count of independent events stays a fifth as often (Poisson), one of children most of whom stay from month to
    month about as often.
    """
    size = float(number) * 10 ** formatting.places(number)
    return min(_LIKELIEST, float(1.5 * max(size, _SMALLEST) ** -0.5))
