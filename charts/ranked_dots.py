"""Provisional."""

from typing import Any

from charts.canvas import Canvas
from charts.picture import Picture


def RankedDots(*args: Any, **more: Any) -> Any:
    return args


def draw_ranked_dots(chart: Any, size: Any) -> Any:
    return Picture(Canvas(size).figure, ("A chart that is not drawn yet, of some figures.",), ())

