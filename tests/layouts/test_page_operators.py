"""The operators that are written in as few characters as show the same mark."""

from math import hypot

import pytest

from layouts.drawing.page_operators import circle, colour, hexadecimal_colour, number, polygon, rectangle


@pytest.mark.parametrize(
    ("value", "written"), [(12.0, "12"), (1 / 3, "0.33"), (-0.001, "0"), (-2.5, "-2.5"), (841.889764, "841.89")]
)
def test_a_number_has_two_decimals_at_most_and_no_minus_before_zero(value, written):
    assert number(value) == written


def test_three_decimals_hold_every_colour_that_can_be_told_apart():
    for step in range(256):
        (one, *_) = colour(step / 255, 0.0, 1.0).split()
        assert round(255 * float(one)) == step
    assert hexadecimal_colour("12436D") == "0.071 0.263 0.427"


def test_a_bar_is_one_operator_and_a_polygon_is_closed():
    assert rectangle(1, 2, 3.456, 4) == "1 2 3.46 4 re"
    assert rectangle(0, 0.004, 1, 0.004) == "0 0 1 0.01 re"  # its top is that of a line at 0.008
    assert polygon([(0, 0), (4, 0), (2, 3.5)]) == "0 0 m 4 0 l 2 3.5 l h"


def test_a_circle_of_four_curves_is_round():
    words = circle(100, 50, 20).replace("m", "").replace("c", "").replace("h", "").split()
    points = list(zip(map(float, words[::2]), map(float, words[1::2]), strict=True))
    assert len(points) == 1 + 4 * 3
    for start in range(0, 12, 3):
        curve = points[start : start + 4]
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
            x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
            assert hypot(x - 100, y - 50) == pytest.approx(20, abs=0.02)
