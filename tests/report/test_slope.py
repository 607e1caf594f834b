"""The slope of a run of figures: a worked example, and what must not depend on where or how it is measured."""

from __future__ import annotations

from decimal import Decimal
from math import inf
from random import Random

import pytest

from report.metrics.slope import slope_interval

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


def test_figures_that_go_on_from_one_another_count_for_fewer() -> None:
    wave = [0, 1, 2, 3, 3, 3, 2, 1, 0, 0, 1, 2]
    mixed = [0, 3, 1, 2, 3, 0, 3, 1, 2, 0, 1, 2]
    assert slope_interval(wave)[1] - slope_interval(wave)[0] > slope_interval(mixed)[1] - slope_interval(mixed)[0]


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
