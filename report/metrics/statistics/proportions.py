"""95% intervals of proportions: Wilson's for one, Newcombe's for the difference of two."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.96  # the two-sided 95% point of the normal distribution


def wilson_interval(count: int, of: int) -> tuple[float, float]:
    """The 95% Wilson score interval of ``count`` out of ``of`` (at least 1), as shares from 0 to 1.

    Source: Wilson 1927, Probable inference, the law of succession, and statistical inference. The method that the
    Office for Health Improvement and Disparities prefers for proportions.
    """
    rest = of - count
    middle = 2 * count + Z_95**2
    spread = Z_95 * sqrt(Z_95**2 + 4 * count * rest / of)
    below = 2 * (of + Z_95**2)
    return (middle - spread) / below, (middle + spread) / below


def newcombe_interval(count: int, of: int, count_before: int, of_before: int) -> tuple[float, float]:
    """The 95% interval of the difference of two independent proportions, now less before, as shares from -1 to 1.

    Source: Newcombe 1998, Interval estimation for the difference between independent proportions, method 10, which
    combines two Wilson intervals and holds for small groups.
    """
    share, share_before = count / of, count_before / of_before
    low, high = wilson_interval(count, of)
    low_before, high_before = wilson_interval(count_before, of_before)
    difference = share - share_before
    return (
        difference - sqrt((share - low) ** 2 + (high_before - share_before) ** 2),
        difference + sqrt((high - share) ** 2 + (share_before - low_before) ** 2),
    )
