"""The ordinary least squares slope of a series with its 95% interval, allowing for autocorrelation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import inf, sqrt

FEWEST_FOR_SLOPE = 5  # through fewer, some line fits nearly always
# Student's t, the two-sided 95% point, for 1 to 30 degrees of freedom; beyond, the last makes it a little too wide.
_T_95 = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


def slope_interval(numbers: Sequence[Decimal | int]) -> tuple[float, float]:
    """The 95% interval of the ordinary least squares slope through evenly spaced values, in units a step.

    (-inf, inf) where there are too few to tell; both ends are the slope where the values lie on a line. Residuals that
    resemble the one before (lag-1 autocorrelation) make the values count for fewer than they are.
    Source: Santer and others 2000, Journal of Geophysical Research 105, section 3.
    """
    exact = [Fraction(number) for number in numbers]
    steps = [Fraction(2 * place - len(exact) + 1, 2) for place in range(len(exact))]  # their mean is 0
    mean, spread = sum(exact, Fraction(0)) / len(exact), sum(step * step for step in steps)
    slope = sum((step * number for step, number in zip(steps, exact, strict=True)), Fraction(0)) / spread
    residuals = [number - mean - slope * step for step, number in zip(steps, exact, strict=True)]
    squares = sum((each * each for each in residuals), Fraction(0))
    if not squares:
        return float(slope), float(slope)
    autocorrelation = max(0.0, float(sum((a * b for a, b in pairwise(residuals)), Fraction(0)) / squares))
    freedom = len(residuals) * (1 - autocorrelation) / (1 + autocorrelation) - 2  # the effective sample size less 2
    if len(exact) < FEWEST_FOR_SLOPE or freedom < 1:
        return -inf, inf
    reach = _T_95[min(int(freedom), len(_T_95)) - 1] * sqrt(float(squares) / freedom / float(spread))
    return float(slope) - reach, float(slope) + reach
