"""The slope of a run of figures with its 95% interval: whether they rise or fall by more than chance. Only sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import inf, sqrt

FEWEST_FOR_SLOPE = 5  # through fewer, some line fits nearly always
# Student's t, the two-sided 95% point, for 1 to 30 degrees of freedom; beyond, the last is a little too wide.
_T_95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


def slope_interval(numbers: Sequence[Decimal | int]) -> tuple[float, float]:
    """The 95% interval of the slope of the least-squares line through evenly spaced figures, in units a step.

    Where what is left of the figures beside the line goes on from one to the next, they count for fewer than they are
    (Santer and others, Journal of Geophysical Research 105, 2000). Without a bound where there are too few to tell.
    """
    exact = [Fraction(number) for number in numbers]
    steps = [Fraction(2 * place - len(exact) + 1, 2) for place in range(len(exact))]  # their mean is nought
    mean, spread = sum(exact, Fraction(0)) / len(exact), sum(step * step for step in steps)
    slope = sum((step * number for step, number in zip(steps, exact, strict=True)), Fraction(0)) / spread
    left = [number - mean - slope * step for step, number in zip(steps, exact, strict=True)]
    squares = sum((each * each for each in left), Fraction(0))
    if not squares:
        return float(slope), float(slope)
    freedom = _worth(left, squares) - 2
    if len(exact) < FEWEST_FOR_SLOPE or freedom < 1:
        return -inf, inf
    reach = _T_95[min(int(freedom), len(_T_95)) - 1] * sqrt(float(squares) / freedom / float(spread))
    return float(slope) - reach, float(slope) + reach


def _worth(left: Sequence[Fraction], squares: Fraction) -> float:
    """How many independent figures these are worth: fewer than they are where each is like the one before."""
    likeness = max(0.0, float(sum((one * other for one, other in pairwise(left)), Fraction(0)) / squares))
    return len(left) * (1 - likeness) / (1 + likeness)
