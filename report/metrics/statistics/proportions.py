"""Intervals of proportions and of numbers: of one, and of the difference of two; and how far counts are dispersed."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt

Z_95 = 1.96  # the two-sided 95% point of the normal distribution
Z_96 = 2.05  # the two-sided 96% point
Z_98 = 2.326  # the two-sided 98% point


def wilson_interval(count: float, of: float, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of ``count`` out of ``of`` (above 0), as shares from 0 to 1; 95% unless ``z`` differs.

    Counts need not be whole: those of dispersed events stand for fewer independent ones.

    Source: Wilson 1927, Probable inference, the law of succession, and statistical inference. The method that the
    Office for Health Improvement and Disparities prefers for proportions.
    """
    rest = of - count
    middle = 2 * count + z**2
    spread = z * sqrt(z**2 + 4 * count * rest / of)
    below = 2 * (of + z**2)
    return (middle - spread) / below, (middle + spread) / below


def newcombe_interval(
    count: float, of: float, count_before: float, of_before: float, z: float = Z_95
) -> tuple[float, float]:
    """The interval of the difference of two independent proportions, now less before, as shares from -1 to 1.

    Source: Newcombe 1998, Interval estimation for the difference between independent proportions, method 10, which
    combines two Wilson intervals and holds for small groups.
    """
    share, share_before = count / of, count_before / of_before
    low, high = wilson_interval(count, of, z)
    low_before, high_before = wilson_interval(count_before, of_before, z)
    difference = share - share_before
    return (
        difference - sqrt((share - low) ** 2 + (high_before - share_before) ** 2),
        difference + sqrt((high - share) ** 2 + (share_before - low_before) ** 2),
    )


def numbers_interval(number: float, before: float, z: float) -> tuple[float, float]:
    """The interval of the difference of two independent numbers of events, now less before.

    The standard error is the square root of their sum (Poisson): also where one is who came in and the other who left.
    """
    reach = z * sqrt(number + before)
    return number - before - reach, number - before + reach


def dispersion_of_shares(counts: Sequence[tuple[float, float]]) -> float:
    """How many times the variance of independent cases the shares ``(count, of)`` of several periods have; from 1.

    Pearson's chi-squared by its degrees of freedom (phi): McCullagh and Nelder 1989, Generalized linear models, 4.5.
    Needs two periods or more; 1 where all counts are none, or all.
    """
    share = fsum(count for count, _ in counts) / fsum(of for _, of in counts)
    if not 0 < share < 1:
        return 1.0
    squares = ((one - out_of * share) ** 2 / (out_of * share * (1 - share)) for one, out_of in counts if out_of)
    return max(1.0, fsum(squares) / (len(counts) - 1))


def dispersion_of_numbers(numbers: Sequence[float]) -> float:
    """The same of numbers of events: their variance by their mean, which is 1 for independent events (Poisson)."""
    mean = sum(numbers) / len(numbers)
    return max(1.0, sum((one - mean) ** 2 for one in numbers) / (len(numbers) - 1) / mean) if mean else 1.0
