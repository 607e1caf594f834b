"""The slope of a run of figures: a worked example, and what must not depend on where or how it is measured."""

from __future__ import annotations

from decimal import Decimal
from math import gamma, inf, pi, sqrt
from random import Random

import pytest

from report.metrics.statistics.slope import slope_interval

_CHANCE = Random(5)
RUNS = [[_CHANCE.randrange(1000) for _ in range(_CHANCE.randrange(5, 25))] for _ in range(60)]
each_run = pytest.mark.parametrize("run", RUNS, ids=range(len(RUNS)))


def test_the_interval_of_a_worked_example() -> None:
    # y = 2, 4, 5, 4, 5 over 1 to 5: slope 0.6, standard error 0.28284, t(3) 3.182.
    low, high = slope_interval([2, 4, 5, 4, 5])
    assert (low + high) / 2 == pytest.approx(0.6)
    assert (high - low) / 2 == pytest.approx(3.182 * 0.282843, rel=1e-3)


def test_a_straight_line_has_no_interval_and_a_level_one_no_slope() -> None:
    assert slope_interval([10, 12, 14, 16, 18]) == (2, 2)
    assert slope_interval([Decimal("93.1")] * 9) == (0, 0)


def test_through_four_figures_nothing_is_told() -> None:
    assert slope_interval([1, 2, 3, 5]) == (-inf, inf)


def margin(numbers: list[int]) -> float:
    low, high = slope_interval(numbers)
    return (high - low) / 2


def test_figures_that_go_on_from_one_another_count_for_fewer() -> None:
    # Each month's rest is like the one before (0.4423): 12 months are worth 12 * (1 - 0.4423) / (1 + 0.4423) = 4.64,
    # which leaves 2.64 degrees of freedom, told as 2: t 4.303, standard error 0.189068.
    low, high = slope_interval([5, 5, 6, 8, 8, 7, 6, 7, 9, 11, 11, 10])
    assert (low + high) / 2 == pytest.approx(72.5 / 143)
    assert (high - low) / 2 == pytest.approx(4.303 * 0.18906767)
    # Likeness 0.5926 makes 12 months worth 3.07: one degree of freedom, t 12.706.
    assert margin([0, 1, 2, 3, 3, 3, 2, 1, 0, 0, 1, 2]) == pytest.approx(12.706 * 0.3094903)


def test_figures_worth_fewer_than_three_tell_nothing() -> None:
    assert slope_interval([90, 91, 93, 94, 93, 92, 92, 93, 95, 97, 98, 98]) == (-inf, inf)  # worth 2.499


def beyond(t: float, freedom: int) -> float:
    """The share of Student's distribution beyond -t and t, by Simpson's rule."""
    scale = gamma((freedom + 1) / 2) / gamma(freedom / 2) / sqrt(freedom * pi)
    heights = [scale * (1 + (t * n / 400) ** 2 / freedom) ** (-(freedom + 1) / 2) for n in range(401)]
    return 1 - 2 * t / 1200 * (heights[0] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]) + heights[-1])


@pytest.mark.parametrize("months", range(5, 33))
def test_of_figures_without_a_slope_19_in_20_intervals_hold_nought(months: int) -> None:
    up_and_down = [(-1) ** n * (1 + (n == months // 2)) for n in range(months)]
    steps = [n - (months - 1) / 2 for n in range(months)]
    mean, spread = sum(up_and_down) / months, sum(step**2 for step in steps)
    slope = sum(step * number for step, number in zip(steps, up_and_down, strict=True)) / spread
    squares = sum((n - mean - slope * step) ** 2 for step, n in zip(steps, up_and_down, strict=True))
    t = margin(up_and_down) / sqrt(squares / (months - 2) / spread)
    assert beyond(t, months - 2) == pytest.approx(0.05, abs=1e-4)


@each_run
@pytest.mark.parametrize("more", [-500, 7])
def test_adding_the_same_to_every_figure_changes_nothing(run: list[int], more: int) -> None:
    assert slope_interval([each + more for each in run]) == slope_interval(run)


@each_run
@pytest.mark.parametrize("times", [2, 50])
def test_figures_in_another_unit_have_the_slope_in_that_unit(run: list[int], times: int) -> None:
    low, high = slope_interval(run)
    assert slope_interval([each * times for each in run]) == pytest.approx((low * times, high * times))


@each_run
def test_turned_over_or_backwards_the_slope_is_the_other_way(run: list[int]) -> None:
    low, high = slope_interval(run)
    assert slope_interval([-each for each in run]) == pytest.approx((-high, -low))
    assert slope_interval(run[::-1]) == pytest.approx((-high, -low))
