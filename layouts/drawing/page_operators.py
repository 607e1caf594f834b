"""PDF operators as text: numbers, colours and outlines. Positions are in points from the page's lower left corner.

They have two decimals: a hundredth of a point is finer than any printer, and shorter to write than more.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_CURVE_REACH = 0.5523  # of the radius: how far the handles of a quarter circle stand from its ends


def number(value: float) -> str:
    """A number, without a minus before zero."""
    return f"{round(value, 2) + 0.0:g}"


@lru_cache(maxsize=256)
def colour(red: float, green: float, blue: float) -> str:
    """The three parts of a colour, from 0 to 1; three decimals hold all that eight bits do."""
    return f"{round(red, 3):g} {round(green, 3):g} {round(blue, 3):g}"


@lru_cache(maxsize=64)
def hexadecimal_colour(digits: str) -> str:
    """The three parts of a colour in six hexadecimal digits."""
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return colour(red, green, blue)


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """The outline of a rectangle, from its lower left corner; each of its corners is rounded as any other point."""
    across, up = round(x + width, 2) - round(x, 2), round(y + height, 2) - round(y, 2)
    return f"{number(x)} {number(y)} {number(across)} {number(up)} re"


def polygon(points: Sequence[tuple[float, float]]) -> str:
    """A closed outline of straight lines."""
    (x, y), *others = points
    lines = "".join(f" {number(right)} {number(up)} l" for right, up in others)
    return f"{number(x)} {number(y)} m{lines} h"


def circle(x: float, y: float, radius: float) -> str:
    """The outline of a circle round a point, as four curves."""
    reach = _CURVE_REACH * radius
    left, near_left, near_right, right = map(number, (x - radius, x - reach, x + reach, x + radius))
    low, near_low, near_high, high = map(number, (y - radius, y - reach, y + reach, y + radius))
    across, up = number(x), number(y)
    return (
        f"{right} {up} m {right} {near_high} {near_right} {high} {across} {high} c"
        f" {near_left} {high} {left} {near_high} {left} {up} c {left} {near_low} {near_left} {low} {across} {low} c"
        f" {near_right} {low} {right} {near_low} {right} {up} c h"
    )
