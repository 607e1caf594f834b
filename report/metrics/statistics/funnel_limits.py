"""How far from the country's percentage an area of some size may lie by chance: the limits of a funnel plot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z_USUAL, Z_NEARLY_EVER = 1.96, 3.09  # 95% and 99.8% of a normal distribution, as funnel plots have them


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """For a cohort of so many, the lowest and highest percentage in 95% and in 99.8% of cases, were it as England."""

    cohort: int
    usual: tuple[float, float]
    nearly_ever: tuple[float, float]


def funnel_limits(share: float, cohorts: Iterable[int]) -> tuple[FunnelLimits, ...]:
    """The limits round a share of 0 to 1 for each cohort, as percentages cut to 0 and 100.

    The limits of the score test: a percentage lies outside of the 95% limits exactly where its own Wilson interval
    leaves out the share. Source: Spiegelhalter 2005, funnel plots for comparing institutional performance.
    """
    return tuple(FunnelLimits(n, _round(share, n, Z_USUAL), _round(share, n, Z_NEARLY_EVER)) for n in cohorts)


def _round(share: float, cohort: int, z: float) -> tuple[float, float]:
    reach = z * sqrt(share * (1 - share) / cohort)
    return 100 * max(share - reach, 0.0), 100 * min(share + reach, 1.0)


def outside_95_limits(share: float, count: int, cohort: int) -> bool:
    """Whether so many of a cohort lie outside of the 95% limits round the country's share."""
    low, high = _round(share, cohort, Z_USUAL)
    return not low <= 100 * count / cohort <= high
