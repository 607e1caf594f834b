"""Shares the spare height of a page among its charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class HeightRange(NamedTuple):
    """The least and greatest height at which a chart may be drawn, in points."""

    least: float
    most: float


def chart_heights(ranges: Sequence[HeightRange], extra: float) -> list[float]:
    """The heights of charts after sharing out ``extra`` points: the lowest grow first, none beyond its greatest."""
    heights = [each.least for each in ranges]
    growing = [index for index, each in enumerate(ranges) if each.most > each.least]
    while extra > 0.01 and growing:
        lowest = min(heights[index] for index in growing)
        level = [index for index in growing if heights[index] < lowest + 0.01]
        stops = [ranges[index].most if index in level else heights[index] for index in growing]
        step = min(extra / len(level), min(stops) - lowest)
        for index in level:
            heights[index] += step
        extra -= step * len(level)
        growing = [index for index in growing if heights[index] < ranges[index].most - 0.01]
    return heights
