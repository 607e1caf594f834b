"""Limits of a funnel plot: how far the percentage of one area may lie by chance from the country's."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from report.metrics.statistics.proportions import Z_95

Z_998 = 3.09  # the two-sided 99.8% point of the normal distribution


class FunnelLimits(NamedTuple):
    """The lower and upper 95% and 99.8% limits for a cohort of this many children, as percentages from 0 to 100."""

    cohort: int
    limits_95: tuple[float, float]
    limits_998: tuple[float, float]


def funnel_limits(share: float, cohorts: Iterable[int]) -> tuple[FunnelLimits, ...]:
    """The funnel limits round the country's share (0 to 1) for each cohort, clipped to 0% and 100%.

    By the score test: a percentage lies outside the 95% limits exactly where its Wilson interval leaves out the share.
    Source: Spiegelhalter 2005, Funnel plots for comparing institutional performance.
    """
    return tuple(FunnelLimits(n, _limits(share, n, Z_95), _limits(share, n, Z_998)) for n in cohorts)


def _limits(share: float, cohort: int, z: float) -> tuple[float, float]:
    reach = z * sqrt(share * (1 - share) / cohort)
    return 100 * max(share - reach, 0.0), 100 * min(share + reach, 1.0)


def outside_95_limits(share: float, count: int, cohort: int) -> bool:
    """Whether ``count`` of a cohort lies outside the 95% limits round the country's share (0 to 1)."""
    low, high = _limits(share, cohort, Z_95)
    return not low <= 100 * count / cohort <= high
